//! The parts of a namespace: one file for each kind of item and each set of features that needs such items.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;

use super::Files;
use super::features::{ItemFeatures, cfg_attribute};
use super::file_kind::FileKind;
use super::pieces::{self, Piece};
use super::print::file;
use crate::rust::{Gate, Namespace, Version, names};

/// A file with more lines than this is continued in another.
const MOST_LINES: usize = 3000;

/// A file of a namespace, with the attribute that names the features that enable it.
pub(super) struct Part {
    pub(super) module: String,
    pub(super) gate: Option<TokenStream>,
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
/// each namespace.
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
            let of_features = groups.remove(&(index, kind)).unwrap_or_default();
            let is_divided = of_features.len() > 1;
            for (features, pieces) in of_features {
                let stem = if is_divided {
                    stem(kind, &features, &pieces, version)
                } else {
                    kind.module().to_owned()
                };
                for pieces in chunks(pieces) {
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
                    let feature = kind.feature().filter(|_| version.has_kind_features);
                    parts.push(Part {
                        module,
                        gate: cfg_attribute(&features, feature, version),
                        kind,
                        names,
                    });
                }
            }
        }
        parts_of_all.push(parts);
    }
    parts_of_all
}

/// The module of the items of one kind that the same features need: the feature, or the item with the shortest name.
/// The item with the shortest name is usually the best known one (`User` among `UserSettings` and
/// `CloudClipboardItem`).
///
/// The name contains no number: one more set of features would change the numbers, and so rename all later files.
fn stem(kind: FileKind, features: &[usize], pieces: &[Piece], version: &Version) -> String {
    let of = match features {
        [] => return kind.module().to_owned(),
        [one] => version.features.get(*one).map_or_else(String::new, |feature| names::stem(&feature.name)),
        _ => {
            let names = pieces.iter().map(|piece| piece.name.1.as_str());
            let shortest = names.min_by_key(|name| (name.len(), *name)).unwrap_or_default();
            format!("shared_{}", names::stem(shortest))
        }
    };
    format!("{}_{of}", kind.module())
}

/// The module, with a number if it is taken.
fn free(stem: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{stem}_{number}"));
    let mut candidates = std::iter::once(stem.to_owned()).chain(numbered);
    candidates.find(|module| taken.insert(module.clone())).unwrap_or_default()
}

/// Splits the pieces of a file that would be too long.
fn chunks(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut chunks: Vec<Vec<Piece>> = Vec::new();
    let mut lines = 0;
    for piece in pieces {
        match chunks.last_mut() {
            Some(chunk) if lines + piece.lines <= MOST_LINES => {
                lines += piece.lines;
                chunk.push(piece);
            }
            _ => {
                lines = piece.lines;
                chunks.push(vec![piece]);
            }
        }
    }
    chunks
}
