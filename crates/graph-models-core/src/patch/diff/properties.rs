//! Compares properties: of the entity, and of the complex values inside it.
//!
//! A service merges a complex value of a patch into its own, or replaces its own. So the patch has all of the new
//! value, and also null for each property that only the old value has (OData protocol 4.01, 11.4.3). A list is always
//! replaced as a whole, so nothing is cleared inside its items.

use serde_json::Value;

use super::durations::{are_same_in_changes, is_same_field};
use super::json;
use super::left_out::LeftOut;
use crate::model::{
    Content, Extra, FieldInfo, FieldValue, Model, Ref, Slot, copy, copy_field_with_notes, is_same_named_type,
};

/// Adds the change of a property that differs to the patch, or to a complex value inside the patch.
pub(super) fn property(
    before: &dyn Model,
    after: &dyn Model,
    changes: &mut dyn Model,
    position: usize,
    field: &FieldInfo,
    left_out: &mut LeftOut,
) {
    if let (Some(old), Some(new)) = (before.get(position).expansion(), after.get(position).expansion()) {
        // Changes of a collection can be sent; its value and control information cannot.
        changes.extra_mut().forget(position);
        if !(new.has_equal_changes(old) && are_same_in_changes(old, new))
            && let Some(target) = changes.slot(position).into_expansion()
        {
            target.copy_changes(new);
        }
        if !new.has_equal_value(old) || before.extra().odd(position) != after.extra().odd(position) {
            left_out.push(field.wire());
        }
        return;
    }
    let (was_empty, is_empty) = (is_empty(before, position), is_empty(after, position));
    if was_empty && is_empty {
        // Services do not distinguish a null property from an absent one.
    } else if is_empty || !is_writable(field) {
        clear(changes, position, field, left_out);
    } else if was_empty || !merge(before, after, changes, position, left_out) {
        copy_field_with_notes(after, changes, position);
    }
}

/// Returns `true` if a field has neither a value nor an odd value that is written in its place.
fn is_empty(model: &dyn Model, position: usize) -> bool {
    matches!(FieldValue::new(model, position).content(), Content::Absent | Content::Null)
}

fn is_writable(field: &FieldInfo) -> bool {
    !(field.is_key()
        || field.is_read_only()
        || field.is_computed()
        || field.is_immutable()
        || field.is_navigation())
}

/// Clears a property. A property that clients cannot write is left out.
fn clear(changes: &mut dyn Model, position: usize, field: &FieldInfo, left_out: &mut LeftOut) {
    if is_writable(field) {
        changes.extra_mut().set_null(position, true);
    } else {
        changes.extra_mut().forget(position);
        left_out.push(field.wire());
    }
}

/// Sets a property to its new value, with null for all that only its old value has. Returns `false` if the old or the
/// new value is no object.
fn merge(
    before: &dyn Model,
    after: &dyn Model,
    changes: &mut dyn Model,
    position: usize,
    left_out: &mut LeftOut,
) -> bool {
    // The value is written inside an array, which the service replaces.
    if after.extra().is_reshaped(position) {
        return false;
    }
    let name = after.info().names().get(position).copied().unwrap_or_default();
    match (before.get(position), after.get(position), changes.slot(position)) {
        (Ref::Object(old), Ref::Object(new), Slot::Object(target)) => {
            if let (Some(old), Some(new)) = (old.get(), new.get()) {
                left_out.inside(name, |left_out| object(old, new, target.insert(), left_out));
                return true;
            }
        }
        (Ref::Hierarchy(old), Ref::Hierarchy(new), Slot::Hierarchy(target)) => {
            if let (Some(old), Some(new)) = (old.get(), new.get()) {
                let target = target.insert(new.index());
                left_out.inside(name, |left_out| object(old.model, new.model, target, left_out));
                return true;
            }
        }
        (Ref::Json(Some(old)), Ref::Json(Some(new)), Slot::Json(target)) => {
            let value = target.insert(new.clone());
            left_out.inside(name, |left_out| json::clear(old, value, left_out));
            return true;
        }
        _ => {}
    }
    let (Some(old), Some(new)) = (odd(before, position), odd(after, position)) else { return false };
    let mut new = new.clone();
    left_out.inside(name, |left_out| json::clear(old, &mut new, left_out));
    changes.extra_mut().set_kept(position, new.into());
    true
}

/// Returns the odd value that is written in place of a field.
fn odd(model: &dyn Model, position: usize) -> Option<&Value> {
    match FieldValue::new(model, position).content() {
        Content::Odd(kept) => Some(kept.get()),
        Content::Absent | Content::Null | Content::Value => None,
    }
}

/// Fills an empty object with the new object, and with null for each property that only the old object has.
fn object(before: &dyn Model, after: &dyn Model, changes: &mut dyn Model, left_out: &mut LeftOut) {
    if !is_same_named_type(before, after) {
        return other_type(before, after, changes, left_out);
    }
    changes.extra_mut().clone_from(after.extra());
    for (position, field) in after.info().fields().enumerate() {
        if is_same_field(before, after, position) {
            copy_field_with_notes(after, changes, position);
        } else {
            property(before, after, changes, position, &field, left_out);
        }
    }
    undeclared(before.extra(), after.extra(), changes.extra_mut(), left_out);
    removed_control(before.extra(), after.extra(), left_out);
}

/// Does the same for an object that gets another type. Of the old object, the service retains the properties that both
/// types declare.
fn other_type(before: &dyn Model, after: &dyn Model, changes: &mut dyn Model, left_out: &mut LeftOut) {
    copy::copy(after, changes);
    for (position, field) in after.info().fields().enumerate() {
        let old = before.info().position(field.wire());
        if is_empty(after, position) && old.is_some_and(|old| !is_empty(before, old)) {
            clear(changes, position, &field, left_out);
        }
    }
}

/// Adds the undeclared properties that differ.
pub(super) fn undeclared(before: &Extra, after: &Extra, changes: &mut Extra, left_out: &mut LeftOut) {
    let (before, after) = (before.undeclared(), after.undeclared());
    // There may be many of them.
    let (old, new) = (before.by_name(), after.by_name());
    let mut set = Vec::new();
    for (name, value) in after.iter() {
        let old = old.get(name).copied();
        if old != Some(value) {
            let mut value = value.clone();
            if let Some(old) = old {
                left_out.inside(name, |left_out| json::clear(old, &mut value, left_out));
            }
            set.push((name.to_owned(), value));
        }
    }
    let removed = before.iter().filter(|(name, value)| !new.contains_key(name) && !value.is_null());
    set.extend(removed.map(|(name, _)| (name.to_owned(), Value::Null)));
    if !set.is_empty() {
        // A name is undeclared in one of the values, so it is undeclared in the patch too.
        changes.undeclared_mut().entries_mut().insert_all(set);
    }
}

/// Names the control information that only the old value has.
pub(super) fn removed_control(before: &Extra, after: &Extra, left_out: &mut LeftOut) {
    if before.control().is_empty() {
        return;
    }
    let (old, new) = (before.undeclared().by_name(), after.undeclared().by_name());
    let is_cleared = |property: &str| old.contains_key(property) && !new.contains_key(property);
    let left = after.control().by_name();
    for (name, _) in before.control().iter().filter(|(name, _)| !left.contains_key(name)) {
        left_out.push_removed(name, is_cleared);
    }
}
