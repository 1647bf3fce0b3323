//! Writes the control information that navigation properties hold: counts and links of expansions, and changes of
//! collections.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use super::Written;
use crate::model::{
    DELTA, ErasedExpansion, Expanded, Extra, FieldValue, Model, ModelExt, Note, split_annotation,
};

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
        let items = FieldValue { value: changes.get(0), extra: changes.extra(), index: 0 };
        map.serialize_entry(&format_args!("{property}{DELTA}"), &items)?;
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

/// Returns the changes that a navigation property holds, or `None` if it holds none.
pub(crate) fn changes_json(expansion: &ErasedExpansion) -> Option<Value> {
    let changes = expansion.changes()?;
    let items = FieldValue { value: changes.get(0), extra: changes.extra(), index: 0 };
    // Decoded changes are always written, so there is no error here.
    Some(serde_json::to_value(items).unwrap_or_default())
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

/// Returns `true` if a navigation property holds control information with this name. The control information in the
/// field then takes precedence over the object's.
pub(crate) fn is_held(model: &dyn Model, name: &str) -> bool {
    let Some((property, annotation)) = split_annotation(name) else { return false };
    let index = model.info().position(property);
    let Some(expansion) = index.and_then(|index| model.get(index).expansion()) else { return false };
    match Note::parse(annotation) {
        Some(note) => expansion.notes().get(note).is_some(),
        None => annotation == DELTA && expansion.changes().is_some(),
    }
}
