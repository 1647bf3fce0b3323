//! The tool in a folder of its own, far from the one in which it was built.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "support/folder.rs"]
mod folder;

use std::fs;
use std::path::{Path, PathBuf};

use folder::Folder;

const METADATA: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="task">
        <Key>
          <PropertyRef Name="id" />
        </Key>
        <Property Name="id" Type="Edm.String" Nullable="false" />
        <Property Name="title" Type="Edm.String" />
      </EntityType>
      <EntityContainer Name="service">
        <EntitySet Name="tasks" EntityType="graph.task" />
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
"#;
const SLICES: &str = "[tasks]\nversion = \"v1.0\"\nmetadata = [\"graph.csdl\"]\ndescription = \"Tasks\"\nroots = [\"tasks\"]\n";

/// A folder with slices and metadata, and nothing else.
fn tasks() -> Folder {
    Folder::with(&[("schemas/slices.toml", SLICES), ("schemas/graph.csdl", METADATA)], &[])
}

fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

#[test]
fn slices_of_the_current_folder_are_generated() {
    let folder = tasks();
    folder.says(0, &["generate", "--out", "out"]);
    assert!(fs::read_to_string(folder.path("out/v1_0/entity_types.rs")).unwrap().contains("pub struct Task"));
    folder.says(0, &["generate", "--out", "out", "--check"]);
    fs::remove_file(folder.path("out/mod.rs")).unwrap();
    let said = folder.says(1, &["generate", "--out", "out", "--check"]);
    assert!(said.contains("missing: out/mod.rs") && said.contains("run `graph-models generate`"), "{said}");
}

#[test]
fn a_crate_depends_on_the_published_runtime() {
    let folder = tasks();
    folder.says(0, &["generate", "--out", "tasks", "--crate-name", "tasks"]);
    let manifest = fs::read_to_string(folder.path("tasks/Cargo.toml")).unwrap();
    let wanted = format!("graph-models-core = \"{}\"\n", env!("CARGO_PKG_VERSION"));
    assert!(manifest.contains(&wanted), "{manifest}");
    let core = checkout().join("crates/graph-models-core");
    let runtime = core.to_str().unwrap();
    folder.says(0, &["generate", "--out", "tasks", "--crate-name", "tasks", "--runtime", runtime]);
    let manifest = fs::read_to_string(folder.path("tasks/Cargo.toml")).unwrap();
    assert!(manifest.contains("graph-models-core = { path = "), "{manifest}");
}

#[test]
fn nothing_comes_from_the_folder_in_which_the_tool_was_built() {
    let folder = tasks();
    fs::remove_dir_all(folder.path("schemas")).unwrap();
    for arguments in [&["slice", "show"][..], &["call", "GET /users"], &["schema", "fmt", "--check"]] {
        let said = folder.says(2, arguments);
        assert!(said.contains("cannot read schemas/slices.toml"), "{said}");
        assert!(!said.contains(checkout().to_str().unwrap()), "{said}");
    }
    // A folder must be named: there is no usual one.
    folder.says(2, &["generate", "--all", "--metadata", "m.csdl"]);
}

#[test]
fn the_other_commands_know_the_current_folder() {
    let folder = tasks();
    let said = folder.says(0, &["slice", "show"]);
    assert!(said.contains("microsoft.graph.task"), "{said}");
    let said = folder.says(0, &["call", "GET /tasks/{id}"]);
    assert!(said.contains("v1_0: tasks(\"{id}\").get()"), "{said}");
    folder.says(0, &["schema", "stat", "schemas/graph.csdl"]);
    folder.says(0, &["schema", "check", "--against", "schemas/graph.csdl"]);
    let odd = METADATA.replace("        <Property Name=\"title\" Type=\"Edm.String\" />\n", "");
    fs::write(folder.path("old.csdl"), odd).unwrap();
    let said = folder.says(0, &["diff", "old.csdl", "schemas/graph.csdl"]);
    assert!(said.contains("task/title") || said.contains("task.title"), "{said}");
    let said = folder.says(1, &["diff", "schemas/graph.csdl", "old.csdl"]);
    assert!(!said.contains("xtask"), "{said}");
}

#[test]
fn every_help_names_the_codes() {
    let folder = tasks();
    let commands = [
        "",
        "generate",
        "diff",
        "diff rules",
        "conform",
        "call",
        "find",
        "snippet",
        "consent",
        "completions",
        "slice",
        "slice show",
        "slice why",
        "schema",
        "schema check",
        "schema stat",
        "schema fmt",
        "schema extract",
        "schema permissions",
    ];
    for command in commands {
        let arguments: Vec<_> =
            command.split(' ').filter(|word| !word.is_empty()).chain(["--help"]).collect();
        let said = folder.says(0, &arguments);
        assert!(said.contains("1  done, and there are findings"), "{command}\n{said}");
        assert!(!said.contains("xtask"), "{command}\n{said}");
    }
}

#[test]
fn each_shell_has_completions() {
    let folder = tasks();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let said = folder.says(0, &["completions", shell]);
        assert!(said.contains("snippet") && said.contains("graph-models"), "{shell}");
    }
    folder.says(2, &["completions", "none"]);
}
