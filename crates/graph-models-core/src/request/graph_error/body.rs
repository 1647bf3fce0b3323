//! What the body of an error says.
//!
//! `{"error": {"code", "message", "target", "details": […], "innerError": {…}}}` (OData JSON 4.01, 21.1), with what
//! Graph and the services behind it make of it: `innererror` too, nested to any depth, or an error at the top.

use std::fmt;

use serde_json::{Map, Value};

use super::redact::Redacted;

/// What the body of an error says.
#[derive(Clone, Default)]
pub(super) struct Said {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) target: Option<String>,
    pub(super) details: Vec<ErrorDetail>,
    pub(super) inner: Vec<InnerError>,
}

/// One of the errors that make up an error.
#[derive(Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ErrorDetail {
    /// The code.
    pub code: Option<String>,
    /// What the service says to developers.
    pub message: Option<String>,
    /// What it is about, such as a property.
    pub target: Option<String>,
}

/// An error nested in another.
#[derive(Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct InnerError {
    /// The code, more specific than that of the error around it.
    pub code: Option<String>,
    /// What the service says to developers.
    pub message: Option<String>,
    /// When it happened, as the service writes it.
    pub date: Option<String>,
    /// The id the service gave the request.
    pub request_id: Option<String>,
    /// The id the client gave the request.
    pub client_request_id: Option<String>,
    /// All else it says.
    pub other: Map<String, Value>,
}

impl Said {
    /// Reads a body; what is no error of OData says nothing.
    pub(super) fn read(body: &[u8]) -> Self {
        let Some(mut around) = object(body) else {
            return Self::default();
        };
        match take(&mut around, "error") {
            Some(Value::Object(error)) => Self::from_map(error),
            // Sign-in services: `{"error": "invalid_grant", "error_description": "…"}`.
            Some(Value::String(code)) => Self {
                code: Some(code).filter(|code| !code.is_empty()),
                message: text(&mut around, "error_description").or_else(|| text(&mut around, "message")),
                ..Self::default()
            },
            _ => Self::from_map(around),
        }
    }

    /// Reads the error in a body that should have been something else; data that is no error says nothing.
    pub(super) fn read_wrapped(body: &[u8]) -> Self {
        match object(body).and_then(|mut around| take(&mut around, "error")) {
            Some(Value::Object(error)) => Self::from_map(error),
            _ => Self::default(),
        }
    }

    fn from_map(mut error: Map<String, Value>) -> Self {
        let mut said = Self {
            code: text(&mut error, "code"),
            message: text(&mut error, "message"),
            target: text(&mut error, "target"),
            ..Self::default()
        };
        if let Some(Value::Array(details)) = take(&mut error, "details") {
            said.details = details.into_iter().filter_map(ErrorDetail::read).collect();
        }
        let mut next = take(&mut error, "innerError");
        while let Some(Value::Object(mut inner)) = next {
            next = take(&mut inner, "innerError");
            said.inner.push(InnerError::read(inner));
        }
        said
    }

    pub(super) fn is_empty(&self) -> bool {
        self.code.is_none() && self.message.is_none()
    }

    /// The first text of that kind in the nested errors.
    pub(super) fn inner_text(&self, of: impl Fn(&InnerError) -> Option<&String>) -> Option<String> {
        self.inner.iter().find_map(of).cloned()
    }
}

impl ErrorDetail {
    fn read(detail: Value) -> Option<Self> {
        let Value::Object(mut detail) = detail else { return None };
        Some(Self {
            code: text(&mut detail, "code"),
            message: text(&mut detail, "message"),
            target: text(&mut detail, "target"),
        })
    }
}

impl InnerError {
    fn read(mut inner: Map<String, Value>) -> Self {
        Self {
            code: text(&mut inner, "code"),
            message: text(&mut inner, "message"),
            date: text(&mut inner, "date"),
            request_id: text(&mut inner, "request-id"),
            client_request_id: text(&mut inner, "client-request-id"),
            other: inner,
        }
    }
}

/// A body that is one JSON object.
fn object(body: &[u8]) -> Option<Map<String, Value>> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => Some(object),
        _ => None,
    }
}

/// Takes a member out; its name may be in another case.
fn take(object: &mut Map<String, Value>, name: &str) -> Option<Value> {
    let found = object.keys().find(|key| key.eq_ignore_ascii_case(name))?.clone();
    object.remove(&found)
}

/// Takes a text out; an empty one is none. What is no text stays.
fn text(object: &mut Map<String, Value>, name: &str) -> Option<String> {
    let (key, value) = object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
    let text = match value {
        Value::String(text) => text.clone(),
        // Some services give the status as code.
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let key = key.clone();
    object.remove(&key);
    (!text.is_empty()).then_some(text)
}

impl fmt::Debug for ErrorDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show(
            f,
            "ErrorDetail",
            [("code", &self.code), ("message", &self.message), ("target", &self.target)],
            &[],
        )
    }
}

impl fmt::Debug for InnerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids = [("request_id", &self.request_id), ("client_request_id", &self.client_request_id)];
        show(f, "InnerError", [("code", &self.code), ("message", &self.message), ("date", &self.date)], &ids)
    }
}

/// Shows the texts that are there. What else an error says is not shown: it may be anything.
fn show(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    texts: [(&str, &Option<String>); 3],
    more: &[(&str, &Option<String>)],
) -> fmt::Result {
    let mut debug = f.debug_struct(name);
    for (name, text) in texts.iter().chain(more) {
        if let Some(text) = text {
            debug.field(name, &Redacted(text));
        }
    }
    debug.finish_non_exhaustive()
}
