//! Reads an error body.
//!
//! The standard form is `{"error": {"code", "message", "target", "details": […], "innerError": {…}}}` (OData JSON 4.01,
//! 21.1). Graph and the services behind it vary it: `odata.error`, `innererror`, nested to any depth, a message with
//! its language, the error at the top level, XML, or a body that is cut off.

use serde_json::{Map, Value};

use super::content::{ErrorDetail, InnerError, Said};
use super::scan::{self, ERRORS};
use super::xml;
use crate::request::json_object::{self, member};

impl Said {
    /// Reads a body. A body that is no error gives an empty result.
    pub(super) fn read(body: &[u8]) -> Self {
        let Some(mut around) = json_object::read(body) else {
            let text = text_of(body);
            return match text.starts_with('{') {
                true => scan::leading(text),
                false => xml::read(text),
            };
        };
        match take_error(&mut around) {
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

    /// Reads the error in a body that should have held data, but cannot be read as such.
    ///
    /// The error is the whole object, a member of the object, or the end of a body whose JSON breaks off. Any other
    /// body gives an empty result.
    pub(super) fn read_wrapped(body: &[u8]) -> Self {
        match json_object::read(body) {
            Some(mut around) => match take_error(&mut around) {
                Some(Value::Object(error)) => Self::from_map(error),
                _ => Self::default(),
            },
            None => scan::trailing(text_of(body)).unwrap_or_default(),
        }
    }

    /// Reads the error of a body that is valid JSON and an error as a whole: no other member, and a code and a message.
    pub(super) fn read_whole(body: &[u8]) -> Option<Self> {
        // This quick check excludes nearly every body that is no error.
        if !scan::begins_with_error(text_of(body)) {
            return None;
        }
        let mut around = json_object::read(body)?;
        let Some(Value::Object(error)) = take_error(&mut around) else { return None };
        let said = Self::from_map(error);
        (around.is_empty() && said.code.is_some() && said.message.is_some()).then_some(said)
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

/// The part of a body that is text, without a byte order mark and white space before it.
fn text_of(body: &[u8]) -> &str {
    let text = match std::str::from_utf8(body) {
        Ok(text) => text,
        // A body that is cut off may end in the middle of a character.
        Err(error) => body.get(..error.valid_up_to()).map_or(Ok(""), std::str::from_utf8).unwrap_or(""),
    };
    text.trim_start_matches('\u{feff}').trim_start()
}

/// Removes and returns the member that is the error.
fn take_error(object: &mut Map<String, Value>) -> Option<Value> {
    ERRORS.iter().find_map(|name| take(object, name))
}

/// Removes and returns a member. The case of its name is ignored.
fn take(object: &mut Map<String, Value>, name: &str) -> Option<Value> {
    let key = member(object, name)?.0.clone();
    object.remove(&key)
}

/// Removes and returns a member that is text or a number. An empty text gives `None`; other values stay.
fn text(object: &mut Map<String, Value>, name: &str) -> Option<String> {
    let (key, value) = member(object, name)?;
    let text = match value {
        Value::String(text) => text.clone(),
        // Some services send the status as the code, which is then a number.
        Value::Number(number) => number.to_string(),
        // In OData before version 4, the message is an object with its language.
        Value::Object(of_language) => match of_language.get("value") {
            Some(Value::String(text)) if of_language.contains_key("lang") => text.clone(),
            _ => return None,
        },
        _ => return None,
    };
    let key = key.clone();
    object.remove(&key);
    (!text.is_empty()).then_some(text)
}
