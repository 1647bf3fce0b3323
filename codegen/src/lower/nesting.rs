//! Structural properties whose fields do not name the type of their value. Otherwise chains of types would be too
//! long for a compiler.
//!
//! Complex types that contain each other form chains and circles. All types are put into blocks of at most [`BLOCK`]
//! types, from the ends of the chains upwards. A circle is never divided between two blocks. A field that leads from
//! one block to another holds its value without the type, and so do all fields within a circle that is longer than a
//! block.
//!
//! The blocks depend on all declarations and not on slices, so that a larger slice changes nothing.

mod circles;

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{is_hierarchy, is_json};
use circles::circles;
use csdl::model::{Model, Property, TypeId};

/// The most types that a compiler has to follow one inside the other. Compilers fail at some 24 structs, and earlier
/// if there are tagged enums among them. No chain of Graph has more than nine types.
const BLOCK: usize = 12;

/// The places of all structured types in the chains that their structural properties form.
#[derive(Debug, Default)]
pub struct Nesting {
    blocks: BTreeMap<TypeId, usize>,
    /// The types of circles that are longer than a block, by the number of the circle.
    long_circles: BTreeMap<TypeId, usize>,
    /// The places of each type and of all types derived from it. All of these have the properties of the type.
    holders: BTreeMap<TypeId, Span>,
    /// The places of each type and of the structs of its tagged enum, if it is one.
    parts: BTreeMap<TypeId, Span>,
}

/// The places of several types.
#[derive(Debug, Default)]
struct Span {
    blocks: BTreeSet<usize>,
    long_circles: BTreeSet<usize>,
}

impl Nesting {
    /// The places of the types of a model.
    pub fn new(model: &Model) -> Self {
        let below = model.types().filter(|&(id, _)| model.structured(id).is_some());
        let below: BTreeMap<_, _> = below.map(|(id, _)| (id, below_type(id, model))).collect();
        let mut nesting = Self::default();
        // The number of places from the end of the longest chain up to each type. Places that a block leaves empty
        // count.
        let mut heights: BTreeMap<TypeId, usize> = BTreeMap::new();
        for (number, circle) in circles(&below).into_iter().enumerate() {
            let next = circle.iter().filter_map(|id| below.get(id)).flatten();
            let start = next.filter_map(|id| heights.get(id)).copied().max().unwrap_or(0);
            let is_long = circle.len() > BLOCK;
            let length = match is_long {
                // The fields of a long circle name no types. Only a struct remains, and its tagged enum if there is
                // one.
                true => 1 + usize::from(circle.iter().any(|&id| is_hierarchy(id, model))),
                false => circle.len(),
            };
            let start = if start % BLOCK + length > BLOCK { start.next_multiple_of(BLOCK) } else { start };
            for id in circle {
                heights.insert(id, start + length);
                nesting.blocks.insert(id, start / BLOCK);
                if is_long {
                    nesting.long_circles.insert(id, number);
                }
            }
        }
        let holders = below.keys().map(|&id| (id, nesting.span(id, model.descendants(id))));
        let holders = holders.collect();
        let parts = below.keys().map(|&id| (id, nesting.span(id, variants(id, model))));
        nesting.parts = parts.collect();
        nesting.holders = holders;
        nesting
    }

    /// The places of a type and of the given other types.
    fn span(&self, id: TypeId, others: Vec<TypeId>) -> Span {
        let mut span = Span::default();
        for id in std::iter::once(id).chain(others) {
            span.blocks.extend(self.blocks.get(&id));
            span.long_circles.extend(self.long_circles.get(&id));
        }
        span
    }

    /// Returns `true` if the field of a property holds its value without the type. `owner` is the type that declares
    /// the property: the field is the same in all types that inherit it.
    pub fn is_nested(&self, owner: TypeId, property: &Property, model: &Model) -> bool {
        let Some(target) = part(property, model) else { return false };
        let (Some(holders), Some(parts)) = (self.holders.get(&owner), self.parts.get(&target)) else {
            return false;
        };
        // The types that have the property and the types of its values are in different blocks, or in one long
        // circle.
        holders.blocks.union(&parts.blocks).nth(1).is_some()
            || !holders.long_circles.is_disjoint(&parts.long_circles)
    }
}

/// The types that a value of a type holds: those of its structural properties, or the structs of a tagged enum.
fn below_type(id: TypeId, model: &Model) -> BTreeSet<TypeId> {
    let properties = model.effective_properties(id).into_iter();
    properties.filter_map(|(_, property)| part(property, model)).chain(variants(id, model)).collect()
}

/// The structs of a tagged enum. Empty for a type whose values are a struct.
fn variants(id: TypeId, model: &Model) -> Vec<TypeId> {
    let mut variants = if is_hierarchy(id, model) { model.descendants(id) } else { Vec::new() };
    variants.retain(|&id| !is_hierarchy(id, model));
    variants
}

/// The structured type of the values of a structural property.
fn part(property: &Property, model: &Model) -> Option<TypeId> {
    let target = property.ty.target.declared().filter(|_| !property.is_navigation());
    target.filter(|&id| model.structured(id).is_some() && !is_json(id, model))
}
