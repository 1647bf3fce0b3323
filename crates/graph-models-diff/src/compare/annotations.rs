//! Annotations by term, at any place in the metadata.

mod alternate_keys;
mod capabilities;
pub(crate) mod difference;
pub(crate) mod expression;
mod revisions;
pub(crate) mod unattached;

use crate::compare::context::{Context, Subject, major_if};
use difference::{CORE, Difference, key, rule_without_meaning};

use crate::finding::Finding;
use crate::pairing::lists::{lists, numbered};
use crate::rules::annotations as rules;
use crate::verdict::Impact;
use csdl::model::Annotations;

const CAPABILITIES: &str = "Org.OData.Capabilities.V1.";

/// The kind of the annotated element, on which the meaning of annotations depends.
#[derive(Clone, Copy)]
pub(crate) enum Carrier {
    /// A property that clients may or may not write.
    Property { was_writable: bool, is_writable: bool },
    /// A required or optional parameter.
    Parameter { was_required: bool, is_required: bool },
    /// Anything else.
    Other,
}

/// Compares the annotations of one element.
pub(crate) fn compare(
    context: &mut Context<'_>,
    subject: Subject<'_>,
    old: &Annotations,
    new: &Annotations,
    carrier: Carrier,
) {
    if old.is_empty() && new.is_empty() {
        return;
    }
    // Several annotations of one term contradict each other.
    let matched = lists(
        numbered(old.iter().map(|annotation| (key(annotation), annotation))),
        numbered(new.iter().map(|annotation| (key(annotation), annotation))),
    );
    let removed = matched.removed.into_iter().map(|(key, old)| (key, Some(old), None));
    let added = matched.added.into_iter().map(|(key, new)| (key, None, Some(new)));
    let both = matched.both.into_iter().filter(|(old, new)| !expression::is_same(old, new));
    let both = both.map(|(old, new)| ((key(new), 0), Some(old), Some(new)));
    let differing: Vec<_> = removed.chain(added).chain(both).collect();
    for ((of_both, _), before, after) in differing {
        let olds = old.iter().filter(|annotation| key(annotation) == of_both).collect();
        let news = new.iter().filter(|annotation| key(annotation) == of_both).collect();
        let (term, qualifier) = of_both;
        let qualifier = qualifier.map(|qualifier| format!("#{qualifier}")).unwrap_or_default();
        let path = format!("{}@{term}{qualifier}", subject.path);
        let difference = Difference { old: before, new: after, olds, news, path };
        differs(context, subject, term, &difference, carrier);
    }
}

fn differs(
    context: &mut Context<'_>,
    subject: Subject<'_>,
    term: &str,
    difference: &Difference<'_>,
    carrier: Carrier,
) {
    let finding = match term.strip_prefix(CORE) {
        Some("Revisions") => {
            for finding in revisions::findings(context, difference) {
                context.push(finding);
            }
            return;
        }
        Some("Permissions") => access(difference.finding(&rules::ANN_CORE_PERMISSIONS_CHANGED), carrier),
        Some("Computed") => {
            let rules = (&rules::ANN_COMPUTED_ADDED, &rules::ANN_COMPUTED_REMOVED);
            access(difference.finding(difference.tag(rules)), carrier)
        }
        Some("Immutable") => {
            let rules = (&rules::ANN_IMMUTABLE_ADDED, &rules::ANN_IMMUTABLE_REMOVED);
            access(difference.finding(difference.tag(rules)), carrier)
        }
        Some("OptionalParameter") => optional(difference, carrier),
        Some("RequiresExplicitBinding" | "ExplicitOperationBindings") => {
            difference.finding(&rules::ANN_REQUIRES_EXPLICIT_BINDING_CHANGED)
        }
        Some("AlternateKeys") => {
            let finding = difference.finding(&rules::ANN_ALTERNATE_KEYS_CHANGED);
            // A further alternate key adds a way to address entities; the other ways stay.
            if alternate_keys::are_kept(difference.old, difference.new) {
                finding.rust(crate::verdict::Bump::Minor).writer(Impact::Safe)
            } else {
                finding
            }
        }
        Some("IsDelta") => difference.finding(&rules::ANN_IS_DELTA_CHANGED),
        _ if term.starts_with(CAPABILITIES) => capabilities::finding(context, subject, difference),
        _ => difference.finding(rule_without_meaning(term)),
    };
    context.push_of_type(finding, subject.owner);
}

/// The verdict on a change of access: the crate changes only if a property became writable or read-only.
fn access(finding: Finding, carrier: Carrier) -> Finding {
    let Carrier::Property { was_writable, is_writable } = carrier else {
        return finding.rust(crate::verdict::Bump::None);
    };
    let finding = finding.rust(major_if(was_writable != is_writable));
    if was_writable && !is_writable { finding } else { finding.writer(Impact::Safe) }
}

fn optional(difference: &Difference<'_>, carrier: Carrier) -> Finding {
    let rule = match (difference.old, difference.new) {
        (None, _) => &rules::ANN_OPTIONAL_PARAMETER_ADDED,
        (_, None) => &rules::ANN_OPTIONAL_PARAMETER_REMOVED,
        _ => &rules::ANN_OTHER_CHANGED,
    };
    let finding = difference.finding(rule);
    let Carrier::Parameter { was_required, is_required } = carrier else { return finding };
    let finding = finding.rust(major_if(was_required != is_required));
    if is_required { finding } else { finding.writer(Impact::Safe) }
}
