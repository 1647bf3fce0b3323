//! Which requests an entity set, singleton or navigation property allows: by its kind, by annotations of the
//! vocabulary Capabilities, and by what the overlay leaves out.

use std::collections::BTreeSet;

use super::Context;
use crate::csdl::{ConstantKind, Expression};
use crate::model::{Annotations, Model, Property, PropertyKind, Root, StructuredKind, TypeId, TypeTarget};

/// What is allowed, by the names that `[[restrict]]` has for it.
pub(super) type Allowed = BTreeSet<&'static str>;

/// What an entity set or singleton allows.
pub(super) fn of_root(root: &Root, context: &Context<'_>) -> Allowed {
    let by_kind: &[&str] = match root.is_collection {
        true => &["path", "list", "get", "create", "update", "delete", "count"],
        false => &["path", "get", "update"],
    };
    allowed(by_kind, root.ty, &root.annotations, &root.name, context)
}

/// What a navigation property allows.
pub(super) fn of_navigation(owner: TypeId, property: &Property, context: &Context<'_>) -> Allowed {
    let is_contained = matches!(property.kind, PropertyKind::Navigation { is_contained: true });
    let by_kind: &[&str] = match (is_contained, property.ty.is_collection) {
        (true, true) => &["path", "list", "get", "create", "update", "delete", "count"],
        (true, false) => &["path", "get", "update", "delete"],
        // What lives elsewhere is made and changed there.
        (false, true) => &["path", "list", "get", "count", "reference"],
        (false, false) => &["path", "get", "reference"],
    };
    let TypeTarget::Declared(target) = property.ty.target else { return Allowed::new() };
    let name = format!("{}/{}", context.model.ty(owner).name(), property.name);
    allowed(by_kind, target, &property.annotations, &name, context)
}

fn allowed(
    by_kind: &[&'static str],
    target: TypeId,
    annotations: &Annotations,
    name: &str,
    context: &Context<'_>,
) -> Allowed {
    let mut allowed: Allowed = by_kind.iter().copied().collect();
    if has_stream(target, context.model) {
        allowed.insert("media");
    }
    let of_type = context.model.structured(target).map(|ty| &ty.annotations);
    for (requests, said) in RULES
        .iter()
        .map(|(requests, path)| (*requests, path))
        .map(|(requests, path)| (requests, flag(annotations, path).or_else(|| flag(of_type?, path))))
    {
        match said {
            Some(true) => allowed.extend(requests),
            Some(false) => allowed.retain(|request| !requests.contains(request)),
            None => {}
        }
    }
    for restriction in context.overlay.restrictions.iter().filter(|entry| entry.target.value == name) {
        allowed.retain(|request| !restriction.without.iter().any(|without| without.value == *request));
    }
    allowed
}

/// Requests, and the property of the annotation that allows or forbids them: later ones override.
const RULES: [(&[&str], &[&str]); 7] = [
    (&["create"], &["InsertRestrictions", "Insertable"]),
    (&["update"], &["UpdateRestrictions", "Updatable"]),
    (&["delete"], &["DeleteRestrictions", "Deletable"]),
    (&["count"], &["CountRestrictions", "Countable"]),
    (&["reference"], &["NavigationRestrictions", "Referenceable"]),
    (&["list", "get"], &["ReadRestrictions", "Readable"]),
    (&["get"], &["ReadRestrictions", "ReadByKeyRestrictions", "Readable"]),
];

/// The Boolean that an annotation of the vocabulary Capabilities has at a path of properties.
fn flag(annotations: &Annotations, path: &[&str]) -> Option<bool> {
    let (term, path) = path.split_first()?;
    let annotation = annotations.find(&format!("Org.OData.Capabilities.V1.{term}"))?;
    let mut value = annotation.value.as_ref()?;
    for name in path {
        let Expression::Record(record) = value else { return None };
        value = record.properties.iter().find(|property| property.property == *name)?.value.as_ref()?;
    }
    match value {
        Expression::Constant(ConstantKind::Bool, text) => Some(text == "true"),
        _ => None,
    }
}

/// Whether entities of a type are media.
fn has_stream(id: TypeId, model: &Model) -> bool {
    model.lineage(id).any(|(_, ty)| ty.kind == StructuredKind::Entity { has_stream: true })
}
