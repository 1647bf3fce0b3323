//! Questions about inheritance, answered from a resolved model.

use super::{Model, Property, StructuredType, TypeId};

impl Model {
    /// The type and its bases, the type itself first.
    pub fn lineage(&self, id: TypeId) -> impl Iterator<Item = (TypeId, &StructuredType)> {
        let first = self.structured(id).map(|ty| (id, ty));
        std::iter::successors(first, |(_, ty)| {
            let base = ty.base?;
            self.structured(base).map(|ty| (base, ty))
        })
    }

    /// All properties, inherited ones first, each with the type that declares it.
    pub fn effective_properties(&self, id: TypeId) -> Vec<(TypeId, &Property)> {
        let mut lineage: Vec<_> = self.lineage(id).collect();
        lineage.reverse();
        lineage
            .into_iter()
            .flat_map(|(owner, ty)| ty.properties.iter().map(move |property| (owner, property)))
            .collect()
    }

    /// Names of the properties that make up the key, own or inherited.
    pub fn effective_key(&self, id: TypeId) -> &[String] {
        self.lineage(id).map(|(_, ty)| ty.key.as_slice()).find(|key| !key.is_empty()).unwrap_or_default()
    }

    /// A property by name, own or inherited.
    pub fn effective_property(&self, id: TypeId, name: &str) -> Option<&Property> {
        self.lineage(id).find_map(|(_, ty)| ty.properties.iter().find(|property| property.name == name))
    }

    /// All types derived from this one: level by level in declaration order, parents before children.
    pub fn descendants(&self, id: TypeId) -> Vec<TypeId> {
        let mut found = Vec::new();
        let mut pending = vec![id];
        while let Some(next) = pending.pop() {
            if next != id {
                found.push(next);
            }
            if let Some(ty) = self.structured(next) {
                pending.extend(ty.derived.iter().rev());
            }
        }
        found
    }

    /// Returns `true` if `id` is `base` or derives from it.
    pub fn is_a(&self, id: TypeId, base: TypeId) -> bool {
        self.lineage(id).any(|(candidate, _)| candidate == base)
    }
}
