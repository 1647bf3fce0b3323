//! Computes the difference of two values as a patch, and lists the differences that no patch can express.

use serde_json::Value;

use super::{Patch, Patchable, TypeChanged};
use crate::model::{Extra, FieldInfo, Model, copy_field_with_notes, equal_field, is_same_type};

/// Control information that describes one answer rather than the entity. It does not count as a difference.
const OF_ANSWERS: [&str; 3] = ["@odata.context", "@odata.etag", "@odata.id"];

/// The changes from `old` to `new`.
pub(super) fn diff<X: Patchable>(old: &X, new: &X) -> Result<Patch<X>, TypeChanged> {
    let (before, after) = (old.as_model(), new.as_model());
    let info = after.info();
    if !is_same_type(before, after) {
        return Err(TypeChanged { old: before.info().name(), new: info.name() });
    }
    let mut patch = Patch::empty(new.empty_like());
    let changes = patch.changes.as_model_mut();
    for (position, field) in info.fields().enumerate() {
        if equal_field(before, after, position) {
            continue;
        }
        if let (Some(old), Some(new)) = (before.get(position).expansion(), after.get(position).expansion()) {
            // Changes of a collection can be sent; its value and control information cannot.
            if !new.has_equal_changes(old)
                && let Some(target) = changes.slot(position).into_expansion()
            {
                target.copy_changes(new);
            }
            if !new.has_equal_value(old) || before.extra().odd(position) != after.extra().odd(position) {
                patch.left_out.push(field.wire().to_owned());
            }
            continue;
        }
        let (was_empty, is_empty) = (is_empty(before, position), is_empty(after, position));
        if was_empty && is_empty {
            // Services do not distinguish a null property from an absent one.
            continue;
        }
        if !is_writable(&field) {
            patch.left_out.push(field.wire().to_owned());
        } else if is_empty {
            changes.extra_mut().set_null(position, true);
        } else {
            copy_field_with_notes(after, changes, position);
        }
    }
    undeclared(before.extra(), after.extra(), changes.extra_mut());
    patch.left_out.extend(control(before.extra(), after.extra(), changes.extra_mut()));
    Ok(patch)
}

/// Returns `true` if a field has neither a value nor an odd value that is written in its place.
fn is_empty(model: &dyn Model, position: usize) -> bool {
    model.get(position).is_none() && model.extra().odd(position).is_none()
}

fn is_writable(field: &FieldInfo) -> bool {
    !(field.is_key()
        || field.is_read_only()
        || field.is_computed()
        || field.is_immutable()
        || field.is_navigation())
}

/// Adds the undeclared properties that differ to the patch.
fn undeclared(before: &Extra, after: &Extra, changes: &mut Extra) {
    let (before, after) = (before.undeclared(), after.undeclared());
    let mut set = |name: &str, value: Value| {
        // The name is undeclared in one of the values, so it is undeclared in the patch too: `insert` cannot fail.
        let _ = changes.undeclared_mut().insert(name, value);
    };
    for (name, value) in after.iter().filter(|(name, value)| before.get(name) != Some(value)) {
        set(name, value.clone());
    }
    for (name, _) in before.iter().filter(|(name, value)| after.get(name).is_none() && !value.is_null()) {
        set(name, Value::Null);
    }
}

/// Compares control information. Bindings, nested changes and the types of dynamic properties become part of the patch.
/// Returns the names of all other differences.
fn control(before: &Extra, after: &Extra, changes: &mut Extra) -> Vec<String> {
    let mut left_out = Vec::new();
    for (name, value) in after.control().iter() {
        let property = name.strip_suffix("@odata.type").filter(|property| !property.is_empty());
        let describes_a_change = property
            .is_some_and(|property| changes.undeclared().get(property).is_some_and(|value| !value.is_null()));
        if before.control().get(name) == Some(value) && !describes_a_change {
            continue;
        }
        if describes_a_change || name.ends_with("@odata.bind") || name.ends_with("@delta") {
            let _ = changes.control_mut().insert(name, value.clone());
        } else if !OF_ANSWERS.contains(&name) {
            left_out.push(name.to_owned());
        }
    }
    let removed = before.control().iter().map(|(name, _)| name);
    left_out.extend(
        removed
            .filter(|name| after.control().get(name).is_none() && !OF_ANSWERS.contains(name))
            .map(str::to_owned),
    );
    left_out
}
