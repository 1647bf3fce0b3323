//! JSON without a type as it is kept: objects and arrays as their text, which is read when it is asked for.
//!
//! In memory, a tree of small objects takes up to a hundred times the bytes of its text.

use std::fmt;
use std::sync::OnceLock;

use serde_json::Value;

/// JSON that is kept.
#[derive(Clone)]
pub(crate) struct Kept(Content);

#[derive(Clone)]
enum Content {
    Value(Value),
    /// In a box, so that a value without parts takes no more than itself.
    Text(Box<Text>),
}

/// The text of a value in which nothing is wrong and no key stands twice, and the value once it was asked for.
struct Text {
    text: Box<str>,
    value: OnceLock<Value>,
}

impl Kept {
    /// JSON by its text, in which nothing is wrong and no key stands twice.
    pub(crate) fn from_text(text: &str) -> Self {
        Self(Content::Text(Box::new(Text { text: text.into(), value: OnceLock::new() })))
    }

    /// JSON by its text, of any kind.
    pub(crate) fn received(text: &str) -> Self {
        match text.starts_with(['{', '[']) {
            true => Self::from_text(text),
            false => Self(Content::Value(serde_json::from_str(text).unwrap_or_default())),
        }
    }

    /// The value. It is in memory from now on.
    pub(crate) fn get(&self) -> &Value {
        match &self.0 {
            Content::Value(value) => value,
            Content::Text(kept) => kept.value.get_or_init(|| kept.read()),
        }
    }

    /// Calls a function with the value, which is not in memory afterwards unless it was before.
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

    /// The value.
    pub(crate) fn into_value(self) -> Value {
        match self.0 {
            Content::Value(value) => value,
            Content::Text(mut kept) => kept.value.take().unwrap_or_else(|| kept.read()),
        }
    }

    /// The text, if the value is kept as its text.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.0 {
            Content::Value(_) => None,
            Content::Text(kept) => Some(&kept.text),
        }
    }
}

impl Text {
    fn read(&self) -> Value {
        // It was checked when it was kept, by the same rules.
        serde_json::from_str(&self.text).unwrap_or_default()
    }
}

impl From<Value> for Kept {
    fn from(value: Value) -> Self {
        Self(Content::Value(value))
    }
}

/// A copy of the text alone.
impl Clone for Text {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), value: OnceLock::new() }
    }
}

/// Compares values: neither white space nor the order of keys says anything.
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
