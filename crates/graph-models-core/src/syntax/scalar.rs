//! Scalars: JSON strings, numbers and Booleans.

use serde_json::Value;

use super::marked_number;

/// A JSON string, number or Boolean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Scalar<'a> {
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(&'a str),
    /// The mark of a number out of range.
    OutOfRange(&'a str),
}

impl Scalar<'_> {
    /// Returns the scalar of a string. The string may be the mark of a number.
    #[inline]
    pub(crate) fn of_text(text: &str) -> Scalar<'_> {
        if marked_number(text).is_some() { Scalar::OutOfRange(text) } else { Scalar::Text(text) }
    }

    /// Returns the scalar in a JSON value. Returns `None` for null, an object and an array.
    pub(crate) fn from_value(value: &Value) -> Option<Scalar<'_>> {
        Some(match value {
            Value::Bool(value) => Scalar::Bool(*value),
            Value::String(text) => Scalar::of_text(text),
            Value::Number(number) => Self::of_number(number)?,
            Value::Null | Value::Array(_) | Value::Object(_) => return None,
        })
    }

    /// Returns the scalar of a number. Returns `None` if the number is too large for a double, which is possible only
    /// with `arbitrary_precision`.
    pub(crate) fn of_number(number: &serde_json::Number) -> Option<Scalar<'static>> {
        if let Some(number) = number.as_u64() {
            return Some(Scalar::Unsigned(number));
        }
        if let Some(number) = number.as_i64() {
            return Some(Scalar::Signed(number));
        }
        number.as_f64().map(Scalar::Float)
    }

    pub(crate) fn to_value(self) -> Value {
        match self {
            Self::Bool(value) => value.into(),
            Self::Unsigned(number) => number.into(),
            Self::Signed(number) => number.into(),
            Self::Float(number) => number.into(),
            Self::Text(text) | Self::OutOfRange(text) => text.into(),
        }
    }

    pub(crate) fn serialize<S: serde::Serializer>(self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(value) => serializer.serialize_bool(value),
            Self::Unsigned(number) => serializer.serialize_u64(number),
            Self::Signed(number) => serializer.serialize_i64(number),
            Self::Float(number) => serializer.serialize_f64(number),
            Self::Text(text) | Self::OutOfRange(text) => serializer.serialize_str(text),
        }
    }
}
