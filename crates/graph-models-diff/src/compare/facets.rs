//! Facets: whether values may be of more, or of less, than before.

use crate::compare::context::{Context, Subject};

use crate::rules::properties as rules;
use csdl::document::Facets;

/// The facets that are given, by their names.
pub(crate) fn given(facets: &Facets) -> Vec<(&'static str, String)> {
    let unicode = facets.unicode.map(|unicode| unicode.to_string());
    let all = [
        ("MaxLength", facets.max_length.clone()),
        ("Precision", facets.precision.clone()),
        ("Scale", facets.scale.clone()),
        ("Unicode", unicode),
        ("SRID", facets.srid.clone()),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// Compares facets: one finding for each that differs.
pub(crate) fn compare(context: &mut Context<'_>, subject: Subject<'_>, old: &Facets, new: &Facets) {
    if old == new {
        return;
    }
    let (old, new) = (given(old), given(new));
    let value = |list: &[(&'static str, String)], name: &str| {
        list.iter().find(|(other, _)| *other == name).map(|(_, value)| value.clone())
    };
    for name in ["MaxLength", "Precision", "Scale", "Unicode", "SRID"] {
        let (was, is) = (value(&old, name), value(&new, name));
        if was == is {
            continue;
        }
        let rule = match (room(name, was.as_deref()), room(name, is.as_deref())) {
            (Some(was), Some(is)) if is > was => &rules::FACET_RELAXED,
            (Some(was), Some(is)) if is < was => &rules::FACET_TIGHTENED,
            _ => &rules::FACET_CHANGED,
        };
        let shown = |value: Option<String>| format!("{name} {}", value.as_deref().unwrap_or("not given"));
        let finding = subject.finding(rule, shown(was), shown(is));
        context.push_of_type(finding, subject.owner);
    }
}

/// How much room a facet leaves; `None` if it does not compare.
fn room(name: &str, value: Option<&str>) -> Option<u64> {
    match (name, value) {
        // Not given means as long or precise as may be.
        ("MaxLength" | "Precision", None)
        | ("MaxLength", Some("max"))
        | ("Scale", Some("variable" | "floating")) => Some(u64::MAX),
        ("MaxLength" | "Precision" | "Scale", Some(number)) => number.parse().ok(),
        // Not given means no digits, and any character.
        ("Scale", None) | ("Unicode", Some("false")) => Some(0),
        ("Unicode", _) => Some(1),
        _ => None,
    }
}
