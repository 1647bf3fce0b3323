//! Paths of the workspace.

use std::path::{Path, PathBuf};

use graph_models_cli::workspace::{Commands, Workspace};

/// The folder of the workspace. Cargo names it when it runs this program. A program that was started without Cargo
/// works on the workspace that contains the current folder. If there is none, it works on the workspace in which it was
/// compiled.
pub fn root() -> PathBuf {
    let above_xtask = |manifest: &Path| {
        let xtask = manifest.ancestors().find(|folder| folder.ends_with("xtask"));
        xtask.and_then(Path::parent).map(Path::to_owned)
    };
    let of_cargo = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let root = of_cargo.map_or_else(
        || current().or_else(|| above_xtask(Path::new(env!("CARGO_MANIFEST_DIR")))),
        |manifest| above_xtask(&manifest),
    );
    root.unwrap_or_default()
}

/// The workspace that contains the current folder.
fn current() -> Option<PathBuf> {
    let folder = std::env::current_dir().ok()?;
    let is_root = |folder: &&Path| folder.join("xtask/codegen/Cargo.toml").is_file();
    folder.ancestors().find(is_root).map(Path::to_owned)
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
