//! A folder of generated files that is brought up to date.

use std::fs;
use std::path::Path;

use super::Error;
use crate::Output;
use crate::emit::{HEADER, is_generated};

/// The folder of the modules, below that which is written to.
const MODULES: &str = "graph";

/// Writes the modules and `graph.rs`, and removes what an earlier run left.
pub(super) fn write(folder: &Path, output: &Output) -> Result<(), Error> {
    let modules = folder.join(MODULES);
    for (path, text) in &output.files {
        put(&modules.join(path), text)?;
    }
    remove_others(&modules, &modules, output)?;
    put(&folder.join("graph.rs"), &root(&modules, output))
}

/// What is included: each version by its path, since generated files have inner attributes and modules of their own.
fn root(modules: &Path, output: &Output) -> String {
    let mut text = format!("{HEADER}: do not edit.\n");
    for module in &output.modules {
        let path = modules.join(module).join("mod.rs");
        let path = path.display().to_string();
        text.push_str(&format!(
            "\n#[allow(clippy::all, clippy::pedantic, missing_docs, unreachable_pub, dead_code)]\n\
             #[path = {path:?}]\npub mod {module};\n"
        ));
    }
    text
}

/// Writes a file unless it is the same: cargo compiles again what was touched.
fn put(path: &Path, text: &str) -> Result<(), Error> {
    if fs::read_to_string(path).is_ok_and(|current| current == text) {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(Error::io("create", parent))?;
    }
    fs::write(path, text).map_err(Error::io("write", path))
}

fn remove_others(folder: &Path, modules: &Path, output: &Output) -> Result<(), Error> {
    let entries = fs::read_dir(folder).map_err(Error::io("read", folder))?;
    for entry in entries.filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            remove_others(&path, modules, output)?;
            continue;
        }
        let name = path.strip_prefix(modules).unwrap_or(&path).display().to_string().replace('\\', "/");
        let is_ours = || fs::read_to_string(&path).is_ok_and(|text| is_generated(&text));
        if !output.files.contains_key(&name) && is_ours() {
            fs::remove_file(&path).map_err(Error::io("remove", &path))?;
        }
    }
    Ok(())
}
