//! Capabilities: whether the service offers more, or less, than before.

use std::collections::BTreeSet;

use crate::compare::annotations::difference::Difference;
use crate::compare::context::{Context, Subject};
use crate::finding::Finding;
use crate::rules::annotations as rules;
use crate::verdict::{Bump, Impact};
use csdl::document::{Annotation, ConstantKind, Expression};
use csdl::model::{Model, PropertyKind, Root, TypeTarget};

/// The finding for a capability that is said otherwise of the element at a path. It is compared with all else that is
/// said of the same: where annotations contradict each other they forbid nothing.
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
    // A way that comes to have references is of another type.
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

/// What decides which requests the element at a path has, as lowering asks for it: of entity sets, singletons and what is
/// contained what is said of them or else of their type, of other navigation properties what is said of them alone.
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
        // What is contained stands in an entity set that has no name.
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

/// All that annotations of one term say cannot be done, and none says can.
fn restrictions_of_all(annotations: &[&Annotation]) -> BTreeSet<String> {
    let all: Vec<_> =
        annotations.iter().map(|annotation| (restrictions(annotation), said(annotation))).collect();
    let mut restricted: BTreeSet<String> =
        all.iter().flat_map(|(restricted, _)| restricted.clone()).collect();
    restricted
        .retain(|it| all.iter().all(|(restricted, said)| restricted.contains(it) || !said.contains(it)));
    restricted
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
