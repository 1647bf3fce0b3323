//! Cargo features: which of them an item needs to be there for.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::pieces::{Name, Piece};
use crate::rust::Feature;

/// The features that need an item, by their positions; an item that no feature asks for is always there.
#[derive(Debug, Default)]
pub(super) struct Gates(HashMap<Name, BTreeSet<usize>>);

impl Gates {
    /// Follows what each feature asks for, and all that it uses in turn.
    pub(super) fn new(features: &[Feature], pieces: &[Piece]) -> Self {
        if features.is_empty() {
            return Self::default();
        }
        // A piece that defines nothing is about another, and is there with it.
        let defining = pieces.iter().filter(|piece| !piece.defined.is_empty());
        let by_name: HashMap<(&[String], &str), &Piece> = defining
            .flat_map(|piece| {
                piece.defined.iter().map(move |ident| ((piece.name.0.as_slice(), ident.as_str()), piece))
            })
            .collect();
        let mut gates = HashMap::<Name, BTreeSet<usize>>::new();
        for (index, feature) in features.iter().enumerate() {
            let mut pending: Vec<&Name> = feature.items.iter().collect();
            let mut seen = HashSet::new();
            while let Some((module, ident)) = pending.pop() {
                let Some(piece) = by_name.get(&(module.as_slice(), ident.as_str())) else { continue };
                if seen.insert(&piece.name) {
                    gates.entry(piece.name.clone()).or_default().insert(index);
                    pending.extend(&piece.used);
                }
            }
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
