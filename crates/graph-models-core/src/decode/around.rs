//! Reads the control information that is stored in the field of a navigation property: `members@odata.count`,
//! `members@delta`.

use serde::de::MapAccess;

use super::json::JsonSeed;
use super::object::note;
use super::visitor::{self, Outcome, ValueSeed};
use crate::model::{DELTA, ErasedExpansion, Model, Note, Place, split_annotation};

/// Reads control information into the navigation property that it belongs to. Returns `None`, without reading the
/// value, if the name belongs to no expansion.
pub(super) fn read<'de, A: MapAccess<'de>>(
    name: &str,
    model: &mut dyn Model,
    map: &mut A,
    place: &Place<'_>,
) -> Result<Option<()>, A::Error> {
    let Some((property, annotation)) = split_annotation(name) else { return Ok(None) };
    let Some(index) = model.info().position(property) else { return Ok(None) };
    let Some(expansion) = model.slot(index).into_expansion() else { return Ok(None) };
    if let Some(note) = Note::parse(annotation) {
        if expansion.notes().get(note).is_some() {
            return Err(place.duplicate());
        }
        let value = map.next_value_seed(JsonSeed(place))?;
        match model.slot(index).into_expansion().filter(|_| note.takes(&value)) {
            Some(expansion) => expansion.set_note(note, Some(value)),
            None => model.extra_mut().control_mut().push(name.to_owned(), value),
        }
        return Ok(Some(()));
    }
    if annotation != DELTA {
        return Ok(None);
    }
    if expansion.changes().is_some() {
        return Err(place.duplicate());
    }
    delta(name, index, model, map, place)
}

/// Returns `true` if [`read`] accepts control information of this name. The value may still be odd.
pub(super) fn is_of_expansion(name: &str, model: &dyn Model) -> bool {
    let Some((property, annotation)) = split_annotation(name) else { return false };
    let is_known = Note::parse(annotation).is_some() || annotation == DELTA;
    let index = model.info().position(property).filter(|_| is_known);
    index.is_some_and(|index| model.get(index).expansion().is_some())
}

/// Reads the changes of a collection. A value that is not an array stays in the control information of the object.
fn delta<'de, A: MapAccess<'de>>(
    name: &str,
    index: usize,
    model: &mut dyn Model,
    map: &mut A,
    place: &Place<'_>,
) -> Result<Option<()>, A::Error> {
    let Some(list) = model.slot(index).into_expansion().and_then(ErasedExpansion::start_changes) else {
        return Ok(None);
    };
    let mut slot = list.slot(0);
    let value = match map.next_value_seed(ValueSeed { slot: &mut slot, is_item: false, place })? {
        Outcome::Null => serde_json::Value::Null.into(),
        Outcome::Plain => return Ok(Some(())),
        Outcome::Noted(noted) => match *noted {
            visitor::Note::Odd(value) => value,
            noted => {
                note(noted, list, 0, place)?;
                return Ok(Some(()));
            }
        },
    };
    if let Some(expansion) = model.slot(index).into_expansion() {
        expansion.take_changes();
    }
    model.extra_mut().control_mut().push(name.to_owned(), value);
    Ok(Some(()))
}
