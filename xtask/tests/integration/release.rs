//! `cargo xtask release`: its changes, the versions that it refuses, and a dry run, which changes nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const MANIFEST: &str = "[workspace.package]\nversion = \"0.1.0\"\n\n[workspace.dependencies]\ncsdl = { path = \"csdl\", version = \"0.1.0\" }\n";
const CHANGELOG: &str = "# Changelog\n\n## Unreleased\n\n### Added\n\n- A.\n";
const README: &str = "```toml\ngraph-models = { version = \"0.1\" }\n```\n";
/// A stand-in for the script that checks packages. It prints the version that it finds, and its arguments.
const SCRIPT: &str = "#!/bin/sh\ncd \"$(dirname \"$0\")/..\"\nhead -n 2 Cargo.toml | tail -n 1\necho \"arguments: $*\"\n[ ! -e broken ]\n";

struct Scratch(tempfile::TempDir);

impl Scratch {
    fn new() -> Self {
        let scratch = Self(tempfile::tempdir().unwrap());
        for (name, text) in [
            ("Cargo.toml", MANIFEST),
            ("Cargo.lock", "[[package]]\nname = \"csdl\"\nversion = \"0.1.0\"\n"),
            ("CHANGELOG.md", CHANGELOG),
            ("README.md", README),
            (".ci/packages", SCRIPT),
        ] {
            scratch.write(name, text);
        }
        let status = Command::new("git").current_dir(scratch.0.path()).args(["init", "--quiet"]).status();
        assert!(status.unwrap().success());
        scratch
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    fn release(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.env("CARGO_MANIFEST_DIR", self.path("xtask")).current_dir(self.0.path()).arg("release");
        command.args(arguments).args(["--today", "2026-03-04"]).output().unwrap()
    }

    fn all(&self) -> Vec<String> {
        let names = ["Cargo.toml", "Cargo.lock", "CHANGELOG.md", "README.md"];
        names.iter().map(|name| fs::read_to_string(self.path(name)).unwrap()).collect()
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn is_in(text: &str, file: &Path) {
    let content = fs::read_to_string(file).unwrap();
    assert!(content.contains(text), "{text} is not in {content}");
}

#[test]
fn a_release_changes_all_that_names_the_version_and_checks_the_packages() {
    let scratch = Scratch::new();
    let output = scratch.release(&["0.2.0", "--verify"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let shown = said(&output);
    assert!(shown.contains("version = \"0.2.0\"\narguments: --verify\n"), "{shown}");
    assert!(shown.contains("git tag v0.2.0") && shown.contains("cargo publish"), "{shown}");
    is_in("csdl = { path = \"csdl\", version = \"0.2.0\" }", &scratch.path("Cargo.toml"));
    is_in("version = \"0.2.0\"", &scratch.path("Cargo.lock"));
    is_in("## Unreleased\n\n## 0.2.0 - 2026-03-04\n\n### Added", &scratch.path("CHANGELOG.md"));
    is_in("graph-models = { version = \"0.2\" }", &scratch.path("README.md"));
}

#[test]
fn a_dry_run_shows_and_checks_the_same_and_writes_nothing() {
    let scratch = Scratch::new();
    let before = scratch.all();
    let output = scratch.release(&["0.2.0", "--dry-run"]);
    let shown = said(&output);
    assert_eq!(output.status.code(), Some(0), "{shown}");
    for part in ["+version = \"0.2.0\"", "+## 0.2.0 - 2026-03-04", "+graph-models = { version = \"0.2\" }"] {
        assert!(shown.contains(part), "{part} is not in {shown}");
    }
    // The check finds the version of the release.
    assert!(shown.contains("\nversion = \"0.2.0\"\narguments: \n"), "{shown}");
    assert!(shown.contains("nothing was written") && scratch.all() == before, "{shown}");
    scratch.write("broken", "");
    let output = scratch.release(&["0.2.0", "--dry-run"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
}

#[test]
fn versions_only_grow_and_something_must_have_changed() {
    let scratch = Scratch::new();
    let before = scratch.all();
    for (version, problem) in [("0.0.9", "0.0.9 is older than 0.1.0"), ("1", "invalid value")] {
        let output = scratch.release(&[version]);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains(problem), "{}", said(&output));
    }
    assert_eq!(scratch.all(), before);
    // The first release has the version that the workspace has.
    assert_eq!(scratch.release(&["0.1.0"]).status.code(), Some(0));
    for (version, problem) in
        [("0.1.0", "a heading of 0.1.0 already"), ("0.2.0", "no entry below `## Unreleased`")]
    {
        let output = scratch.release(&[version]);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains(problem), "{}", said(&output));
    }
}
