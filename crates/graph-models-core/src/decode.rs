//! From JSON to models, in two ways. One is generic over the deserializer of serde, and never over a generated type; the
//! other reads JSON text without serde (`text`).
//!
//! One visitor fills every kind of field (`value`); objects are read entry by entry in any order (`object`), and
//! values of a hierarchy as soon as their type is known (`hierarchy`).
//! A value that is not of its type leaves its field empty and is kept as received (`odd`), or is an error (`strict`).
//! A payload is either kept completely or refused with the place of what is wrong.

mod around;
mod hierarchy;
mod json;
mod kept;
mod object;
mod odd;
mod place;
mod scalar;
mod strict;
mod tag;
mod text;
mod visitor;
mod wrapped;

use serde::de::{Deserializer, Error};
use serde_json::Value;

pub(crate) use place::{Expected, Found, Mismatch, Place};
pub(crate) use scalar::{Scalar, is_lenient, put, read_one, read_set, widen};
pub(crate) use strict::strictly;
pub(crate) use tag::{names_type, position_of};
pub(crate) use text::{
    Attempts, EntryPlaces, Extent, JsonPart, LEVELS, ObjectEntries, Retreat, entries_ahead, object_entries,
    read_ahead, read_wrapper,
};
pub(crate) use visitor::Outcome;
use visitor::{Note, ValueSeed};
pub(crate) use wrapped::{Shape, read_wrapped};

use crate::model::{Hierarchy, Model, ObjectField, Slot};
use crate::open_enum::OpenEnum;

/// The result of a deserializer.
pub type Read<'de, T, D> = Result<T, <D as Deserializer<'de>>::Error>;

/// Reads a model into an empty one.
///
/// # Errors
///
/// The JSON is no object, or a key stands twice; where deviations are errors, a property has a value its type does not
/// allow. The message has the path, the declaring type, what was expected and what was found.
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
/// As for `read_into`.
pub fn read_model<'de, M: Model + Default, D: Deserializer<'de>>(deserializer: D) -> Read<'de, M, D> {
    let mut target = M::default();
    read_into(&mut target, deserializer)?;
    Ok(target)
}

/// Reads a value of a hierarchy.
///
/// # Errors
///
/// As for `read_into`.
pub fn read_hierarchy<'de, E: Hierarchy, D: Deserializer<'de>>(deserializer: D) -> Read<'de, E, D> {
    let mut target: Option<E> = None;
    read_slot(Slot::Hierarchy(&mut target), deserializer)?;
    target.ok_or_else(nothing)
}

/// Reads a member of an open enumeration.
///
/// # Errors
///
/// The JSON is neither text nor a whole number.
pub fn read_member<'de, E: OpenEnum, D: Deserializer<'de>>(deserializer: D) -> Read<'de, E, D> {
    let mut target: Option<E> = None;
    read_slot(Slot::Enum(&mut target), deserializer)?;
    target.ok_or_else(nothing)
}

/// Reads a value that stands alone. Null is an error, since there is no property it could be the null of.
///
/// # Errors
///
/// The JSON is null, or no value of the type of the slot.
pub(crate) fn read_slot<'de, D: Deserializer<'de>>(
    mut slot: Slot<'_>,
    deserializer: D,
) -> Result<(), D::Error> {
    // Formats that are not human-readable mostly do not say what a value is, and JSON is the only one OData has.
    if !deserializer.is_human_readable() {
        return Err(D::Error::custom(
            "values of Microsoft Graph are read from JSON, not from a binary format",
        ));
    }
    let place = Place::Root;
    let seed = ValueSeed { slot: &mut slot, is_item: false, place: &place };
    match serde::de::DeserializeSeed::deserialize(seed, deserializer)? {
        Outcome::Null => Err(place.mismatch(&slot, false, Found::Null)),
        Outcome::Plain => Ok(()),
        Outcome::Noted(note) => match *note {
            // Here nothing keeps it.
            Note::Odd(value) => Err(place.mismatch(&slot, false, Found::from(&value))),
            Note::Received(_) | Note::Reshaped(_) | Note::List(_) => Ok(()),
        },
    }
}

/// Reads entries of an object into an empty model of a known type. Fields that hold values already are not entries.
///
/// # Errors
///
/// A name stands twice, among the entries or beside what the model holds undeclared.
pub(crate) fn read_entries(
    model: &mut dyn Model,
    entries: Vec<(String, Value)>,
) -> Result<(), serde_json::Error> {
    let mut kept = kept::Entries::default();
    for (name, value) in entries {
        kept.push(name.into(), kept::Kept::Json(value));
    }
    object::read(model, &mut kept.replay(), &mut object::Seen::default(), &Place::Root)
}

/// The error for a slot that stayed empty although its value was read: there is no such slot.
pub(crate) fn nothing<E: Error>() -> E {
    E::custom("the value is of a type that cannot stand alone")
}

/// A model that is there already, as a field.
struct Whole<'a>(&'a mut dyn Model);

impl ObjectField for Whole<'_> {
    fn get(&self) -> Option<&dyn Model> {
        Some(self.0)
    }

    fn insert(&mut self) -> &mut dyn Model {
        self.0
    }

    // An unreadable value at the root is an error, and leaves nothing behind.
    fn remove(&mut self) {}
}
