//! Handles odd values: values that are not of the type of their field. This code is separate from the code for
//! regular values.
//!
//! Two odd shapes are read: a collection that was received as its only item without an array, and a single value that
//! was received in an array. Any other odd value is kept as received. A value that fits only in part leaves nothing in
//! the field.

use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::ValueSeed;
use super::duplicate::keep;
use super::json::JsonSeed;
use super::outcome::{Note, Outcome};
use super::strict::is_strict;
use crate::model::{Found, Place, Replaced};

impl ValueSeed<'_, '_, '_> {
    /// Returns `true` if the seed reads a whole collection.
    #[inline]
    pub(super) fn is_list(&self) -> bool {
        !self.is_item && self.slot.is_list()
    }

    /// Handles a value that was read although its type does not have this form, such as a number in a string.
    #[cold]
    #[inline(never)]
    pub(super) fn lenient<E: Error>(self, received: Value) -> Result<Outcome, E> {
        match is_strict() {
            true => Err(self.place.mismatch(self.slot, self.is_item, Found::from(&received))),
            false => Ok(Note::Received(received).into()),
        }
    }

    /// Handles a value that is not of the type.
    #[cold]
    #[inline(never)]
    pub(super) fn odd<E: Error>(self, value: Value) -> Result<Outcome, E> {
        self.odd_json(value, Replaced::default())
    }

    /// Handles JSON that is not of the type, and the values of duplicate keys in it that do not count.
    fn odd_json<E: Error>(mut self, value: Value, replaced: Replaced) -> Result<Outcome, E> {
        if self.is_refused() {
            return Err(self.place.mismatch(self.slot, self.is_item, Found::from(&value)));
        }
        // An empty string is no item: services send `""` mostly where there is no value.
        if self.is_list()
            && value.as_str() != Some("")
            && let Some(note) = self.reshaped(&value, true)?
        {
            return Ok(Outcome::from(note).with(replaced));
        }
        Ok(kept(value, replaced))
    }

    /// Handles an array where a single value is expected.
    #[cold]
    #[inline(never)]
    pub(super) fn array<'de, A: SeqAccess<'de>>(mut self, seq: A) -> Result<Outcome, A::Error> {
        if self.is_refused() {
            return Err(self.place.mismatch(self.slot, self.is_item, Found::Array));
        }
        let mut replaced = Replaced::default();
        let value = JsonSeed::new(self.place, &mut replaced).visit_seq(seq)?;
        if let Some([only]) = value.as_array().map(Vec::as_slice)
            && !self.is_item
            && let Some(note) = self.reshaped(only, false)?
        {
            return Ok(Outcome::from(note).with(replaced));
        }
        Ok(kept(value, replaced))
    }

    /// Handles a map where no object is expected. The map is an object, or the form of a number with all its digits.
    #[cold]
    #[inline(never)]
    pub(super) fn map<'de, A: MapAccess<'de>>(self, map: A) -> Result<Outcome, A::Error> {
        let mut replaced = Replaced::default();
        match JsonSeed::new(self.place, &mut replaced).visit_map(map)? {
            Value::Number(number) => self.number(number),
            value => self.odd_json(value, replaced),
        }
    }

    /// Reads a collection from its only item, or a single value from the array around it. Returns `None` if the value
    /// does not fit the type.
    fn reshaped<E: Error>(&mut self, value: &Value, is_item: bool) -> Result<Option<Note>, E> {
        let seed = ValueSeed { slot: &mut *self.slot, is_item, place: self.place };
        // A nested array is not one of the two shapes that are read.
        if value.is_array() {
            return Ok(None);
        }
        let has_parts = value.is_object();
        Ok(match seed.deserialize(value).map_err(E::custom)? {
            Outcome::Null => None,
            // The received form of a scalar is recorded, so that a later change of the field is noticed.
            Outcome::Plain => Some(Note::Reshaped((!has_parts).then(|| value.clone()))),
            Outcome::Noted(note) => match *note {
                Note::Received(received) => Some(Note::Reshaped(Some(received))),
                // A value in memory has no duplicate keys.
                Note::Odd(_) | Note::List(_) | Note::Reshaped(_) | Note::Replaced(..) => None,
            },
        })
    }

    /// Returns `true` if an odd value is an error here: in strict reading, and at the root, where there is no field
    /// that could stay empty.
    fn is_refused(&self) -> bool {
        matches!(self.place, Place::Root) || is_strict()
    }
}

/// Returns the outcome for an odd value that is kept.
fn kept(value: Value, replaced: Replaced) -> Outcome {
    Outcome::from(Note::Odd(keep(value, &replaced))).with(replaced)
}
