//! The Rust sources of a program, as files.

use std::fs;
use std::path::{Path, PathBuf};

use csdl::source::{FileId, Sources};
use graph_models_codegen::input::is_generated;

use crate::failure::Failure;
use crate::workspace::{Workspace, read};

/// The folder that Cargo writes to.
const TARGET: &str = "target";

/// The sources of a program.
pub(super) struct Program {
    pub(super) sources: Sources,
    pub(super) files: Vec<FileId>,
}

impl Program {
    /// Reads a file, or all files of Rust below a folder. Links, hidden folders, what Cargo compiles and generated files
    /// are left out.
    pub(super) fn read(workspace: &Workspace, path: &Path) -> Result<Self, Failure> {
        let paths = if path.is_dir() { below(path)? } else { vec![path.to_owned()] };
        let mut program = Self { sources: Sources::default(), files: Vec::new() };
        for path in &paths {
            let text = read(path)?;
            if !is_generated(&text) {
                program.files.push(program.sources.add(workspace.shown(path), text));
            }
        }
        if program.files.is_empty() {
            let problem = format!("there is no Rust in {}", workspace.shown(path));
            return Err(Failure::refused(problem, "--source takes the folder of a program, such as `src`"));
        }
        Ok(program)
    }
}

/// The files of Rust below a folder, in order.
fn below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(&folder).map_err(Failure::io("list", &folder))? {
            let entry = entry.map_err(Failure::io("list", &folder))?;
            let kind = entry.file_type().map_err(Failure::io("look at", &entry.path()))?;
            let (path, name) = (entry.path(), entry.file_name());
            let is_left_out = name.as_encoded_bytes().starts_with(b".") || name == TARGET;
            if kind.is_dir() && !is_left_out {
                pending.push(path);
            } else if kind.is_file() && path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}
