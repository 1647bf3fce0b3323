//! Exit codes: 0 for success, 1 for findings and drift, 2 if the command could not do its work. It is an error if
//! there is nothing to do.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

const EMPTY: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices>BODY</edmx:DataServices></edmx:Edmx>
"#;
const SCHEMA: &str =
    r#"<Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">BODY</Schema>"#;
const TASKS: &str = r#"<ComplexType Name="Json" /><TypeDefinition Name="text" UnderlyingType="Edm.String" />
<EntityType Name="task"><Key><PropertyRef Name="id" /></Key>
<Property Name="id" Type="Edm.String" Nullable="false" /></EntityType>
<EntityContainer Name="service"><EntitySet Name="tasks" EntityType="microsoft.graph.task" /></EntityContainer>"#;
const SLICES: &str = "[tasks]\nversion = \"v1.0\"\nmetadata = [\"m.csdl\"]\ndescription = \"Tasks\"\n";

/// A folder with metadata that declares tasks, and a slice of them.
struct Scratch(tempfile::TempDir);

impl Scratch {
    fn new() -> Self {
        let scratch = Self(tempfile::tempdir().unwrap());
        scratch.write("m.csdl", &metadata(TASKS));
        scratch.write("void.csdl", &EMPTY.replace("BODY", ""));
        scratch.write("hollow.csdl", &metadata(""));
        scratch.write("slices.toml", &format!("{SLICES}roots = [\"tasks\"]\n"));
        scratch
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// Runs a command in the folder, which stands for the workspace.
    fn run(&self, command: &str) -> Output {
        let mut process = Command::new(env!("CARGO_BIN_EXE_xtask"));
        process.env("CARGO_MANIFEST_DIR", self.path("xtask")).current_dir(self.0.path());
        process.args(command.split(' ')).output().unwrap()
    }

    /// Runs a command and asserts its exit code. Returns the text of the standard error stream.
    fn ends_with(&self, code: i32, command: &str) -> String {
        let output = self.run(command);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{command}\n{said}");
        said
    }
}

fn metadata(declarations: &str) -> String {
    EMPTY.replace("BODY", &SCHEMA.replace("BODY", declarations))
}

#[test]
fn codegen_generates_something_or_fails_and_removes_nothing() {
    let scratch = Scratch::new();
    let codegen = "codegen --slices slices.toml --out out";
    scratch.ends_with(0, codegen);
    let count = || fs::read_dir(scratch.path("out/v1_0")).unwrap().count();
    let before = count();
    for (slices, problem) in [
        (String::new(), "there is no slice"),
        ("# Later.\n".to_owned(), "there is no slice"),
        (SLICES.to_owned(), "slice `tasks` is empty"),
        (
            format!("{SLICES}roots = [\"tasks\"]\nexclude = [\"microsoft.graph.task\"]\n"),
            "slice `tasks` takes in nothing",
        ),
        (format!("{SLICES}types = [\"microsoft.graph.Json\"]\n"), "nothing is generated of slice `tasks`"),
        (format!("{SLICES}types = [\"microsoft.graph.text\"]\n"), "nothing is generated of slice `tasks`"),
        (SLICES.replace("m.csdl", "void.csdl") + "all = true\n", "this file declares nothing"),
        (SLICES.replace("m.csdl", "hollow.csdl") + "all = true\n", "this file declares nothing"),
        (
            SLICES.replace("m.csdl\"", "m.csdl\", \"void.csdl\"") + "all = true\n",
            "this file declares nothing",
        ),
    ] {
        scratch.write("slices.toml", &slices);
        for command in [codegen, &format!("{codegen} --check"), "slice show --slices slices.toml"] {
            if problem.starts_with("nothing is generated") && command.starts_with("slice") {
                continue;
            }
            let said = scratch.ends_with(2, command);
            assert!(said.contains(problem), "{slices}\n{said}");
        }
        assert_eq!(count(), before, "{slices}");
    }
}

#[test]
fn all_of_metadata_is_something() {
    let scratch = Scratch::new();
    for file in ["void.csdl", "hollow.csdl"] {
        let said = scratch.ends_with(2, &format!("codegen --all --metadata {file} --out all"));
        assert!(said.contains("this file declares nothing"), "{said}");
        let said = scratch.ends_with(2, &format!("bench generate --metadata {file}"));
        assert!(said.contains("this file declares nothing"), "{said}");
    }
    scratch.ends_with(0, "codegen --all --metadata m.csdl --out all");
    let said = scratch
        .ends_with(2, "codegen --slices slices.toml --metadata m.csdl --metadata other.csdl --out all");
    assert!(said.contains("no slice names a metadata file like other.csdl"), "{said}");
    scratch.ends_with(2, "codegen --no-such-option");
}

#[test]
fn drift_is_1() {
    let scratch = Scratch::new();
    scratch.ends_with(1, "codegen --slices slices.toml --out out --check");
    scratch.ends_with(0, "codegen --slices slices.toml --out out");
    scratch.ends_with(0, "codegen --slices slices.toml --out out --check");
    fs::remove_file(scratch.path("out/mod.rs")).unwrap();
    scratch.ends_with(1, "codegen --slices slices.toml --out out --check");
    scratch.write("out/mod.rs", "// Mine.\n");
    scratch.ends_with(2, "codegen --slices slices.toml --out out --check");
}

#[test]
fn commands_that_look_at_metadata_need_some() {
    let scratch = Scratch::new();
    for file in ["void.csdl", "hollow.csdl"] {
        for command in ["schema stat ", "schema fmt --check ", "schema check --slices slices.toml --against "]
        {
            let said = scratch.ends_with(2, &format!("{command}{file}"));
            assert!(said.contains("this file declares nothing"), "{said}");
        }
        let before = fs::read(scratch.path("m.csdl")).unwrap();
        scratch.ends_with(2, &format!("schema extract --slices slices.toml --from {file}"));
        assert_eq!(fs::read(scratch.path("m.csdl")).unwrap(), before);
    }
    scratch.ends_with(1, "schema fmt --check m.csdl");
    scratch.ends_with(0, "schema stat m.csdl");
    scratch.ends_with(0, "schema check --slices slices.toml --against m.csdl");
    scratch.write("whole.csdl", &metadata(&TASKS.replace("Nullable=\"false\"", "")));
    scratch.ends_with(1, "schema check --slices slices.toml --against whole.csdl");
    scratch.write("whole.csdl", &metadata(&TASKS.replace("Edm.String\" N", "graph.none\" N")));
    scratch.ends_with(2, "schema check --slices slices.toml --against whole.csdl");
    scratch.write("slices.toml", &format!("{SLICES}roots = [\"chores\"]\n"));
    scratch.ends_with(2, "schema check --slices slices.toml --against m.csdl");
    scratch.write("slices.toml", "");
    for command in ["check --against m.csdl", "extract --from m.csdl", "permissions --from m.csdl"] {
        let said = scratch.ends_with(2, &format!("schema {command} --slices slices.toml"));
        assert!(said.contains("there is no slice"), "{said}");
    }
    fs::create_dir(scratch.path("schemas")).unwrap();
    scratch.write("schemas/slices.toml", "");
    scratch.ends_with(2, "schema fmt");
}

#[test]
fn permissions_are_some() {
    let scratch = Scratch::new();
    let run = "schema permissions --slices slices.toml --from p.json";
    let of = |path: &str| {
        format!(
            r#"{{"permissions": {{"T.Read": {{"pathSets": [{{"schemeKeys": ["DelegatedWork"], "methods": ["GET"], "paths": {{"{path}": ""}}}}]}}}}}}"#
        )
    };
    for (json, problem) in [
        (r#"{"permissions": {}}"#.to_owned(), "there are no permissions in this file"),
        (of("/others"), "these permissions know no request of the slices"),
    ] {
        scratch.write("p.json", &json);
        for command in [run, &format!("{run} --check")] {
            let said = scratch.ends_with(2, command);
            assert!(said.contains(problem), "{said}");
        }
        assert!(!scratch.path("permissions.toml").exists());
    }
    scratch.write("p.json", &of("/tasks"));
    scratch.ends_with(1, &format!("{run} --check"));
    scratch.ends_with(0, run);
    scratch.ends_with(0, &format!("{run} --check"));
}

#[test]
fn names_are_there_and_payloads_and_sides() {
    let scratch = Scratch::new();
    scratch.ends_with(2, "slice why microsoft.graph.text --slices slices.toml");
    scratch.ends_with(2, "slice show other --slices slices.toml");
    scratch.write("list.tsv", "file\ttype\n\n");
    let said = scratch.ends_with(2, "conform --metadata m.csdl --manifest list.tsv");
    assert!(said.contains("the list names no payload"), "{said}");
    fs::create_dir(scratch.path("none")).unwrap();
    fs::create_dir(scratch.path("some")).unwrap();
    fs::copy(scratch.path("m.csdl"), scratch.path("some/m.csdl")).unwrap();
    for sides in ["none some", "some none", "none none", "void.csdl m.csdl", "m.csdl hollow.csdl"] {
        scratch.ends_with(2, &format!("schema-diff {sides}"));
    }
    scratch.ends_with(0, "schema-diff some some");
    fs::copy(scratch.path("slices.toml"), scratch.path("some/slices.toml")).unwrap();
    scratch.write("none/slices.toml", "");
    fs::copy(scratch.path("m.csdl"), scratch.path("none/m.csdl")).unwrap();
    scratch.ends_with(2, "schema-diff none some");
}

#[test]
fn every_help_names_the_codes() {
    let scratch = Scratch::new();
    let commands = [
        "",
        "codegen",
        "conform",
        "try",
        "slice",
        "slice why",
        "slice show",
        "schema",
        "schema check",
        "schema stat",
        "schema fmt",
        "schema extract",
        "schema permissions",
        "schema-diff",
        "schema-diff rules",
        "bench",
        "bench compile",
        "bench generate",
        "release",
    ];
    for command in commands {
        let output = scratch.run(format!("{command} --help").trim_start());
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(
            output.status.success() && said.contains("1  done, and there are findings"),
            "{command}\n{said}"
        );
    }
}
