//! Generation with files in and files out, for build scripts and programs.
//!
//! Must not decide anything about what is generated.

mod crate_files;
mod error;
pub mod folder;
pub mod metadata;
mod script;

use std::path::{Path, PathBuf};

pub use crate_files::{CrateOptions, Runtime, crate_files};
pub use error::Error;

use crate::generate;
use crate::graph::{BETA, V1_0};
use crate::input::{self, Input, MadeBy, Options, Slices};
use crate::output::Output;
use csdl::source::{Place, Placed};

/// The configuration of a run of the generator: the metadata to read, the parts to generate and the folder to write
/// to.
///
/// In a build script, Cargo chooses the folder:
///
/// ```no_run
/// graph_models_codegen::Config::new()
///     .metadata("metadata/v1.0.csdl")
///     .slice("identityGovernance/accessReviews")
///     .slice("microsoft.graph.user")
///     .generate()?;
/// # Ok::<(), graph_models_codegen::Error>(())
/// ```
///
/// The crate includes the generated file in the module that shall hold the types, or at its root:
///
/// ```ignore
/// include!(concat!(env!("OUT_DIR"), "/graph.rs"));
/// use v1_0::User;
/// ```
#[derive(Debug, Clone, Default)]
pub struct Config {
    metadata: Vec<PathBuf>,
    version: Option<String>,
    slices_file: Option<PathBuf>,
    takes: Vec<String>,
    excludes: Vec<String>,
    is_all: bool,
    overlay: Option<PathBuf>,
    permissions: Option<PathBuf>,
    out_dir: Option<PathBuf>,
}

impl Config {
    /// Returns an empty configuration: it names nothing to generate yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a metadata file. Several files together can describe one service.
    pub fn metadata(&mut self, path: impl Into<PathBuf>) -> &mut Self {
        self.metadata.push(path.into());
        self
    }

    /// Sets the version of the service that the metadata describes: `v1.0` or `beta`. The default is `beta` if the
    /// name of a metadata file contains that word, and `v1.0` otherwise.
    pub fn version(&mut self, version: impl Into<String>) -> &mut Self {
        self.version = Some(version.into());
        self
    }

    /// Takes in a part: a path from the service root (`users`, `identityGovernance/accessReviews`), or the qualified
    /// name of a type or operation.
    pub fn slice(&mut self, name: impl Into<String>) -> &mut Self {
        self.takes.push(name.into());
        self
    }

    /// Leaves out a type or operation, by its qualified name.
    pub fn exclude(&mut self, name: impl Into<String>) -> &mut Self {
        self.excludes.push(name.into());
        self
    }

    /// Takes in everything that the metadata declares.
    pub fn all(&mut self) -> &mut Self {
        self.is_all = true;
        self
    }

    /// Takes the parts and the metadata from a file of slices. [`Config::slice`] and [`Config::all`] are not needed
    /// then.
    pub fn slices_file(&mut self, path: impl Into<PathBuf>) -> &mut Self {
        self.slices_file = Some(path.into());
        self
    }

    /// Reads an overlay file: facts that the metadata lacks.
    pub fn overlay(&mut self, path: impl Into<PathBuf>) -> &mut Self {
        self.overlay = Some(path.into());
        self
    }

    /// Reads this file of permissions.
    pub fn permissions(&mut self, path: impl Into<PathBuf>) -> &mut Self {
        self.permissions = Some(path.into());
        self
    }

    /// Sets the folder to write to. The folder is made if it does not exist. The default is the output folder that
    /// Cargo gives a build script.
    pub fn out_dir(&mut self, path: impl Into<PathBuf>) -> &mut Self {
        self.out_dir = Some(path.into());
        self
    }

    /// Generates, and writes the modules and `graph.rs`, the file to include. Files whose text does not change are
    /// not touched. A build script also tells Cargo to run it again when an input changes.
    ///
    /// # Errors
    ///
    /// Returns an error if the configuration names nothing to generate, if a file cannot be read or written, or if
    /// the generator finds errors. Nothing is written then.
    pub fn generate(&self) -> Result<Output, Error> {
        self.check()?;
        let out = match (&self.out_dir, std::env::var_os("OUT_DIR")) {
            (Some(out), _) => out.clone(),
            (None, Some(out)) => out.into(),
            (None, None) => return Err(Error::NoFolder),
        };
        let mut input = self.input()?;
        input.set_options(Options { made_by: MadeBy::BuildScript, ..Options::default() });
        let output = generate(&input);
        if output.diagnostics.has_errors() {
            let style = csdl::diagnostic::Style::Plain;
            return Err(Error::Diagnostics(output.diagnostics.render(input.sources(), style)));
        }
        script::write(&out, &output)?;
        Ok(output)
    }

    /// Refuses a configuration that names nothing to generate, or that names the parts in two ways: one of the two
    /// would be ignored. Also refuses a path with a line end, since Cargo could not get it on one line.
    fn check(&self) -> Result<(), Error> {
        let inputs =
            self.metadata.iter().chain(&self.slices_file).chain(&self.overlay).chain(&self.permissions);
        // Cargo gets each path on a separate line, and would execute a second line as an instruction.
        if inputs.into_iter().any(|path| path.to_string_lossy().contains(['\n', '\r'])) {
            return Err(Error::Configuration("the path of an input has a line end"));
        }
        let names_parts = self.is_all || !self.takes.is_empty();
        let problem = match &self.slices_file {
            Some(_) if names_parts || !self.excludes.is_empty() || self.version.is_some() => {
                "call `slices_file`, or `slice`, `all`, `exclude` and `version`, not both"
            }
            None if self.metadata.is_empty() => "call `metadata` or `slices_file`",
            None if !names_parts => "call `slice`, `all` or `slices_file`",
            Some(_) | None => return Ok(()),
        };
        Err(Error::Configuration(problem))
    }

    fn input(&self) -> Result<Input, Error> {
        let is_build_script = std::env::var_os("OUT_DIR").is_some();
        let read = |path: &Path| {
            if is_build_script {
                println!("cargo::rerun-if-changed={}", path.display());
            }
            std::fs::read_to_string(path).map_err(folder::Error::io("read", path)).map_err(Error::from)
        };
        let files = self.metadata.iter().map(|path| Ok((path.display().to_string(), read(path)?)));
        let files: Vec<_> = files.collect::<Result<_, Error>>()?;
        let mut input = match &self.slices_file {
            Some(path) => Input::new(path.display().to_string(), read(path)?),
            None => Input::from_slices(self.slices(&files)),
        };
        if let Some(path) = &self.slices_file {
            let folder = path.parent().unwrap_or(Path::new(""));
            for name in input.metadata_names() {
                if name.contains(['\n', '\r']) {
                    return Err(Error::Configuration("the name of a metadata file has a line end"));
                }
                // Cargo watches all files of a folder, so that it also notices a new file.
                let path = folder.join(&name);
                if is_build_script && path.is_dir() {
                    println!("cargo::rerun-if-changed={}", path.display());
                }
            }
            metadata::read(&mut input, folder, |path| path.display().to_string(), read)?;
        }
        for (name, text) in files {
            input.add_metadata(name.clone(), name, text);
        }
        if let Some(path) = &self.overlay {
            input.add_overlay(path.display().to_string(), read(path)?);
        }
        if let Some(path) = &self.permissions {
            input.add_permissions(path.display().to_string(), read(path)?);
        }
        Ok(input)
    }

    /// The single slice that takes in all parts that the configuration names.
    fn slices(&self, files: &[(String, String)]) -> Slices {
        let is_beta = self.metadata.iter().filter_map(|path| path.file_name());
        let is_beta = is_beta.into_iter().any(|name| name.to_string_lossy().to_lowercase().contains(BETA));
        let guess = if is_beta { BETA } else { V1_0 };
        let placed = |names: Vec<&String>| names.into_iter().cloned().map(Placed::from).collect();
        let (names, roots) = self.takes.iter().partition(|name| name.contains('.'));
        let slice = input::Slice {
            name: "slice".to_owned(),
            version: self.version.as_deref().unwrap_or(guess).to_owned().into(),
            metadata: files.iter().map(|(name, _)| name.clone().into()).collect(),
            description: "What the configuration asks for".to_owned(),
            roots: placed(roots),
            names: placed(names),
            exclude: placed(self.excludes.iter().collect()),
            is_all: self.is_all,
            has_documents: true,
            reference: input::Reference::of_slice(self.is_all),
            types: Vec::new(),
            operations: Vec::new(),
            place: Place::NOWHERE,
        };
        Slices { slices: vec![slice], place: Place::NOWHERE }
    }
}
