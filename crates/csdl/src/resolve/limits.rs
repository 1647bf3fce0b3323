//! Limits of what documents declare: documents are refused before any work if the work would exceed a small multiple
//! of their text.
//!
//! Must not look at the meaning of a name: `terms` does.

mod terms;

use std::collections::BTreeMap;

pub(super) use terms::{alternate_keys, descriptions};

use super::contradictions;
use super::names::schemas;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::limits::{
    DEEPEST_INHERITANCE, FREE_INHERITED, INHERITED_PER_PROPERTY, MOST_ANNOTATIONS, MOST_KEY_PROPERTIES,
    MOST_MEMBERS, MOST_NAMESPACE_PARTS, MOST_OPERATIONS, MOST_PARAMETERS, MOST_PROPERTIES, MOST_SCHEMAS,
    MOST_WAYS_FROM_ROOTS,
};
use crate::model::{Model, Operation, StructuredType, TypeId};
use crate::source::Place;

/// Counts the declarations of documents before they are resolved. Returns `true` if all numbers are within the
/// limits.
pub(super) fn documents(documents: &[Document], diagnostics: &mut Diagnostics) -> bool {
    let mut is_within = true;
    let mut most = |count: usize, limit: usize, what: &str, place: Place| {
        if count > limit {
            is_within = false;
            diagnostics.push(excess(count, limit, what, place));
        }
    };
    if let Some(schema) = schemas(documents).nth(MOST_SCHEMAS) {
        most(schemas(documents).count(), MOST_SCHEMAS, "schemas", schema.place);
    }
    let mut parts = 0_usize;
    for schema in schemas(documents) {
        let before = parts;
        parts = parts.saturating_add(schema.namespace.split('.').count());
        // Only the first schema beyond the limit is shown.
        if before <= MOST_NAMESPACE_PARTS {
            most(parts, MOST_NAMESPACE_PARTS, "parts of namespaces", schema.place);
        }
    }
    let operations = || schemas(documents).flat_map(|schema| &schema.operations);
    if let Some(operation) = operations().nth(MOST_OPERATIONS) {
        most(operations().count(), MOST_OPERATIONS, "actions and functions", operation.place);
    }
    let children = || schemas(documents).flat_map(|schema| &schema.containers).flat_map(|it| &it.children);
    if let Some(child) = children().nth(MOST_OPERATIONS) {
        most(children().count(), MOST_OPERATIONS, "children of entity containers", child.place);
    }
    for schema in schemas(documents) {
        for ty in &schema.enum_types {
            most(ty.members.len(), MOST_MEMBERS, "members", ty.place);
        }
        for ty in &schema.entity_types {
            let key = ty.key.as_ref().map_or(0, |key| key.properties.len());
            most(key, MOST_KEY_PROPERTIES, "properties of its key", ty.structured.place);
        }
        for operation in &schema.operations {
            most(operation.parameters.len(), MOST_PARAMETERS, "parameters", operation.place);
        }
    }
    is_within
}

/// Measures the chains of derived types. Returns `true` if all are within the limit. No type may be its own base
/// here.
pub(super) fn depth(model: &Model, diagnostics: &mut Diagnostics) -> bool {
    let mut pending: Vec<(TypeId, usize)> = roots(model).map(|id| (id, 1)).collect();
    while let Some((id, depth)) = pending.pop() {
        let Some(ty) = model.structured(id) else { continue };
        if depth > DEEPEST_INHERITANCE {
            diagnostics.push(too_deep(&ty.name.name, ty.place));
            return false;
        }
        pending.extend(ty.derived.iter().map(|&derived| (derived, depth + 1)));
    }
    true
}

/// The error of a type with too many bases.
pub(super) fn too_deep(name: &str, place: Place) -> Diagnostic {
    Diagnostic::error(format!("`{name}` has too many bases"))
        .at(place, format!("at most {DEEPEST_INHERITANCE} types derive from each other"))
}

/// Counts own and inherited properties. Returns `true` if all numbers are within the limits.
pub(super) fn properties(model: &Model, diagnostics: &mut Diagnostics) -> bool {
    let own = |id: TypeId| model.structured(id).map_or(0, |ty| ty.properties.len());
    inherited(&Inherited::new("properties"), own, model, diagnostics)
}

/// Counts the operations of types, including those of their bases. Returns `true` if all numbers are within the
/// limits.
pub(super) fn operations(model: &Model, diagnostics: &mut Diagnostics) -> bool {
    let mut bound: BTreeMap<TypeId, usize> = BTreeMap::new();
    for (id, _) in model.operations.iter().filter_map(Operation::bound_to) {
        *bound.entry(id).or_default() += 1;
    }
    let own = |id| bound.get(&id).copied().unwrap_or(0);
    inherited(&Inherited::new("operations"), own, model, diagnostics)
}

/// Counts the navigation properties with which paths begin. Returns `true` if the number is within the limit.
pub(super) fn ways_from_roots(model: &Model, diagnostics: &mut Diagnostics) -> bool {
    let own = |ty: &StructuredType| ty.properties.iter().filter(|property| property.is_navigation()).count();
    let mut counts: BTreeMap<TypeId, usize> = BTreeMap::new();
    let mut total = 0_usize;
    for root in &model.roots {
        let count =
            counts.entry(root.ty).or_insert_with(|| model.lineage(root.ty).map(|(_, ty)| own(ty)).sum());
        total = total.saturating_add(*count);
        if total > MOST_WAYS_FROM_ROOTS {
            diagnostics
                .push(Diagnostic::error("there are too many paths through entity sets and singletons").at(
                root.place,
                format!(
                    "the types of all of them may have at most {MOST_WAYS_FROM_ROOTS} navigation properties"
                ),
            ));
            return false;
        }
    }
    true
}

/// Parts of types that derived types inherit, and their limits.
struct Inherited {
    what: &'static str,
    /// The most of one type, own and inherited.
    of_type: usize,
    /// The number that all types together may always have.
    free: usize,
    /// The most of all types together for each declared one.
    per_declared: usize,
}

impl Inherited {
    /// Parts with the limits of properties.
    fn new(what: &'static str) -> Self {
        Self { what, of_type: MOST_PROPERTIES, free: FREE_INHERITED, per_declared: INHERITED_PER_PROPERTY }
    }
}

fn inherited(
    kind: &Inherited,
    own: impl Fn(TypeId) -> usize,
    model: &Model,
    diagnostics: &mut Diagnostics,
) -> bool {
    let what = kind.what;
    let declared: usize = model.types().map(|(id, _)| own(id)).sum();
    let most = kind.free.saturating_add(declared.saturating_mul(kind.per_declared));
    let mut pending: Vec<(TypeId, usize)> = roots(model).map(|id| (id, own(id))).collect();
    let mut total = 0_usize;
    while let Some((id, count)) = pending.pop() {
        let Some(ty) = model.structured(id) else { continue };
        if count > kind.of_type {
            diagnostics.push(excess(count, kind.of_type, &format!("{what}, own and inherited"), ty.place));
            return false;
        }
        total = total.saturating_add(count);
        if total > most {
            diagnostics.push(
                Diagnostic::error(format!("the types inherit too many {what} from each other")).at(
                    ty.place,
                    format!("{declared} declared {what} may be {most} of all types, with inherited ones"),
                ),
            );
            return false;
        }
        pending.extend(ty.derived.iter().map(|&derived| (derived, count.saturating_add(own(derived)))));
    }
    true
}

/// Counts the annotations at declarations. Returns `true` if all numbers are within the limit.
pub(super) fn annotations(model: &Model, diagnostics: &mut Diagnostics) -> bool {
    let mut is_within = true;
    contradictions::each(model, &mut |list, name| {
        if let Some(annotation) = list.0.get(MOST_ANNOTATIONS) {
            is_within = false;
            diagnostics.push(too_many_annotations(&name(), annotation.place));
        }
    });
    is_within
}

/// The error of a declaration with too many annotations.
pub(super) fn too_many_annotations(name: &str, place: Place) -> Diagnostic {
    Diagnostic::error(format!("`{name}` has too many annotations"))
        .at(place, format!("a declaration has at most {MOST_ANNOTATIONS}"))
}

fn excess(count: usize, limit: usize, what: &str, place: Place) -> Diagnostic {
    Diagnostic::error(format!("there are {count} {what}")).at(place, format!("there may be at most {limit}"))
}

/// The structured types without a base.
fn roots(model: &Model) -> impl Iterator<Item = TypeId> {
    let structured = model.types().filter_map(|(id, _)| Some((id, model.structured(id)?)));
    structured.filter(|(_, ty)| ty.base.is_none()).map(|(id, _)| id)
}
