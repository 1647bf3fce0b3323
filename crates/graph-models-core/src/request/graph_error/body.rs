//! The content of an error body.
//!
//! The standard form is `{"error": {"code", "message", "target", "details": […], "innerError": {…}}}` (OData JSON 4.01,
//! 21.1). Graph and the services behind it vary it: `innererror`, nested to any depth, or the error at the top level.

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
    /// Reads a body. A body that is not an OData error gives an empty result.
    pub(super) fn read(body: &[u8]) -> Self {
        let Some(mut around) = object(body) else {
            return Self::default();
        };
        match take(&mut around, "error") {
            Some(Value::Object(error)) => Self::from_map(error),
            // The form of sign-in services: `{"error": "invalid_grant", "error_description": "…"}`.
            Some(Value::String(code)) => Self {
                code: Some(code).filter(|code| !code.is_empty()),
                message: text(&mut around, "error_description").or_else(|| text(&mut around, "message")),
                ..Self::default()
            },
            _ => Self::from_map(around),
        }
    }

    /// Reads the `error` member of a body that should have held data. Any other body gives an empty result.
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

    /// The first text that `of` finds in the nested errors.
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

/// The body, if it is one JSON object.
fn object(body: &[u8]) -> Option<Map<String, Value>> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    match crate::from_slice(body) {
        Ok(Value::Object(object)) => Some(object),
        _ => None,
    }
}

/// Removes and returns a member. The case of its name is ignored.
fn take(object: &mut Map<String, Value>, name: &str) -> Option<Value> {
    let found = object.keys().find(|key| key.eq_ignore_ascii_case(name))?.clone();
    object.remove(&found)
}

/// Removes and returns a member that is text or a number. An empty text gives `None`; other values stay.
fn text(object: &mut Map<String, Value>, name: &str) -> Option<String> {
    let (key, value) = object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
    let text = match value {
        Value::String(text) => text.clone(),
        // Some services give the status as code, a number.
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

/// Shows the known texts. Other members are not shown: their content is unknown.
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
