//! From JSON text to models: a cursor over bytes that fills `&mut dyn Model`, without serde in between.
//!
//! This is the way that answers and `from_str` take. serde's traits read the same JSON by the other modules of `decode`,
//! and the two ways agree on every payload. They stay in agreement because this way knows the rule alone: declared values
//! of their declared types, in JSON without faults. All else is handed over, so that there is one place that decides
//! about odd values, keeps them, and makes messages:
//!
//! - **One value** goes to the visitor of serde's way, as text of its own: an array for a single value, an object for a
//!   text, a number that is not a plain whole one, control information of an expansion. The cursor finds the end of the value
//!   ([`cursor`]), serde reads what is in between ([`retreat`]). Values without parts go to the same visitor without a
//!   parser in between.
//! - **The whole text** goes to serde's way where something is wrong: a fault of the JSON, a key that stands twice, too
//!   many levels, a deviation in strict reading. The fast reader makes no messages; it says [`Retreat`], and what it
//!   filled so far is dropped. An error is met once, so the text is read twice at most.
//!
//! The parts: [`cursor`] moves over bytes, [`strings`] and [`numbers`] read what has no parts, [`value`] fills one field
//! or item, [`object`] reads objects of a known type, [`json`] JSON without a
//! type, [`hierarchy`] finds out the type first, [`retreat`] hands one value
//! over, [`attempts`] decides who reads the text, [`wrapper`] finds a value that is no object in
//! the object around it. [`extent`] finds the end of a value without reading it, also where its bytes come in pieces, and
//! [`items`] reads the items of a page one by one. [`check`] moves past values in which nothing is wrong, and [`entries`]
//! finds the properties of an object by their names, to read a [`part`] of the object alone.
//!
//! Each byte is read once by the rule. A value that is handed over is read twice. Where `@odata.type` does not stand
//! first, the entries before it are skipped, and read when the type is known: no tree is built.
//!
//! The text is UTF-8 before it comes here, and every string is a part of it between ASCII quotes, so that none is checked
//! again. Nothing here is generic over a type of a model: a program that uses the crate compiles none of it.

pub(crate) mod attempts;
mod check;
mod cursor;
pub(crate) mod entries;
mod extent;
mod hierarchy;
mod items;
mod json;
mod names;
mod numbers;
mod object;
mod part;
mod retreat;
mod strings;
mod value;
mod wrapper;

pub(crate) use attempts::Attempts;
pub(crate) use entries::{EntryPlaces, ObjectEntries, object_entries};
pub(crate) use extent::Extent;
pub(crate) use items::{LEVELS, entries_ahead, read_ahead};
pub(crate) use part::JsonPart;
pub(crate) use wrapper::read_wrapper;

use super::Place;
use super::visitor::Outcome;
use crate::model::Slot;
use cursor::{Cursor, SPACE};

/// The fast reader gives up: the text is read again as a whole.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retreat {
    /// Something is wrong, or too rare to be known here.
    Any,
    /// A string has half of a character that UTF-16 writes as two.
    LoneSurrogate,
}

/// The place of every value, as far as this way knows: somewhere inside the payload. Messages are not made of it.
const SOMEWHERE: Place<'static> = Place::Member { parent: &Place::Root, name: "" };

/// Reads a text that is one value into a slot.
fn read_slot(text: &str, mut slot: Slot<'_>) -> Result<(), Retreat> {
    let mut cursor = Cursor::new(text);
    cursor.space();
    match cursor.value(&mut slot, false)? {
        Outcome::Plain => cursor.end(),
        // Nothing keeps what is odd about a value that stands alone: serde's way decides.
        Outcome::Null | Outcome::Noted(_) => Err(Retreat::Any),
    }
}

/// Reads a text that is an array into the slot of a collection. Every item must be of its type.
fn read_items(text: &str, slot: Slot<'_>) -> Result<(), Retreat> {
    // A single item for a collection is a rule of properties.
    match text.trim_start_matches(SPACE).starts_with('[') {
        true => read_slot(text, slot),
        false => Err(Retreat::Any),
    }
}
