//! A folder that stands for the workspace, with slices of one version and everything that an update needs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sha2::{Digest, Sha256};

pub(crate) const SLICES: &str = r#"[tasks]
version = "v1.0"
metadata = ["v1.0.csdl"]
description = "Tasks"
roots = ["tasks"]
"#;
pub(crate) const TASK: &str = r#"<EntityType Name="task"><Key><PropertyRef Name="id" /></Key>
<Property Name="id" Type="Edm.String" Nullable="false" /></EntityType>"#;
pub(crate) const SERVICE: &str =
    r#"<EntityContainer Name="service"><EntitySet Name="tasks" EntityType="graph.task" /></EntityContainer>"#;
pub(crate) const PERMISSIONS: &str = r#"{"permissions": {"Tasks.Read": {"pathSets": [
    {"schemeKeys": ["DelegatedWork"], "methods": ["GET"], "paths": {"/tasks": "least=DelegatedWork"}}
]}}}"#;
/// A description of our own, which no other metadata has.
const OURS: &str = r#"<Annotation Term="Org.OData.Core.V1.Description" String="Ours." />"#;

/// Whole metadata with the given declarations.
pub(crate) fn whole(declarations: &[&str]) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
{}
</Schema></edmx:DataServices></edmx:Edmx>
"#,
        declarations.join("\n")
    )
}

/// A workspace in which a script stands in for Cargo.
pub(crate) struct Workspace(tempfile::TempDir);

impl Workspace {
    /// Makes a workspace whose slices name a file.
    pub(crate) fn new() -> Self {
        let workspace = Self::empty();
        workspace.write("schemas/slices.toml", SLICES);
        workspace.write("schemas/v1.0.csdl", &whole(&[&described(), SERVICE]));
        workspace
    }

    /// Makes a workspace whose slices name a folder.
    pub(crate) fn with_folder() -> Self {
        let workspace = Self::empty();
        workspace.write("schemas/slices.toml", &SLICES.replace("v1.0.csdl", "v1.0/"));
        workspace.write("schemas/v1.0/microsoft.graph.t.csdl", &whole(&[&described()]));
        workspace.write("schemas/v1.0/service.csdl", &whole(&[SERVICE]));
        workspace
    }

    fn empty() -> Self {
        let workspace = Self(tempfile::tempdir().unwrap());
        workspace.write("CHANGELOG.md", "# Changelog\n\n## Unreleased\n");
        workspace.write(
            "crates/graph-models/Cargo.toml",
            "[features]\n# Features of slices, written by `cargo xtask codegen` from `slices.toml`.\n\
             # End of the features of slices.\n",
        );
        // The types do not compile if there is a file of this name.
        let script = format!(
            "#!/bin/sh\ncase \"$*\" in\n*xtask-download*) while [ \"$1\" != -- ]; do shift; done; shift; exec '{}' \
             \"$@\";;\n*) test ! -e types-fail && echo '{{}}';;\nesac\n",
            download().display()
        );
        let path = workspace.write("cargo", &script);
        #[cfg(unix)]
        fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        workspace
    }

    pub(crate) fn folder(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.current_dir(self.folder()).args(["schema", "update"]).args(arguments);
        command.args(["--today", "2026-11-30"]);
        command.env("CARGO_MANIFEST_DIR", self.path("xtask")).env("CARGO", self.path("cargo"));
        command.output().unwrap()
    }

    /// Asserts that a run succeeds, and returns its standard output.
    pub(crate) fn succeed(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}{}", text(&output.stdout), text(&output.stderr));
        text(&output.stdout)
    }
}

fn described() -> String {
    TASK.replacen("<Key>", &format!("{OURS}<Key>"), 1)
}

/// The program that downloads. When the whole workspace is tested, it is already compiled.
fn download() -> PathBuf {
    let name = format!("xtask-download{}", std::env::consts::EXE_SUFFIX);
    let path = Path::new(env!("CARGO_BIN_EXE_xtask")).with_file_name(name);
    if !path.exists() {
        let mut cargo = Command::new(env!("CARGO"));
        let status = cargo.args(["build", "--quiet", "--package", "xtask-download"]).status().unwrap();
        assert!(status.success());
    }
    path
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

pub(crate) fn sha256(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}
