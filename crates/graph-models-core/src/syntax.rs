//! JSON text without types: a cursor over the text, strings, numbers, the names and the ends of values.
//!
//! Nothing here knows a model or makes a message. A function that cannot go on returns [`Retreat`], and the serde
//! reader of `decode` then finds the fault.
//!
//! - [`scan`] finds the bytes of a string that need attention.
//! - [`cursor`] moves over bytes.
//! - [`strings`] and [`numbers`] read scalars ([`scalar`]). [`literal`] finds the end of a number. [`marks`] replaces
//!   scalars that Rust cannot hold.
//! - [`extent`] finds the end of a value without reading the value, also if its bytes arrive in chunks.
//! - [`check`] validates a value and moves past it; [`names`] finds duplicate keys.
//! - [`json`] reads JSON without a declared type.
//! - [`entries`] finds the properties of an object by their names, and [`part`] is the value of one of them.
//! - [`search`] searches a list from the place at which the item most likely is.
//! - [`by_serde`] lets `serde_json` read a value.

mod by_serde;
mod check;
mod cursor;
mod entries;
mod escape;
mod extent;
mod json;
mod literal;
mod marks;
mod names;
mod numbers;
mod part;
mod scalar;
mod scan;
mod search;
mod strings;

pub(crate) use by_serde::read_whole;
pub(crate) use cursor::{Cursor, SPACE};
pub(crate) use entries::{EntryPlaces, ObjectEntries, all_entries, object_entries};
pub(crate) use extent::Extent;
pub(crate) use marks::{has_lone_surrogate, mark, mark_surrogates, marked_number, string_text, unmark};
pub(crate) use names::{Names, is_last};
pub(crate) use part::JsonPart;
pub(crate) use scalar::Scalar;
pub(crate) use scan::{is_plain, next_special};
pub(crate) use search::position_from;

/// The name of the tag: control information that names the type of a value (OData JSON 4.01, 4.5.3).
pub(crate) const TYPE_TAG: &str = "@odata.type";

/// The key of the map with one entry in which `serde_json` passes a number to a visitor, if `serde_json` has the
/// feature `arbitrary_precision`.
pub(crate) const NUMBER_KEY: &str = "$serde_json::private::Number";

/// The character that some programs write in front of a text.
pub(crate) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Returns the text without a byte order mark in front.
pub(crate) fn without_mark(text: &str) -> &str {
    text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text)
}

/// The text reader gives up: the serde reader reads the whole text again.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retreat {
    /// The text has a fault, or something too rare for the text reader.
    Any,
    /// A string has a lone surrogate: half of a character that UTF-16 writes as two code units.
    LoneSurrogate,
}
