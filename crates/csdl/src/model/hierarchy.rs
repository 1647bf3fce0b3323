//! Questions about inheritance, answered from a resolved model.

use super::{KeyProperty, Model, Property, StructuredType, TypeId};

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

    /// The properties that make up the key, own or inherited.
    pub fn effective_key(&self, id: TypeId) -> &[KeyProperty] {
        self.lineage(id).map(|(_, ty)| ty.key.as_slice()).find(|key| !key.is_empty()).unwrap_or_default()
    }

    /// Returns `true` if a property of the type is one of its key.
    pub fn is_key(&self, id: TypeId, property: &str) -> bool {
        self.effective_key(id).iter().any(|key| key.path == property)
    }

    /// A property by name, own or inherited.
    pub fn effective_property(&self, id: TypeId, name: &str) -> Option<&Property> {
        self.lineage(id).find_map(|(_, ty)| ty.properties.iter().find(|property| property.name == name))
    }

    /// The property at a path: `address/city` is a property of the type of `address`.
    pub fn property_at(&self, id: TypeId, path: &str) -> Option<&Property> {
        let mut names = path.split('/');
        let first = self.effective_property(id, names.next()?)?;
        names.try_fold(first, |outer, name| self.effective_property(outer.ty.target.declared()?, name))
    }

    /// All types derived from this one, in declaration order: each before the types derived from it, and these before
    /// the next.
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
