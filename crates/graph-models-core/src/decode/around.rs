//! Reads the control information that is stored in the field of a navigation property: `members@odata.count`,
//! `members@delta`.

use serde::de::MapAccess;

use super::ValueSeed;
use super::duplicate::refuse;
use super::json::JsonSeed;
use super::outcome::{self, Outcome, note};
use crate::encode::changes_json;
use crate::model::{
    DELTA, ErasedExpansion, ITEMS, Kept, Model, ModelExt, Note, Place, Replaced, split_annotation,
};

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
        if let Some(earlier) = expansion.notes().get(note).cloned() {
            refuse(place)?;
            expansion.set_note(note, None);
            model.extra_mut().replaced_mut().push(name, Kept::compact(earlier));
        }
        let mut replaced = Replaced::default();
        let value = map.next_value_seed(JsonSeed::new(place, &mut replaced))?;
        model.extra_mut().add_replaced_inside(name, replaced);
        match model.slot(index).into_expansion().filter(|_| note.takes(&value)) {
            Some(expansion) => expansion.set_note(note, Some(value)),
            None => model.extra_mut().control_mut().push(name.to_owned(), value),
        }
        return Ok(Some(()));
    }
    if annotation != DELTA {
        return Ok(None);
    }
    if let Some(earlier) = changes_json(expansion) {
        refuse(place)?;
        expansion.take_changes();
        model.extra_mut().replaced_mut().push(name, Kept::compact(earlier));
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
    let seed = ValueSeed { slot: &mut slot, is_item: false, place };
    let (outcome, replaced) = map.next_value_seed(seed)?.split();
    let odd = match outcome {
        Outcome::Plain => None,
        Outcome::Null => Some(serde_json::Value::Null.into()),
        Outcome::Noted(noted) => match *noted {
            outcome::Note::Odd(value) => Some(value),
            noted => {
                note(noted, list, 0, place)?;
                None
            }
        },
    };
    let Some(value) = odd else {
        list.extra_mut().add_replaced_inside(ITEMS, replaced);
        return Ok(Some(()));
    };
    if let Some(expansion) = model.slot(index).into_expansion() {
        expansion.take_changes();
    }
    let extra = model.extra_mut();
    extra.add_replaced_inside(name, replaced);
    extra.control_mut().push(name.to_owned(), value);
    Ok(Some(()))
}
