//! `cargo xtask slice` and whole crates, on the metadata of this workspace.

use std::fs;
use std::process::{Command, Output};

fn xtask(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn why_prints_the_chain() {
    let output = xtask(&["slice", "why", "microsoft.graph.longRunningOperation"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    assert!(said.starts_with("role-management-alerts:\n"), "{said}");
    assert!(said.contains("identityGovernance") && said.contains("longRunningOperation"), "{said}");
    let output = xtask(&["slice", "why", "microsoft.graph.longRuningOperation"]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), String::new()));
}

#[test]
fn show_counts_and_lists() {
    let output = xtask(&["slice", "show", "role-management-alerts"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    let first = "role-management-alerts: 24 structs, 3 tagged enums, 2 enums, 14 requests\n";
    assert!(said.starts_with(first), "{said}");
    assert!(said.contains("(microsoft.graph.unifiedRoleManagementAlert)  action\n"), "{said}");
    let output = xtask(&["slice", "show", "role-management-alert"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("there is no slice"), "{}", text(&output.stderr));
}

#[test]
fn all_of_it_as_a_crate() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("whole");
    let metadata = fs::read_dir("../schemas/beta").unwrap().map(|entry| entry.unwrap().path());
    let metadata =
        metadata.into_iter().find(|path| path.extension().is_some_and(|ext| ext == "csdl")).unwrap();
    let (metadata, out) = (metadata.to_str().unwrap(), out.to_str().unwrap());
    let run = |name: &str| {
        let all = ["codegen", "--metadata", metadata, "--all", "--version", "beta", "--out", out];
        xtask(&[all.as_slice(), &["--crate-name", name]].concat())
    };
    let refused = run("no crate");
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("`no crate` cannot be the name of a crate"));
    let output = run("whole-beta");
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stdout).starts_with("all-of-beta: "), "{}", text(&output.stdout));
    let manifest = fs::read_to_string(folder.path().join("whole/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"whole-beta\"") && manifest.contains("[features]"), "{manifest}");
    assert!(
        folder.path().join("whole/README.md").exists() && folder.path().join("whole/src/lib.rs").exists()
    );
}
