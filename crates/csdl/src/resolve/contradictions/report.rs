//! Warnings of contradictions, each with all places and the decision.

use std::collections::{BTreeMap, BTreeSet};

use super::{each, has_repeated, is_same_term, meaning};
use crate::diagnostic::{Diagnostic, Diagnostics, Kind};
use crate::document::{Annotation, Expression, Record};
use crate::model::{Annotations, Model};

/// Warns of every contradiction in metadata from which something is generated.
pub fn report(model: &Model, diagnostics: &mut Diagnostics) {
    let mut warnings: Vec<Diagnostic> = Vec::new();
    // An annotation that targets an operation by its name alone is attached to all overloads.
    let mut seen = BTreeSet::new();
    let mut push = |warning: Diagnostic| {
        if seen.insert(warning.clone()) {
            warnings.push(warning);
        }
    };
    let mut told = BTreeSet::new();
    each(model, &mut |list, name| {
        for annotation in list.iter() {
            if let Some(value) = &annotation.value {
                within(value, &|| said(&name(), annotation), decision(annotation), &mut push);
            }
        }
        if has_repeated(list) {
            of_list(list, &name(), decision, &mut |first, warning| {
                told.insert((name(), first.term.clone()));
                push(warning);
            });
        }
    });
    let mut elsewhere: BTreeMap<&str, Annotations> = BTreeMap::new();
    for (target, annotation) in &model.loose {
        elsewhere.entry(target).or_default().0.push(annotation.clone());
    }
    for (target, mut list) in elsewhere {
        list.0.sort_by_cached_key(meaning::text);
        let decision = |_: &Annotation| "decided: nothing is generated from them, since this metadata has no such target";
        of_list(&list, target, decision, &mut |first, warning| {
            if !told.contains(&(target.to_owned(), first.term.clone())) {
                push(warning);
            }
        });
    }
    for warning in warnings {
        diagnostics.push(warning);
    }
}

/// Finds the contradictions in a list, each with its first annotation.
fn of_list(
    list: &Annotations,
    name: &str,
    decision: impl Fn(&Annotation) -> &'static str,
    found: &mut dyn FnMut(&Annotation, Diagnostic),
) {
    for (index, first) in list.0.iter().enumerate() {
        let before = list.0.get(..index).unwrap_or_default();
        let after = list.0.get(index + 1..).unwrap_or_default();
        if before.iter().any(|other| is_same_term(other, first)) {
            continue;
        }
        let mut others = after.iter().filter(|other| is_same_term(other, first)).peekable();
        if others.peek().is_none() {
            continue;
        }
        let text = meaning::text(first);
        let others: Vec<_> = others.filter(|other| meaning::text(other) != text).collect();
        if !others.is_empty() {
            let warning = Diagnostic::warning(said(name, first)).kind(Kind::Contradiction);
            let warning = warning.at(first.place, "one of them");
            let add =
                |warning: Diagnostic, other: &&Annotation| warning.at(other.place, "says something else");
            found(first, others.iter().fold(warning, add).help(decision(first)));
        }
    }
}

fn said(name: &str, annotation: &Annotation) -> String {
    let term = &annotation.term;
    match &annotation.qualifier {
        Some(qualifier) => format!("`{name}` has contradicting annotations: `{term}#{qualifier}`"),
        None => format!("`{name}` has contradicting annotations: `{term}`"),
    }
}

/// Finds properties that occur in one record with different values.
fn within(
    value: &Expression,
    message: &dyn Fn() -> String,
    decision: &'static str,
    found: &mut dyn FnMut(Diagnostic),
) {
    match value {
        Expression::Record(record) => {
            repeated(record, message, decision, found);
            let values = record.properties.iter().filter_map(|property| property.value.as_ref());
            for value in values {
                within(value, message, decision, found);
            }
        }
        Expression::Collection(items) => {
            for item in items {
                within(item, message, decision, found);
            }
        }
        Expression::Constant(..) | Expression::Path(..) | Expression::Null | Expression::Dynamic { .. } => {}
    }
}

fn repeated(
    record: &Record,
    message: &dyn Fn() -> String,
    decision: &'static str,
    found: &mut dyn FnMut(Diagnostic),
) {
    let mut first = BTreeMap::new();
    for property in &record.properties {
        let Some(other) = first.insert(property.property.as_str(), property) else { continue };
        if meaning::property_text(other) != meaning::property_text(property) {
            let message = format!("{}, in `{}`", message(), property.property);
            let warning = Diagnostic::warning(message).kind(Kind::Contradiction);
            let warning = warning.at(other.place, "one of them").at(property.place, "says something else");
            found(warning.help(decision));
        }
    }
}

/// The decision about contradicting annotations of a term, as the methods of [`Annotations`] and the generator make
/// it.
fn decision(annotation: &Annotation) -> &'static str {
    let core = annotation.term.strip_prefix("Org.OData.Core.V1.");
    if annotation.qualifier.is_some() {
        "decided: nothing is generated from annotations with a qualifier"
    } else if annotation.term.starts_with("Org.OData.Capabilities.")
        || matches!(core, Some("Permissions" | "Computed" | "Immutable"))
    {
        "decided: where they contradict each other they forbid nothing, in whichever order they stand"
    } else if annotation.term == Annotations::SENSITIVE {
        "decided: the value is sensitive, in whichever order they stand"
    } else {
        "decided: the first named holds, in whichever order they stand"
    }
}
