//! A case folder as the generator's input: `slices.toml`, metadata, and the overlay and permissions if they exist. A
//! case with a file `features` is generated with Cargo features.
//!
//! Shared with the build script of `graph-models-codegen-golden`, which compiles what the cases generate, and with the
//! tests of `graph-models-lookup`.

use std::path::{Path, PathBuf};
use std::{fs, io};

use graph_models_codegen::{Features, Input, MadeBy, Options};

/// The input of a case; `edit` may change the text of its metadata.
///
/// # Panics
///
/// Panics if a file cannot be read.
pub(crate) fn input(case: &Path, edit: impl Fn(String) -> String) -> Input {
    let mut input = Input::new("slices.toml", text(&case.join("slices.toml")));
    for path in files(case) {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        match name {
            "overlay.toml" => input.add_overlay(name, text(&path)),
            "permissions.toml" | "permissions.json" => input.add_permissions(name, text(&path)),
            _ if path.extension().is_some_and(|extension| extension == "csdl") => {
                input.add_metadata(name, name, edit(text(&path)));
            }
            _ => {}
        }
    }
    // A file of this name requests Cargo features, which `graph-models-codegen-golden` declares.
    let features = if case.join("features").exists() { Features::Slices } else { Features::None };
    input.set_options(Options { pages: true, features, made_by: MadeBy::Workspace, ..Options::default() });
    input
}

/// The entries of a folder, in the order of their names.
///
/// # Panics
///
/// Panics if the folder cannot be read.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).and_then(|entries| {
        let paths = entries.map(|entry| entry.map(|entry| entry.path()));
        paths.collect::<io::Result<Vec<_>>>()
    });
    let mut paths = entries.unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    paths.sort();
    paths
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
