//! The input that the workspace ships.
//!
//! Shared with the tests of `graph-models-lookup`.

use std::fs;
use std::path::Path;

use graph_models_codegen::{Error, Input, build};

/// The overlays.
pub(crate) const OVERLAYS: [&str; 2] = ["overlay.toml", "overlay-v1.0.toml"];

/// The text of the slices.
///
/// # Panics
///
/// Panics if the file cannot be read.
pub(crate) fn slices() -> String {
    fs::read_to_string(test_support::schemas().join("slices.toml")).unwrap()
}

/// All slices with their overlays, permissions and metadata.
///
/// # Panics
///
/// Panics if a file cannot be read.
pub(crate) fn input() -> Input {
    edited(|overlay| overlay)
}

/// The input of [`input`] with edited texts of the overlays.
///
/// # Panics
///
/// Panics if a file cannot be read.
pub(crate) fn edited(edit: impl Fn(String) -> String) -> Input {
    let schemas = test_support::schemas();
    let read = |name: &str| fs::read_to_string(schemas.join(name)).unwrap();
    let mut input = Input::new("slices.toml", slices());
    for overlay in OVERLAYS {
        input.add_overlay(overlay, edit(read(overlay)));
    }
    input.add_permissions("permissions.toml", read("permissions.toml"));
    let read = |path: &Path| {
        fs::read_to_string(path).map_err(|_| Error::Configuration("a metadata file cannot be read"))
    };
    build::metadata::read(&mut input, &schemas, |path| path.display().to_string(), read).unwrap();
    input
}
