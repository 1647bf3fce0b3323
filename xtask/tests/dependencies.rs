//! ARCHITECTURE.md says of each direct dependency of a published crate why it is trusted.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use toml::Table;

#[test]
fn every_dependency_has_a_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
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

fn read(manifest: &Path) -> Table {
    fs::read_to_string(manifest).unwrap().parse().unwrap()
}

/// The names in backticks.
fn in_code(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(ToOwned::to_owned).collect()
}
