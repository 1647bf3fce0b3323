//! The folder that commands work for, and the defaults that follow from it.
//!
//! Must not know the folder in which the program was built.

use std::path::{Path, PathBuf};

use graph_models_codegen::build::metadata;
use graph_models_codegen::{Input, Runtime};

use crate::current;
use crate::failure::{Encoding, Failure};
use crate::report;

/// The usual name of a file of slices.
pub const SLICES: &str = "slices.toml";

/// The overlays beside a file of slices. An overlay of a single version has a separate file.
pub(crate) const OVERLAYS: [&str; 3] = ["overlay.toml", "overlay-v1.0.toml", "overlay-beta.toml"];

/// The extract of permissions beside a file of slices.
pub const PERMISSIONS: &str = "permissions.toml";

/// The commands that messages name.
#[derive(Debug, Clone, Copy)]
pub struct Commands {
    /// The program.
    pub program: &'static str,
    /// The command that generates.
    pub generate: &'static str,
    /// The command that compares two states of metadata.
    pub diff: &'static str,
    /// The command that writes metadata in canonical form.
    pub format: &'static str,
}

/// The folder that commands work for: a workspace, or the current folder.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// The path of the folder; empty for the current one. Messages show paths in it as relative ones.
    root: PathBuf,
    /// The `graph-models-core` that generated crates depend on.
    runtime: RuntimeSource,
    commands: Commands,
}

/// The `graph-models-core` that generated crates depend on by default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuntimeSource {
    /// The published version.
    Version(String),
    /// A folder that holds the crate.
    Folder(PathBuf),
}

impl RuntimeSource {
    /// Reads an argument: a version begins with a digit, anything else is a folder.
    pub fn parse(text: &str) -> Self {
        match text.starts_with(|first: char| first.is_ascii_digit()) {
            true => Self::Version(text.to_owned()),
            false => Self::Folder(text.into()),
        }
    }
}

impl Default for Workspace {
    /// The current folder, with the runtime that belongs to this version of the program.
    fn default() -> Self {
        let commands = Commands {
            program: "graph-models",
            generate: "graph-models generate",
            diff: "graph-models diff",
            format: "graph-models schema fmt",
        };
        Self {
            root: PathBuf::new(),
            runtime: RuntimeSource::Version(env!("CARGO_PKG_VERSION").to_owned()),
            commands,
        }
    }
}

impl Workspace {
    /// A workspace whose runtime is in a folder.
    pub fn at(root: PathBuf, runtime: PathBuf, commands: Commands) -> Self {
        Self { root, runtime: RuntimeSource::Folder(runtime), commands }
    }

    /// The path of the folder; empty for the current one.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The commands that messages name.
    pub fn commands(&self) -> Commands {
        self.commands
    }

    /// The given file of slices, or `schemas/slices.toml`.
    pub fn slices_file(&self, given: Option<&Path>) -> PathBuf {
        given.map_or_else(|| self.root.join(current::DEFAULT_SLICES), Path::to_owned)
    }

    /// The path in messages: relative if it is inside the folder of the workspace.
    pub fn shown(&self, path: &Path) -> String {
        let relative = path.strip_prefix(&self.root).unwrap_or(path);
        relative.display().to_string().replace('\\', "/")
    }

    /// Reads a file of slices with its overlays, permissions and metadata.
    ///
    /// # Errors
    ///
    /// Returns an error if a file cannot be read, or is not UTF-8.
    pub fn read_input(&self, slices: &Path) -> Result<Input, Failure> {
        let mut input = Input::new(self.shown(slices), read(slices)?);
        let folder = slices.parent().unwrap_or(Path::new(""));
        for overlay in OVERLAYS.map(|name| folder.join(name)).iter().filter(|path| path.exists()) {
            input.add_overlay(self.shown(overlay), read(overlay)?);
        }
        let permissions = folder.join(PERMISSIONS);
        if permissions.exists() {
            input.add_permissions(self.shown(&permissions), read(&permissions)?);
        }
        metadata::read(&mut input, folder, |path| self.shown(path), read)?;
        Ok(input)
    }

    /// The runtime that a crate in the folder `out` depends on, and the client if it is beside the runtime.
    ///
    /// # Errors
    ///
    /// Returns an error if the folder of the runtime cannot be found.
    pub(crate) fn runtime(
        &self,
        given: Option<&str>,
        out: &Path,
    ) -> Result<(Runtime, Option<Runtime>), Failure> {
        match self.core(given)? {
            Runtime::Version(version) => {
                let version = Runtime::Version(version);
                Ok((version.clone(), Some(version)))
            }
            Runtime::Folder(core) => {
                let core = PathBuf::from(core);
                let client = core.with_file_name("graph-models-client");
                let folder = |folder: &Path| relative(out, folder).map(Runtime::Folder);
                // A copy of only the runtime has no client beside it.
                let client = client.join("Cargo.toml").is_file().then(|| folder(&client)).transpose()?;
                Ok((folder(&core)?, client))
            }
        }
    }

    /// The runtime; a folder by its absolute path.
    ///
    /// # Errors
    ///
    /// Returns an error if the folder of the runtime cannot be found, or if the text is no version.
    pub fn core(&self, given: Option<&str>) -> Result<Runtime, Failure> {
        match given.map_or_else(|| self.runtime.clone(), RuntimeSource::parse) {
            RuntimeSource::Version(version) if is_version(&version) => Ok(Runtime::Version(version)),
            RuntimeSource::Version(version) => {
                let problem = format!("`{version}` is no version of the runtime");
                Err(Failure::refused(problem, RUNTIME))
            }
            RuntimeSource::Folder(core) => runtime_folder(&core),
        }
    }

    /// The file with the tested versions of dependencies. `None` for the current folder, since its file may belong to
    /// another project.
    pub fn lock(&self) -> Option<PathBuf> {
        (!self.root.as_os_str().is_empty()).then(|| self.root.join("Cargo.lock"))
    }

    /// The folder for files that commands compile.
    pub fn target(&self) -> PathBuf {
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.root.join("target"), PathBuf::from)
    }
}

/// The forms of a runtime.
const RUNTIME: &str = "a runtime is a version, as `0.1.0`, or the folder of graph-models-core";

/// Returns true for a version as manifests write it: up to three numbers, and perhaps the suffix of a pre-release.
fn is_version(text: &str) -> bool {
    let (numbers, rest) = text.split_at(text.find(['-', '+']).unwrap_or(text.len()));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+');
    numbers.split('.').count() <= 3 && numbers.split('.').all(is_number) && rest.chars().all(is_plain)
}

/// The folder of the runtime, by its absolute path.
fn runtime_folder(core: &Path) -> Result<Runtime, Failure> {
    let is_runtime = |folder: &Path| {
        let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
        manifest.lines().any(|line| line.replace(' ', "") == "name=\"graph-models-core\"")
    };
    let shown = core.display();
    let Ok(folder) = core.canonicalize() else {
        let text = shown.to_string();
        let meant = text.strip_prefix('v').filter(|version| is_version(version));
        let help = meant.map_or_else(|| RUNTIME.to_owned(), |version| format!("write `{version}`"));
        return Err(Failure::refused(format!("there is no folder {shown} with the runtime"), help));
    };
    if is_runtime(&folder) {
        return Ok(Runtime::Folder(folder.display().to_string()));
    }
    let below = ["graph-models-core", "crates/graph-models-core"].map(|name| core.join(name));
    let meant = below.into_iter().find(|folder| is_runtime(folder));
    let help = meant.map_or_else(|| RUNTIME.to_owned(), |it| format!("did you mean {}?", it.display()));
    Err(Failure::refused(format!("`{shown}` is not the folder of graph-models-core"), help))
}

/// Reads a text file.
///
/// # Errors
///
/// Returns an error if the file cannot be read, or is not UTF-8.
pub fn read(path: &Path) -> Result<String, Failure> {
    let bytes = std::fs::read(path).map_err(Failure::io("read", path))?;
    report::detail(&format!("read {} ({} bytes)", path.display(), bytes.len()));
    String::from_utf8(bytes).map_err(|error| {
        let encoding = Encoding::of(error.as_bytes(), error.utf8_error().valid_up_to());
        Failure::NotUtf8 { path: path.to_owned(), encoding }
    })
}

/// The relative path from one folder, which may not exist yet, to another, with `/` as separator.
fn relative(from: &Path, to: &Path) -> Result<String, Failure> {
    let from = std::path::absolute(from).map_err(Failure::io("find", from))?;
    let mut known = from.as_path();
    while !known.exists() {
        let Some(parent) = known.parent() else { break };
        known = parent;
    }
    let below = from.strip_prefix(known).unwrap_or(Path::new("")).to_owned();
    let from = known.canonicalize().map_err(Failure::io("find", known))?.join(below);
    let way = pathdiff::diff_paths(to, &from).unwrap_or_else(|| to.to_owned());
    Ok(way.display().to_string().replace('\\', "/"))
}
