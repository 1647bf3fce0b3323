//! Writes the control information that navigation properties hold: counts and links of expansions, and changes of
//! collections.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use super::Written;
use crate::model::{DELTA, ErasedExpansion, Expanded, ExpansionPart, Extra, FieldValue, Model};

/// Writes the control information that a navigation property holds, as entries of the object.
pub(super) fn write<M: SerializeMap>(
    map: &mut M,
    property: &str,
    expansion: &ErasedExpansion,
) -> Result<(), M::Error> {
    for (note, value) in expansion.notes().iter() {
        map.serialize_entry(&format_args!("{property}{}", note.name()), value)?;
    }
    if let Some(changes) = expansion.changes() {
        map.serialize_entry(&format_args!("{property}{DELTA}"), &changes.field())?;
    }
    Ok(())
}

/// Returns the control information that the field at an index holds, as entries of the object.
///
/// # Errors
///
/// Returns the errors of `write_dyn_model`.
pub(crate) fn around_json(model: &dyn Model, index: usize) -> serde_json::Result<Vec<(String, Value)>> {
    let expansion = model.get(index).expansion().filter(|expansion| expansion.has_more());
    let (Some(expansion), Some(&name)) = (expansion, model.info().names().get(index)) else {
        return Ok(Vec::new());
    };
    let mut map = serde_json::value::Serializer.serialize_map(None)?;
    write(&mut map, name, expansion)?;
    match map.end()? {
        Value::Object(entries) => Ok(entries.into_iter().collect()),
        _ => Ok(Vec::new()),
    }
}

/// Returns the JSON of a part of an expansion, or `None` if the field does not hold the part.
pub(crate) fn part_json(expansion: &ErasedExpansion, part: ExpansionPart) -> Option<Value> {
    match part {
        ExpansionPart::Note(note) => expansion.notes().get(note).cloned(),
        // Decoded changes are always written, so there is no error here.
        ExpansionPart::Changes => {
            expansion.changes().map(|changes| serde_json::to_value(changes.field()).unwrap_or_default())
        }
    }
}

/// Writes only the value of a navigation property, or null.
fn write_expansion<S: Serializer>(expansion: &ErasedExpansion, serializer: S) -> Written<S> {
    let value = expansion.as_field();
    if value.is_none() {
        return serializer.serialize_unit();
    }
    FieldValue { value, extra: &Extra::NEW, index: 0 }.serialize(serializer)
}

/// Writes the value, or null.
impl<T, R> Serialize for Expanded<T, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_expansion(&self.erased, serializer)
    }
}
