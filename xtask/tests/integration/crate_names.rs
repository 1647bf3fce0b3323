//! Names of crates in manifests: only our own names, since Cargo would fetch foreign code by any other name.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The former name of the runtime, which belongs to another project.
const FOREIGN: &str = "graph-core";

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The manifest of a crate that is generated below a folder with the given runtime.
fn manifest(folder: &Path, runtime: &[&str]) -> String {
    let slices = workspace().join("schemas/slices.toml");
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("codegen").arg("--slices").arg(slices).arg("--out").arg(folder);
    let output = command.args(["--crate-name", "alerts"]).args(runtime).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(folder.join("Cargo.toml")).unwrap()
}

#[test]
fn a_generated_crate_names_the_runtime_by_version() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = manifest(&folder.path().join("crate"), &["--runtime", "0.1.0"]);
    assert!(manifest.contains("graph-models-core = \"0.1.0\""), "{manifest}");
    assert!(!manifest.contains(FOREIGN), "{manifest}");
}

#[test]
fn a_generated_crate_names_the_runtime_by_the_way_from_itself() {
    let folder = tempfile::tempdir().unwrap();
    let runtime = folder.path().join("runtime");
    fs::create_dir(&runtime).unwrap();
    fs::write(runtime.join("Cargo.toml"), "[package]\nname = \"graph-models-core\"\n").unwrap();
    let manifest = manifest(&folder.path().join("below/crate"), &["--runtime", runtime.to_str().unwrap()]);
    assert!(manifest.contains("{ path = \"../../runtime\" }"), "{manifest}");
}

#[test]
fn no_manifest_names_a_crate_of_another_project() {
    let mut pending = vec![workspace()];
    let mut count = 0;
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "target" && !name.starts_with('.') {
                pending.push(path);
            } else if name == "Cargo.toml" {
                count += 1;
                let text = fs::read_to_string(&path).unwrap();
                assert!(!text.contains(FOREIGN), "{}", path.display());
            }
        }
    }
    assert!(count > 10, "{count} manifests");
}
