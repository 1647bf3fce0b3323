//! Which requests an entity set, singleton or navigation property allows: by its kind, by annotations of the
//! vocabulary Capabilities, by what the overlay leaves out, and by what it allows.
//!
//! A navigation property that is not contained leads to what lives elsewhere: below it there is no request that
//! creates, changes or deletes, whatever annotations or permissions say. The overlay alone can allow one.

mod check;

use std::collections::BTreeSet;

pub(super) use check::check;

use super::context::Context;
use crate::input::Overlay;
use csdl::document::{ConstantKind, Expression};
use csdl::model::{Annotations, Model, Property, PropertyKind, Root, StructuredKind, TypeId, TypeTarget};

/// What is allowed, by the names that `[[restrict]]` has for it.
pub(super) type Allowed = BTreeSet<&'static str>;

/// Requests that change what they are sent to.
pub(super) const WRITES: [&str; 3] = ["create", "update", "delete"];

/// What an entity set or singleton allows.
pub(super) fn of_root(root: &Root, context: &Context<'_>) -> Allowed {
    settle(root_by_metadata(root, context.model), &root.name, context.overlay)
}

/// What a navigation property allows, taken from what lives at its own path.
pub(super) fn of_navigation(owner: TypeId, property: &Property, context: &Context<'_>) -> Allowed {
    of_step(owner, property, false, context)
}

/// What a navigation property allows. Taken from what lives `elsewhere`, a contained one allows no request that
/// changes anything: what lives elsewhere is changed at its own path, with all that it contains.
pub(super) fn of_step(owner: TypeId, property: &Property, elsewhere: bool, context: &Context<'_>) -> Allowed {
    let name = format!("{}/{}", context.model.ty(owner).name(), property.name);
    let allowed = settle(navigation_by_metadata(property, context.model), &name, context.overlay);
    match elsewhere && is_contained(property) {
        true => allowed.into_iter().filter(|request| !WRITES.contains(request)).collect(),
        false => allowed,
    }
}

/// Whether what a navigation property leads to lives there.
pub(super) fn is_contained(property: &Property) -> bool {
    matches!(property.kind, PropertyKind::Navigation { is_contained: true })
}

fn root_by_metadata(root: &Root, model: &Model) -> Allowed {
    let by_kind: &[&str] = match root.is_collection {
        true => &["path", "list", "get", "create", "update", "delete", "count"],
        false => &["path", "get", "update"],
    };
    let possible = if root.is_collection { by_kind } else { &["path", "get", "update", "delete"] };
    // What is said of a type is said of the entity sets of that type.
    let of_type = model.structured(root.ty).map(|ty| &ty.annotations);
    let said = |path: &[&str]| said(&root.annotations, path).or_else(|| self::said(of_type?, path));
    annotated(by_kind, possible, root.ty, said, model)
}

fn navigation_by_metadata(property: &Property, model: &Model) -> Allowed {
    let (PropertyKind::Navigation { is_contained }, TypeTarget::Declared(target)) =
        (property.kind, property.ty.target)
    else {
        return Allowed::new();
    };
    let (by_kind, possible): (&[&str], &[&str]) = match (is_contained, property.ty.is_collection) {
        (true, true) => (
            &["path", "list", "get", "create", "update", "delete", "count"],
            &["path", "list", "get", "create", "update", "delete", "count", "reference"],
        ),
        (true, false) => {
            (&["path", "get", "update", "delete"], &["path", "get", "update", "delete", "reference"])
        }
        (false, true) => {
            (&["path", "list", "get", "count", "reference"], &["path", "list", "get", "count", "reference"])
        }
        (false, false) => (&["path", "get", "reference"], &["path", "get", "reference"]),
    };
    // What is contained stands in an entity set that has no name, so that what is said of the type is said of it; what
    // is not contained stands in a set elsewhere. References are those of the property.
    let of_type = model.structured(target).map(|ty| &ty.annotations).filter(|_| is_contained);
    let said = |path: &[&str]| {
        let of_type = of_type.filter(|_| path.first() != Some(&"NavigationRestrictions"));
        said(&property.annotations, path).or_else(|| self::said(of_type?, path))
    };
    annotated(by_kind, possible, target, said, model)
}

/// What is allowed by kind, and by annotations: they allow no more than what is possible.
fn annotated(
    by_kind: &[&'static str],
    possible: &[&'static str],
    target: TypeId,
    said: impl Fn(&[&str]) -> Option<Said>,
    model: &Model,
) -> Allowed {
    let mut allowed: Allowed = by_kind.iter().copied().collect();
    if has_stream(target, model) {
        allowed.insert("media");
    }
    for (requests, path) in RULES {
        match said(path) {
            Some(Said::Yes) => allowed.extend(requests.iter().filter(|request| possible.contains(request))),
            Some(Said::No) => allowed.retain(|request| !requests.contains(request)),
            // One of them is wrong, and nothing tells which: nothing is forbidden.
            Some(Said::Both) | None => {}
        }
    }
    allowed
}

/// What the overlay leaves of it, and adds to it.
fn settle(mut allowed: Allowed, name: &str, overlay: &Overlay) -> Allowed {
    for permission in overlay.allowances.iter().filter(|entry| entry.target.value == name) {
        let known = crate::input::ALLOWED.iter();
        allowed.extend(known.filter(|known| permission.requests.iter().any(|it| it.value == **known)));
    }
    restrict(allowed, name, overlay)
}

fn restrict(mut allowed: Allowed, name: &str, overlay: &Overlay) -> Allowed {
    for restriction in overlay.restrictions.iter().filter(|entry| entry.target.value == name) {
        allowed.retain(|request| !restriction.requests.iter().any(|without| without.value == *request));
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

/// Says what annotations say of one capability.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Said {
    Yes,
    No,
    /// The annotations contradict each other.
    Both,
}

/// The Boolean that annotations of the vocabulary Capabilities have at a path of properties.
fn said(annotations: &Annotations, path: &[&str]) -> Option<Said> {
    let (term, path) = path.split_first()?;
    let term = format!("Org.OData.Capabilities.V1.{term}");
    let flags = annotations.all(&term).filter_map(|annotation| flag(annotation.value.as_ref()?, path));
    flags.fold(None, |said, flag| {
        let flag = if flag { Said::Yes } else { Said::No };
        Some(said.filter(|said| *said != flag).map_or(flag, |_| Said::Both))
    })
}

fn flag(value: &Expression, path: &[&str]) -> Option<bool> {
    let mut value = value;
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
