//! Cargo features: which of them an item needs to be there for.

use std::collections::{BTreeMap, BTreeSet};

use super::items::Name;
use super::pieces::Piece;
use crate::rust::Feature;

/// The features that need an item, by their positions; an item that no feature asks for is always there.
#[derive(Debug, Default)]
pub(super) struct Gates(BTreeMap<Name, BTreeSet<usize>>);

impl Gates {
    /// Follows what each feature asks for, and all that it uses in turn.
    pub(super) fn new(features: &[Feature], pieces: &[Piece]) -> Self {
        if features.is_empty() {
            return Self::default();
        }
        // A piece that defines nothing is about another, and is there with it.
        let defining: Vec<_> = pieces.iter().filter(|piece| !piece.defined.is_empty()).collect();
        let names = defining.iter().enumerate().flat_map(|(index, piece)| {
            // Modules are much alike, so that identifiers are compared first.
            piece.defined.iter().map(move |ident| ((ident.as_str(), piece.name.0.as_slice()), index))
        });
        let by_name: BTreeMap<_, usize> = names.collect();
        let find = |(module, ident): &Name| by_name.get(&(ident.as_str(), module.as_slice())).copied();
        // Looked up once, and not by each feature again.
        let uses: Vec<Vec<usize>> =
            defining.iter().map(|piece| piece.used.iter().filter_map(find).collect()).collect();
        let mut features_of: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); defining.len()];
        for (feature, asked) in features.iter().enumerate() {
            let mut pending: Vec<usize> = asked.items.iter().filter_map(find).collect();
            while let Some(index) = pending.pop() {
                if features_of.get_mut(index).is_some_and(|features| features.insert(feature)) {
                    pending.extend(uses.get(index).into_iter().flatten());
                }
            }
        }
        let mut gates = BTreeMap::<Name, BTreeSet<usize>>::new();
        for (piece, features) in defining.into_iter().zip(features_of).filter(|(_, it)| !it.is_empty()) {
            gates.entry(piece.name.clone()).or_default().extend(features);
        }
        Self(gates)
    }

    /// The features that need an item; empty if it is always there.
    pub(super) fn of(&self, name: &Name, count: usize) -> Vec<usize> {
        let features = self.0.get(name).cloned().unwrap_or_default();
        // What every feature needs would be missed only where none is on, and then by nobody.
        if features.len() == count { Vec::new() } else { features.into_iter().collect() }
    }
}
