//! Paths of the workspace, and reading of its files.

use std::path::{Path, PathBuf};

use graph_models_codegen::Input;
use graph_models_codegen::build::metadata;

use crate::failure::Failure;

/// The folder of the workspace: the parent of this crate's folder, as cargo names it, or as it was at compile time.
pub(crate) fn root() -> PathBuf {
    let compiled = || env!("CARGO_MANIFEST_DIR").into();
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(compiled, PathBuf::from);
    manifest.parent().map(Path::to_owned).unwrap_or_default()
}

/// The folder of the workspace that the command runs in, relative to the current folder: the nearest one upwards with this
/// folder in it, wherever the program was built. The current folder if there is none.
pub(crate) fn here(folder: &str) -> PathBuf {
    let current = std::env::current_dir().unwrap_or_default();
    let mut up = PathBuf::new();
    for _ in current.ancestors() {
        if up.join(folder).is_dir() {
            return up;
        }
        up.push("..");
    }
    PathBuf::new()
}

/// The file of slices: the given one, or the one of the workspace.
pub(crate) fn slices_file(given: Option<&Path>) -> PathBuf {
    given.map_or_else(|| root().join("schemas/slices.toml"), Path::to_owned)
}

/// The overlays beside a file of slices.
pub(crate) const OVERLAYS: [&str; 3] = ["overlay.toml", "overlay-v1.0.toml", "overlay-beta.toml"];

/// Reads a file of slices with its overlays, permissions and metadata.
pub(crate) fn read_input(slices: &Path) -> Result<Input, Failure> {
    let mut input = Input::new(shown(slices), read(slices)?);
    let folder = slices.parent().unwrap_or(Path::new(""));
    // An overlay of one version has a file of its own.
    for overlay in OVERLAYS.map(|name| folder.join(name)) {
        if overlay.exists() {
            input.add_overlay(shown(&overlay), read(&overlay)?);
        }
    }
    let permissions = folder.join("permissions.toml");
    if permissions.exists() {
        input.add_permissions(shown(&permissions), read(&permissions)?);
    }
    metadata::read(&mut input, folder, shown, read)?;
    Ok(input)
}

/// Reads a text file.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    let bytes = std::fs::read(path).map_err(Failure::io("read", path))?;
    String::from_utf8(bytes)
        .map_err(|error| Failure::NotUtf8 { path: path.to_owned(), offset: error.utf8_error().valid_up_to() })
}

/// The relative path from one folder, which may not exist yet, to another, with `/` as separator.
pub(crate) fn relative(from: &Path, to: &Path) -> Result<String, Failure> {
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

/// The path in messages: relative if it is inside the workspace.
pub(crate) fn shown(path: &Path) -> String {
    let relative = path.strip_prefix(root()).unwrap_or(path);
    relative.display().to_string().replace('\\', "/")
}
