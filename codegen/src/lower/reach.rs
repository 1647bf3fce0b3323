//! The reach of slices: the slices that take in each type, typed path and operation, and the gates that follow from
//! them.
//!
//! An element of an item, such as a field, may lead to a target that not all slices with the item take in. Such an
//! element is compiled only with the features of its target. So several features together give a program the same as
//! one slice of all their parts.

use std::collections::{BTreeMap, BTreeSet};

use super::nodes::{Node, of_slice};
use crate::graph::is_hierarchy;
use crate::rust::Gate;
use crate::select::Slice;
use csdl::model::{Model, Property, TypeId};

/// Slices, by their positions.
pub(super) type Set = BTreeSet<usize>;

/// The slices that take in each type, typed path and operation. Empty if no item needs a feature.
#[derive(Default)]
pub(super) struct Reach {
    names: Vec<String>,
    types: BTreeMap<TypeId, Set>,
    nodes: BTreeMap<Node, Set>,
    operations: BTreeMap<usize, Set>,
    /// Properties that belong to some of the slices only, by the type that declares them.
    ends: BTreeMap<TypeId, BTreeMap<String, Set>>,
}

impl Reach {
    /// The reach of slices that are features.
    pub(super) fn new(slices: &[Slice], model: &Model) -> Self {
        let mut reach = Self::default();
        for (index, slice) in slices.iter().enumerate() {
            reach.names.push(slice.name().to_owned());
            for &id in &slice.types {
                reach.types.entry(id).or_default().insert(index);
            }
            for &operation in &slice.operations {
                reach.operations.entry(operation).or_default().insert(index);
            }
            for node in of_slice(slice, model) {
                reach.nodes.entry(node).or_default().insert(index);
            }
            for (owner, name) in &slice.ends {
                let of_owner = reach.ends.entry(*owner).or_default();
                of_owner.entry(name.clone()).or_default().insert(index);
            }
        }
        // A slice of everything has all properties.
        let whole = || slices.iter().enumerate().filter(|(_, slice)| slice.config.is_all);
        for owners in reach.ends.values_mut().flat_map(BTreeMap::values_mut) {
            owners.extend(whole().map(|(index, _)| index));
        }
        reach
    }

    /// The number of slices that are features: zero if no item needs a feature.
    pub(super) fn count(&self) -> usize {
        self.names.len()
    }

    /// The name of a slice.
    pub(super) fn name(&self, index: usize) -> &str {
        self.names.get(index).map_or("", String::as_str)
    }

    /// The slices with a type.
    pub(super) fn ty(&self, id: TypeId) -> Option<&Set> {
        self.types.get(&id)
    }

    /// The slices with a typed path.
    pub(super) fn node(&self, node: Node) -> Option<&Set> {
        self.nodes.get(&node)
    }

    /// The slices with an operation.
    pub(super) fn operation(&self, index: usize) -> Option<&Set> {
        self.operations.get(&index)
    }

    /// The slices that a property belongs to, if it belongs to some of them only.
    pub(super) fn property(&self, owner: TypeId, name: &str) -> Option<&Set> {
        self.ends.get(&owner)?.get(name)
    }

    /// The gate of an element: the slices of each target that not all slices with the owner take in.
    pub(super) fn gate<'s>(
        &'s self,
        owner: Option<&Set>,
        targets: impl IntoIterator<Item = Option<&'s Set>>,
    ) -> Gate {
        let is_behind = |target: &&Set| {
            // A target that no slice takes in belongs to no feature.
            !target.is_empty()
                && target.len() < self.names.len()
                && !owner.is_some_and(|owner| owner.is_subset(target))
        };
        let names =
            |target: &Set| target.iter().filter_map(|&index| self.names.get(index).cloned()).collect();
        Gate::new(targets.into_iter().flatten().filter(is_behind).map(names).collect())
    }

    /// The gate of the field of a property. It is the same in all types that inherit the property, so that the other
    /// fields have the same positions in these types.
    ///
    /// The fields of abstract bases have no gates, since their position is the same in all types of the enum.
    pub(super) fn of_field(&self, owner: TypeId, property: &Property, model: &Model) -> Gate {
        let Some(target) = property.ty.target.declared().filter(|_| property.is_navigation()) else {
            return Gate::default();
        };
        if self.names.is_empty() || is_hierarchy(owner, model) {
            return Gate::default();
        }
        let heirs = std::iter::once(owner).chain(model.descendants(owner));
        let holders: Set = heirs.filter_map(|id| self.ty(id)).flatten().copied().collect();
        self.gate(Some(&holders), [self.ty(target)])
    }
}
