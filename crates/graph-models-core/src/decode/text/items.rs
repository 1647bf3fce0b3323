//! Items of a page, each as a text of its own: without the page around them, but as if they stood in it.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};

use super::cursor::Cursor;
use super::{EntryPlaces, Outcome, Retreat};
use crate::decode::visitor::ValueSeed;
use crate::model::Slot;

/// The number of objects and arrays around an item: the page and its list.
pub(crate) const LEVELS: u8 = 2;

/// Reads the item that begins at a place of a text, which may end before the item does. Returns the place behind the item.
///
/// `next_tag` is zero at first, and then what the last call in the same text left there.
///
/// # Errors
///
/// The item is not there as a whole, or must be read in another way.
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
        // A number or a word may go on.
        false => Err(Retreat::Any),
    }
}

/// Finds the entries of the item that begins at a place of a text, which may end before the item does. All of the item is
/// checked. Returns the place behind it.
///
/// # Errors
///
/// The item is not there as a whole, is no object, or something is wrong with it.
pub(crate) fn entries_ahead(text: &str, at: usize, places: &mut EntryPlaces) -> Result<usize, Retreat> {
    let mut cursor = Cursor::inside(text, at, LEVELS, 0);
    cursor.entry_places(places, Cursor::check)?;
    Ok(cursor.at)
}

/// Reads a text that is a field or an item, with so many objects and arrays around it.
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

/// Reads a value inside as many arrays as there are levels around it in its page, so that the same levels are allowed.
pub(super) struct Nested<'s, 'a, 'p> {
    pub(super) levels: u8,
    pub(super) value: ValueSeed<'s, 'a, 'p>,
}

/// The beginning and the end of the arrays. The beginning is of as many bytes as [`LEVELS`] has arrays. The end has the
/// bytes that a message about an escape takes, as there are some behind an item in its page.
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
