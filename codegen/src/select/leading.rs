//! Complex types that paths lead through: something below a property of such a type has a URL.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::is_complex;
use csdl::model::{Model, Operation, Property, TypeId};

/// The complex types that have a navigation property or a bound operation. If a type is in the result, so are its
/// bases, its derived types, and the complex types with a property that holds one value of it.
///
/// The result depends only on declarations, so that a larger slice changes nothing.
pub(crate) fn leading(model: &Model) -> BTreeSet<TypeId> {
    let bindings = model.operations.iter().filter_map(Operation::bound_to);
    let bound = bindings.filter(|&(_, is_collection)| !is_collection).map(|(id, _)| id);
    let bound: BTreeSet<TypeId> = bound.collect();
    let complex: Vec<TypeId> = model.types().map(|(id, _)| id).filter(|&id| is_complex(id, model)).collect();
    // For each type, the types that are in the result if this type is: its bases, its derived types, and the types with
    // a property that holds one value of it.
    let mut above: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    let mut pending = Vec::new();
    for &id in &complex {
        let own = model.structured(id).map(|ty| ty.properties.as_slice()).unwrap_or_default();
        if bound.contains(&id) || own.iter().any(Property::is_navigation) {
            pending.push(id);
        }
        let single = own.iter().filter(|property| !property.is_navigation() && !property.ty.is_collection);
        for target in single.filter_map(|property| property.ty.target.declared()) {
            above.entry(target).or_default().push(id);
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
