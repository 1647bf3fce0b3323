//! `cargo xtask codegen` as people run it: the files that it writes, the files that it leaves alone, and its
//! messages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const METADATA: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EnumType Name="size">
        <Member Name="small" Value="0" />
      </EnumType>
      <EntityType Name="task">
        <Key><PropertyRef Name="id" /></Key>
        <Property Name="id" Type="Edm.String" Nullable="false" />
        <Property Name="size" Type="graph.size" />
      </EntityType>
      <EntityContainer Name="service">
        <EntitySet Name="tasks" EntityType="graph.task" />
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
"#;

const SLICES: &str = r#"[tasks]
version = "v1.0"
metadata = ["tasks.csdl"]
description = "Tasks"
roots = ["tasks"]
"#;

/// A folder with slices and metadata, and one to write to.
struct Scratch(tempfile::TempDir);

impl Scratch {
    fn new() -> Self {
        let scratch = Self(tempfile::tempdir().unwrap());
        fs::write(scratch.path("slices.toml"), SLICES).unwrap();
        fs::write(scratch.path("tasks.csdl"), METADATA).unwrap();
        scratch
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn edit(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(name)).unwrap();
        assert!(text.contains(from), "{name} does not hold {from:?}");
        fs::write(self.path(name), text.replace(from, to)).unwrap();
    }

    fn codegen(&self, arguments: &[&str]) -> Output {
        let mut command = xtask();
        command.arg("codegen").arg("--slices").arg(self.path("slices.toml"));
        command.arg("--out").arg(self.path("generated")).args(arguments).output().unwrap()
    }

    /// Every file of the output folder with its text.
    fn generated(&self) -> Vec<(PathBuf, String)> {
        let mut files = Vec::new();
        let mut pending = vec![self.path("generated")];
        while let Some(folder) = pending.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                if entry.path().is_dir() {
                    pending.push(entry.path());
                } else {
                    files.push((entry.path(), fs::read_to_string(entry.path()).unwrap()));
                }
            }
        }
        files.sort();
        files
    }
}

fn xtask() -> Command {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn the_committed_crate_is_up_to_date() {
    let output = xtask().args(["codegen", "--check"]).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
}

#[test]
fn a_second_run_changes_nothing() {
    let scratch = Scratch::new();
    let first = scratch.codegen(&[]);
    assert!(first.status.success(), "{}", stderr(&first));
    assert_eq!(
        stdout(&first),
        "tasks: 1 struct, 0 tagged enums, 1 enum, 6 requests; 13 files written, 0 removed\n"
    );
    let modified = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
    let before: Vec<_> = scratch.generated().iter().map(|(path, _)| modified(path)).collect();
    let second = scratch.codegen(&[]);
    assert!(stdout(&second).ends_with("; 0 files written, 0 removed\n"), "{}", stdout(&second));
    let after: Vec<_> = scratch.generated().iter().map(|(path, _)| modified(path)).collect();
    assert_eq!(before, after);
}

#[test]
fn check_names_every_file_and_the_command() {
    let scratch = Scratch::new();
    scratch.codegen(&[]);
    let enums = scratch.path("generated/v1_0/enums.rs");
    let entities = scratch.path("generated/v1_0/entity_types.rs");
    fs::remove_file(&enums).unwrap();
    scratch.edit("generated/v1_0/entity_types.rs", "pub size", "pub sizes");
    let leftover = scratch.path("generated/v1_0/old.rs");
    fs::copy(scratch.path("generated/mod.rs"), &leftover).unwrap();
    let before = scratch.generated();

    let output = scratch.codegen(&["--check"]);
    assert_eq!(output.status.code(), Some(1));
    let said = stderr(&output);
    for expected in [
        format!("missing: {}", enums.display()),
        format!("stale: {}", entities.display()),
        format!("left over: {}", leftover.display()),
        "-    pub sizes: Option<Size>,\n+    pub size: Option<Size>,".to_owned(),
        "run `cargo xtask codegen`".to_owned(),
    ] {
        assert!(said.contains(&expected), "{expected:?} is not in:\n{said}");
    }
    assert_eq!(scratch.generated(), before);
}

/// The installed tool writes the same files as `cargo xtask codegen`.
#[test]
fn files_elsewhere_name_the_command_for_any_folder() {
    let scratch = Scratch::new();
    scratch.codegen(&[]);
    for (path, text) in scratch.generated() {
        let is_list = path.ends_with(".graph-models-codegen-files");
        let words = if is_list { "graph-models-codegen: " } else { "`graph-models generate`" };
        assert!(
            text.lines().next().unwrap().contains(&format!("Generated by {words}")),
            "{}",
            path.display()
        );
    }
}

#[test]
fn line_ends_do_not_count() {
    let scratch = Scratch::new();
    scratch.codegen(&[]);
    let path = scratch.path("generated/mod.rs");
    let text = fs::read_to_string(&path).unwrap().replace('\n', "\r\n");
    fs::write(&path, text).unwrap();
    assert!(scratch.codegen(&["--check"]).status.success());
}

#[test]
fn only_generated_leftovers_are_removed() {
    let scratch = Scratch::new();
    scratch.codegen(&[]);
    scratch.edit("tasks.csdl", r#"Type="graph.size""#, r#"Type="Edm.String""#);
    let by_hand = scratch.path("generated/v1_0/notes.rs");
    fs::write(&by_hand, "// Mine.\n").unwrap();
    let output = scratch.codegen(&[]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(!scratch.path("generated/v1_0/enums.rs").exists());
    assert_eq!(fs::read_to_string(by_hand).unwrap(), "// Mine.\n");
}

#[test]
fn a_file_written_by_hand_is_not_replaced() {
    let scratch = Scratch::new();
    fs::create_dir_all(scratch.path("generated")).unwrap();
    fs::write(scratch.path("generated/mod.rs"), "// Mine.\n").unwrap();
    let output = scratch.codegen(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("was not generated"), "{}", stderr(&output));
    assert_eq!(scratch.generated().len(), 1);
}

#[test]
fn an_error_leaves_everything_as_it_was() {
    let scratch = Scratch::new();
    scratch.codegen(&[]);
    let before = scratch.generated();
    scratch.edit("tasks.csdl", "graph.size", "graph.sise");
    let output = scratch.codegen(&[]);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    for expected in
        ["unknown type `graph.sise`", "tasks.csdl:11:37", "`microsoft.graph.size`", "nothing was generated"]
    {
        assert!(said.contains(expected), "{expected:?} is not in:\n{said}");
    }
    assert_eq!(scratch.generated(), before);
}

#[test]
fn a_run_that_cannot_write_undoes_what_it_wrote() {
    let scratch = Scratch::new();
    scratch.codegen(&[]);
    let before = scratch.generated();
    scratch.edit(
        "tasks.csdl",
        r#"<Property Name="size" Type="graph.size" />"#,
        r#"<Property Name="a" Type="graph.b" />"#,
    );
    scratch.edit(
        "tasks.csdl",
        "<EntityContainer",
        r#"<ComplexType Name="b"><Property Name="c" Type="Edm.Date" /></ComplexType><EntityContainer"#,
    );
    // A folder has the path of a new file.
    fs::create_dir(scratch.path("generated/v1_0/complex_types.rs")).unwrap();
    let output = scratch.codegen(&[]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains("is a folder"), "{}", stderr(&output));
    fs::remove_dir(scratch.path("generated/v1_0/complex_types.rs")).unwrap();
    assert_eq!(scratch.generated(), before);
}

#[test]
fn a_file_that_is_not_text_is_named() {
    let scratch = Scratch::new();
    fs::write(scratch.path("tasks.csdl"), b"<edmx:Edmx \xff").unwrap();
    let output = scratch.codegen(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("is not UTF-8 (line 1, column 12)"), "{}", stderr(&output));
}

#[test]
fn schema_check_finds_a_difference() {
    let scratch = Scratch::new();
    let whole = scratch.path("whole.csdl");
    fs::write(&whole, METADATA).unwrap();
    let check = || {
        let mut command = xtask();
        command
            .args(["schema", "check", "--against"])
            .arg(&whole)
            .arg("--slices")
            .arg(scratch.path("slices.toml"));
        command.output().unwrap()
    };
    let same = check();
    assert!(same.status.success(), "{}", stderr(&same));
    assert!(stdout(&same).starts_with("2 types, 0 operations and 1 root are the same"), "{}", stdout(&same));
    fs::write(&whole, METADATA.replace(r#"Value="0""#, r#"Value="1""#)).unwrap();
    let differs = check();
    assert_eq!(differs.status.code(), Some(1));
    assert!(
        stderr(&differs).contains("`microsoft.graph.size/small` differs (enum-value-changed)"),
        "{}",
        stderr(&differs)
    );
}

#[test]
fn schema_stat_counts() {
    let scratch = Scratch::new();
    let output = xtask().args(["schema", "stat"]).arg(scratch.path("tasks.csdl")).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stdout(&output).contains("      1  entity types\n"), "{}", stdout(&output));
}
