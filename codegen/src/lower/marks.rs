//! A mark in the documentation of every type and request: the slices that it belongs to.
//!
//! In a crate whose slices are features, these are the features that compile the item.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use crate::graph::{bases_above, is_hierarchy};
use crate::rust::{Structured, TypePath, Version};
use crate::select::Slice;
use csdl::model::{Model, TypeId};

/// The most slices that an item names.
const MOST_SLICES: usize = 8;

/// Adds the slices of each type and request to its documentation, with links to their sections.
/// `operations` has the position of the operation of each request.
pub(super) fn add(
    slices: &[Slice],
    operations: &BTreeMap<TypePath, usize>,
    context: &Context<'_>,
    version: &mut Version,
) {
    let mut by_type: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut by_operation: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    let named = Named::new(context);
    // A slice of everything distinguishes nothing.
    for slice in slices.iter().filter(|slice| !slice.config.is_all) {
        for id in named.compiled(slice, context.model) {
            by_type.entry(context.model.ty(id).name().to_string()).or_default().push(slice.name());
        }
        for &operation in &slice.operations {
            by_operation.entry(operation).or_default().push(slice.name());
        }
    }
    let of_type = |csdl: &str| by_type.get(csdl);
    for namespace in &mut version.namespaces {
        let depth = namespace.path.len();
        namespace.enums.iter_mut().for_each(|ty| mark(of_type(&ty.csdl), depth, &mut ty.docs));
        for ty in namespace.complex_types.iter_mut().chain(&mut namespace.entity_types) {
            match ty {
                Structured::Struct(ty) => mark(of_type(&ty.csdl), depth, &mut ty.docs),
                Structured::TaggedEnum(ty) => mark(of_type(&ty.csdl), depth, &mut ty.docs),
                // The struct of the base is marked instead.
                Structured::KindEnum(_) => {}
            }
        }
        for request in &mut namespace.requests {
            let operation = operations.get(&request.path);
            mark(operation.and_then(|index| by_operation.get(index)), depth, &mut request.docs);
        }
    }
}

fn mark(slices: Option<&Vec<&str>>, depth: usize, docs: &mut Vec<String>) {
    let Some(slices) = slices else { return };
    let up = "super::".repeat(depth) + "super";
    let links = slices.iter().take(MOST_SLICES).map(|slice| format!("[`{slice}`]({up}#{slice})"));
    let mut links = links.collect::<Vec<_>>().join(", ");
    if let Some(more @ 1..) = slices.len().checked_sub(MOST_SLICES) {
        links.push_str(&format!(" and {more} more"));
    }
    let noun = if slices.len() == 1 { "Slice" } else { "Slices" };
    docs.extend([String::new(), format!("{noun}: {links}.")]);
}

/// The types that fields, variants and conversions name. Empty if no item needs a feature.
///
/// A field without a gate may name a type that a slice with the field does not take in, as those of abstract bases do.
/// The type is compiled with the feature of the slice all the same, and so are the variants of its enum, and the bases
/// that the enum converts into.
#[derive(Default)]
struct Named {
    /// The types that fields name, by the type that declares the fields.
    by_fields: BTreeMap<TypeId, Vec<TypeId>>,
    /// For each abstract base that is an enum: the types of its variants, and the bases above it.
    by_enums: BTreeMap<TypeId, Vec<TypeId>>,
}

impl Named {
    fn new(context: &Context<'_>) -> Self {
        let mut named = Self::default();
        let (model, reach) = (context.model, &context.reach);
        if reach.count() == 0 {
            return named;
        }
        for (id, ty) in model.types().filter_map(|(id, _)| Some((id, model.structured(id)?))) {
            let without_gate =
                ty.properties.iter().filter(|property| reach.of_field(id, property, model).is_open());
            let targets = without_gate.filter_map(|property| property.ty.target.declared());
            named.by_fields.insert(id, targets.filter(|id| context.types.contains(id)).collect());
            if is_hierarchy(id, model) {
                let others = model.descendants(id).into_iter().chain(bases_above(id, model));
                let others = others.filter(|other| context.types.contains(other));
                let without_gate =
                    others.filter(|&other| reach.gate(reach.ty(id), [reach.ty(other)]).is_open());
                named.by_enums.insert(id, without_gate.collect());
            }
        }
        named
    }

    /// The types of a slice, and those that are compiled with them.
    fn compiled(&self, slice: &Slice, model: &Model) -> BTreeSet<TypeId> {
        let mut found = BTreeSet::new();
        let mut pending: Vec<_> = slice.types.iter().copied().collect();
        while let Some(id) = pending.pop() {
            if found.insert(id) {
                pending.extend(model.lineage(id).filter_map(|(id, _)| self.by_fields.get(&id)).flatten());
                pending.extend(self.by_enums.get(&id).into_iter().flatten());
            }
        }
        found
    }
}
