//! Complex types that paths lead through: something below a property of such a type has a URL.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::is_complex;
use csdl::model::{Model, PropertyKind, TypeId, TypeTarget};

/// The complex types with a navigation property or a bound operation, those with a single property of such a type, and
/// their bases and derived types.
///
/// The result depends only on declarations, so that a larger slice changes nothing.
pub(crate) fn leading(model: &Model) -> BTreeSet<TypeId> {
    let bindings = model.operations.iter().filter_map(|operation| operation.binding.as_ref());
    let bound: BTreeSet<TypeId> = bindings
        .filter_map(|binding| match binding.ty.target {
            TypeTarget::Declared(id) if !binding.ty.is_collection => Some(id),
            _ => None,
        })
        .collect();
    let complex: Vec<TypeId> = model.types().map(|(id, _)| id).filter(|&id| is_complex(id, model)).collect();
    // For each type, the types that belong to the result together with it: types with a property of it (and no
    // collection), its bases and its derived types.
    let mut above: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    let mut pending = Vec::new();
    for &id in &complex {
        let own = model.structured(id).map(|ty| ty.properties.as_slice()).unwrap_or_default();
        let leads = |kind| matches!(kind, PropertyKind::Navigation { .. });
        if bound.contains(&id) || own.iter().any(|property| leads(property.kind)) {
            pending.push(id);
        }
        for property in own.iter().filter(|property| !leads(property.kind) && !property.ty.is_collection) {
            if let TypeTarget::Declared(target) = property.ty.target {
                above.entry(target).or_default().push(id);
            }
        }
        above.entry(id).or_default().extend(model.lineage(id).map(|(base, _)| base));
        above.entry(id).or_default().extend(model.descendants(id));
    }
    let mut found = BTreeSet::new();
    while let Some(id) = pending.pop() {
        if found.insert(id) {
            pending.extend(above.get(&id).into_iter().flatten().copied());
        }
    }
    found
}
