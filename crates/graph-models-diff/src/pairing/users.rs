//! The declarations that use each type, by their paths.

use std::collections::{BTreeMap, BTreeSet};

use csdl::model::{Model, TypeId};

/// The declarations that use each type of a model.
#[derive(Debug)]
pub(crate) struct Users(BTreeMap<TypeId, BTreeSet<String>>);

impl Users {
    /// Collects properties, bases, parameters, results, entity sets and singletons.
    pub(crate) fn new(model: &Model) -> Self {
        let mut users: BTreeMap<TypeId, BTreeSet<String>> = BTreeMap::new();
        let mut add = |id: TypeId, path: String| _ = users.entry(id).or_default().insert(path);
        for (_, ty) in model.types().filter_map(|(id, ty)| Some((ty, model.structured(id)?))) {
            for property in &ty.properties {
                if let Some(id) = property.ty.target.declared() {
                    add(id, format!("{}/{}", ty.name, property.name));
                }
            }
            if let Some(base) = ty.base {
                add(base, ty.name.to_string());
            }
        }
        for operation in &model.operations {
            for parameter in operation.binding.iter().chain(&operation.parameters) {
                if let Some(id) = parameter.ty.target.declared() {
                    add(id, format!("{}/{}", operation.name, parameter.name));
                }
            }
            if let Some(id) = operation.return_type.as_ref().and_then(|result| result.ty.target.declared()) {
                add(id, format!("{}/$ReturnType", operation.name));
            }
        }
        for root in &model.roots {
            add(root.ty, root.name.clone());
        }
        Self(users)
    }

    /// The paths of the declarations that use a type.
    pub(crate) fn of(&self, id: TypeId) -> &BTreeSet<String> {
        const NONE: &BTreeSet<String> = &BTreeSet::new();
        self.0.get(&id).unwrap_or(NONE)
    }
}
