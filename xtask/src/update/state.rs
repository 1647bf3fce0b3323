//! The files of `schemas/` as an update would leave them, in memory.
//!
//! Must not write, and must not know where the inputs come from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};

use graph_models_cli::failure::Failure;
use graph_models_cli::report;
use graph_models_cli::schema_diff::{Text, Tree};
use graph_models_cli::workspace::{PERMISSIONS, SLICES, Workspace};
use graph_models_codegen::{Extract, Input, derive_permissions, extract};
use sha2::{Digest, Sha256};

use super::fetch::hex;

/// The state of `schemas/`, and the input of the generator that belongs to it.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) tree: Tree,
    pub(super) input: Input,
}

impl State {
    /// Reads the folder of a file of slices.
    pub(super) fn read(workspace: &Workspace, slices: &Path) -> Result<Self, Failure> {
        let input = workspace.read_input(slices)?;
        let problems = input.problems();
        let conclusion = format!("{} cannot be understood", workspace.shown(slices));
        report::require_no_errors(&problems, input.sources(), conclusion)?;
        Ok(Self { tree: Tree::read(workspace, slices.parent().unwrap_or(Path::new("")))?, input })
    }

    /// The versions of the slices.
    pub(super) fn versions(&self) -> BTreeSet<String> {
        self.input.slices().slices.iter().map(|slice| slice.version.value.clone()).collect()
    }

    /// The versions whose slices have no metadata yet.
    pub(super) fn versions_without_metadata(&self) -> BTreeSet<String> {
        let versions = self.versions().into_iter();
        versions.filter(|version| self.metadata_of(version).next().is_none()).collect()
    }

    /// Replaces the metadata of a version by the part of the whole metadata that its slices need.
    pub(super) fn take_metadata(
        &mut self,
        version: &str,
        shown: &str,
        whole: String,
    ) -> Result<Extract, Failure> {
        let mut input = self.input.clone();
        let extracted = extract(&mut input, Some(version), shown, whole);
        report::diagnostics(&extracted.diagnostics, input.sources());
        let Some(extract) = extracted.extract else {
            return Err(Failure::Reported(format!(
                "nothing was taken from {shown}; nothing was changed. Remove what it no longer has from slices.toml and \
                 the overlay"
            )));
        };
        for path in extract.files.keys() {
            require_inside(path)?;
        }
        for path in &extract.emptied {
            self.tree.files.remove(path);
        }
        let folder = format!("{}/", extract.name.trim_end_matches('/'));
        let mut in_folder = Vec::new();
        for (path, text) in &extract.files {
            let named = self.name_of(path);
            match path.strip_prefix(&folder) {
                Some(file) => in_folder.push((file.to_owned(), named.clone(), text.clone())),
                None => self.input.add_metadata(extract.name.clone(), named.clone(), text.clone()),
            }
            self.tree.files.insert(path.clone(), Text { shown: named, text: text.clone() });
        }
        if !in_folder.is_empty() {
            self.input.add_metadata_folder(extract.name.clone(), in_folder);
        }
        Ok(extract)
    }

    /// Replaces the permissions by the part of Graph's permissions that the requests need. If Graph's are not given,
    /// removes the entries that no request needs any more.
    pub(super) fn take_permissions(&mut self, graphs: Option<(&str, String)>) -> Result<(), Failure> {
        let path = self.name_of(PERMISSIONS);
        let problem = match &graphs {
            Some((name, _)) => format!("no permissions were taken from {name}; nothing was changed"),
            None => "the overlay does not fit the new metadata; nothing was changed".to_owned(),
        };
        let (name, text) = match (graphs, self.tree.files.get(PERMISSIONS)) {
            (Some((name, text)), _) => (name.to_owned(), text),
            (None, Some(ours)) => (path.clone(), ours.text.clone()),
            (None, None) => return Ok(()),
        };
        let derived = derive_permissions(&mut self.input, name, text);
        // Warnings are shown later, by the generation.
        report::require_no_errors_quietly(&derived.diagnostics, self.input.sources(), &problem)?;
        self.input.set_permissions(path.clone(), derived.text.clone());
        self.tree.files.insert(PERMISSIONS.to_owned(), Text { shown: path, text: derived.text });
        Ok(())
    }

    /// The hash of the extracted metadata of a version and of the slices: the slices determine the extract.
    pub(super) fn result_of_metadata(&self, version: &str) -> String {
        let slices = self.tree.files.get_key_value(SLICES);
        hash(slices.into_iter().chain(self.metadata_of(version)))
    }

    /// The hash of the extracted permissions, and of all files that determine them.
    pub(super) fn result_of_permissions(&self) -> String {
        hash(self.tree.files.iter())
    }

    /// Returns `true` if another state has the same files.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.changed_since(other).is_empty() && self.removed_since(other).is_empty()
    }

    /// The texts that this state has and another state lacks, by their paths.
    pub(super) fn changed_since<'a>(&'a self, old: &Self) -> BTreeMap<&'a str, &'a str> {
        let is_new = |(path, text): &(&String, &Text)| {
            old.tree.files.get(*path).is_none_or(|before| before.text != text.text)
        };
        let changed = self.tree.files.iter().filter(is_new);
        changed.map(|(path, text)| (path.as_str(), text.text.as_str())).collect()
    }

    /// The paths that another state has and this one lacks.
    pub(super) fn removed_since<'a>(&self, old: &'a Self) -> Vec<&'a str> {
        let paths = old.tree.files.keys().filter(|path| !self.tree.files.contains_key(*path));
        paths.map(String::as_str).collect()
    }

    /// The metadata files of a version.
    fn metadata_of(&self, version: &str) -> impl Iterator<Item = (&String, &Text)> {
        let slices = self.input.slices().slices.iter().filter(|slice| slice.version.value == version);
        let names: BTreeSet<&str> =
            slices.flat_map(|slice| &slice.metadata).map(|name| name.value.trim_end_matches('/')).collect();
        self.tree.metadata().filter(move |(path, _)| {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            names.contains(path.as_str()) || names.contains(folder)
        })
    }

    /// The name of a file in messages.
    fn name_of(&self, path: &str) -> String {
        format!("{}/{path}", self.tree.name)
    }
}

/// Refuses a path that leads out of the folder.
fn require_inside(path: &str) -> Result<(), Failure> {
    let is_inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    if is_inside {
        return Ok(());
    }
    Err(Failure::Reported(format!("`{path}` leads out of the folder of the slices; nothing was changed")))
}

/// The hash of files. The lengths separate names and texts.
fn hash<'a>(files: impl Iterator<Item = (&'a String, &'a Text)>) -> String {
    let mut hash = Sha256::new();
    for part in files.flat_map(|(path, text)| [path, &text.text]) {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}
