//! Handles keys that occur more than once in an object.
//!
//! The last value of a key counts, as in `serde_json`, in JavaScript and in most other parsers: a reader of the first
//! one would see another value than the programs around it. The other values are recorded in the model. Only
//! `@odata.type` is different: the first one counts, because it decides how the entries behind it are read.
//!
//! In strict reading, a key that occurs again is an error.
//!
//! The text reader handles such keys by the same functions as the serde reader.

use serde::de::Error;
use serde_json::Value;

use super::strict::is_strict;
use crate::encode::property_json;
use crate::model::{Kept, Model, Place, Replaced, is_held, replaced_inside};

/// Refuses a key that occurs again, in strict reading.
#[cold]
pub(super) fn refuse<E: Error>(place: &Place<'_>) -> Result<(), E> {
    match is_strict() {
        true => Err(place.duplicate()),
        false => Ok(()),
    }
}

/// Stores JSON beside the values of duplicate keys in it that do not count. Those are stored as text, and so is the
/// JSON.
pub(super) fn keep(value: Value, replaced: &Replaced) -> Kept {
    if replaced.is_empty() { value.into() } else { Kept::compact(value) }
}

/// Removes and records the value of a declared property, before the property is read again.
///
/// # Errors
///
/// Returns an error in strict reading, and for the list of items of a page: its items may be in use already when the
/// second list arrives.
#[cold]
#[inline(never)]
pub(super) fn remove<E: Error>(model: &mut dyn Model, index: usize, place: &Place<'_>) -> Result<(), E> {
    let info = model.info();
    if info.is_list() {
        return Err(place.duplicate());
    }
    refuse(place)?;
    // A decoded property is always written, so there is no other error here.
    let earlier = property_json(model, index).ok().flatten().unwrap_or_default();
    let inside = replaced_inside(model, index);
    model.slot(index).clear();
    let extra = model.extra_mut();
    extra.forget(index);
    if let Some(name) = info.names().get(index) {
        extra.add_replaced_inside(name, inside);
        extra.replaced_mut().push(name, Kept::compact(earlier));
    }
    Ok(())
}

/// Keeps only the last entry of each undeclared name, and records the others. Must be called at the end of an object in
/// which such a name occurs twice.
#[cold]
#[inline(never)]
pub(super) fn settle(model: &mut dyn Model) {
    let mut control = std::mem::take(model.extra_mut().control_mut().entries_mut());
    // Control information that a navigation property holds was read later: the field would be empty otherwise.
    let mut others = control.keep_last(|name| is_held(model, name));
    let extra = model.extra_mut();
    *extra.control_mut().entries_mut() = control;
    others.extend(extra.undeclared_mut().entries_mut().keep_last(|_| false));
    if !others.is_empty() {
        let replaced = extra.replaced_mut();
        for (name, value) in others {
            replaced.push(&name, value);
        }
    }
}
