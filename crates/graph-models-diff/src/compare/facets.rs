//! Facets: relaxed, tightened or otherwise changed limits of values.

use crate::compare::context::{Context, Subject};

use crate::rules::properties as rules;
use csdl::document::Facets;

/// The given facets by name.
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
        // Version 4.0 writes `Variable`, version 4.01 `variable`.
        let is_same = was.as_deref().zip(is.as_deref()).is_some_and(|(was, is)| was.eq_ignore_ascii_case(is));
        let rule = match (room(name, was.as_deref()), room(name, is.as_deref())) {
            _ if is_same => &rules::FACET_SPELLED_OTHERWISE,
            (Some(was), Some(is)) if is > was => &rules::FACET_RELAXED,
            (Some(was), Some(is)) if is < was => &rules::FACET_TIGHTENED,
            _ => &rules::FACET_CHANGED,
        };
        let shown = |value: Option<String>| format!("{name} {}", value.as_deref().unwrap_or("not given"));
        let finding = subject.finding(rule, shown(was), shown(is));
        context.push_of_type(finding, subject.owner);
    }
}

/// The size of the range of values that a facet allows. `None` if such ranges of this facet cannot be compared.
fn room(name: &str, value: Option<&str>) -> Option<u64> {
    let value = value.map(str::to_ascii_lowercase);
    match (name, value.as_deref()) {
        // Without the facet, length and precision are unlimited.
        ("MaxLength" | "Precision", None)
        | ("MaxLength", Some("max"))
        | ("Scale", Some("variable" | "floating")) => Some(u64::MAX),
        ("MaxLength" | "Precision" | "Scale", Some(number)) => number.parse().ok(),
        // Without the facets, there are no digits after the point, and any character is allowed.
        ("Scale", None) | ("Unicode", Some("false")) => Some(0),
        ("Unicode", _) => Some(1),
        _ => None,
    }
}
