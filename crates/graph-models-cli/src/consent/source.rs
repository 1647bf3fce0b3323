//! The Rust sources of a program, as files.

use std::path::Path;

use csdl::source::{FileId, Sources};
use graph_models_codegen::input::is_generated;

use crate::failure::Failure;
use crate::files;
use crate::workspace::{Workspace, read};

/// The folder that Cargo writes to.
const TARGET: &str = "target";

/// The sources of a program.
pub(super) struct Program {
    pub(super) sources: Sources,
    pub(super) files: Vec<FileId>,
}

impl Program {
    /// Reads a file, or all files of Rust below a folder. Links, hidden files, what Cargo compiles and generated files
    /// are left out.
    pub(super) fn read(workspace: &Workspace, path: &Path) -> Result<Self, Failure> {
        let mut paths = vec![path.to_owned()];
        if path.is_dir() {
            paths = files::below(path, &[TARGET])?;
            paths.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
        }
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
