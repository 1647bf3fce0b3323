//! Capabilities: whether the service offers more, or less, than before.

use std::collections::BTreeSet;

use super::annotations::Difference;
use super::context::Context;
use super::finding::{Bump, Finding, Impact};
use super::rules::annotations as rules;
use crate::csdl::{Annotation, Expression};

/// What decides which requests there are: what lowering asks too.
const REQUESTS: [&str; 7] = [
    "InsertRestrictions/Insertable",
    "UpdateRestrictions/Updatable",
    "DeleteRestrictions/Deletable",
    "CountRestrictions/Countable",
    "NavigationRestrictions/Referenceable",
    "ReadRestrictions/Readable",
    "ReadRestrictions/ReadByKeyRestrictions/Readable",
];

/// The finding for a capability that is said otherwise.
pub(super) fn finding(context: &Context<'_>, difference: &Difference<'_>) -> Finding {
    let restrictions = |annotation: Option<&Annotation>| annotation.map(restrictions).unwrap_or_default();
    let (old, new) = (restrictions(difference.old), restrictions(difference.new));
    if old == new {
        let finding = difference.finding(context, &rules::ANN_CAPABILITY_CHANGED);
        return finding.writer(Impact::Safe).rust(Bump::None).remark("restricts the same");
    }
    let rule = if old.is_subset(&new) {
        &rules::ANN_CAPABILITY_TIGHTENED
    } else if new.is_subset(&old) {
        &rules::ANN_CAPABILITY_RELAXED
    } else {
        &rules::ANN_CAPABILITY_CHANGED
    };
    let has_request = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
        one.difference(other).any(|restriction| REQUESTS.contains(&restriction.as_str()))
    };
    let bump = match (has_request(&new, &old), has_request(&old, &new)) {
        (true, _) => Bump::Major,
        (false, true) => Bump::Minor,
        (false, false) => Bump::None,
    };
    difference.finding(context, rule).rust(bump)
}

/// All that an annotation says cannot be done, each by its path.
fn restrictions(annotation: &Annotation) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let name = annotation.term.rsplit('.').next().unwrap_or_default();
    if let Some(value) = &annotation.value {
        collect(name, name, value, &mut found);
    }
    found
}

/// `name` is that of the innermost property, which says what its value means.
fn collect(path: &str, name: &str, value: &Expression, found: &mut BTreeSet<String>) {
    // What is required restricts where it holds, all else where it does not.
    let is_requirement = name.starts_with("Require");
    match value {
        Expression::Constant(_, text) if text == "false" && !is_requirement => {
            found.insert(path.to_owned());
        }
        Expression::Constant(_, text) if text == "true" && is_requirement => {
            found.insert(path.to_owned());
        }
        Expression::Constant(_, text) if name == "Navigability" => {
            // From `Recursive`, which restricts nothing, over `Single` to `None`.
            if text.ends_with("/Single") || text.ends_with("/None") {
                found.insert(format!("{path}: one step"));
            }
            if text.ends_with("/None") {
                found.insert(format!("{path}: none"));
            }
        }
        Expression::Collection(items) if name.starts_with("Non") || is_requirement => {
            for item in items {
                if let Expression::Path(_, item) | Expression::Constant(_, item) = item {
                    found.insert(format!("{path}: {item}"));
                }
            }
        }
        Expression::Collection(items) => items.iter().for_each(|item| collect(path, name, item, found)),
        Expression::Record(record) => {
            // A record about one navigation property is told from the next by its path.
            let about = record.properties.iter().find_map(|property| match &property.value {
                Some(Expression::Path(_, path)) => Some(format!("({path})")),
                _ => None,
            });
            let about = about.unwrap_or_default();
            for property in &record.properties {
                if let Some(value) = &property.value {
                    collect(
                        &format!("{path}{about}/{}", property.property),
                        &property.property,
                        value,
                        found,
                    );
                }
            }
        }
        _ => {}
    }
}
