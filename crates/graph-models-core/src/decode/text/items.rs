//! Reads items of a page from separate texts, with the nesting depth that the items have in the page.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};

use super::Outcome;
use crate::decode::ValueSeed;
use crate::model::Slot;
use crate::syntax::{Cursor, EntryPlaces, Retreat};

/// The number of objects and arrays around an item: the page and its list.
pub(crate) const LEVELS: u8 = 2;

/// Reads the item that begins at an index of a text. The text may end before the item does. Returns the index behind
/// the item.
///
/// `next_tag` is zero for the first call in a text. A further call gets the value that the last call left there.
///
/// # Errors
///
/// Returns an error if the item is not complete, or if the serde reader must read it.
pub(crate) fn read_ahead(
    text: &str,
    at: usize,
    next_tag: &mut usize,
    slot: &mut Slot<'_>,
) -> Result<(Outcome, usize), Retreat> {
    let mut cursor = Cursor::inside(text, at, LEVELS, *next_tag);
    let read = cursor.value(slot, true);
    *next_tag = cursor.known_tag();
    let is_closed = matches!(text.as_bytes().get(cursor.at.wrapping_sub(1)), Some(b'}' | b']' | b'"'));
    match is_closed || matches!(cursor.peek(), Some(b',' | b']' | b' ' | b'\n' | b'\t' | b'\r')) {
        true => read.map(|outcome| (outcome, cursor.at)),
        // A number or a word at the end of the text may continue in the next bytes.
        false => Err(Retreat::Any),
    }
}

/// Finds the entries of the item that begins at an index of a text. The text may end before the item does. The whole
/// item is checked. Returns the index behind the item.
///
/// # Errors
///
/// Returns an error if the item is not complete, is no object, or has a fault.
pub(crate) fn entries_ahead(text: &str, at: usize, places: &mut EntryPlaces) -> Result<usize, Retreat> {
    let mut cursor = Cursor::inside(text, at, LEVELS, 0);
    cursor.entry_places(places, Cursor::check)?;
    Ok(cursor.at)
}

/// Reads a text that is a field or an item, inside the given number of objects and arrays.
pub(super) fn read_part(
    text: &str,
    levels: u8,
    slot: &mut Slot<'_>,
    is_item: bool,
) -> Result<Outcome, Retreat> {
    let mut cursor = Cursor::inside(text, 0, levels, 0);
    cursor.space();
    let outcome = cursor.value(slot, is_item)?;
    cursor.end().map(|()| outcome)
}

/// Reads a value inside `levels` arrays. They replace the levels around the value in its page, so that the same nesting
/// depth is allowed.
pub(super) struct Nested<'s, 'a, 'p> {
    pub(super) levels: u8,
    pub(super) value: ValueSeed<'s, 'a, 'p>,
}

/// The text before and behind the value. The text before the value has [`LEVELS`] bytes, one for each array. The spaces
/// at the end replace the bytes that follow an item in its page: `serde_json` needs them for its message about an
/// invalid escape.
pub(super) const AROUND: [&str; 2] = ["[[", "]]    "];

impl<'de> DeserializeSeed<'de> for Nested<'_, '_, '_> {
    type Value = Outcome;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        match self.levels {
            0 => self.value.deserialize(deserializer),
            _ => deserializer.deserialize_seq(self),
        }
    }
}

impl<'de> Visitor<'de> for Nested<'_, '_, '_> {
    type Value = Outcome;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Outcome, A::Error> {
        let outcome = seq.next_element_seed(Nested { levels: self.levels - 1, value: self.value })?;
        outcome.ok_or_else(|| A::Error::custom("there is no item"))
    }
}
