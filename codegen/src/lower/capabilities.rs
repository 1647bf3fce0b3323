//! The requests that an entity set, singleton, navigation property or result of a composable function allows: the
//! kind, the annotations of the vocabulary Capabilities and the entries of the overlay decide.
//!
//! A navigation property that is not contained leads to entities that belong to another path. Below it no request
//! creates, changes or deletes, whatever annotations or permissions say. Only the overlay can allow such a request.

mod check;

use std::collections::BTreeSet;

pub(super) use check::check;

use super::context::Context;
use crate::graph::is_complex;
use crate::input::Overlay;
use crate::rust::WRITES;
use csdl::document::Expression;
use csdl::model::{
    Annotations, Model, Operation, Primitive, Property, PropertyKind, Root, StructuredKind, TypeId,
    TypeTarget,
};

/// The allowed requests, by the names of `[[restrict]]`.
pub(super) type Allowed = BTreeSet<&'static str>;

/// Requests on a value of a complex type at its property.
const PART: [&str; 4] = ["path", "get", "update", "replace"];

/// The requests that an entity set or singleton allows.
pub(super) fn of_root(root: &Root, context: &Context<'_>) -> Allowed {
    apply_overlay(requests_at_root(root, context.model), &root.name, context.overlay)
}

/// The requests that a navigation property allows at its own path.
pub(super) fn of_navigation(owner: TypeId, property: &Property, context: &Context<'_>) -> Allowed {
    of_step(owner, property, false, context)
}

/// The requests that a navigation property allows. With `elsewhere`, a contained property allows no request that
/// changes entities, since they are changed at their own path.
pub(super) fn of_step(owner: TypeId, property: &Property, elsewhere: bool, context: &Context<'_>) -> Allowed {
    let name = format!("{}/{}", context.model.ty(owner).name(), property.name);
    let allowed = apply_overlay(requests_at_property(property, context.model), &name, context.overlay);
    match elsewhere && is_contained(property) {
        true => allowed.into_iter().filter(|request| !WRITES.contains(request)).collect(),
        false => allowed,
    }
}

/// The requests that the result of a composable function allows: those that read it, and those that the overlay adds.
pub(super) fn of_result(operation: &Operation, context: &Context<'_>) -> Allowed {
    let signature = operation.signature(context.model);
    apply_overlay(requests_at_result(operation), &signature, context.overlay)
}

/// The requests that metadata allows at the result of a composable function.
fn requests_at_result(operation: &Operation) -> Allowed {
    match operation.return_type.as_ref().map(|returned| returned.ty.is_collection) {
        Some(true) => ["list", "count"].into_iter().collect(),
        Some(false) => ["get"].into_iter().collect(),
        None => Allowed::new(),
    }
}

/// Returns true if a property contains its values: contained entities and values of complex types.
pub(super) fn is_contained(property: &Property) -> bool {
    property.kind != PropertyKind::Navigation { is_contained: false }
}

/// The requests that metadata allows at an entity set or singleton, by the names of `[[restrict]]`.
pub fn requests_at_root(root: &Root, model: &Model) -> BTreeSet<&'static str> {
    let by_kind: &[&str] = match root.is_collection {
        true => &["path", "list", "get", "create", "update", "delete", "count"],
        false => &["path", "get", "update"],
    };
    let possible = if root.is_collection { by_kind } else { &["path", "get", "update", "delete"] };
    // Annotations of a type are annotations of the entity sets of the type.
    let of_type = model.structured(root.ty).map(|ty| &ty.annotations);
    let said = |path: &[&str]| said(&root.annotations, path).or_else(|| self::said(of_type?, path));
    let mut allowed = annotated(by_kind, possible, root.ty, said, model);
    if [Some(&root.annotations), of_type].into_iter().flatten().any(is_replaced) {
        allowed.insert("replace");
    }
    allowed
}

/// The requests that metadata allows at a navigation property, by the names of `[[restrict]]`.
pub fn requests_at_property(property: &Property, model: &Model) -> BTreeSet<&'static str> {
    let (PropertyKind::Navigation { is_contained }, TypeTarget::Declared(target)) =
        (property.kind, property.ty.target)
    else {
        let is_part = !property.ty.is_collection
            && matches!(property.ty.target, TypeTarget::Declared(id) if is_complex(id, model));
        return if is_part { PART.into_iter().collect() } else { Allowed::new() };
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
    // Contained entities are in an entity set without a name: the annotations of their type apply. Other entities are
    // in another set. References belong to the property.
    let of_type = model.structured(target).map(|ty| &ty.annotations).filter(|_| is_contained);
    let said = |path: &[&str]| {
        let of_type = of_type.filter(|_| path.first() != Some(&"NavigationRestrictions"));
        said(&property.annotations, path).or_else(|| self::said(of_type?, path))
    };
    let mut allowed = annotated(by_kind, possible, target, said, model);
    if is_contained && [Some(&property.annotations), of_type].into_iter().flatten().any(is_replaced) {
        allowed.insert("replace");
    }
    allowed
}

/// The requests by kind and annotations. Annotations only remove requests.
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
            // If annotations contradict each other, one of them is wrong, but it is unknown which one. So nothing is
            // forbidden.
            Some(Said::Both) | None => {}
        }
    }
    allowed
}

/// Applies the entries of the overlay, which remove and add requests.
fn apply_overlay(mut allowed: Allowed, name: &str, overlay: &Overlay) -> Allowed {
    for permission in overlay.allowances.iter().filter(|entry| entry.target.value == name) {
        let known = crate::input::ALLOWED.iter();
        allowed.extend(known.filter(|known| permission.requests.iter().any(|it| it.value == **known)));
    }
    for restriction in overlay.restrictions.iter().filter(|entry| entry.target.value == name) {
        allowed.retain(|request| !restriction.requests.iter().any(|without| without.value == *request));
    }
    allowed
}

/// Groups of requests, each with the property of annotations that allows or forbids the group. A later rule overrides
/// an earlier one.
const RULES: [(&[&str], &[&str]); 7] = [
    (&["create"], &["InsertRestrictions", "Insertable"]),
    (&["update"], &[UPDATE, "Updatable"]),
    (&["delete"], &["DeleteRestrictions", "Deletable"]),
    (&["count"], &["CountRestrictions", "Countable"]),
    (&["reference"], &["NavigationRestrictions", "Referenceable"]),
    (&["list", "get"], &["ReadRestrictions", "Readable"]),
    (&["get"], &["ReadRestrictions", "ReadByKeyRestrictions", "Readable"]),
];

/// The requests that annotations of a term of the vocabulary Capabilities decide, by the names of `[[restrict]]`. The
/// term is without its namespace.
pub fn requests_of_term(term: &str) -> BTreeSet<&'static str> {
    let rules = RULES.iter().filter(|(_, path)| path.first() == Some(&term));
    let mut requests: Allowed = rules.flat_map(|(requests, _)| requests.iter().copied()).collect();
    if term == UPDATE {
        requests.insert("replace");
    }
    requests
}

/// The term that says whether updates are allowed, and by which methods.
const UPDATE: &str = "UpdateRestrictions";

/// Returns true if annotations say that updates are made by `PUT`. `update` remains allowed, since the annotations
/// may also name `PATCH`, and the service often accepts it anyway.
fn is_replaced(annotations: &Annotations) -> bool {
    let term = term(UPDATE);
    let records = annotations.all(&term).filter_map(|annotation| match annotation.value.as_ref()? {
        Expression::Record(record) => Some(record),
        _ => None,
    });
    let mut values = records
        .flat_map(|record| &record.properties)
        .filter_map(|property| property.value.as_ref().filter(|_| property.property == "UpdateMethod"));
    values.any(|value| value.enum_members().any(|member| member == "PUT"))
}

/// The statement of annotations about one capability.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Said {
    Yes,
    No,
    /// Both: the annotations contradict each other.
    Both,
}

/// The Boolean that annotations of the vocabulary Capabilities have at a path of properties.
fn said(annotations: &Annotations, path: &[&str]) -> Option<Said> {
    let (term, path) = path.split_first()?;
    let term = self::term(term);
    let values = annotations.all(&term).filter_map(|annotation| annotation.value.as_ref());
    let mut flags = Vec::new();
    values.for_each(|value| collect(value, path, &mut flags));
    flags.into_iter().fold(None, |said, flag| {
        let flag = if flag { Said::Yes } else { Said::No };
        Some(said.filter(|said| *said != flag).map_or(flag, |_| Said::Both))
    })
}

/// A term of the vocabulary Capabilities by its full name.
fn term(name: &str) -> String {
    format!("Org.OData.Capabilities.V1.{name}")
}

/// Adds the Booleans at a path of properties. There are several if a record has a property twice.
fn collect(value: &Expression, path: &[&str], flags: &mut Vec<bool>) {
    match (value, path.split_first()) {
        (Expression::Constant(..), None) => flags.extend(value.as_bool()),
        (Expression::Record(record), Some((name, rest))) => {
            let named = record.properties.iter().filter(|property| property.property == **name);
            named
                .filter_map(|property| property.value.as_ref())
                .for_each(|value| collect(value, rest, flags));
        }
        _ => {}
    }
}

/// Returns true for a property that is a stream.
pub(super) fn is_stream(property: &Property) -> bool {
    property.ty.target == TypeTarget::Primitive(Primitive::Stream) && !property.ty.is_collection
}

/// Returns true if entities of a type are media.
pub(super) fn has_stream(id: TypeId, model: &Model) -> bool {
    model.lineage(id).any(|(_, ty)| ty.kind == StructuredKind::Entity { has_stream: true })
}
