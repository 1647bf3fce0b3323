//! `cargo xtask conform` as people run it, on a small service and payloads of our own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

const METADATA: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EnumType Name="size">
        <Member Name="small" Value="0" />
        <Member Name="large" Value="1" />
      </EnumType>
      <ComplexType Name="Json" />
      <ComplexType Name="row">
        <Property Name="value" Type="Collection(Edm.Int32)" Nullable="false" />
      </ComplexType>
      <EntityType Name="entity" Abstract="true">
        <Key><PropertyRef Name="id" /></Key>
        <Property Name="id" Type="Edm.String" Nullable="false" />
      </EntityType>
      <EntityType Name="task" BaseType="graph.entity">
        <Property Name="size" Type="graph.size" />
        <Property Name="due" Type="Edm.DateTimeOffset" />
        <Property Name="rows" Type="Collection(graph.row)" />
        <Property Name="data" Type="graph.Json" />
      </EntityType>
      <EntityContainer Name="service">
        <EntitySet Name="tasks" EntityType="graph.task" />
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
"#;

/// A folder with metadata, payloads and their list.
struct Scratch(tempfile::TempDir);

impl Scratch {
    fn new() -> Self {
        let scratch = Self(tempfile::tempdir().unwrap());
        scratch.write("small.csdl", METADATA);
        scratch
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// Writes the payloads `0.json` and so on. Returns a list of them with the given types.
    fn payloads(&self, payloads: &[(&str, &str, &str)]) -> String {
        let mut list = "deviations\tshape\ttype\tfile\n".to_owned();
        for (index, (ty, shape, payload)) in payloads.iter().enumerate() {
            self.write(&format!("{index}.json"), payload);
            list.push_str(&format!("of no matter\t{shape}\t{ty}\t{index}.json\n"));
        }
        list
    }

    /// Runs the command in a folder outside of the workspace.
    fn conform(&self, list: &str, more: &[&str]) -> Output {
        self.write("list.tsv", list);
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        // The crate is compiled once for all tests, below the target folder of this workspace.
        command.env_remove("CARGO_MANIFEST_DIR").current_dir(self.0.path());
        command.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("conform"));
        command.args(["conform", "--metadata", "small.csdl", "--manifest", "list.tsv"]).args(more);
        command.output().unwrap()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_line_a_payload_and_totals() {
    let scratch = Scratch::new();
    let lossless = [
        (
            "microsoft.graph.task",
            "entity",
            r#"{"id": "1", "size": "large", "due": "2024-02-29T00:00Z", "x": null}"#,
        ),
        ("#graph.TASK", "entity", "\u{feff}{\"@odata.type\": \"microsoft.graph.Task\", \"size\": \"LARGE\"}"),
        (
            "microsoft.graph.task",
            "entity",
            r#"{"value": [{"id": "1", "data": [1, null]}], "@odata.nextLink": "n"}"#,
        ),
        (
            "Collection(microsoft.graph.task)",
            "collection",
            r#"{"value": [null, {"rows": [{"value": [1.0]}]}]}"#,
        ),
        (
            "microsoft.graph.entity",
            "entity",
            r##"{"id": "1", "@odata.type": "#microsoft.graph.new", "y": {}}"##,
        ),
        ("microsoft.graph.row", "entity", r#"{"value": [1, 2]}"#),
        ("microsoft.graph.row", "entity", r#"{"value": [{"value": [1]}]}"#),
        ("microsoft.graph.size", "entity", r#"{"@odata.context": "c", "value": "small"}"#),
        ("Edm.Int32", "collection", r#"{"value": [1, null]}"#),
        ("Edm.String", "entity", r#"{"value": null}"#),
        ("graph.json", "entity", r#"[1, {"a": "b"}]"#),
    ];
    let output = scratch.conform(&scratch.payloads(&lossless), &[]);
    assert_eq!(output.status.code(), Some(0), "{}\n{}", text(&output.stdout), text(&output.stderr));
    let expected: Vec<_> = (0..lossless.len()).map(|index| format!("{index}.json: lossless\n")).collect();
    let total = format!("{0} payloads: {0} lossless, 0 tolerated, 0 lossy, 0 errors\n", lossless.len());
    assert_eq!(text(&output.stdout), expected.concat() + &total);
    assert!(text(&output.stderr).contains("conform: compiling it"), "progress is on the standard error");

    // The second run compiles nothing again.
    let start = Instant::now();
    let mut list = scratch.payloads(&[
        ("microsoft.graph.task", "entity", r#"["x"]"#),
        ("microsoft.graph.task", "entity", r#"{"id": "#),
        ("microsoft.graph.task", "collection", r#"{"id": "1"}"#),
    ]);
    for (ty, _, _) in &lossless {
        list.push_str(&format!("\t\t{ty}\t2.json\n"));
    }
    let output = scratch.conform(&list, &["--format", "json"]);
    assert!(start.elapsed() < Duration::from_mins(1));
    assert_eq!(output.status.code(), Some(1));
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&said["total"], &said["lossy"]), (&json!(3 + lossless.len()), &json!([])));
    let errors = said["error"].as_array().unwrap();
    for (index, (file, part)) in
        [("0.json", "expected an object, found an array"), ("1.json", "the file is not JSON")]
            .iter()
            .enumerate()
    {
        assert_eq!(errors[index]["file"], *file, "{said:#}");
        assert!(errors[index]["message"].as_str().unwrap().contains(part), "{said:#}");
    }
    let order = ["\"total\"", "\"lossless\"", "\"tolerated\"", "\"lossy\"", "\"error\""];
    let order = order.map(|name| text(&output.stdout).find(name).unwrap());
    assert!(order.is_sorted());
}

#[test]
fn odd_values_are_tolerated_and_listed_or_refused() {
    let scratch = Scratch::new();
    let list = scratch.payloads(&[
        ("microsoft.graph.task", "entity", r#"{"id": "1", "due": "2026-02-08T12:07:31"}"#),
        (
            "microsoft.graph.task",
            "collection",
            r#"{"value": [{"size": "large"}, {"id": 5, "rows": {"value": [1, "2"]}}, "x"]}"#,
        ),
        ("microsoft.graph.task", "entity", r#"{"id": "cut \ud83d"}"#),
        (
            "microsoft.graph.task",
            "entity",
            r#"{"homeId": "1", "size": 1, "homeId": "2", "size": 2, "x": {"y": [1], "y": []}}"#,
        ),
        ("microsoft.graph.task", "entity", r#"{"id": "1"}"#),
    ]);
    let output = scratch.conform(&list, &[]);
    assert_eq!(output.status.code(), Some(0), "{}\n{}", text(&output.stdout), text(&output.stderr));
    assert_eq!(
        text(&output.stdout),
        "0.json: tolerated\n\
         \x20 microsoft.graph.task.due: expected Edm.DateTimeOffset (such as \"2024-02-29T07:59:59Z\"), \
         found the text \"2026-02-08T12:07:31\"; kept as received\n\
         1.json: tolerated\n\
         \x20 value[2]: expected an object, found a text; kept as received\n\
         \x20 value[1].id: microsoft.graph.task.id: expected Edm.String, found a number; kept as received\n\
         \x20 value[1].rows: microsoft.graph.task.rows: expected a collection of an object, found an object; \
         read for what it means\n\
         \x20 value[1].rows.value[1]: microsoft.graph.row.value: expected Edm.Int32, found the text \"2\"; \
         read for what it means\n\
         2.json: tolerated\n\
         \x20 microsoft.graph.task.id: expected text of Unicode, found a text with a lone surrogate; \
         read for what it means\n\
         3.json: tolerated\n\
         \x20 microsoft.graph.task.size: the key stands twice in the object; \
         the later value replaces a number\n\
         \x20 x.y: microsoft.graph.task.x: the key stands twice in the object; \
         the later value replaces an array\n\
         \x20 microsoft.graph.task.homeId: the key stands twice in the object; \
         the later value replaces a text\n\
         4.json: lossless\n\
         5 payloads: 1 lossless, 4 tolerated, 0 lossy, 0 errors\n"
    );
    let output = scratch.conform(&list, &["--format", "json"]);
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    let first = &said["tolerated"][0]["deviations"][0];
    assert_eq!(
        (&first["path"], &first["property"], &first["declared"]),
        (&json!("due"), &json!("microsoft.graph.task.due"), &json!("Edm.DateTimeOffset"))
    );
    let output = scratch.conform(&list, &["--strict"]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stdout);
    assert!(said.contains("0.json: error: microsoft.graph.task.due: expected Edm.DateTimeOffset"), "{said}");
    assert!(said.contains("3.json: error: microsoft.graph.task.homeId: the key stands twice"), "{said}");
    assert!(said.contains("5 payloads: 1 lossless, 0 tolerated, 0 lossy, 4 errors"), "{said}");
}

/// The runtime reads the answer of a function in the same way.
#[test]
fn a_single_value_is_read_for_what_it_means_or_refused() {
    let scratch = Scratch::new();
    let list = scratch.payloads(&[
        ("Edm.Int32", "entity", r#"{"value": "6"}"#),
        ("Edm.Boolean", "entity", r#"{"value": "true"}"#),
        ("Edm.String", "entity", r#"{"value": 5}"#),
        ("Edm.Int32", "entity", r#"{"value": 6}"#),
    ]);
    let output = scratch.conform(&list, &[]);
    assert_eq!(
        text(&output.stdout),
        "0.json: tolerated\n\
         \x20 value: expected Edm.Int32, found the text \"6\"; read for what it means\n\
         1.json: tolerated\n\
         \x20 value: expected Edm.Boolean, found the text \"true\"; read for what it means\n\
         2.json: error: invalid type: integer `5`, expected a string at line 1 column 1\n\
         3.json: lossless\n\
         4 payloads: 1 lossless, 2 tolerated, 0 lossy, 1 errors\n",
        "{}",
        text(&output.stderr)
    );
    let output = scratch.conform(&list, &["--strict"]);
    let said = text(&output.stdout);
    assert!(said.contains("4 payloads: 1 lossless, 0 tolerated, 0 lossy, 3 errors"), "{said}");
}

#[test]
fn a_list_that_is_wrong_is_refused_with_its_place() {
    let scratch = Scratch::new();
    for (list, problem, place) in [
        ("", "the list of payloads is empty", "list.tsv:1:1"),
        ("\nfile\tshape\n", "the first line names no column `type`", "list.tsv:2:1"),
        ("file\ttype\na.json\n", "too few columns", "list.tsv:2:1"),
        ("file\ttype\n\n\tgraph.task\n", "no file or no type", "list.tsv:3:1"),
        ("file\ttype\n\na.json\tgraph.task\n", "there is no payload `a.json`", "list.tsv:3:1"),
        (
            "file\ttype\nsmall.csdl\tgraph.tusk\n",
            "the metadata declares no type `graph.tusk`",
            "list.tsv:2:12",
        ),
    ] {
        let output = scratch.conform(list, &[]);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2));
        assert!(said.contains(problem) && said.contains(place), "{said}");
        assert!(!said.contains("compiling") && output.stdout.is_empty());
    }
    fs::write(scratch.path("a.json"), "{}").unwrap();
    fs::remove_file(scratch.path("small.csdl")).unwrap();
    let output = scratch.conform("file\ttype\na.json\tgraph.task\n", &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("cannot read small.csdl"), "{}", text(&output.stderr));
}

/// Two metadata files share only compiled dependencies.
#[test]
fn runs_with_two_metadata_files_take_turns() {
    let (one, other) = (Scratch::new(), Scratch::new());
    other.write("small.csdl", &METADATA.replace("Edm.DateTimeOffset", "Edm.Int32"));
    let payload = [("microsoft.graph.task", "entity", r#"{"due": "2024-02-29T00:00Z"}"#)];
    for _ in 0..2 {
        for (scratch, result) in [(&one, "0.json: lossless\n"), (&other, "0.json: tolerated\n")] {
            let output = scratch.conform(&scratch.payloads(&payload), &[]);
            assert!(text(&output.stdout).starts_with(result), "{}", text(&output.stdout));
        }
    }
}
