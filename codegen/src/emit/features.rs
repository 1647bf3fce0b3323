//! Cargo features: the features that enable an item.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::items::Name;
use super::pieces::Piece;
use crate::rust::{Feature, Version};

/// The features that enable each item, by their positions. Any one of the features is sufficient.
#[derive(Debug, Default)]
pub(super) struct ItemFeatures {
    features: BTreeMap<Name, BTreeSet<usize>>,
    /// The number of all features.
    count: usize,
}

impl ItemFeatures {
    /// Follows each feature from the items that it names to all items that these use.
    pub(super) fn new(features: &[Feature], pieces: &[Piece]) -> Self {
        if features.is_empty() {
            return Self::default();
        }
        // A piece that defines nothing belongs to another piece, and is enabled with it.
        let defining: Vec<_> = pieces.iter().filter(|piece| !piece.defined.is_empty()).collect();
        let names = defining.iter().enumerate().flat_map(|(index, piece)| {
            // Identifiers are compared first, since module paths have long common beginnings.
            piece.defined.iter().map(move |ident| ((ident.as_str(), piece.name.0.as_slice()), index))
        });
        let by_name: BTreeMap<_, usize> = names.collect();
        let find = |(module, ident): &Name| by_name.get(&(ident.as_str(), module.as_slice())).copied();
        // Names are resolved once for all features.
        let uses: Vec<Vec<usize>> =
            defining.iter().map(|piece| piece.used.iter().filter_map(find).collect()).collect();
        let mut features_of: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); defining.len()];
        for (index, feature) in features.iter().enumerate() {
            let mut pending: Vec<usize> = feature.items.iter().filter_map(find).collect();
            while let Some(piece) = pending.pop() {
                if features_of.get_mut(piece).is_some_and(|features| features.insert(index)) {
                    pending.extend(uses.get(piece).into_iter().flatten());
                }
            }
        }
        let mut by_item = BTreeMap::<Name, BTreeSet<usize>>::new();
        for (piece, enabling) in defining.into_iter().zip(features_of).filter(|(_, it)| !it.is_empty()) {
            by_item.entry(piece.name.clone()).or_default().extend(enabling);
        }
        Self { features: by_item, count: features.len() }
    }

    /// The features that enable an item. Empty for an item that needs no feature.
    pub(super) fn get(&self, name: &Name) -> Vec<usize> {
        let features = self.features.get(name).cloned().unwrap_or_default();
        // An item that every feature enables needs no attribute. Without the attribute, the item is unused only if no
        // feature is enabled.
        if features.len() == self.count { Vec::new() } else { features.into_iter().collect() }
    }
}

/// The attribute that compiles an item only if one of these features and the feature of its kind are enabled.
pub(super) fn cfg_attribute(
    features: &[usize],
    kind: Option<&str>,
    version: &Version,
) -> Option<TokenStream> {
    let names = features.iter().filter_map(|&index| Some(&version.features.get(index)?.name));
    let names: Vec<_> = names.map(|name| quote!(feature = #name)).collect();
    let any = match names.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        many => Some(quote!(any(#(#many),*))),
    };
    match (any, kind) {
        (None, None) => None,
        (Some(any), None) => Some(quote!(#[cfg(#any)])),
        (None, Some(kind)) => Some(quote!(#[cfg(feature = #kind)])),
        (Some(any), Some(kind)) => Some(quote!(#[cfg(all(feature = #kind, #any))])),
    }
}
