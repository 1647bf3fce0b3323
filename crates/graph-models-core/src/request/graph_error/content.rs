//! The content of an error body, in whatever form the body has it.

use std::fmt;

use serde_json::{Map, Value};

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

impl fmt::Debug for ErrorDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show(f, "ErrorDetail", &[("code", &self.code), ("message", &self.message)])
    }
}

impl fmt::Debug for InnerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts = [
            ("code", &self.code),
            ("message", &self.message),
            ("date", &self.date),
            ("request_id", &self.request_id),
            ("client_request_id", &self.client_request_id),
        ];
        show(f, "InnerError", &texts)
    }
}

/// Shows texts. Targets and other members are not shown: they may hold ids.
fn show(f: &mut fmt::Formatter<'_>, name: &str, texts: &[(&str, &Option<String>)]) -> fmt::Result {
    let mut debug = f.debug_struct(name);
    for (name, text) in texts {
        if let Some(text) = text {
            debug.field(name, &Redacted(text));
        }
    }
    debug.finish_non_exhaustive()
}
