//! The elements that slices take in, by the paths of findings.

use std::collections::BTreeSet;

use csdl::model::{Model, Operation, Property, Type, TypeId};
use graph_models_codegen::select::{Segment, Slice};

/// The elements that slices take in.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// The slices themselves.
    slices: Vec<Slice>,
    /// Names of types and of the container.
    elements: BTreeSet<String>,
    /// The name of the container.
    container: Option<String>,
    /// Entity sets and singletons with which paths begin.
    roots: BTreeSet<String>,
    /// Namespaces of the types and operations of the slices.
    namespaces: BTreeSet<String>,
    /// Operations by their identity, each overload and each binding separately.
    operations: BTreeSet<String>,
    /// Operations only by name and binding, in the form in which annotations target them.
    signatures: BTreeSet<String>,
    /// Paths of navigation property bindings.
    bindings: BTreeSet<String>,
}

impl Scope {
    /// The scope of slices of a model: their types with the bases, their actions, and the roots of their paths.
    pub fn new(slices: &[Slice], model: &Model) -> Self {
        let mut scope = Self { slices: slices.to_vec(), ..Self::default() };
        for slice in slices {
            let on_paths = slice.paths.keys().map(|&(id, _)| id);
            for id in slice.types.iter().copied().chain(on_paths) {
                scope.take_type(model.ty(id));
                model.lineage(id).for_each(|(id, _)| scope.take_type(model.ty(id)));
            }
            for operation in slice.operations.iter().filter_map(|&index| model.operations.get(index)) {
                scope.take_operation(operation, model);
            }
            scope.take_functions(slice, model);
            scope.take_roots(slice, model);
        }
        scope
    }

    /// The slices.
    pub(crate) fn slices(&self) -> &[Slice] {
        &self.slices
    }

    fn take_type(&mut self, ty: &Type) {
        self.elements.insert(ty.name().to_string());
        self.namespaces.insert(ty.name().namespace.clone());
    }

    fn take_operation(&mut self, operation: &Operation, model: &Model) {
        self.namespaces.insert(operation.name.namespace.clone());
        self.operations.insert(operation.identity(model));
        self.signatures.insert(operation.signature(model));
    }

    /// Functions bound to a type of the slice, whether they are generated or not.
    fn take_functions(&mut self, slice: &Slice, model: &Model) {
        for operation in &model.operations {
            if operation.bound_to().is_some_and(|(id, _)| slice.types.contains(&id)) {
                self.take_operation(operation, model);
            }
        }
    }

    fn take_roots(&mut self, slice: &Slice, model: &Model) {
        let Some(container) = &model.container else { return };
        self.elements.insert(container.to_string());
        self.container = Some(container.to_string());
        for path in slice.paths.values() {
            if let Some(Segment::Name(name)) = path.segments.first() {
                self.roots.insert(name.clone());
            }
        }
        for root in model.roots.iter().filter(|root| self.roots.contains(&root.name)) {
            for binding in &root.bindings {
                let bound = bound_property(model, root.ty, &binding.path);
                if bound.is_some_and(|(owner, _)| slice.types.contains(&owner)) {
                    self.bindings.insert(format!("{container}/{}/{}", root.name, binding.path));
                }
            }
        }
    }

    /// Returns `true` if the scope contains the element with this path. A member belongs to its type, and a parameter
    /// to its operation. A child of the container counts by itself. A binding counts with the type that has its
    /// property.
    pub(crate) fn holds(&self, subject: &str) -> bool {
        let path = subject.split_once('@').map_or(subject, |(path, _)| path);
        let (head, rest) = path.split_once('/').map_or((path, None), |(head, rest)| (head, Some(rest)));
        if let (true, Some(rest)) = (self.container.as_deref() == Some(head), rest) {
            // The path of a binding is below that of its entity set: `GraphService/users/manager`.
            return if rest.contains('/') { self.bindings.contains(path) } else { self.roots.contains(rest) };
        }
        let is_operation = self.operations.contains(head) || self.signatures.contains(head);
        self.elements.contains(head) || self.namespaces.contains(path) || is_operation
    }
}

/// The navigation property at the end of the path of a binding, with the type at that point of the path.
pub(crate) fn bound_property<'m>(
    model: &'m Model,
    from: TypeId,
    path: &str,
) -> Option<(TypeId, &'m Property)> {
    let mut at = Some(from);
    let mut found = None;
    for segment in path.split('/') {
        let ty = at?;
        if segment.contains('.') {
            at = Some(model.find(segment)?);
            continue;
        }
        let property = model.effective_property(ty, segment)?;
        found = Some((ty, property));
        at = property.ty.target.declared();
    }
    found
}
