//! Compares durations as a service reads them: a change from `P30D` to `P1M` must be sent.

use crate::edm::Primitive as _;
use crate::model::{ErasedExpansion, Model, Ref, equal_field};

/// Returns `true` if a field is equal in two models of one type, with durations as a service reads them.
pub(super) fn is_same_field(before: &dyn Model, after: &dyn Model, position: usize) -> bool {
    equal_field(before, after, position) && are_same(before.get(position), after.get(position))
}

/// Returns `true` if two equal lists of changes of a collection have the same durations.
pub(super) fn are_same_in_changes(before: &ErasedExpansion, after: &ErasedExpansion) -> bool {
    match (before.changes(), after.changes()) {
        (Some(before), Some(after)) => are_same(before.get(0), after.get(0)),
        _ => true,
    }
}

/// Returns `true` if two equal values have the same durations.
fn are_same(before: Ref<'_>, after: Ref<'_>) -> bool {
    if let (Some(before), Some(after)) = (before.expansion(), after.expansion())
        && !are_same_in_changes(before, after)
    {
        return false;
    }
    let mut items = 0..before.count().unwrap_or(0);
    match (before, after) {
        (Ref::Duration(Some(a)), Ref::Duration(Some(b))) => a.is_same(b),
        (Ref::DurationList(Some(a)), Ref::DurationList(Some(b))) => {
            a.iter().zip(b).all(|(a, b)| a.is_same(b))
        }
        (Ref::Object(a), Ref::Object(b)) => are_same_inside(a.get(), b.get()),
        (Ref::ObjectList(a), Ref::ObjectList(b)) => {
            items.all(|index| are_same_inside(a.get(index), b.get(index)))
        }
        (Ref::Hierarchy(a), Ref::Hierarchy(b)) => {
            are_same_inside(a.get().map(|a| a.model), b.get().map(|b| b.model))
        }
        (Ref::HierarchyList(a), Ref::HierarchyList(b)) => {
            items.all(|index| are_same_inside(a.get(index).map(|a| a.model), b.get(index).map(|b| b.model)))
        }
        _ => true,
    }
}

/// Returns `true` if two equal models have the same durations.
fn are_same_inside(before: Option<&dyn Model>, after: Option<&dyn Model>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return true };
    (0..before.info().names().len()).all(|position| are_same(before.get(position), after.get(position)))
}
