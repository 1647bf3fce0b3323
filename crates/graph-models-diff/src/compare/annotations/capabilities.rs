//! Capabilities: relaxed or tightened offers of the service.

use std::collections::BTreeSet;

use crate::compare::annotations::difference::Difference;
use crate::compare::context::{Context, Subject};
use crate::finding::Finding;
use crate::rules::annotations as rules;
use crate::verdict::{Bump, Impact};
use csdl::document::{Annotation, ConstantKind, Expression};
use csdl::model::{Model, PropertyKind, Root, TypeTarget};

/// The finding for a changed capability of the element at a path.
///
/// All annotations of the same term count: annotations that contradict each other forbid nothing.
pub(crate) fn finding(context: &Context<'_>, subject: Subject<'_>, difference: &Difference<'_>) -> Finding {
    let (old, new) = (restrictions_of_all(&difference.olds), restrictions_of_all(&difference.news));
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
    let mut deciding = deciding(context.old, subject.path);
    deciding.extend(self::deciding(context.new, subject.path));
    let has_request = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
        one.difference(other).any(|restriction| deciding.contains(restriction.as_str()))
    };
    // A navigation property that gets or loses references has another type in Rust.
    let is_other_way =
        old.symmetric_difference(&new).any(|it| it == REFERENCE && deciding.contains(REFERENCE));
    let bump = match (has_request(&new, &old) || is_other_way, has_request(&old, &new)) {
        (true, _) => Bump::Major,
        (false, true) => Bump::Minor,
        (false, false) => Bump::None,
    };
    difference.finding(context, rule).rust(bump)
}

const READ: [&str; 2] = ["ReadRestrictions/Readable", "ReadRestrictions/ReadByKeyRestrictions/Readable"];
const INSERT: &str = "InsertRestrictions/Insertable";
const UPDATE: &str = "UpdateRestrictions/Updatable";
const DELETE: &str = "DeleteRestrictions/Deletable";
const COUNT: &str = "CountRestrictions/Countable";
const REFERENCE: &str = "NavigationRestrictions/Referenceable";

/// The annotations that decide the requests of the element at a path, as in the generator.
///
/// Entity sets, singletons and contained navigation properties: their own annotations, or else those of their type.
/// Other navigation properties: their own annotations alone.
fn deciding(model: &Model, path: &str) -> BTreeSet<&'static str> {
    let mut deciding = BTreeSet::new();
    let add_root = |root: &Root| {
        deciding.extend(READ);
        deciding.insert(UPDATE);
        if root.is_collection {
            deciding.extend([INSERT, DELETE, COUNT]);
        }
    };
    if let Some(ty) = model.find(path) {
        model.roots.iter().filter(|root| root.ty == ty).for_each(add_root);
        // Contained entities stand in an entity set without a name.
        let types = model.types().filter_map(|(id, _)| model.structured(id));
        let contained = types.flat_map(|ty| &ty.properties).filter(|property| {
            property.kind == PropertyKind::Navigation { is_contained: true }
                && property.ty.target == TypeTarget::Declared(ty)
        });
        for property in contained {
            deciding.extend(READ);
            deciding.extend([UPDATE, DELETE]);
            if property.ty.is_collection {
                deciding.extend([INSERT, COUNT]);
            }
        }
        return deciding;
    }
    let Some((owner, name)) = path.rsplit_once('/') else { return deciding };
    let Some(owner) = model.find(owner) else {
        model.roots.iter().filter(|root| root.name == name).for_each(add_root);
        return deciding;
    };
    let property = model.effective_property(owner, name);
    let Some((PropertyKind::Navigation { is_contained }, property)) = property.map(|it| (it.kind, it)) else {
        return deciding;
    };
    deciding.extend(READ);
    deciding.extend(if is_contained { [UPDATE, DELETE].as_slice() } else { [REFERENCE].as_slice() });
    if property.ty.is_collection {
        deciding.insert(COUNT);
        if is_contained {
            deciding.insert(INSERT);
        }
    }
    deciding
}

/// All that annotations of one term forbid, unless one of them allows it.
fn restrictions_of_all(annotations: &[&Annotation]) -> BTreeSet<String> {
    let all: Vec<_> =
        annotations.iter().map(|annotation| (restrictions(annotation), said(annotation))).collect();
    let mut restricted: BTreeSet<String> =
        all.iter().flat_map(|(restricted, _)| restricted.clone()).collect();
    restricted
        .retain(|it| all.iter().all(|(restricted, said)| restricted.contains(it) || !said.contains(it)));
    restricted
}

/// All that an annotation forbids, as paths of its values.
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
    // A requirement restricts if it is true, any other Boolean if it is false.
    let is_requirement = name.starts_with("Require");
    match value {
        Expression::Constant(_, text) if text == "false" && !is_requirement => {
            found.insert(path.to_owned());
        }
        Expression::Constant(_, text) if text == "true" && is_requirement => {
            found.insert(path.to_owned());
        }
        Expression::Constant(_, text) if name == "Navigability" => {
            // From `Recursive`, without a restriction, over `Single` to `None`.
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
            // The path of a navigation property tells its record from the others.
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
