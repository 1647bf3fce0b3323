//! Reads the value of an answer that is not an object. The rules are those of a property, but an odd value cannot be
//! kept.

use serde::de::{DeserializeSeed, Deserializer, Error};
use serde_json::Value;

use super::ValueSeed;
use super::outcome::{Note, Outcome};
use crate::model::{Found, Place, Slot};

/// The declared shape of the value in the object around it.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, Default)]
pub struct Shape {
    /// The value is a single value, not a collection.
    pub(crate) is_item: bool,
    /// Null is a valid value.
    pub(crate) is_nullable: bool,
}

/// The place of the value in the object around it.
const PLACE: Place<'static> = Place::Member { parent: &Place::Root, name: "value" };

/// Reads an item into a slot of a collection, or a whole collection.
///
/// # Errors
///
/// Returns an error if the JSON, or an item of the collection, is null or no value of the type.
pub(crate) fn read_wrapped<'de, D: Deserializer<'de>>(
    slot: &mut Slot<'_>,
    is_item: bool,
    deserializer: D,
) -> Result<(), D::Error> {
    let seed = ValueSeed { slot: &mut *slot, is_item, place: &PLACE };
    // No model could record values of duplicate keys in JSON without a type. The last values count.
    let note = match seed.deserialize(deserializer)?.split().0 {
        Outcome::Plain => return Ok(()),
        Outcome::Null => return Err(PLACE.mismatch(slot, is_item, Found::Null)),
        Outcome::Noted(note) => *note,
    };
    match note {
        Note::Received(_) | Note::Reshaped(_) | Note::Replaced(..) => Ok(()),
        Note::List(notes) => match notes.skipped.first() {
            None => Ok(()),
            Some((index, value)) => {
                let place = Place::Item { list: &PLACE, index: *index };
                Err(place.mismatch(slot, true, Found::from(value)))
            }
        },
        Note::Odd(value) => match value.get().as_array().map(Vec::as_slice) {
            // A single value may be received in an array. For a property, the visitor takes the value out of the array;
            // for an item, this function does.
            Some([only]) if is_item && !only.is_array() => {
                read_wrapped::<&Value>(slot, true, only).map_err(Error::custom)
            }
            _ => Err(PLACE.mismatch(slot, is_item, Found::from(&value))),
        },
    }
}
