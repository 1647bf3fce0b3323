//! A folder that stands for the workspace, with metadata to compare. Tests run the command in it.

#![allow(dead_code, reason = "not every test needs all of it")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

const HEAD: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
"#;
const TAIL: &str = r#"      <EntityContainer Name="service">
        <EntitySet Name="tasks" EntityType="graph.task" />
        <EntitySet Name="notes" EntityType="graph.note" />
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
"#;
pub(crate) const SLICES: &str = r#"[tasks]
version = "v1.0"
metadata = ["graph.csdl"]
description = "Tasks"
roots = ["tasks"]
"#;
pub(crate) const FORMATS: [&str; 7] = ["text", "markdown", "json", "sarif", "github", "junit", "changelog"];

/// Metadata of two entity types, each with the given properties beside `id`.
pub(crate) fn metadata(task: &[&str], note: &[&str]) -> String {
    let ty = |name: &str, properties: &[&str]| {
        let properties = properties.iter().map(|property| format!("        <Property {property} />\n"));
        format!(
            "      <EntityType Name=\"{name}\">\n        <Key>\n          <PropertyRef Name=\"id\" />\n        </Key>\n        <Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\" />\n{}      </EntityType>\n",
            properties.collect::<String>()
        )
    };
    format!("{HEAD}{}{}{TAIL}", ty("task", task), ty("note", note))
}

pub(crate) const TITLE: &str = r#"Name="title" Type="Edm.String""#;
pub(crate) const TITLES: &str = r#"Name="title" Type="Collection(Edm.String)""#;
pub(crate) const DUE: &str = r#"Name="due" Type="Edm.Date""#;

/// A folder that stands for the workspace.
pub(crate) struct Scratch(tempfile::TempDir);

impl Scratch {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Makes a folder with `old.csdl` and `new.csdl`. A property of `task` becomes a collection, and a property of
    /// `note` is new.
    pub(crate) fn with_change() -> Self {
        let scratch = Self::new();
        scratch.write("old.csdl", &metadata(&[TITLE], &[]));
        scratch.write("new.csdl", &metadata(&[TITLES], &[DUE]));
        scratch
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        // The workspace is the parent of the manifest's folder.
        command.env("CARGO_MANIFEST_DIR", self.path("xtask")).current_dir(self.0.path());
        command.arg("schema-diff").args(arguments).output().unwrap()
    }

    pub(crate) fn files(&self, arguments: &[&str]) -> Output {
        self.run(&[&["old.csdl", "new.csdl", "--today", "2026-06-30"], arguments].concat())
    }

    pub(crate) fn git(&self, arguments: &[&str]) {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
        let mut command = Command::new("git");
        let output = command.current_dir(self.0.path()).args(identity).args(arguments).output().unwrap();
        assert!(output.status.success(), "git {arguments:?}: {}", text(&output.stderr));
    }
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub(crate) fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

pub(crate) fn ids(document: &Value) -> Vec<&str> {
    document["findings"].as_array().unwrap().iter().map(|finding| finding["id"].as_str().unwrap()).collect()
}
