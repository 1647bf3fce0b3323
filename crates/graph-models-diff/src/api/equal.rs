//! The equal parts of two crates, which are most of them. Their items are not listed.

use std::collections::{BTreeMap, BTreeSet};

use graph_models_codegen::rust::{Namespace, PathType, Version};

/// The equal parts of two versions, by namespace and identifier.
#[derive(Default)]
pub(super) struct Equal<'a> {
    /// Types and requests.
    items: BTreeSet<(&'a [String], &'a str)>,
    /// Typed paths.
    paths: BTreeSet<(&'a [String], &'a str)>,
}

impl<'a> Equal<'a> {
    pub(super) fn new(old: &'a Version, new: &'a Version) -> Self {
        let before: BTreeMap<_, _> =
            old.namespaces.iter().map(|namespace| (&namespace.path, namespace)).collect();
        let mut equal = Self::default();
        for after in &new.namespaces {
            if let Some(before) = before.get(&after.path) {
                equal.add(before, after);
            }
        }
        equal
    }

    fn add(&mut self, old: &'a Namespace, new: &'a Namespace) {
        let space = new.path.as_slice();
        let enums = both(&old.enums, &new.enums, |ty| &ty.path.ident);
        let complex = both(&old.complex_types, &new.complex_types, |ty| &ty.path().ident);
        let entities = both(&old.entity_types, &new.entity_types, |ty| &ty.path().ident);
        let requests = both(&old.requests, &new.requests, |request| &request.path.ident);
        let items = enums.chain(complex).chain(entities).chain(requests);
        self.items.extend(items.map(|ident| (space, ident)));
        self.paths
            .extend(both(&old.paths, &new.paths, |path: &PathType| &path.ident).map(|ident| (space, ident)));
    }

    /// Returns `true` for a type or request that is the same in both crates.
    pub(super) fn has_item(&self, namespace: &[String], ident: &str) -> bool {
        self.items.contains(&(namespace, ident))
    }

    /// Returns `true` for a typed path that is the same in both crates.
    pub(super) fn has_path(&self, namespace: &[String], ident: &str) -> bool {
        self.paths.contains(&(namespace, ident))
    }
}

/// The identifiers of equal parts.
fn both<'a, T: PartialEq>(
    old: &'a [T],
    new: &'a [T],
    ident: impl Fn(&'a T) -> &'a String,
) -> impl Iterator<Item = &'a str> {
    let before: BTreeMap<&String, &T> = old.iter().map(|part| (ident(part), part)).collect();
    let equal: Vec<_> = new
        .iter()
        .map(|part| (ident(part), part))
        .filter(|(ident, part)| before.get(ident).is_some_and(|before| before == part))
        .map(|(ident, _)| ident.as_str())
        .collect();
    equal.into_iter()
}
