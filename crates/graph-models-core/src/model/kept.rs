//! Stores JSON without a type. Objects and arrays are stored as text, which is parsed on demand.
//!
//! A parsed tree of small objects takes up to a hundred times the bytes of its text.

use std::fmt;
use std::sync::OnceLock;

use serde_json::Value;

/// A stored JSON value.
#[derive(Clone)]
pub(crate) struct Kept(Content);

#[derive(Clone)]
enum Content {
    Value(Value),
    /// An object or array. It is boxed, so that a scalar takes no more memory than a `Value`.
    Text(Box<Text>),
}

/// The text of a valid value without duplicate keys. The parsed value is cached.
struct Text {
    text: Box<str>,
    value: OnceLock<Value>,
}

impl Kept {
    /// Stores a text that is valid JSON without duplicate keys.
    pub(crate) fn from_text(text: &str) -> Self {
        Self(Content::Text(Box::new(Text { text: text.into(), value: OnceLock::new() })))
    }

    /// Stores a value in little memory: an object or array as its text.
    pub(crate) fn compact(value: Value) -> Self {
        match value {
            Value::Object(_) | Value::Array(_) => Self::from_text(&value.to_string()),
            scalar => scalar.into(),
        }
    }

    /// Stores the text of a value of any kind. A scalar is parsed at once.
    pub(crate) fn received(text: &str) -> Self {
        match text.starts_with(['{', '[']) {
            true => Self::from_text(text),
            false => Self(Content::Value(serde_json::from_str(text).unwrap_or_default())),
        }
    }

    /// Returns the value. The parsed value is cached.
    pub(crate) fn get(&self) -> &Value {
        match &self.0 {
            Content::Value(value) => value,
            Content::Text(kept) => kept.value.get_or_init(|| kept.read()),
        }
    }

    /// Calls a function with the value. Does not cache the parsed value.
    pub(crate) fn with<R>(&self, call: impl FnOnce(&Value) -> R) -> R {
        match &self.0 {
            Content::Value(value) => call(value),
            Content::Text(kept) => match kept.value.get() {
                Some(value) => call(value),
                None => call(&kept.read()),
            },
        }
    }

    /// Returns `true` if the value is null.
    pub(crate) fn is_null(&self) -> bool {
        matches!(self.0, Content::Value(Value::Null))
    }

    /// Returns the value.
    pub(crate) fn into_value(self) -> Value {
        match self.0 {
            Content::Value(value) => value,
            Content::Text(mut kept) => kept.value.take().unwrap_or_else(|| kept.read()),
        }
    }

    /// Returns the text, if the value is stored as text.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.0 {
            Content::Value(_) => None,
            Content::Text(kept) => Some(&kept.text),
        }
    }
}

impl Text {
    fn read(&self) -> Value {
        // The text was validated before it was stored, by the same rules.
        serde_json::from_str(&self.text).unwrap_or_default()
    }
}

impl From<Value> for Kept {
    fn from(value: Value) -> Self {
        Self(Content::Value(value))
    }
}

/// Copies the text without the cached value.
impl Clone for Text {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), value: OnceLock::new() }
    }
}

/// Compares values. White space and the order of keys do not matter.
impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        let is_same_text = self.text().is_some() && self.text() == other.text();
        is_same_text || self.with(|value| other.with(|other| value == other))
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with(|value| value.fmt(f))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_its_value() {
        assert_eq!(size_of::<Kept>(), size_of::<Value>());
        let text = r#"{ "b": [1, 2.50], "a": {"c": null} }"#;
        let kept = Kept::from_text(text);
        let value: Value = serde_json::from_str(text).unwrap();
        assert_eq!(kept.with(Value::clone), value);
        assert_eq!(kept, Kept::from(value.clone()));
        assert_eq!(kept, Kept::from_text(r#"{"a":{"c":null},"b":[1,2.5]}"#));
        assert_ne!(kept, Kept::from_text("{}"));
        assert_eq!(format!("{kept:?}"), format!("{value:?}"));
        assert_eq!(kept.get(), &value);
        assert_eq!(kept.clone().into_value(), kept.into_value());
    }
}
