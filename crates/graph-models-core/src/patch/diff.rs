//! Computes the difference of two values as a patch, and lists the differences that no patch can express.

mod durations;
mod json;
mod left_out;
mod properties;

use super::{Patch, Patchable, TypeChanged};
use crate::model::{
    BIND, DELTA, Extra, Model, Tag, is_same_named_type, is_same_type, other_type, split_annotation,
};
use crate::syntax::TYPE_TAG;
use durations::is_same_field;
use left_out::{LeftOut, describes_answer};
use properties::{property, removed_control, undeclared};

/// The changes from `old` to `new`.
pub(super) fn diff<X: Patchable>(old: &X, new: &X) -> Result<Patch<X>, TypeChanged> {
    let (before, after) = (old.as_model(), new.as_model());
    // A program that forbids the tag says nothing about the type.
    let is_forbidden = after.extra().tag() == Tag::Forbidden && is_same_type(before, after);
    if !is_forbidden && !is_same_named_type(before, after) {
        return Err(TypeChanged::new(before, after));
    }
    let mut patch = Patch::empty(new.empty_like());
    let changes = patch.changes.as_model_mut();
    tag(after, changes.extra_mut());
    let mut left_out = LeftOut::default();
    for (position, field) in after.info().fields().enumerate() {
        if !is_same_field(before, after, position) {
            property(before, after, changes, position, &field, &mut left_out);
        }
    }
    undeclared(before.extra(), after.extra(), changes.extra_mut(), &mut left_out);
    control(before.extra(), after.extra(), changes.extra_mut(), &mut left_out);
    patch.left_out = left_out.into_names();
    Ok(patch)
}

/// Takes the tag of the new value over, unless it only names the type of the struct.
fn tag(after: &dyn Model, changes: &mut Extra) {
    if after.extra().tag() == Tag::Forbidden {
        changes.forbid_odata_type();
    } else if let Some(text) = other_type(after) {
        changes.set_tag_received(Some(text.to_owned()));
    }
}

/// Compares control information. Bindings, nested changes and the types of dynamic properties become part of the patch.
fn control(before: &Extra, after: &Extra, changes: &mut Extra, left_out: &mut LeftOut) {
    let mut set = Vec::new();
    if !after.control().is_empty() {
        let (old, dynamic) = (before.control().by_name(), changes.undeclared().by_name());
        for (name, value) in after.control().iter() {
            let (property, annotation) = split_annotation(name).unwrap_or(("", name));
            let describes_a_change =
                annotation == TYPE_TAG && dynamic.get(property).is_some_and(|value| !value.is_null());
            if old.get(name) == Some(&value) && !describes_a_change {
                continue;
            }
            if describes_a_change || annotation == BIND || annotation == DELTA {
                set.push((name.to_owned(), value.clone()));
            } else if !describes_answer(name) {
                left_out.push(name);
            }
        }
    }
    if !set.is_empty() {
        changes.control_mut().entries_mut().insert_all(set);
    }
    removed_control(before, after, left_out);
}
