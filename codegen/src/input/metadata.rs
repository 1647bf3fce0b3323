//! Metadata as slices name it: a file, or a folder of files.

use std::collections::BTreeMap;

use csdl::diagnostic::{Diagnostic, Diagnostics, closest};
use csdl::source::{FileId, Placed};

use super::Input;

/// The files behind a name in `metadata`.
#[derive(Debug, Clone)]
pub(crate) enum Metadata {
    /// One file.
    File(FileId),
    /// The files of a folder, by their names in the folder.
    Folder(BTreeMap<String, FileId>),
}

impl Metadata {
    /// The files, those of a folder in order of their names.
    pub(crate) fn files(&self) -> Vec<FileId> {
        match self {
            Self::File(file) => vec![*file],
            Self::Folder(files) => files.values().copied().collect(),
        }
    }
}

impl Input {
    /// Adds a metadata file: the name that slices give it, the name in messages, and its text.
    pub fn add_metadata(
        &mut self,
        name: impl Into<String>,
        shown: impl Into<String>,
        text: impl Into<String>,
    ) {
        let file = self.sources.add(shown, text);
        self.metadata.insert(name.into(), Metadata::File(file));
    }

    /// Adds a folder of metadata files: the name that slices give it, and for each file its name in the folder, its
    /// name in messages, and its text.
    ///
    /// ```
    /// # let (users, groups) = ("", "");
    /// use graph_models_codegen::Input;
    ///
    /// let mut input = Input::new("slices.toml", "");
    /// let files = [("g.csdl", "schemas/v1.0/g.csdl", groups), ("u.csdl", "schemas/v1.0/u.csdl", users)];
    /// input.add_metadata_folder("v1.0", files);
    /// ```
    pub fn add_metadata_folder<N: Into<String>, S: Into<String>, T: Into<String>>(
        &mut self,
        name: impl Into<String>,
        files: impl IntoIterator<Item = (N, S, T)>,
    ) {
        let files = files.into_iter().map(|(name, shown, text)| (name.into(), self.sources.add(shown, text)));
        let files = files.collect();
        self.metadata.insert(name.into(), Metadata::Folder(files));
    }

    /// Adds the names of metadata that exists. Messages list these names when slices name metadata that does not exist.
    pub fn add_names_there(&mut self, there: Vec<String>) {
        self.names_there.extend(there);
        self.names_there.sort();
        self.names_there.dedup();
    }

    fn missing(&self, name: &Placed<String>) -> Diagnostic {
        missing(name, &self.names_there)
    }

    /// The metadata files and folders that the slices name, each once, in order of their names.
    pub fn metadata_names(&self) -> Vec<String> {
        let names = self.slices.slices.iter().flat_map(|slice| &slice.metadata);
        let mut names: Vec<_> = names.map(|name| name.value.clone()).collect();
        names.sort();
        names.dedup();
        names
    }

    /// The files behind a name in `metadata`. An empty result is an error.
    pub(crate) fn metadata_files(&self, name: &Placed<String>, diagnostics: &mut Diagnostics) -> Vec<FileId> {
        let files = self.metadata.get(&name.value).map(Metadata::files);
        match &files {
            None => diagnostics.push(self.missing(name)),
            Some(files) if files.is_empty() => diagnostics.push(empty(name)),
            Some(_) => {}
        }
        files.unwrap_or_default()
    }
}

/// The error for a name in `metadata` without a file or folder. Its help lists `there`, the names that exist.
pub fn missing(name: &Placed<String>, there: &[String]) -> Diagnostic {
    let kind = if is_file_name(&name.value) { "file" } else { "folder" };
    let problem = Diagnostic::error(format!("there is no metadata {kind} `{}`", name.value))
        .at(name.place, "named here, relative to the folder of this file");
    match (closest(&name.value, there.iter().map(String::as_str)), there) {
        (Some(meant), _) => problem.help(format!("did you mean `{meant}`?")),
        (None, []) => problem.help(
            "Graph's metadata is what https://graph.microsoft.com/v1.0/$metadata answers: save it there",
        ),
        (None, there) => problem.help(format!("there are: {}", there.join(", "))),
    }
}

/// The error for a name in `metadata` that stands for a folder without metadata files.
pub fn empty(name: &Placed<String>) -> Diagnostic {
    Diagnostic::error(format!("the metadata folder `{}` has no metadata file", name.value))
        .at(name.place, "named here")
        .help("metadata files are called `*.csdl`, and stand in the folder itself")
}

/// Returns `true` if a name in `metadata` is the name of a file. All others are names of folders.
pub(crate) fn is_file_name(name: &str) -> bool {
    let extension = name.rsplit('/').next().and_then(|name| name.rsplit_once('.'));
    extension
        .is_some_and(|(_, extension)| ["csdl", "xml"].iter().any(|it| extension.eq_ignore_ascii_case(it)))
}
