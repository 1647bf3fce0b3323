//! `serde_json` for the types of this crate and those that stand on it, under shorter names.
//!
//! Unlike `serde_json`, these functions read and write texts with lone surrogates, such as `"cut \\ud83d"`.

use serde::de::{Deserialize, DeserializeOwned};
use serde::ser::Serialize;
use serde_json::{Result, Value};

use crate::surrogates::{mark, unmark};

/// Reads a value from bytes.
///
/// # Errors
///
/// The bytes are no JSON, or no value of the type; the message says where.
pub fn from_slice<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T> {
    // Checking the whole once is faster than checking each string; where it fails, serde_json says where.
    match std::str::from_utf8(bytes) {
        Ok(text) => from_str(text),
        Err(_) => serde_json::from_slice(bytes),
    }
}

/// Reads a value from text.
///
/// # Errors
///
/// The text is no JSON, or no value of the type; the message says where.
pub fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T> {
    serde_json::from_str(text).or_else(|error| match mark(text).filter(|_| error.is_syntax()) {
        Some(marked) => {
            // The value does not borrow from the marked text: a reader lends nothing.
            let mut reader = serde_json::Deserializer::from_reader(marked.as_bytes());
            let value = T::deserialize(&mut reader)?;
            reader.end().map(|()| value)
        }
        None => Err(error),
    })
}

/// Reads a value from JSON that was read before.
///
/// # Errors
///
/// The JSON is no value of the type; the message says where.
pub fn from_value<T: DeserializeOwned>(value: Value) -> Result<T> {
    serde_json::from_value(value)
}

/// Writes a value as bytes.
///
/// # Errors
///
/// An undeclared property has the name of a declared one.
pub fn to_vec<T: Serialize>(value: &T) -> Result<Vec<u8>> {
    to_string(value).map(String::into_bytes)
}

/// Writes a value as text.
///
/// # Errors
///
/// An undeclared property has the name of a declared one.
pub fn to_string<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map(unmark)
}

/// Writes a value as JSON in memory.
///
/// # Errors
///
/// An undeclared property has the name of a declared one.
pub fn to_value<T: Serialize>(value: &T) -> Result<Value> {
    serde_json::to_value(value)
}
