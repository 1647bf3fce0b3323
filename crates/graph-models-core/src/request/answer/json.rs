//! The JSON body of an answer, on the way into a value.

use http::response::Parts;

use super::{json_text, refuse_error};
use crate::decode::{Attempts, nothing};
use crate::model::{Model, Slot};
use crate::request::GraphError;

/// The JSON body of an answer. It is read until an attempt succeeds; each attempt needs an empty value.
///
/// This type is not generic, so that it is compiled once for all types.
pub(super) struct JsonAnswer<'a> {
    head: &'a Parts,
    body: &'a [u8],
    /// The attempts so far. Absent before the first one.
    attempts: Option<Attempts<'a>>,
}

impl<'a> JsonAnswer<'a> {
    pub(super) const fn new(head: &'a Parts, body: &'a [u8]) -> Self {
        Self { head, body, attempts: None }
    }

    /// Tries to read the body into an empty page. Returns `false` if a further attempt is needed.
    ///
    /// # Errors
    ///
    /// Returns an error if the body is an error, or if it is no page.
    pub(super) fn page(&mut self, page: &mut dyn Model) -> Result<bool, GraphError> {
        const EXPECTED: &str = "a page";
        let read = self.attempts(EXPECTED, false)?.model(page);
        read.map_err(|error| self.error(EXPECTED, &error.to_string()))
    }

    /// Tries to read the body into the slot of an empty struct, or of a value of a hierarchy. Returns `false` if a
    /// further attempt is needed.
    ///
    /// # Errors
    ///
    /// Returns an error if the body is an error, or if it is no value of the type.
    pub(super) fn slot(&mut self, slot: Slot<'_>) -> Result<bool, GraphError> {
        let (name, info) = match &slot {
            Slot::Hierarchy(field) => (field.info().name(), Some(field.info().base())),
            Slot::Object(field) => match field.get() {
                Some(model) => (model.info().name(), Some(model.info())),
                None => (slot.type_name(), None),
            },
            _ => (slot.type_name(), None),
        };
        // If the type declares a property `error`, such a member is no error of the answer.
        let may_be_error = info.is_some_and(|info| info.position("error").is_some());
        let read = self.attempts(name, may_be_error)?.slot(slot);
        read.map_err(|error| self.error(name, &error.to_string()))
    }

    /// The error for a body that is not of the expected type.
    pub(super) fn error(&self, expected: &str, problem: &str) -> GraphError {
        GraphError::undecodable(self.head, self.body, expected, problem)
    }

    /// The error for a slot that stayed empty although its value was read.
    pub(super) fn nothing(&self, expected: &str) -> GraphError {
        self.error(expected, &nothing::<serde_json::Error>().to_string())
    }

    fn attempts(&mut self, expected: &str, may_be_error: bool) -> Result<&mut Attempts<'a>, GraphError> {
        let attempts = match self.attempts.take() {
            Some(attempts) => attempts,
            None => {
                if !may_be_error {
                    refuse_error(self.head, self.body)?;
                }
                Attempts::without_marks(json_text(self.head, self.body, expected)?)
            }
        };
        Ok(self.attempts.insert(attempts))
    }
}
