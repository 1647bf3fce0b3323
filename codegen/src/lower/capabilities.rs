//! Which requests an entity set, singleton or navigation property allows: by its kind, by annotations of the
//! vocabulary Capabilities, and by what the overlay leaves out.

use std::collections::BTreeSet;

use super::Context;
use crate::config::Overlay;
use crate::csdl::{ConstantKind, Expression};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Annotations, Model, Property, PropertyKind, Root, StructuredKind, TypeId, TypeTarget};

/// What is allowed, by the names that `[[restrict]]` has for it.
pub(super) type Allowed = BTreeSet<&'static str>;

/// What an entity set or singleton allows.
pub(super) fn of_root(root: &Root, context: &Context<'_>) -> Allowed {
    restrict(root_unrestricted(root, context.model), &root.name, context.overlay)
}

/// What a navigation property allows.
pub(super) fn of_navigation(owner: TypeId, property: &Property, context: &Context<'_>) -> Allowed {
    let name = format!("{}/{}", context.model.ty(owner).name(), property.name);
    restrict(navigation_unrestricted(property, context.model), &name, context.overlay)
}

fn root_unrestricted(root: &Root, model: &Model) -> Allowed {
    let by_kind: &[&str] = match root.is_collection {
        true => &["path", "list", "get", "create", "update", "delete", "count"],
        false => &["path", "get", "update"],
    };
    annotated(by_kind, root.ty, &root.annotations, model)
}

fn navigation_unrestricted(property: &Property, model: &Model) -> Allowed {
    let is_contained = matches!(property.kind, PropertyKind::Navigation { is_contained: true });
    let by_kind: &[&str] = match (is_contained, property.ty.is_collection) {
        (true, true) => &["path", "list", "get", "create", "update", "delete", "count"],
        (true, false) => &["path", "get", "update", "delete"],
        // What lives elsewhere is made and changed there.
        (false, true) => &["path", "list", "get", "count", "reference"],
        (false, false) => &["path", "get", "reference"],
    };
    match (property.kind, property.ty.target) {
        (PropertyKind::Navigation { .. }, TypeTarget::Declared(target)) => {
            annotated(by_kind, target, &property.annotations, model)
        }
        _ => Allowed::new(),
    }
}

/// What is allowed by kind, and by the annotations of the resource or else of its type.
fn annotated(by_kind: &[&'static str], target: TypeId, annotations: &Annotations, model: &Model) -> Allowed {
    let mut allowed: Allowed = by_kind.iter().copied().collect();
    if has_stream(target, model) {
        allowed.insert("media");
    }
    let of_type = model.structured(target).map(|ty| &ty.annotations);
    for (requests, path) in RULES {
        match flag(annotations, path).or_else(|| flag(of_type?, path)) {
            Some(true) => allowed.extend(requests),
            Some(false) => allowed.retain(|request| !requests.contains(request)),
            None => {}
        }
    }
    allowed
}

fn restrict(mut allowed: Allowed, name: &str, overlay: &Overlay) -> Allowed {
    for restriction in overlay.restrictions.iter().filter(|entry| entry.target.value == name) {
        allowed.retain(|request| !restriction.without.iter().any(|without| without.value == *request));
    }
    allowed
}

/// Checks that every restriction leaves out only what would be there without it.
pub(super) fn check(models: &[&Model], overlay: &Overlay, diagnostics: &mut Diagnostics) {
    for restriction in &overlay.restrictions {
        let found = models.iter().filter_map(|model| unrestricted(&restriction.target.value, model));
        let allowed: Vec<Allowed> = found.collect();
        for without in &restriction.without {
            if !allowed.is_empty() && !allowed.iter().any(|allowed| allowed.contains(without.value.as_str()))
            {
                let problem = format!("`{}` is left out already", without.value);
                diagnostics.push(
                    Diagnostic::error(problem)
                        .at(without.place, "changes nothing")
                        .help(format!("`{}` would not have it anyway", restriction.target.value)),
                );
            }
        }
    }
}

fn unrestricted(name: &str, model: &Model) -> Option<Allowed> {
    match name.rsplit_once('/') {
        None => Some(root_unrestricted(model.roots.iter().find(|root| root.name == name)?, model)),
        Some((owner, property)) => {
            let ty = model.structured(model.find(owner)?)?;
            let property = ty.properties.iter().find(|it| it.name == property)?;
            Some(navigation_unrestricted(property, model))
        }
    }
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
