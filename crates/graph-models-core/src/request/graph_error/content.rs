//! The content of an error body, in whatever form the body has it.

use std::fmt;

use serde_json::{Map, Value};

use super::quoted::{Quoted, Values};
use super::redact::Redacted;

/// The content of an error body.
#[derive(Clone, Default)]
pub(super) struct Said {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) target: Option<String>,
    pub(super) details: Vec<ErrorDetail>,
    pub(super) inner: Vec<InnerError>,
}

/// One of several errors inside an error.
#[derive(Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ErrorDetail {
    /// The error code.
    pub code: Option<String>,
    /// The error message, written for developers.
    pub message: Option<String>,
    /// The subject of the error, such as a property.
    pub target: Option<String>,
}

/// An error nested in another.
#[derive(Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct InnerError {
    /// The error code, more specific than the code of the enclosing error.
    pub code: Option<String>,
    /// The error message, written for developers.
    pub message: Option<String>,
    /// The time of the error, as the service writes it.
    pub date: Option<String>,
    /// The request id from the service.
    pub request_id: Option<String>,
    /// The request id from the client.
    pub client_request_id: Option<String>,
    /// All other members.
    pub other: Map<String, Value>,
}

impl Said {
    pub(super) fn is_empty(&self) -> bool {
        self.code.is_none() && self.message.is_none()
    }

    /// The first text that `of` returns for the nested errors.
    pub(super) fn inner_text(&self, of: impl Fn(&InnerError) -> Option<&String>) -> Option<String> {
        self.inner.iter().find_map(of).cloned()
    }
}

/// Errors inside an error, without the values of its request.
pub(super) struct Masked<'a, T>(pub(super) &'a [T], pub(super) &'a Values);

impl<T: Inside> fmt::Debug for Masked<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|it| One(it, self.1))).finish()
    }
}

struct One<'a, T>(&'a T, &'a Values);

impl<T: Inside> fmt::Debug for One<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.show(f, self.1)
    }
}

/// An error inside an error.
pub(super) trait Inside {
    fn show(&self, f: &mut fmt::Formatter<'_>, values: &Values) -> fmt::Result;
}

impl Inside for ErrorDetail {
    fn show(&self, f: &mut fmt::Formatter<'_>, values: &Values) -> fmt::Result {
        show(f, "ErrorDetail", &[("code", &self.code), ("message", &self.message)], &[], values)
    }
}

impl Inside for InnerError {
    fn show(&self, f: &mut fmt::Formatter<'_>, values: &Values) -> fmt::Result {
        let said = [("code", &self.code), ("message", &self.message)];
        let ids = [
            ("date", &self.date),
            ("request_id", &self.request_id),
            ("client_request_id", &self.client_request_id),
        ];
        show(f, "InnerError", &said, &ids, values)
    }
}

impl fmt::Debug for ErrorDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show(f, &Values::default())
    }
}

impl fmt::Debug for InnerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show(f, &Values::default())
    }
}

type Texts<'a> = [(&'static str, &'a Option<String>)];

/// Shows texts, and ids of the request. Targets and other members are not shown: they may hold other ids.
fn show(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    said: &Texts<'_>,
    ids: &Texts<'_>,
    values: &Values,
) -> fmt::Result {
    let mut debug = f.debug_struct(name);
    for (name, text) in said {
        if let Some(text) = text {
            debug.field(name, &Quoted(text, values));
        }
    }
    for (name, text) in ids {
        if let Some(text) = text {
            debug.field(name, &Redacted(text));
        }
    }
    debug.finish_non_exhaustive()
}
