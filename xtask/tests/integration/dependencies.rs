//! ARCHITECTURE.md gives a reason for trusting each direct dependency of a published crate. No dependency is compiled
//! twice, once for build scripts and once for all other crates.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use toml::Table;

#[test]
fn every_dependency_has_a_reason() {
    let root = root();
    let page = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    let section = page.split("\n## ").find(|section| section.starts_with("Dependencies\n")).unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let first_cells = rows.filter_map(|row| row.split('|').nth(1));
    let listed: BTreeSet<_> = first_cells.flat_map(in_code).collect();
    let workspace = read(&root.join("Cargo.toml"));
    let members = workspace["workspace"]["members"].as_array().unwrap();
    let manifests: Vec<_> =
        members.iter().map(|member| read(&root.join(member.as_str().unwrap()).join("Cargo.toml"))).collect();
    let ours: BTreeSet<_> =
        manifests.iter().map(|manifest| manifest["package"]["name"].as_str().unwrap()).collect();
    let published = manifests.iter().filter(|manifest| manifest["package"].get("publish").is_none());
    let dependencies = published.filter_map(|manifest| manifest.get("dependencies")?.as_table());
    let used: BTreeSet<_> =
        dependencies.flat_map(Table::keys).filter(|name| !ours.contains(name.as_str())).cloned().collect();
    assert!(used.contains("serde"), "{used:?}");
    assert_eq!(listed, used, "ARCHITECTURE.md, and the manifests");
}

/// Dependencies of the macros of `azure_core`, with other features than programs enable.
const COMPILED_TWICE: [&str; 1] = ["tracing"];

/// Two builds of the generator and of its dependencies would take a tenth of the time of all tests. If this test fails,
/// `codegen/golden/Cargo.toml` must enable the features that the other build of the dependency has.
#[test]
fn no_dependency_is_compiled_twice_with_other_features() {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["tree", "--offline", "--workspace", "--edges", "normal,build,dev"]);
    let output = cargo.args(["--duplicates", "--depth", "0", "--format", "{p}"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut builds: BTreeMap<String, usize> = BTreeMap::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        // The line begins with a name and a version.
        let package = line.split(' ').take(2).collect::<Vec<_>>().join(" ");
        *builds.entry(package).or_default() += 1;
    }
    let twice = builds.into_iter().filter(|(package, count)| *count > 1 && package.contains(" v"));
    let names: Vec<_> =
        twice.filter_map(|(package, _)| Some(package.split(' ').next()?.to_owned())).collect();
    assert_eq!(names, COMPILED_TWICE);
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn read(manifest: &Path) -> Table {
    fs::read_to_string(manifest).unwrap().parse().unwrap()
}

/// The names in backticks.
fn in_code(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(ToOwned::to_owned).collect()
}
