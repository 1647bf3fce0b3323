//! Capabilities: relaxed or tightened restrictions of the service.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::annotations::difference::Difference;
use crate::compare::context::{Context, Subject};
use crate::finding::Finding;
use crate::rules::annotations as rules;
use crate::verdict::{Bump, Impact};
use csdl::document::{Annotation, ConstantKind, Expression};
use csdl::model::{Model, PropertyKind, Root, TypeTarget};
use graph_models_codegen::{requests_at_property, requests_at_root, requests_of_term};

/// The finding for a changed capability of the element at a path.
///
/// All annotations of the same term count: annotations that contradict each other forbid nothing.
pub(crate) fn finding(context: &Context<'_>, subject: Subject<'_>, difference: &Difference<'_>) -> Finding {
    let (old, new) = (restrictions_of_all(&difference.olds), restrictions_of_all(&difference.news));
    if old == new {
        let finding = difference.finding(&rules::ANN_CAPABILITY_CHANGED);
        return finding.writer(Impact::Safe).rust(Bump::None).remark("restricts the same");
    }
    let rule = if old.is_subset(&new) {
        &rules::ANN_CAPABILITY_TIGHTENED
    } else if new.is_subset(&old) {
        &rules::ANN_CAPABILITY_RELAXED
    } else {
        &rules::ANN_CAPABILITY_CHANGED
    };
    let term = difference.path.rsplit('.').next().unwrap_or_default();
    let (before, after) =
        (requests(context.old, subject.path, term), requests(context.new, subject.path, term));
    let (mut loses, mut gains) = (false, false);
    for (place, before) in &before {
        let after = after.get(place).unwrap_or(before);
        // A navigation property that gains or loses references gets another type in Rust.
        loses |= !before.is_subset(after) || before.contains(REFERENCE) != after.contains(REFERENCE);
        gains |= !after.is_subset(before);
    }
    let bump = match (loses, gains) {
        (true, _) => Bump::Major,
        (false, true) => Bump::Minor,
        (false, false) => Bump::None,
    };
    difference.finding(rule).rust(bump)
}

const REFERENCE: &str = "reference";

/// The requests that a term decides, by the place that the annotations of an element apply to. This is the element
/// itself. For a type, it is each entity set and singleton of the type, and each property that contains its entities.
fn requests(model: &Model, path: &str, term: &str) -> BTreeMap<String, BTreeSet<&'static str>> {
    let decided = requests_of_term(term.split('#').next().unwrap_or_default());
    let of_term = |all: BTreeSet<&'static str>| all.into_iter().filter(|it| decided.contains(it)).collect();
    let at_root = |root: &Root| (root.name.clone(), of_term(requests_at_root(root, model)));
    if decided.is_empty() {
        return BTreeMap::new();
    }
    if let Some(ty) = model.find(path) {
        let roots = model.roots.iter().filter(|root| root.ty == ty).map(at_root);
        let owners = model.types().filter_map(|(id, _)| model.structured(id));
        let properties = owners.flat_map(|ty| ty.properties.iter().map(move |property| (ty, property)));
        // Contained entities are in an entity set without a name.
        let contained = properties.filter(|(_, property)| {
            property.kind == PropertyKind::Navigation { is_contained: true }
                && property.ty.target == TypeTarget::Declared(ty)
        });
        let contained = contained.map(|(owner, property)| {
            let path = format!("{}/{}", owner.name, property.name);
            (path, of_term(requests_at_property(property, model)))
        });
        return roots.chain(contained).collect();
    }
    let Some((owner, name)) = path.rsplit_once('/') else { return BTreeMap::new() };
    let Some(owner) = model.find(owner) else {
        return model.roots.iter().filter(|root| root.name == name).map(at_root).collect();
    };
    let property = model.effective_property(owner, name);
    let at_property = |property| (path.to_owned(), of_term(requests_at_property(property, model)));
    property.map(at_property).into_iter().collect()
}

/// Everything that annotations of one term forbid, unless one of them allows it.
fn restrictions_of_all(annotations: &[&Annotation]) -> BTreeSet<String> {
    let all: Vec<_> =
        annotations.iter().map(|annotation| (restrictions(annotation), said(annotation))).collect();
    let mut restricted: BTreeSet<String> =
        all.iter().flat_map(|(restricted, _)| restricted.clone()).collect();
    restricted
        .retain(|it| all.iter().all(|(restricted, said)| restricted.contains(it) || !said.contains(it)));
    restricted
}

/// Everything that an annotation forbids, as paths of its values.
fn restrictions(annotation: &Annotation) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let name = annotation.term.rsplit('.').next().unwrap_or_default();
    if let Some(value) = &annotation.value {
        collect(name, name, value, &mut found);
    }
    found
}

/// Collects restrictions. `name` is the innermost property, which gives the value its meaning.
fn collect(path: &str, name: &str, value: &Expression, found: &mut BTreeSet<String>) {
    // A requirement restricts if it is true, and any other Boolean restricts if it is false.
    let is_requirement = name.starts_with("Require");
    match value {
        Expression::Constant(ConstantKind::Bool, _) if value.as_bool() == Some(is_requirement) => {
            found.insert(path.to_owned());
        }
        Expression::Constant(..) if name == "Navigability" => {
            // `Recursive` is no restriction, `Single` is one, and `None` is the strictest.
            let is_any = |names: &[&str]| value.enum_members().any(|member| names.contains(&member));
            if is_any(&["Single", "None"]) {
                found.insert(format!("{path}: one step"));
            }
            if is_any(&["None"]) {
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
            // The path of a navigation property distinguishes its record from the others.
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

/// The paths of all Booleans of an annotation.
fn said(annotation: &Annotation) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    let mut pending: Vec<(String, &Expression)> = Vec::new();
    let name = annotation.term.rsplit('.').next().unwrap_or_default();
    pending.extend(annotation.value.as_ref().map(|value| (name.to_owned(), value)));
    while let Some((path, value)) = pending.pop() {
        match value {
            Expression::Constant(ConstantKind::Bool, _) => _ = said.insert(path),
            Expression::Record(record) => {
                let values = record.properties.iter().filter_map(|it| Some((it, it.value.as_ref()?)));
                pending.extend(values.map(|(it, value)| (format!("{path}/{}", it.property), value)));
            }
            _ => {}
        }
    }
    said
}
