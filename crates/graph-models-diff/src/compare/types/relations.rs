//! The statements of a navigation property about the related entities: referential constraints, and the effect of a
//! deletion.

use std::collections::BTreeSet;

use crate::compare::context::{Context, Subject};
use crate::rules::properties as rules;
use csdl::model::Property;

/// Compares the relations of two declarations of one property.
pub(super) fn compare(context: &mut Context<'_>, subject: Subject<'_>, old: &Property, new: &Property) {
    let (before, after) = (constraints(old), constraints(new));
    if before != after {
        let rule = if before.is_subset(&after) {
            &rules::NAV_CONSTRAINT_ADDED
        } else if after.is_subset(&before) {
            &rules::NAV_CONSTRAINT_REMOVED
        } else {
            &rules::NAV_CONSTRAINT_CHANGED
        };
        context.push_of_type(subject.finding(rule, shown(&before), shown(&after)), subject.owner);
    }
    let (before, after) = (on_delete(old), on_delete(new));
    if before != after {
        let shown = |action: Option<&str>| format!("OnDelete {}", action.unwrap_or("not given"));
        let finding = subject.finding(&rules::NAV_ON_DELETE_CHANGED, shown(before), shown(after));
        context.push_of_type(finding, subject.owner);
    }
}

/// The pairs of properties that have the same value. Their order has no meaning.
fn constraints(property: &Property) -> BTreeSet<(&str, &str)> {
    let constraints = property.referential_constraints.iter();
    constraints.map(|it| (it.property.value.as_str(), it.referenced_property.as_str())).collect()
}

fn shown(constraints: &BTreeSet<(&str, &str)>) -> String {
    let pairs: Vec<_> =
        constraints.iter().map(|(own, referenced)| format!("{own} refers to {referenced}")).collect();
    if pairs.is_empty() { "none".to_owned() } else { pairs.join(", ") }
}

fn on_delete(property: &Property) -> Option<&str> {
    property.on_delete.as_ref().map(|on_delete| on_delete.action.value.as_str())
}
