//! The text reader: decodes JSON text into `&mut dyn Model` with a cursor over bytes, without serde.
//!
//! Answers and `from_str` are read by the text reader. The traits of serde read the same JSON with the other modules of
//! `decode` (the serde reader), and both readers give the same result for every payload. The text reader handles only
//! the regular case: declared values of their declared types, in correct JSON. It leaves everything else to the serde
//! reader, so that one piece of code alone decides about odd values, keeps them, and makes error messages:
//!
//! - **A single value** goes to the visitor of the serde reader, as text of its own. Examples: an array for a single
//!   value, an object for a string, a number that is not a plain whole one, control information of an expansion,
//!   untyped JSON with duplicate keys. The cursor finds the end of the value, and serde reads the text of the value
//!   ([`retreat`]). A scalar goes to the same visitor without a parser in between.
//! - **The whole text** goes to the serde reader if something is wrong: a syntax error, too many nested levels, a
//!   deviation in strict reading. The text reader makes no error message. It returns [`Retreat`], and
//!   the values read so far are dropped. So the text is read twice at most, unless it has parts that need marks (see
//!   `syntax`).
//!
//! The modules:
//!
//! - [`value`] fills one field or item.
//! - [`object`] reads objects of a known type.
//! - [`hierarchy`] finds the type of an object first.
//! - [`retreat`] gives one value to the serde reader.
//! - [`attempts`] decides which reader reads the text.
//! - [`wrapper`] finds a value that is no object in the object around it.
//! - [`items`] reads the items of a page one by one.
//! - [`part`] reads one property of an object.
//!
//! The moves over the text are in `syntax`.
//!
//! In general, each byte is read once. A value that goes to the serde reader is read twice. If `@odata.type` is not the
//! first key, the entries in front of it are skipped, and are read when the type is known; no tree is built.
//!
//! The text is checked to be UTF-8 before it is read. Every string is a slice between ASCII quotes, so no string is
//! checked again. Nothing here is generic over a type of a model, so a program that uses the crate does not compile
//! this code again.

mod attempts;
mod hierarchy;
mod items;
mod object;
mod part;
mod retreat;
mod value;
mod wrapper;

pub(crate) use attempts::{Attempts, Part};
pub(crate) use items::{LEVELS, entries_ahead, read_ahead};
pub(crate) use wrapper::read_wrapper;

use super::outcome::Outcome;
use crate::model::{Place, Slot};
use crate::syntax::{Cursor, Retreat, SPACE};

/// The place of every value that the text reader passes on. The text reader does not track places, and makes no
/// messages from them.
const SOMEWHERE: Place<'static> = Place::Member { parent: &Place::Root, name: "" };

/// Reads a text that is one value into a slot.
fn read_slot(text: &str, mut slot: Slot<'_>) -> Result<(), Retreat> {
    let mut cursor = Cursor::new(text);
    cursor.space();
    match cursor.value(&mut slot, false)? {
        Outcome::Plain => cursor.end(),
        // An odd value that stands alone cannot be kept, so the serde reader decides.
        Outcome::Null | Outcome::Noted(_) => Err(Retreat::Any),
    }
}

/// Reads a text that is an array into the slot of a collection. Every item must be of its declared type.
fn read_items(text: &str, slot: Slot<'_>) -> Result<(), Retreat> {
    // Only a property accepts a single item in place of a collection.
    match text.trim_start_matches(SPACE).starts_with('[') {
        true => read_slot(text, slot),
        false => Err(Retreat::Any),
    }
}
