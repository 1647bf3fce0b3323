//! Unattached annotations: without a target, or overridden. Published metadata has some.
//!
//! An element may be added or removed while the annotations that target it stay. Then only the change of the element is
//! reported.

use std::collections::BTreeMap;

use crate::compare::annotations::difference::{key, rule_without_meaning};

use crate::compare::annotations::expression;
use crate::compare::context::Context;
use crate::finding::Finding;
use crate::pairing::lists::{lists, numbered};
use csdl::document::Annotation;
use csdl::model::{Annotations, Model, Type};

/// Compares unattached annotations; equal ones are counted.
pub(crate) fn compare(context: &mut Context<'_>) {
    let (old, new) = (context.old, context.new);
    // One target may have several annotations of one term.
    let matched = lists(
        numbered(old.loose.iter().map(|entry| ((entry.0.as_str(), key(&entry.1)), entry))),
        numbered(new.loose.iter().map(|entry| ((entry.0.as_str(), key(&entry.1)), entry))),
    );
    let mut changes: Vec<(String, Option<&Annotation>, Option<&Annotation>)> = Vec::new();
    if !matched.removed.is_empty() {
        let attached = attached(new);
        for (_, (target, before)) in matched.removed {
            let after = find(&attached, target, before);
            changes.push((target.clone(), Some(before), after));
        }
    }
    if !matched.added.is_empty() {
        let attached = attached(old);
        for (_, (target, after)) in matched.added {
            let before = find(&attached, target, after);
            changes.push((target.clone(), before, Some(after)));
        }
    }
    let both = matched.both.into_iter();
    changes.extend(both.map(|((target, before), (_, after))| (target.clone(), Some(before), Some(after))));
    for (target, before, after) in changes {
        report(context, &target, before, after);
    }
}

fn report(context: &mut Context<'_>, target: &str, before: Option<&Annotation>, after: Option<&Annotation>) {
    if let (Some(before), Some(after)) = (before, after)
        && expression::is_same(before, after)
    {
        return;
    }
    let Some((term, qualifier)) = after.or(before).map(key) else { return };
    let qualifier = qualifier.map(|qualifier| format!("#{qualifier}")).unwrap_or_default();
    let mut finding = Finding::new(rule_without_meaning(term), format!("{target}@{term}{qualifier}"));
    if let Some(before) = before {
        finding = finding.old(expression::annotation(before), before.place);
    }
    if let Some(after) = after {
        finding = finding.new_value(expression::annotation(after), after.place);
    }
    context.push(finding);
}

/// The same annotation at its target, if the element exists only on this side.
fn find<'a>(
    attached: &BTreeMap<String, &'a Annotations>,
    target: &str,
    annotation: &Annotation,
) -> Option<&'a Annotation> {
    let annotations = attached.get(&without_parameters(target))?;
    annotations.iter().find(|candidate| key(candidate) == key(annotation))
}

/// The target of an annotation without the parameters that distinguish overloads.
fn without_parameters(target: &str) -> String {
    match (target.find('('), target.rfind(')')) {
        (Some(open), Some(close)) if open < close => {
            let (before, after) = (target.get(..open), target.get(close + 1..));
            format!("{}{}", before.unwrap_or_default(), after.unwrap_or_default())
        }
        _ => target.to_owned(),
    }
}

/// The annotations of all elements by path. Of several overloads the first counts.
fn attached(model: &Model) -> BTreeMap<String, &Annotations> {
    let mut all: BTreeMap<String, &Annotations> = BTreeMap::new();
    for (_, ty) in model.types() {
        let name = ty.name();
        match ty {
            Type::Structured(ty) => {
                all.extend(ty.properties.iter().map(|p| (format!("{name}/{}", p.name), &p.annotations)));
                all.insert(name.to_string(), &ty.annotations);
            }
            Type::Enum(ty) => {
                all.extend(ty.members.iter().map(|m| (format!("{name}/{}", m.name), &m.annotations)));
                all.insert(name.to_string(), &ty.annotations);
            }
            Type::Definition(ty) => _ = all.insert(name.to_string(), &ty.annotations),
        }
    }
    for operation in &model.operations {
        let name = &operation.name;
        for parameter in operation.binding.iter().chain(&operation.parameters) {
            all.entry(format!("{name}/{}", parameter.name)).or_insert(&parameter.annotations);
        }
        if let Some(result) = &operation.return_type {
            all.entry(format!("{name}/$ReturnType")).or_insert(&result.annotations);
        }
        all.entry(name.to_string()).or_insert(&operation.annotations);
    }
    let container = model.container.as_ref().map(ToString::to_string).unwrap_or_default();
    all.extend(model.roots.iter().map(|root| (format!("{container}/{}", root.name), &root.annotations)));
    all.extend(
        model.imports.iter().map(|import| (format!("{container}/{}", import.name), &import.annotations)),
    );
    all.extend(model.containers.iter().map(|container| (container.name.to_string(), &container.annotations)));
    all.extend(model.terms.iter().map(|term| (term.name.to_string(), &term.annotations)));
    all
}
