//! Decodes JSON into models. There are two readers for the same JSON. The serde reader is generic over the
//! deserializer, and never over a generated type. The text reader (`text`) reads JSON text without serde.
//!
//! One visitor fills every kind of field (`visitor`), and tells how a value was received (`outcome`). Objects are read
//! entry by entry in any order (`object`), and values of a hierarchy as soon as their type is known (`hierarchy`).
//! An odd value is a value that is not of its declared type. It leaves its field empty and is kept as received (`odd`),
//! or is an error in strict reading (`strict`). Of a key that occurs again, one value counts (`duplicate`).
//! A payload is either kept completely or refused with an error that names the place of the fault.

mod around;
mod buffer;
mod duplicate;
mod hierarchy;
mod json;
mod object;
mod odd;
mod outcome;
mod primitives;
mod strict;
mod tag;
mod text;
mod visitor;
mod wrapped;

use std::collections::BTreeSet;

use serde::de::{Deserializer, Error};
use serde_json::Value;

use outcome::Note;
pub(crate) use outcome::Outcome;
pub(crate) use strict::strictly;
pub(crate) use tag::position_of;
pub(crate) use text::{Attempts, LEVELS, Part, entries_ahead, read_ahead, read_wrapper};
pub(crate) use wrapped::{Shape, read_wrapped};

use crate::model::{Found, Hierarchy, Model, Place, Slot, Whole, is_held};
use crate::open_enum::OpenEnum;

/// The message about an object that is no page.
pub(crate) const NO_PAGE: &str = "expected a page: an object whose `value` is a collection";

/// The result of a deserializer.
pub type Read<'de, T, D> = Result<T, <D as Deserializer<'de>>::Error>;

/// Fills a field, or adds an item to a collection.
struct ValueSeed<'s, 'a, 'p> {
    slot: &'s mut Slot<'a>,
    is_item: bool,
    place: &'p Place<'p>,
}

/// Reads a model into an empty one.
///
/// # Errors
///
/// Returns an error if the JSON is no object. In strict reading, also returns an error if a property has a value that
/// its type does not allow, or if a key occurs twice in an object. The message has the path, the declaring type, the
/// expected type and the value found.
pub(crate) fn read_into<'de, D: Deserializer<'de>>(
    model: &mut dyn Model,
    deserializer: D,
) -> Result<(), D::Error> {
    read_slot(Slot::Object(&mut Whole(model)), deserializer)
}

/// Reads a struct.
///
/// # Errors
///
/// Returns the errors of `read_into`.
pub fn read_model<'de, M: Model + Default, D: Deserializer<'de>>(deserializer: D) -> Read<'de, M, D> {
    let mut target = M::default();
    read_into(&mut target, deserializer)?;
    Ok(target)
}

/// Reads a value of a hierarchy.
///
/// # Errors
///
/// Returns the errors of `read_into`.
pub fn read_hierarchy<'de, E: Hierarchy, D: Deserializer<'de>>(deserializer: D) -> Read<'de, E, D> {
    let mut target: Option<E> = None;
    read_slot(Slot::Hierarchy(&mut target), deserializer)?;
    target.ok_or_else(nothing)
}

/// Reads a member of an open enumeration.
///
/// # Errors
///
/// Returns an error if the JSON is neither a string nor a whole number.
pub fn read_member<'de, E: OpenEnum, D: Deserializer<'de>>(deserializer: D) -> Read<'de, E, D> {
    let mut target: Option<E> = None;
    read_slot(Slot::Enum(&mut target), deserializer)?;
    target.ok_or_else(nothing)
}

/// Reads a value that stands alone. Null is an error, because there is no property that could be null.
///
/// # Errors
///
/// Returns an error if the JSON is null, or no value of the type of the slot.
pub(crate) fn read_slot<'de, D: Deserializer<'de>>(
    mut slot: Slot<'_>,
    deserializer: D,
) -> Result<(), D::Error> {
    // A format that is not human-readable mostly does not describe its values, and OData has no format but JSON.
    if !deserializer.is_human_readable() {
        return Err(D::Error::custom(
            "values of Microsoft Graph are read from JSON, not from a binary format",
        ));
    }
    let place = Place::Root;
    let seed = ValueSeed { slot: &mut slot, is_item: false, place: &place };
    // Only a model can record values of duplicate keys, so those of a stream that stands alone are dropped.
    match serde::de::DeserializeSeed::deserialize(seed, deserializer)?.split().0 {
        Outcome::Null => Err(place.mismatch(&slot, false, Found::Null)),
        Outcome::Plain => Ok(()),
        Outcome::Noted(note) => match *note {
            // There is no model here that could keep the odd value.
            Note::Odd(value) => Err(place.mismatch(&slot, false, Found::from(&value))),
            Note::Received(_) | Note::Reshaped(_) | Note::List(_) | Note::Replaced(..) => Ok(()),
        },
    }
}

/// Reads entries of an object into a model of a known type. The entries must not include fields that hold a value
/// already.
///
/// # Errors
///
/// Returns an error if a name occurs twice: among the entries, or among the entries and the control information that a
/// navigation property of the model holds.
pub(crate) fn read_entries(
    model: &mut dyn Model,
    entries: Vec<(String, Value)>,
) -> Result<(), serde_json::Error> {
    let mut names = BTreeSet::new();
    let twice = entries.iter().find(|(name, _)| !names.insert(name) || is_held(model, name));
    if let Some((name, _)) = twice {
        return Err(Place::Property { parent: &Place::Root, info: model.info(), name }.duplicate());
    }
    let mut buffer = buffer::Buffer::default();
    for (name, value) in entries {
        buffer.push(name.into(), buffer::Buffered::Json(value));
    }
    object::read(model, &mut buffer.replay(), &mut object::Seen::default(), &Place::Root)
}

/// Returns the error for a slot that is still empty after its value was read. No type has such a slot.
pub(crate) fn nothing<E: Error>() -> E {
    E::custom("the value is of a type that cannot stand alone")
}
