//! The value of an answer that is not an object: read by the rules of a property, but nothing keeps what cannot be read.

use serde::de::{DeserializeSeed, Deserializer, Error};
use serde_json::Value;

use super::place::{Found, Place};
use super::visitor::{Note, Outcome, ValueSeed};
use crate::model::Slot;

/// The form of a value in the object around it.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, Default)]
pub struct Shape {
    /// A single value, and no collection.
    pub(crate) is_item: bool,
    /// Null is a value too.
    pub(crate) is_nullable: bool,
}

/// The place in the object around the value.
const PLACE: Place<'static> = Place::Member { parent: &Place::Root, name: "value" };

/// Reads an item into a slot of a collection, or a whole collection.
///
/// # Errors
///
/// The JSON is null, or no value of the type; or an item of the collection is.
pub(crate) fn read_wrapped<'de, D: Deserializer<'de>>(
    slot: &mut Slot<'_>,
    is_item: bool,
    deserializer: D,
) -> Result<(), D::Error> {
    let seed = ValueSeed { slot: &mut *slot, is_item, place: &PLACE };
    let note = match seed.deserialize(deserializer)? {
        Outcome::Plain => return Ok(()),
        Outcome::Null => return Err(PLACE.mismatch(slot, is_item, Found::Null)),
        Outcome::Noted(note) => *note,
    };
    match note {
        Note::Received(_) | Note::Reshaped(_) => Ok(()),
        Note::List(notes) => match notes.skipped.first() {
            None => Ok(()),
            Some((index, value)) => {
                let place = Place::Item { list: &PLACE, index: *index };
                Err(place.mismatch(slot, true, Found::from(value)))
            }
        },
        Note::Odd(value) => match value.get().as_array().map(Vec::as_slice) {
            // The rule of a single value that came in an array: a property has it for itself, an item has not.
            Some([only]) if is_item && !only.is_array() => {
                read_wrapped::<&Value>(slot, true, only).map_err(Error::custom)
            }
            _ => Err(PLACE.mismatch(slot, is_item, Found::from(&value))),
        },
    }
}
