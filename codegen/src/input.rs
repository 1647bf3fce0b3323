//! What goes into a run: texts by their names, and what is to be made of them.

use std::collections::BTreeMap;

use crate::config::Slices;
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Sources};

/// Everything a run reads.
#[derive(Debug, Clone)]
pub struct Input {
    pub(crate) sources: Sources,
    pub(crate) slices: FileId,
    pub(crate) overlays: Vec<FileId>,
    pub(crate) permissions: Vec<FileId>,
    /// Files by the name that slices give them.
    pub(crate) metadata: BTreeMap<String, FileId>,
    pub(crate) options: Options,
}

/// What else a run makes, and how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Which Cargo features items stand behind. The crate that holds them must declare them.
    pub features: Features,
    /// Whether test vectors are made.
    pub vectors: bool,
    /// Whether pages are made, which takes a tenth of the time of a run.
    pub pages: bool,
    /// Whether OpenAPI is made, which takes a tenth of the time of a run.
    pub openapi: bool,
}

/// Which Cargo features items stand behind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Features {
    /// None: all is always there.
    #[default]
    None,
    /// One a slice. With one slice in all there is nothing to part.
    Slices,
    /// One a namespace below that of the service.
    Namespaces,
}

impl Input {
    /// Starts from a file of slices: its name, for messages, and its text.
    pub fn new(name: impl Into<String>, slices: impl Into<String>) -> Self {
        let mut sources = Sources::default();
        let slices = sources.add(name, slices);
        Self {
            sources,
            slices,
            overlays: Vec::new(),
            permissions: Vec::new(),
            metadata: BTreeMap::new(),
            options: Options::default(),
        }
    }

    /// Adds an overlay.
    pub fn add_overlay(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.overlays.push(self.sources.add(name, text));
    }

    /// Adds a file of permissions.
    pub fn add_permissions(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.permissions.push(self.sources.add(name, text));
    }

    /// Reads permissions from this file alone: our extract, or Graph's own `permissions.json`.
    pub fn set_permissions(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.permissions = vec![self.sources.add(name, text)];
    }

    /// Adds a metadata file: the name that slices give it, how messages name it, and its text.
    pub fn add_metadata(
        &mut self,
        name: impl Into<String>,
        shown: impl Into<String>,
        text: impl Into<String>,
    ) {
        let file = self.sources.add(shown, text);
        self.metadata.insert(name.into(), file);
    }

    /// The metadata files that the slices name, each once.
    pub fn metadata_names(&self) -> Vec<String> {
        // Whatever is wrong with the file is reported by `generate`.
        let slices = Slices::read(&self.sources, self.slices, &mut Diagnostics::default());
        let names = slices.slices.into_iter().flat_map(|slice| slice.metadata);
        let mut names: Vec<_> = names.map(|name| name.value).collect();
        names.sort();
        names.dedup();
        names
    }

    /// Sets what else is made, and how.
    pub fn set_options(&mut self, options: Options) {
        self.options = options;
    }

    /// The files, to show diagnostics with.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }
}
