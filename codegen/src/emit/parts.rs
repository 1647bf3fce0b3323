//! The parts of a namespace: one file for each kind of item and each set of features that needs such items.
//!
//! The file of an item depends on the item: on its kind, its features and, if they have very many items, its name. So
//! one more item changes only the file to which it belongs.

use std::collections::{BTreeMap, BTreeSet};

use super::Files;
use super::features::ItemFeatures;
use super::file_kind::FileKind;
use super::pieces::{self, Piece};
use super::print::file;
use crate::rust::division::{Share, divide};
use crate::rust::{Gate, Namespace, Version, names};

/// A file has at most about as many lines. If it would have more, some of its items are in another file.
const MOST_LINES: usize = 3000;

/// A file of a namespace.
pub(super) struct Part {
    pub(super) module: String,
    /// The features that enable the file, by their positions. Empty for a file that needs no feature.
    pub(super) features: Vec<usize>,
    pub(super) kind: FileKind,
    /// The items that other files and programs name, by their gates.
    pub(super) names: BTreeMap<Gate, BTreeSet<String>>,
}

/// The folder of a namespace, with a slash at its end.
pub(super) fn folder(version: &Version, namespace: &Namespace) -> String {
    let parts = std::iter::once(&version.module).chain(&namespace.path);
    parts.fold(String::new(), |path, part| path + part + "/")
}

/// Puts pieces into files by namespace and kind; within a kind, by the features that need them. Returns the files of
/// each namespace, in the order of their kinds and names.
pub(super) fn put_together(
    version: &Version,
    pieces: Vec<Piece>,
    item_features: &ItemFeatures,
    files: &mut Files,
) -> Vec<Vec<Part>> {
    let mut groups: BTreeMap<(usize, FileKind), BTreeMap<Vec<usize>, Vec<Piece>>> = BTreeMap::new();
    for piece in pieces.into_iter().filter(|piece| !piece.text.is_empty()) {
        let features = piece.features.clone().unwrap_or_else(|| item_features.get(&piece.name));
        let file = (piece.namespace, piece.kind);
        groups.entry(file).or_default().entry(features).or_default().push(piece);
    }
    let mut parts_of_all = Vec::new();
    for (index, namespace) in version.namespaces.iter().enumerate() {
        let folder = folder(version, namespace);
        let mut parts = Vec::new();
        let mut modules = BTreeSet::new();
        for kind in FileKind::ALL {
            for (features, pieces) in groups.remove(&(index, kind)).unwrap_or_default() {
                for (stem, pieces) in shares(kind, &features, pieces, version) {
                    let module = free(&stem, &mut modules);
                    let title = kind.title(&namespace.name);
                    let mut names: BTreeMap<Gate, BTreeSet<String>> = BTreeMap::new();
                    for (gate, name) in pieces.iter().flat_map(|piece| &piece.exported).cloned() {
                        names.entry(gate).or_default().insert(name);
                    }
                    let items: Vec<_> = std::iter::once(pieces::imports(&pieces, &namespace.path))
                        .chain(pieces.into_iter().map(|piece| piece.text))
                        .collect();
                    files.insert(
                        format!("{folder}{module}.rs"),
                        file(version.made_by, &version.inputs, &title, &items),
                    );
                    parts.push(Part { module, features: features.clone(), kind, names });
                }
            }
        }
        parts.sort_by(|a, b| (a.kind, &a.module).cmp(&(b.kind, &b.module)));
        parts_of_all.push(parts);
    }
    parts_of_all
}

/// The items of one kind that the same features need, by the name of their file.
fn shares(
    kind: FileKind,
    features: &[usize],
    pieces: Vec<Piece>,
    version: &Version,
) -> Vec<(String, Vec<Piece>)> {
    let module = kind.module();
    // Parts of the catalog are already short enough.
    if pieces.iter().all(|piece| piece.file.is_some()) {
        let named = pieces.into_iter().map(|mut piece| {
            let end = piece.file.take().filter(|end| !end.is_empty());
            (end.map_or_else(|| module.to_owned(), |end| format!("{module}_{end}")), vec![piece])
        });
        return named.collect();
    }
    let of =
        names::of_features(&version.features_at(features), pieces.iter().map(|piece| piece.name.1.clone()));
    let stem = if of.is_empty() { module.to_owned() } else { format!("{module}_{of}") };
    let shares = divide(pieces, MOST_LINES, |piece| (piece.name.1.clone(), piece.lines)).into_iter();
    shares.map(|Share { from, elements }| (names::part_from(&stem, &from), elements)).collect()
}

/// The module, with a number if it is taken.
fn free(stem: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{stem}_{number}"));
    let mut candidates = std::iter::once(stem.to_owned()).chain(numbered);
    candidates.find(|module| taken.insert(module.clone())).unwrap_or_default()
}
