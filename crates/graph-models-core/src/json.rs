//! Reads and writes JSON text of the types of this crate and of generated types.
//!
//! Unlike `serde_json`, these functions also accept values with lone surrogates, such as `"cut \ud83d"`, and with
//! numbers out of range, such as `1e400`. They accept a byte order mark before the text, which some programs write into
//! files. Positions in messages count from behind it.

mod read;
mod write;

use serde::de::DeserializeOwned;
use serde::ser::Serialize;
use serde_json::{Result, Value};

use crate::decode::Attempts;
use crate::encode::Writer;
use crate::syntax::{BYTE_ORDER_MARK, unmark, without_mark};
pub use read::FromJson;
pub use write::ToJson;

/// Reads a value from bytes.
///
/// # Errors
///
/// Returns an error if the bytes are not valid JSON, or no value of the type. The message names the place.
pub fn from_slice<T: FromJson>(bytes: &[u8]) -> Result<T> {
    T::read_json(Attempts::from_bytes(bytes.strip_prefix(BYTE_ORDER_MARK.as_bytes()).unwrap_or(bytes)))
}

/// Reads a value from text.
///
/// # Errors
///
/// Returns an error if the text is not valid JSON, or no value of the type. The message names the place.
pub fn from_str<T: FromJson>(text: &str) -> Result<T> {
    T::read_json(Attempts::new(without_mark(text)))
}

/// Reads a value from JSON in memory.
///
/// # Errors
///
/// Returns an error if the JSON is no value of the type. The message names the place.
pub fn from_value<T: DeserializeOwned>(value: Value) -> Result<T> {
    serde_json::from_value(value)
}

/// Writes a value as bytes.
///
/// # Errors
///
/// Returns an error if an undeclared property has the name of a declared one.
pub fn to_vec<T: ToJson + ?Sized>(value: &T) -> Result<Vec<u8>> {
    to_string(value).map(String::into_bytes)
}

/// Writes a value as text.
///
/// # Errors
///
/// Returns an error if an undeclared property has the name of a declared one.
pub fn to_string<T: ToJson + ?Sized>(value: &T) -> Result<String> {
    let mut writer = Writer::default();
    value.write_json(&mut writer);
    writer.finish().map(unmark)
}

/// Writes a value as JSON in memory.
///
/// # Errors
///
/// Returns an error if an undeclared property has the name of a declared one.
pub fn to_value<T: Serialize>(value: &T) -> Result<Value> {
    serde_json::to_value(value)
}
