//! Pairs of types of both sides: by name, by name in another case, or by the same members under another name.

use std::collections::BTreeMap;

use super::renames::{self, Likeness};
use csdl::model::{Model, TypeId};

/// The types of two models, matched.
#[derive(Debug, Default)]
pub(crate) struct Pairs {
    /// Old and new type, in the order of the new types.
    pub(crate) both: Vec<(TypeId, TypeId, Likeness)>,
    /// Types that only the old side has.
    pub(crate) removed: Vec<TypeId>,
    /// Types that only the new side has.
    pub(crate) added: Vec<TypeId>,
    new_of_old: BTreeMap<TypeId, TypeId>,
    old_of_new: BTreeMap<TypeId, TypeId>,
    renamed: Vec<(TypeId, TypeId)>,
}

impl Pairs {
    /// Matches the types of two models.
    pub(crate) fn find(old: &Model, new: &Model) -> Self {
        let mut pairs = Self::default();
        for (id, ty) in new.types() {
            match old.find(&ty.name().to_string()) {
                Some(was) => pairs.join(was, id, Likeness::Name),
                None => pairs.added.push(id),
            }
        }
        let removed = old.types().map(|(id, _)| id).filter(|id| !pairs.new_of_old.contains_key(id));
        pairs.removed = removed.collect();
        for (was, is, likeness) in renames::types(old, new, &pairs.removed, &pairs.added) {
            pairs.join(was, is, likeness);
            pairs.renamed.push((was, is));
        }
        let Self { removed, added, new_of_old, old_of_new, .. } = &mut pairs;
        removed.retain(|id| !new_of_old.contains_key(id));
        added.retain(|id| !old_of_new.contains_key(id));
        pairs
    }

    fn join(&mut self, old: TypeId, new: TypeId, likeness: Likeness) {
        self.both.push((old, new, likeness));
        self.new_of_old.insert(old, new);
        self.old_of_new.insert(new, old);
    }

    /// The new type of a pair.
    pub(crate) fn new_of(&self, old: TypeId) -> Option<TypeId> {
        self.new_of_old.get(&old).copied()
    }

    /// The old type of a pair.
    pub(crate) fn old_of(&self, new: TypeId) -> Option<TypeId> {
        self.old_of_new.get(&new).copied()
    }

    /// The pairs with different names.
    pub(crate) fn renamed(&self) -> &[(TypeId, TypeId)] {
        &self.renamed
    }
}
