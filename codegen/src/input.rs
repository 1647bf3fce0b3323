//! The input of a run: metadata, slices, overlay and permissions, and the options of the run.
//!
//! Reads TOML, and keeps the place of every value that can be wrong. Must not know Rust or resolve names of metadata.

mod device;
mod made_by;
mod metadata;
mod overlay;
mod permissions;
mod slices;
mod toml_file;
mod words;

pub(crate) use device::is_device;
pub use made_by::{MadeBy, is_generated};
pub(crate) use metadata::{Metadata, is_file_name};
pub use metadata::{empty, missing};
pub(crate) use overlay::ALLOWED;
pub use overlay::{Facts, OperationFacts, Overlay, Rename, RequestFacts, Requirement, Restriction};
pub use permissions::{Permissions, RequestScopes, Scopes};
pub(crate) use permissions::{normal, simple};
pub use slices::{Reference, Slice, Slices};
pub use toml_file::{Text, parse, placed_all, require_reason};

use std::collections::BTreeMap;

use csdl::diagnostic::Diagnostics;
use csdl::source::{FileId, Place, Sources};

/// Everything that a run reads.
///
/// Slices, overlay and permissions are values. They are read from TOML by the `add_…` methods, or made by a program.
/// Problems of the TOML are kept, and become diagnostics of each run.
#[derive(Debug, Clone, Default)]
pub struct Input {
    pub(crate) sources: Sources,
    pub(crate) slices: Slices,
    pub(crate) overlay: Overlay,
    pub(crate) permissions: Permissions,
    /// Metadata by the name that slices give it.
    pub(crate) metadata: BTreeMap<String, Metadata>,
    pub(crate) options: Options,
    /// Names of the metadata that exists in the folder of the slices. Empty unless the slices name metadata that does
    /// not exist.
    names_there: Vec<String>,
    /// The beginning of the first file of permissions, if there is one.
    pub(crate) permissions_place: Option<Place>,
    /// Problems of slices and overlay.
    problems: Diagnostics,
    /// Problems of the permissions, which can be replaced.
    permission_problems: Diagnostics,
}

/// The optional outputs of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// The Cargo features of items. The manifest of the crate must declare them.
    pub features: Features,
    /// True if test vectors are generated.
    pub vectors: bool,
    /// True if pages are generated. They take a tenth of the time of a run.
    pub pages: bool,
    /// True if OpenAPI documents are generated. They take a tenth of the time of a run.
    pub openapi: bool,
    /// The command that makes the files again. The files name it.
    pub made_by: MadeBy,
}

/// The Cargo features of items.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Features {
    /// No features: all items are always compiled.
    #[default]
    None,
    /// One feature for each slice. A single slice needs no feature.
    Slices,
    /// One feature for each namespace.
    Namespaces,
}

impl Input {
    /// Starts from the text of a file of slices. The name is for messages.
    pub fn new(name: impl Into<String>, slices: impl Into<String>) -> Self {
        let mut input = Self::default();
        let file = input.sources.add(name, slices);
        input.slices = Slices::read(&input.sources, file, &mut input.problems);
        input
    }

    /// Starts from slices made by a program.
    pub fn from_slices(slices: Slices) -> Self {
        let mut input = Self { slices, ..Self::default() };
        input.slices.check(&mut input.problems);
        input
    }

    /// Adds the entries of an overlay file.
    pub fn add_overlay(&mut self, name: impl Into<String>, text: impl Into<String>) {
        let file = self.sources.add(name, text);
        self.overlay.read(&self.sources, file, &mut self.problems);
    }

    /// Sets the overlay.
    pub fn set_overlay(&mut self, overlay: Overlay) {
        self.overlay = overlay;
    }

    /// Adds the entries of a file of permissions: our extract, or Graph's own `permissions.json`.
    pub fn add_permissions(&mut self, name: impl Into<String>, text: impl Into<String>) {
        let file = self.sources.add(name, text);
        self.permissions_place.get_or_insert(file.place(0..0));
        self.permissions.read(&self.sources, file, &mut self.permission_problems);
    }

    /// Reads permissions from this file alone: our extract, or Graph's own `permissions.json`.
    pub fn set_permissions(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.permissions = Permissions::default();
        self.permission_problems = Diagnostics::default();
        self.permissions_place = None;
        self.add_permissions(name, text);
    }

    /// Sets the options.
    pub fn set_options(&mut self, options: Options) {
        self.options = options;
    }

    /// The slices.
    pub fn slices(&self) -> &Slices {
        &self.slices
    }

    /// The files, to show diagnostics with.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Registers one more file, so that diagnostics can show places in it.
    pub fn add_source(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.sources.add(name, text)
    }

    /// Problems of slices, overlay and permissions: the first diagnostics of each run.
    pub fn problems(&self) -> Diagnostics {
        let mut problems = self.problems.clone();
        problems.append(self.permission_problems.clone());
        problems
    }

    /// Problems of the slices and the overlay alone.
    pub fn slice_problems(&self) -> &Diagnostics {
        &self.problems
    }
}
