//! The place of an operation: the path to its binding type, or its import.

use super::{Path, Slice};
use csdl::model::{Model, Operation};

/// The place where an operation is called.
pub(crate) enum Place<'s> {
    /// At the end of a path, by its binding type.
    Bound(&'s Path),
    /// Below the root of the service, by the name of its import.
    Imported(&'s str),
}

impl Slice {
    /// Returns true for an operation with a request: a path leads to its binding type, or an import names it.
    pub(crate) fn has_request(&self, index: usize, model: &Model) -> bool {
        model.operations.get(index).is_some_and(|operation| self.place(operation, model).is_some())
    }

    /// The path to the binding type of an operation, or else to the first derived type that has a path. For an
    /// unbound operation, its import.
    pub(crate) fn place<'s>(&'s self, operation: &Operation, model: &'s Model) -> Option<Place<'s>> {
        if operation.binding.is_none() {
            let import = model.imports.iter().find(|import| import.operation == operation.name);
            return import.map(|import| Place::Imported(&import.name));
        }
        let (binding, is_collection) = operation.bound_to()?;
        let own = self.paths.get(&(binding, is_collection));
        let path = own.or_else(|| {
            model.descendants(binding).into_iter().find_map(|id| self.paths.get(&(id, is_collection)))
        });
        path.map(Place::Bound)
    }
}
