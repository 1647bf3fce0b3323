//! The types and operations that follow from others, with their causes.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::cause::{Cause, Causes};
use super::divide::Step;
use crate::graph::is_hierarchy;
use csdl::model::{Model, PropertyKind, TypeId, TypeUse};

/// A closure under construction.
pub(super) struct Closure<'a> {
    model: &'a Model,
    /// Actions and functions by the type they are bound to.
    bound: BTreeMap<TypeId, Vec<usize>>,
    excluded_types: BTreeSet<TypeId>,
    excluded_operations: BTreeSet<usize>,
    /// Navigation properties that are not followed.
    stops: BTreeSet<Step>,
    causes: Causes,
    /// The types to follow next, nearest first, so that the causes of a type form the shortest chain to it.
    pending: VecDeque<TypeId>,
}

impl<'a> Closure<'a> {
    pub(super) fn new(
        model: &'a Model,
        excluded_types: BTreeSet<TypeId>,
        excluded_operations: BTreeSet<usize>,
    ) -> Self {
        let mut bound: BTreeMap<TypeId, Vec<usize>> = BTreeMap::new();
        for (index, operation) in model.operations.iter().enumerate() {
            if let Some((id, _)) = operation.bound_to() {
                bound.entry(id).or_default().push(index);
            }
        }
        let (causes, pending) = (Causes::default(), VecDeque::new());
        Self { model, bound, excluded_types, excluded_operations, stops: BTreeSet::new(), causes, pending }
    }

    /// Sets the navigation properties that are not followed. Types that only they lead to are left out.
    pub(super) fn stop_at(&mut self, stops: BTreeSet<Step>) {
        self.stops = stops;
    }

    /// Takes in a type. [`Closure::finish`] takes in everything that follows from it.
    pub(super) fn take(&mut self, id: TypeId, cause: Cause) {
        if !self.excluded_types.contains(&id) && !self.causes.types.contains_key(&id) {
            self.causes.types.insert(id, cause);
            self.pending.push_back(id);
        }
    }

    /// Takes in an operation, and the types of its parameters and result.
    pub(super) fn take_operation(&mut self, index: usize, cause: Cause) {
        let Some(operation) = self.model.operations.get(index) else { return };
        let uses = operation.parameters.iter().map(|parameter| &parameter.ty);
        let uses: Vec<_> = uses.chain(operation.return_type.iter().map(|result| &result.ty)).collect();
        // An operation is left out if one of these types is excluded: its request could not be made or its answer
        // read.
        let is_whole = uses.iter().all(|ty| !self.is_excluded(ty));
        if !is_whole
            || self.excluded_operations.contains(&index)
            || self.causes.operations.contains_key(&index)
        {
            return;
        }
        self.causes.operations.insert(index, cause);
        for ty in uses {
            self.take_use(ty, || Cause::Operation(index));
        }
    }

    /// Takes in everything that follows from the types and operations so far.
    pub(super) fn finish(mut self) -> Causes {
        while let Some(next) = self.pending.pop_front() {
            self.follow(next);
        }
        self.causes
    }

    fn follow(&mut self, id: TypeId) {
        let model = self.model;
        for (owner, property) in model.effective_properties(id) {
            if self.stops.contains(&(owner, property.name.clone())) {
                continue;
            }
            // Entities that the type does not contain are taken in only by name.
            if !matches!(property.kind, PropertyKind::Navigation { is_contained: false }) {
                self.take_use(&property.ty, || Cause::Property(id, property.name.clone()));
            }
        }
        // A value of an abstract type always has a derived type. For a concrete type, the struct holds values of the
        // type and of all derived types, so these are not taken in.
        if is_hierarchy(id, model) {
            self.take_derived(id);
        }
        // An operation bound to a base can also be called on derived types.
        let bases: Vec<_> = model.lineage(id).map(|(id, _)| id).collect();
        for base in if bases.is_empty() { vec![id] } else { bases } {
            for index in self.bound.remove(&base).unwrap_or_default() {
                self.take_operation(index, Cause::Bound(id));
            }
        }
    }

    /// Takes in all types derived from a type, except excluded ones and the types derived from those.
    fn take_derived(&mut self, id: TypeId) {
        let model = self.model;
        let mut bases = VecDeque::from([id]);
        while let Some(base) = bases.pop_front() {
            let derived = model.structured(base).map(|ty| ty.derived.as_slice()).unwrap_or_default();
            for &derived in derived {
                if !self.excluded_types.contains(&derived) {
                    self.take(derived, Cause::Derived(base));
                    bases.push_back(derived);
                }
            }
        }
    }

    fn is_excluded(&self, ty: &TypeUse) -> bool {
        ty.target.declared().is_some_and(|id| self.excluded_types.contains(&id))
    }

    fn take_use(&mut self, ty: &TypeUse, cause: impl FnOnce() -> Cause) {
        if let Some(id) = ty.target.declared() {
            self.take(id, cause());
        }
    }
}
