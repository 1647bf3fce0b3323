//! Which types and operations follow from others.

use std::collections::{BTreeMap, BTreeSet};

use super::ENTITY;
use crate::model::{Model, PropertyKind, TypeId, TypeTarget, TypeUse};

/// A closure in the making.
pub(super) struct Closure<'a> {
    model: &'a Model,
    /// Actions and functions by the type they are bound to.
    bound: BTreeMap<TypeId, Vec<usize>>,
    types: BTreeSet<TypeId>,
    operations: BTreeSet<usize>,
    pending: Vec<TypeId>,
}

impl<'a> Closure<'a> {
    pub(super) fn new(model: &'a Model) -> Self {
        let mut bound: BTreeMap<TypeId, Vec<usize>> = BTreeMap::new();
        for (index, operation) in model.operations.iter().enumerate() {
            let binding = operation.binding.as_ref().map(|binding| binding.ty.target);
            if let Some(TypeTarget::Declared(id)) = binding {
                bound.entry(id).or_default().push(index);
            }
        }
        Self { model, bound, types: BTreeSet::new(), operations: BTreeSet::new(), pending: Vec::new() }
    }

    /// Takes in a type and all that follows from it.
    pub(super) fn take(&mut self, id: TypeId) {
        self.pending.push(id);
        while let Some(next) = self.pending.pop() {
            if self.types.insert(next) {
                self.follow(next);
            }
        }
    }

    pub(super) fn finish(self) -> (BTreeSet<TypeId>, BTreeSet<usize>) {
        (self.types, self.operations)
    }

    fn follow(&mut self, id: TypeId) {
        let model = self.model;
        let Some(ty) = model.structured(id) else { return };
        for (_, property) in model.effective_properties(id) {
            // What is not contained lives elsewhere and is taken in only by name.
            if !matches!(property.kind, PropertyKind::Navigation { is_contained: false }) {
                self.take_use(&property.ty);
            }
        }
        // Wherever the type is expected, a derived one may come.
        if ty.name.to_string() != ENTITY {
            self.pending.extend(&ty.derived);
        }
        // What is bound to a base can be called on derived types too.
        let bound: Vec<_> =
            model.lineage(id).flat_map(|(id, _)| self.bound.remove(&id).unwrap_or_default()).collect();
        for index in bound {
            self.operations.insert(index);
            let Some(operation) = model.operations.get(index) else { continue };
            let uses = operation.parameters.iter().map(|parameter| &parameter.ty);
            uses.chain(operation.return_type.iter().map(|result| &result.ty))
                .for_each(|ty| self.take_use(ty));
        }
    }

    fn take_use(&mut self, ty: &TypeUse) {
        if let TypeTarget::Declared(id) = ty.target {
            self.pending.push(id);
        }
    }
}
