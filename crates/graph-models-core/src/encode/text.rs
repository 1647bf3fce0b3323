//! The text writer: encodes models as JSON text without serde. The bytes are equal to those of `serde_json`.
//!
//! The serde writer (`encode`) decides the order of an object, the form of a field
//! ([`FieldValue`](crate::model::FieldValue)) and the tag (`tag`). The modules here produce the text: [`object`] writes
//! objects with their keys, [`field`] writes fields and items of collections, [`primitive`] writes scalars.
//! `serde_json` writes JSON without a type, and doubles.
//!
//! Nothing here is generic over a type of a model.

mod field;
mod object;
mod primitive;

use std::fmt::{self, Write as _};

use serde::ser::Error as _;
use serde_json::{Error, Result, Value};

use crate::open_enum::Joined;
use crate::syntax::{is_plain, next_special};

/// A buffer for JSON text.
#[doc(hidden)]
#[derive(Default)]
#[allow(missing_debug_implementations, reason = "it is no part of the interface")]
pub struct Writer {
    text: String,
    /// The first error. Text that is written after an error is discarded.
    error: Option<Error>,
}

impl Writer {
    /// Returns the text, or the error if a value could not be written.
    pub(crate) fn finish(self) -> Result<String> {
        match self.error {
            None => Ok(self.text),
            Some(error) => Err(error),
        }
    }

    /// Records that a value cannot be written.
    #[cold]
    pub(crate) fn fail(&mut self, problem: impl fmt::Display) {
        self.error.get_or_insert_with(|| Error::custom(problem));
    }

    /// Writes text that is already JSON, or a part of JSON.
    #[inline]
    pub(crate) fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Writes a text between quotes, without a check. The text must not have a quote, a backslash or a control
    /// character.
    #[inline]
    fn quoted(&mut self, text: &str) {
        self.raw("\"");
        self.raw(text);
        self.raw("\"");
    }

    /// Writes a string.
    #[inline]
    pub(crate) fn string(&mut self, text: &str) {
        self.raw("\"");
        self.inside(text);
        self.raw("\"");
    }

    /// Writes a part of a string, with escapes where needed.
    #[inline]
    fn inside(&mut self, text: &str) {
        if is_plain(text) { self.raw(text) } else { self.escaped(text) }
    }

    /// Writes a part of a string that needs escapes.
    #[inline(never)]
    fn escaped(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let end = next_special(rest.as_bytes(), 0);
            let (plain, from) = rest.split_at_checked(end).unwrap_or((rest, ""));
            self.raw(plain);
            let Some(special) = from.chars().next() else { return };
            match special {
                '"' => self.raw("\\\""),
                '\\' => self.raw("\\\\"),
                '\n' => self.raw("\\n"),
                '\r' => self.raw("\\r"),
                '\t' => self.raw("\\t"),
                '\u{8}' => self.raw("\\b"),
                '\u{c}' => self.raw("\\f"),
                // Writing to a `String` never fails.
                control => drop(write!(self.text, "\\u{:04x}", u32::from(control))),
            }
            rest = from.get(special.len_utf8()..).unwrap_or_default();
        }
    }

    /// Writes a value as a string. The printed value must not have a quote, a backslash or a control character.
    fn shown(&mut self, value: &impl fmt::Display) {
        if let Err(error) = write!(self.text, "\"{value}\"") {
            self.fail(error);
        }
    }

    /// Writes the members of a set as one string. The names of members may need escapes.
    pub(crate) fn members(&mut self, members: &Joined<'_>) {
        self.string(&members.to_string());
    }

    /// Writes JSON that has no type.
    pub(crate) fn json(&mut self, value: &Value) {
        match value {
            Value::Null => self.null(),
            Value::Bool(true) => self.raw("true"),
            Value::Bool(false) => self.raw("false"),
            Value::String(text) => self.string(text),
            other => self.serialized(other),
        }
    }

    pub(crate) fn null(&mut self) {
        self.raw("null");
    }

    /// Writes a value with `serde_json`.
    pub(crate) fn serialized(&mut self, value: &impl serde::Serialize) {
        match serde_json::to_string(value) {
            Ok(text) => self.raw(&text),
            Err(error) => self.fail(error),
        }
    }

    /// Writes an array.
    pub(crate) fn list<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        self.raw("[");
        let mut is_first = true;
        for item in items {
            if !std::mem::take(&mut is_first) {
                self.raw(",");
            }
            write(self, item);
        }
        self.raw("]");
    }
}
