//! Paths of the workspace.

use std::path::{Path, PathBuf};

use graph_models_cli::workspace::{Commands, Workspace};

/// The folder of the workspace: the parent of this crate's folder, as Cargo names it when the command runs, or as it
/// was at compile time.
pub(crate) fn root() -> PathBuf {
    let compiled = || env!("CARGO_MANIFEST_DIR").into();
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(compiled, PathBuf::from);
    manifest.parent().map(Path::to_owned).unwrap_or_default()
}

/// The path in messages: relative if it is inside the workspace.
pub(crate) fn shown(path: &Path) -> String {
    workspace().shown(path)
}

/// The workspace, for commands that any folder has.
pub(crate) fn workspace() -> Workspace {
    let commands = Commands {
        program: "cargo xtask",
        generate: "cargo xtask codegen",
        diff: "cargo xtask schema-diff",
        format: "cargo xtask schema fmt",
    };
    let root = root();
    let runtime = root.join("crates/graph-models-core");
    Workspace::at(root, runtime, commands)
}
