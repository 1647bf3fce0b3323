//! Values that are not of the type of their field: what is done with them, apart from the path that all others take.
//!
//! A collection that came as its only item is read, and a single value that came in an array; all else is kept as it
//! is. Nothing of what is read here stays in the field unless all of it fits.

use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::json::JsonSeed;
use super::place::{Found, Place};
use super::strict::is_strict;
use super::visitor::{Note, Outcome, ValueSeed};

impl ValueSeed<'_, '_, '_> {
    /// Returns `true` if a whole collection is to be read.
    #[inline]
    pub(super) fn is_list(&self) -> bool {
        !self.is_item && self.slot.is_list()
    }

    /// A value in a form that the type does not have, which was read for what it means.
    #[cold]
    #[inline(never)]
    pub(super) fn lenient<E: Error>(self, received: Value) -> Result<Outcome, E> {
        match is_strict() {
            true => Err(self.place.mismatch(self.slot, self.is_item, Found::from(&received))),
            false => Ok(Note::Received(received).into()),
        }
    }

    /// A value that is none of the type.
    #[cold]
    #[inline(never)]
    pub(super) fn odd<E: Error>(mut self, value: Value) -> Result<Outcome, E> {
        if self.is_refused() {
            return Err(self.place.mismatch(self.slot, self.is_item, Found::from(&value)));
        }
        // The empty text stands for nothing more often than for itself.
        if self.is_list()
            && value.as_str() != Some("")
            && let Some(note) = self.reshaped(&value, true)?
        {
            return Ok(note.into());
        }
        Ok(Note::Odd(value.into()).into())
    }

    /// An array where a single value is expected.
    #[cold]
    #[inline(never)]
    pub(super) fn array<'de, A: SeqAccess<'de>>(mut self, seq: A) -> Result<Outcome, A::Error> {
        if self.is_refused() {
            return Err(self.place.mismatch(self.slot, self.is_item, Found::Array));
        }
        let value = JsonSeed(self.place).visit_seq(seq)?;
        if let Some([only]) = value.as_array().map(Vec::as_slice)
            && !self.is_item
            && let Some(note) = self.reshaped(only, false)?
        {
            return Ok(note.into());
        }
        Ok(Note::Odd(value.into()).into())
    }

    /// A map where no object is expected: an object, or a number with all its digits.
    #[cold]
    #[inline(never)]
    pub(super) fn map<'de, A: MapAccess<'de>>(self, map: A) -> Result<Outcome, A::Error> {
        match JsonSeed(self.place).visit_map(map)? {
            Value::Number(number) => self.number(number),
            value => self.odd(value),
        }
    }

    /// Reads the item of a collection that stands alone, or the single value of an array; none if it is not of the type.
    fn reshaped<E: Error>(&mut self, value: &Value, is_item: bool) -> Result<Option<Note>, E> {
        let seed = ValueSeed { slot: &mut *self.slot, is_item, place: self.place };
        // An array in an array is more than another shape.
        if value.is_array() {
            return Ok(None);
        }
        let has_parts = value.is_object();
        Ok(match seed.deserialize(value).map_err(E::custom)? {
            Outcome::Null => None,
            // A value without parts is known by its form once the field is changed.
            Outcome::Plain => Some(Note::Reshaped((!has_parts).then(|| value.clone()))),
            Outcome::Noted(note) => match *note {
                Note::Received(received) => Some(Note::Reshaped(Some(received))),
                Note::Odd(_) | Note::List(_) | Note::Reshaped(_) => None,
            },
        })
    }

    /// Returns `true` if only a value of the type may stand here: in strict reading, and at the root, which has no field
    /// that could be empty.
    fn is_refused(&self) -> bool {
        matches!(self.place, Place::Root) || is_strict()
    }
}
