//! Checks the packages that would be published, by `.ci/packages` in the workspace or in a copy of it.

use std::fs;
use std::path::Path;
use std::process::Command;

use graph_models_cli::failure::Failure;
use graph_models_cli::workspace::Workspace;
use tempfile::TempDir;

use super::edits::{Edit, files};

const SCRIPT: &str = ".ci/packages";

/// Copies the workspace to a new folder, with the changes of a release.
pub(super) fn copy(workspace: &Workspace, edits: &[Edit]) -> Result<TempDir, Failure> {
    let root = workspace.root();
    let copy = tempfile::tempdir().map_err(Failure::io("make a folder in", &std::env::temp_dir()))?;
    for path in files(root)? {
        let Ok(name) = path.strip_prefix(root) else { continue };
        let target = copy.path().join(name);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(Failure::io("make", folder))?;
        }
        fs::copy(&path, &target).map_err(Failure::io("copy", &path))?;
    }
    for edit in edits {
        let Ok(name) = edit.path.strip_prefix(root) else { continue };
        let target = copy.path().join(name);
        fs::write(&target, &edit.new).map_err(Failure::io("write", &target))?;
    }
    Ok(copy)
}

/// Runs the script in a folder. The script prints to the terminal.
pub(super) fn check(workspace: &Workspace, root: &Path, verify: bool) -> Result<(), Failure> {
    let script = root.join(SCRIPT);
    let target = std::path::absolute(workspace.target()).map_err(Failure::io("find", root))?;
    let mut command = Command::new("bash");
    command.arg(&script).args(verify.then_some("--verify")).env("CARGO_TARGET_DIR", target);
    let status = command.status().map_err(Failure::io("start bash with", &script))?;
    match status.success() {
        true => Ok(()),
        false => Err(Failure::Found(format!("{SCRIPT} found problems in the packages"))),
    }
}
