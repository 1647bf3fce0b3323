//! Paths of the workspace.

use std::path::{Path, PathBuf};

use graph_models_cli::workspace::{Commands, Workspace};

/// The folder of the workspace: it holds the folder `xtask` of the running program, as Cargo names it when the program
/// runs, or as it was at compile time.
pub fn root() -> PathBuf {
    let compiled = || env!("CARGO_MANIFEST_DIR").into();
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(compiled, PathBuf::from);
    let xtask = manifest.ancestors().find(|folder| folder.ends_with("xtask"));
    xtask.and_then(Path::parent).map(Path::to_owned).unwrap_or_default()
}

/// Cargo, as it runs this program.
pub fn cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

/// The path in messages: relative if it is inside the workspace.
pub fn shown(path: &Path) -> String {
    workspace().shown(path)
}

/// The workspace, for commands that any folder has.
pub fn workspace() -> Workspace {
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
