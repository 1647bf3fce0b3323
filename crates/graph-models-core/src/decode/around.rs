//! Reads the control information that is stored in the field of a navigation property: `members@odata.count`,
//! `members@delta`.

use serde::de::MapAccess;

use super::ValueSeed;
use super::duplicate::refuse;
use super::json::JsonSeed;
use super::outcome::{self, Outcome, note};
use crate::encode::part_json;
use crate::model::{
    ErasedExpansion, ExpansionPart, ITEMS, Kept, Model, ModelExt, Note, Place, Replaced, expansion_part,
};

/// Reads control information into the navigation property that it belongs to. An odd value stays in the control
/// information of the object.
///
/// Returns `false`, without reading the value, if the name belongs to no expansion.
pub(super) fn read<'de, A: MapAccess<'de>>(
    name: &str,
    model: &mut dyn Model,
    map: &mut A,
    place: &Place<'_>,
) -> Result<bool, A::Error> {
    let Some((index, part)) = expansion_part(model, name) else { return Ok(false) };
    if let Some(expansion) = model.slot(index).into_expansion()
        && let Some(earlier) = part_json(expansion, part)
    {
        refuse(place)?;
        expansion.remove(part);
        model.extra_mut().replaced_mut().push(name, Kept::compact(earlier));
    }
    match part {
        ExpansionPart::Note(note) => count_or_link(note, name, index, model, map, place).map(|()| true),
        ExpansionPart::Changes => changes(name, index, model, map, place),
    }
}

/// Reads a count, a link or a context.
fn count_or_link<'de, A: MapAccess<'de>>(
    note: Note,
    name: &str,
    index: usize,
    model: &mut dyn Model,
    map: &mut A,
    place: &Place<'_>,
) -> Result<(), A::Error> {
    let mut replaced = Replaced::default();
    let value = map.next_value_seed(JsonSeed::new(place, &mut replaced))?;
    model.extra_mut().add_replaced_inside(name, replaced);
    match model.slot(index).into_expansion().filter(|_| note.takes(&value)) {
        Some(expansion) => expansion.set_note(note, Some(value)),
        None => model.extra_mut().control_mut().push(name.to_owned(), value),
    }
    Ok(())
}

/// Reads the changes of a collection. Returns `false`, without reading the value, if the property is no collection.
fn changes<'de, A: MapAccess<'de>>(
    name: &str,
    index: usize,
    model: &mut dyn Model,
    map: &mut A,
    place: &Place<'_>,
) -> Result<bool, A::Error> {
    let Some(list) = model.slot(index).into_expansion().and_then(ErasedExpansion::start_changes) else {
        return Ok(false);
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
        return Ok(true);
    };
    if let Some(expansion) = model.slot(index).into_expansion() {
        expansion.take_changes();
    }
    let extra = model.extra_mut();
    extra.add_replaced_inside(name, replaced);
    extra.control_mut().push(name.to_owned(), value);
    Ok(true)
}
