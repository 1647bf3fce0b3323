//! `cargo xtask schema fmt` and `extract` as people run them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const HEAD: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<!-- Ours. -->
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
"#;
const BODY: &str = r#"      <EntityType Name="task">
        <Annotation Term="Org.OData.Core.V1.Description" String="What is to be done." />
        <Key>
          <PropertyRef Name="id" />
        </Key>
        <Property Name="id" Type="Edm.String" Nullable="false" />
      </EntityType>
      <EntityContainer Name="service">
        <EntitySet Name="tasks" EntityType="graph.task" />
      </EntityContainer>
"#;
const TAIL: &str = "    </Schema>\n  </edmx:DataServices>\n</edmx:Edmx>\n";

const SLICES: &str = r#"[tasks]
version = "v1.0"
metadata = ["tasks.csdl"]
description = "Tasks"
roots = ["tasks"]
"#;

/// A folder with slices and metadata.
struct Scratch(tempfile::TempDir);

impl Scratch {
    fn new() -> Self {
        let scratch = Self(tempfile::tempdir().unwrap());
        scratch.write("slices.toml", SLICES);
        scratch.write("tasks.csdl", &canonical());
        scratch
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn fmt(&self, arguments: &[&str]) -> Output {
        xtask().args(["schema", "fmt"]).args(arguments).arg(self.path("tasks.csdl")).output().unwrap()
    }

    fn extract(&self, whole: &Path, arguments: &[&str]) -> Output {
        let mut command = xtask();
        command.args(["schema", "extract", "--from"]).arg(whole);
        command.arg("--slices").arg(self.path("slices.toml")).args(arguments).output().unwrap()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

fn canonical() -> String {
    format!("{HEAD}{BODY}{TAIL}")
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
fn the_committed_metadata_is_canonical() {
    let output = xtask().args(["schema", "fmt", "--check"]).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(stdout(&output), "in canonical form: 38 metadata files\n");
}

#[test]
fn check_shows_the_first_difference_and_fmt_makes_it() {
    let scratch = Scratch::new();
    let odd = canonical().replace(r#"Type="graph.task" />"#, r#"Type="microsoft.graph.task"></EntitySet>"#);
    assert_ne!(odd, canonical());
    scratch.write("tasks.csdl", &odd);
    let check = scratch.fmt(&["--check"]);
    assert_eq!(check.status.code(), Some(1));
    let said = stderr(&check);
    for expected in [
        "not in canonical form: ",
        "-        <EntitySet Name=\"tasks\" EntityType=\"microsoft.graph.task\"></EntitySet>\n",
        "+        <EntitySet Name=\"tasks\" EntityType=\"graph.task\" />\n",
        "run `cargo xtask schema fmt`",
    ] {
        assert!(said.contains(expected), "{expected:?} is not in:\n{said}");
    }
    assert_eq!(scratch.read("tasks.csdl"), odd);

    let first = scratch.fmt(&[]);
    assert_eq!(stdout(&first), "1 of 1 metadata file changed\n", "{}", stderr(&first));
    assert_eq!(scratch.read("tasks.csdl"), canonical());
    assert_eq!(stdout(&scratch.fmt(&[])), "0 of 1 metadata file changed\n");
    assert!(scratch.fmt(&["--check"]).status.success());
    assert_eq!(scratch.names(), ["slices.toml", "tasks.csdl"]);
}

#[test]
fn line_ends_do_not_count() {
    let scratch = Scratch::new();
    scratch.write("tasks.csdl", &canonical().replace('\n', "\r\n"));
    let output = scratch.fmt(&["--check"]);
    assert!(output.status.success(), "{}", stderr(&output));
}

#[test]
fn what_would_be_lost_stops_fmt() {
    let scratch = Scratch::new();
    let odd = canonical().replace("<Key>", "<Key><!-- why -->").replace("</Key>", "<Colour /></Key>");
    scratch.write("tasks.csdl", &odd);
    let output = scratch.fmt(&[]);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    for expected in ["element `Colour` in `Key` is not known", "a comment", "tasks.csdl:8:14", "nothing was"]
    {
        assert!(said.contains(expected), "{expected:?} is not in:\n{said}");
    }
    assert_eq!(scratch.read("tasks.csdl"), odd);
}

#[test]
fn one_bad_file_leaves_all_as_they_were() {
    let scratch = Scratch::new();
    let odd = canonical().replace("  <Key>", "<Key>");
    scratch.write("tasks.csdl", &odd);
    scratch.write("bad.csdl", HEAD);
    let output = scratch.fmt(&[scratch.path("bad.csdl").to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("bad.csdl"), "{}", stderr(&output));
    assert_eq!(scratch.read("tasks.csdl"), odd);
}

#[test]
fn extract_lists_few_declarations_and_counts_the_rest() {
    let scratch = Scratch::new();
    let properties: Vec<_> =
        (0..60).map(|n| format!("<Property Name=\"extra{n}\" Type=\"Edm.Date\" />")).collect();
    let whole = BODY.replace("      </EntityType>", &format!("{}</EntityType>", properties.concat()));
    scratch.write("whole.csdl", &format!("{HEAD}{whole}{TAIL}"));
    let output = scratch.extract(&scratch.path("whole.csdl"), &[]);
    let said = stdout(&output);
    assert_eq!(
        said.lines().filter(|line| line.starts_with("+ microsoft.graph.task/extra")).count(),
        40,
        "{said}"
    );
    assert!(said.contains("\n+ and 20 more\n"), "{said}");
    assert!(said.contains("; 60 added, 0 removed"), "{said}");
}

#[test]
fn extract_writes_in_place_and_says_what_changed() {
    let scratch = Scratch::new();
    let whole = BODY.replace("What is to be done.", "Theirs.").replace(
        "      </EntityType>",
        r#"<Property Name="due" Type="Edm.Date" /></EntityType><EntityType Name="x" />"#,
    );
    scratch.write("whole.csdl", &format!("{HEAD}{whole}{TAIL}").replace("Ours", "Theirs"));
    let first = scratch.extract(&scratch.path("whole.csdl"), &[]);
    assert!(first.status.success(), "{}", stderr(&first));
    let said = stdout(&first);
    assert!(said.starts_with("+ microsoft.graph.task/due\n"), "{said}");
    let summary = "tasks.csdl: changed; 1 added, 0 removed, 2 without a description of ours\n";
    assert!(said.contains(summary), "{said}");
    assert!(said.ends_with("  without description: microsoft.graph.task/due\n"), "{said}");
    let due = "        <Property Name=\"due\" Type=\"Edm.Date\" />\n      </EntityType>";
    assert_eq!(scratch.read("tasks.csdl"), canonical().replace("      </EntityType>", due));

    let second = scratch.extract(&scratch.path("whole.csdl"), &["--version", "v1.0"]);
    assert!(stdout(&second).contains("tasks.csdl: as before; 0 added, 0 removed"), "{}", stdout(&second));
    assert_eq!(scratch.names(), ["slices.toml", "tasks.csdl", "whole.csdl"]);
}

#[test]
fn extract_writes_elsewhere_and_a_first_time() {
    let scratch = Scratch::new();
    fs::rename(scratch.path("tasks.csdl"), scratch.path("whole.csdl")).unwrap();
    let out = scratch.path("deep/out");
    let output = scratch.extract(&scratch.path("whole.csdl"), &["--out", out.to_str().unwrap()]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(!scratch.path("tasks.csdl").exists());
    let text = scratch.read("deep/out/tasks.csdl");
    assert!(text.contains(r#"<EntityType Name="task">"#), "{text}");
    assert!(!text.contains("What is to be done"), "their words are not ours:\n{text}");
}

#[test]
fn an_error_leaves_the_metadata_as_it_was() {
    let scratch = Scratch::new();
    scratch.write("whole.csdl", &canonical().replace("tasks", "chores"));
    let output = scratch.extract(&scratch.path("whole.csdl"), &[]);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    for expected in ["unknown entity set or singleton: `tasks`", "slices.toml:5:11", "nothing was extracted"]
    {
        assert!(said.contains(expected), "{expected:?} is not in:\n{said}");
    }
    assert_eq!(scratch.read("tasks.csdl"), canonical());

    let missing = scratch.extract(&scratch.path("none.csdl"), &[]);
    assert!(stderr(&missing).contains("cannot read"), "{}", stderr(&missing));
}

#[test]
fn permissions_are_taken_and_what_has_none_is_listed() {
    let scratch = Scratch::new();
    scratch.write(
        "graph.json",
        r#"{"permissions": {"Tasks.Read": {"pathSets": [
            {"schemeKeys": ["DelegatedWork"], "methods": ["GET"], "paths": {"/Tasks": "least=DelegatedWork"}}
        ]}}}"#,
    );
    let run = |arguments: &[&str]| {
        let mut command = xtask();
        command.args(["schema", "permissions", "--from"]).arg(scratch.path("graph.json"));
        command.arg("--slices").arg(scratch.path("slices.toml")).args(arguments).output().unwrap()
    };
    let check = run(&["--check"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(!scratch.path("permissions.toml").exists());
    let output = run(&[]);
    assert!(output.status.success(), "{}", stderr(&output));
    let said = stdout(&output);
    assert!(said.contains("permissions.toml: changed; 5 requests without scopes\n"), "{said}");
    assert!(said.contains("  no scopes: PATCH /tasks/{id}\n"), "{said}");
    let text = scratch.read("permissions.toml");
    let entry = "[[request]]\nrequest = \"GET /tasks\"\n\
        delegated = { least = [\"Tasks.Read\"], higher = [] }\napplication = { least = [], higher = [] }\n";
    assert!(text.ends_with(entry), "{text}");
    assert!(run(&["--check"]).status.success());
    // An entry for a request that no longer exists is an error.
    scratch.write("permissions.toml", &text.replace("/tasks", "/task"));
    let out = scratch.path("out");
    let mut codegen = xtask();
    codegen.arg("codegen").arg("--slices").arg(scratch.path("slices.toml")).arg("--out").arg(&out);
    let failed = codegen.output().unwrap();
    assert!(stderr(&failed).contains("there is no request `GET /task`"), "{}", stderr(&failed));
    // Graph's own file can be read at generation.
    let generated = codegen.arg("--permissions").arg(scratch.path("graph.json")).output().unwrap();
    assert!(generated.status.success(), "{}", stderr(&generated));
    let resources = fs::read_to_string(out.join("v1_0/resources.rs")).unwrap();
    assert!(resources.contains(r#"Fact::Delegated(&["Tasks.Read"], &[])"#), "{resources}");
}
