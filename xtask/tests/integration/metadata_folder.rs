//! Metadata in a folder of files, as all commands read it.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Output};

use crate::support::diff::{Scratch, code, ids, json, text};

const SLICES: &str = r#"[tasks]
version = "v1.0"
metadata = ["v1.0"]
description = "Tasks"
roots = ["tasks"]
"#;

const TASK: &str = r#"      <EntityType Name="task">
        <Key>
          <PropertyRef Name="id" />
        </Key>
        <Property Name="id" Type="Edm.String" Nullable="false" />
        <Property Name="size" Type="graph.size" />
      </EntityType>
"#;
const SIZE: &str = r#"      <EnumType Name="size">
        <Member Name="small" Value="0" />
      </EnumType>
"#;
const SERVICE: &str = r#"      <EntityContainer Name="service">
        <EntitySet Name="tasks" EntityType="graph.task" />
      </EntityContainer>
"#;

/// A metadata file of one namespace.
fn file(body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
{body}    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
"#
    )
}

/// A workspace whose slice is read from the folder `schemas/v1.0`, with one namespace in three files.
fn scratch() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("schemas/slices.toml", SLICES);
    scratch.write("schemas/v1.0/microsoft.graph.s.csdl", &file(SIZE));
    scratch.write("schemas/v1.0/microsoft.graph.t.csdl", &file(TASK));
    scratch.write("schemas/v1.0/service.csdl", &file(SERVICE));
    scratch
}

fn xtask(scratch: &Scratch, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.env("CARGO_MANIFEST_DIR", scratch.path("xtask")).current_dir(scratch.path(""));
    command.args(arguments).output().unwrap()
}

const CODEGEN: [&str; 5] = ["codegen", "--slices", "schemas/slices.toml", "--out", "generated"];

#[test]
fn one_namespace_of_several_files_generates_what_one_file_does() {
    let scratch = scratch();
    // None of these is metadata of the slice.
    scratch.write("schemas/v1.0/.hidden.csdl", "not metadata");
    scratch.write("schemas/v1.0/notes.txt", "not metadata");
    scratch.write("schemas/v1.0/deeper/other.csdl", "not metadata");
    let output = xtask(&scratch, &CODEGEN);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let of_folder = fs::read_to_string(scratch.path("generated/v1_0/entity_types.rs")).unwrap();
    assert!(of_folder.contains("pub struct Task"), "{of_folder}");
    let check = |extra: &[&str]| xtask(&scratch, &[&CODEGEN[..], &["--check"], extra].concat());
    assert!(check(&[]).status.success());

    scratch.write("whole.csdl", &file(&format!("{SIZE}{TASK}{SERVICE}")));
    let of_one = check(&["--metadata", "whole.csdl"]);
    assert!(of_one.status.success(), "{}", text(&of_one.stderr));
    let same = xtask(&scratch, &["schema", "check", "--against", "whole.csdl"]);
    assert_eq!(
        text(&same.stdout),
        "2 types, 0 operations and 1 root are the same in whole.csdl\n",
        "{}",
        text(&same.stderr)
    );

    // A change of one file of the folder is a change.
    scratch.write("schemas/v1.0/microsoft.graph.s.csdl", &file(&SIZE.replace("small", "large")));
    assert_eq!(check(&[]).status.code(), Some(1));
    let differs = xtask(&scratch, &["schema", "check", "--against", "whole.csdl"]);
    assert_eq!(differs.status.code(), Some(1));
    let said = text(&differs.stderr);
    assert!(said.contains("schemas/v1.0/microsoft.graph.s.csdl:6:23"), "{said}");
}

#[test]
fn fmt_formats_all_files_of_a_folder() {
    let scratch = scratch();
    let odd = file(&TASK.replace("graph.size", "microsoft.graph.size"));
    scratch.write("schemas/v1.0/microsoft.graph.t.csdl", &odd);
    let check = xtask(&scratch, &["schema", "fmt", "--check"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(text(&check.stderr).contains("not in canonical form: schemas/v1.0/microsoft.graph.t.csdl"));
    let named = xtask(&scratch, &["schema", "fmt", "--check", "schemas/v1.0/"]);
    assert_eq!(named.status.code(), Some(1), "{}", text(&named.stderr));
    let output = xtask(&scratch, &["schema", "fmt"]);
    assert_eq!(text(&output.stdout), "1 of 3 metadata files changed\n", "{}", text(&output.stderr));
    assert_eq!(fs::read_to_string(scratch.path("schemas/v1.0/microsoft.graph.t.csdl")).unwrap(), file(TASK));
}

#[test]
fn revisions_are_compared_whatever_files_they_have() {
    let scratch = scratch();
    scratch.write("schemas/v1.0/.hidden.csdl", "not metadata");
    scratch.git(&["init", "--quiet", "--initial-branch=main"]);
    scratch.git(&["add", "."]);
    scratch.git(&["commit", "--quiet", "-m", "a"]);
    let diff = |arguments: &[&str]| scratch.run(arguments);
    assert_eq!(text(&diff(&["main"]).stdout), "No changes: both sides mean the same.\n");

    // The same declarations in one file have the same meaning.
    scratch.write("schemas/slices.toml", &SLICES.replace("[\"v1.0\"]", "[\"graph.csdl\"]"));
    scratch.write("schemas/graph.csdl", &file(&format!("{SIZE}{TASK}{SERVICE}")));
    assert_eq!(text(&diff(&["main"]).stdout), "No changes: both sides mean the same.\n");

    scratch.write("schemas/slices.toml", SLICES);
    fs::remove_file(scratch.path("schemas/graph.csdl")).unwrap();
    let without = TASK.replace("        <Property Name=\"size\" Type=\"graph.size\" />\n", "");
    scratch.write("schemas/v1.0/microsoft.graph.t.csdl", &file(&without));
    fs::remove_file(scratch.path("schemas/v1.0/microsoft.graph.s.csdl")).unwrap();
    let document = json(&diff(&["main", "--format", "json"]));
    assert_eq!(ids(&document), ["enum-removed", "property-removed"]);
    let place = &document["findings"][0]["old_place"]["file"];
    assert_eq!(place, "main:schemas/v1.0/microsoft.graph.s.csdl");

    // For metadata in a folder, the earlier states have the name of the version.
    scratch.write("history/v1.0-2026-05-01.csdl", &file(&format!("{SIZE}{TASK}{SERVICE}")));
    scratch.write("history/v1.0-2026-05-15.csdl", &file(&format!("{without}{SERVICE}")));
    scratch.git(&["add", "."]);
    scratch.git(&["commit", "--quiet", "-m", "b"]);
    let back = ["main", "main~1", "--history", "history", "--today", "2026-06-01", "--format", "json"];
    let document = json(&diff(&back));
    assert_eq!(ids(&document), ["enum-added", "property-added"]);
    assert_eq!(
        document["findings"][0]["remarks"][0], "back: last seen on 2026-05-01 before it was removed",
        "{document:#}"
    );
}

#[test]
fn nothing_to_read_is_an_error_with_its_place() {
    let scratch = scratch();
    let all: [&[&str]; 3] = [&CODEGEN, &["schema", "fmt"], &["schema", "check", "--against", "whole.csdl"]];
    scratch.write("whole.csdl", &file(&format!("{SIZE}{TASK}{SERVICE}")));
    let expect = |expected: &str| {
        for arguments in all {
            let output = xtask(&scratch, arguments);
            assert_eq!(code(&output), 2, "{arguments:?}");
            let said = text(&output.stderr);
            assert!(said.contains(expected), "{arguments:?}: {expected:?} is not in:\n{said}");
            assert!(said.contains("schemas/slices.toml:3:13"), "{arguments:?}:\n{said}");
        }
    };
    fs::remove_dir_all(scratch.path("schemas/v1.0")).unwrap();
    expect("there is no metadata folder `v1.0`");
    fs::create_dir(scratch.path("schemas/v1.0")).unwrap();
    scratch.write("schemas/v1.0/.hidden.csdl", &file(TASK));
    expect("the metadata folder `v1.0` has no metadata file");
    let output = scratch.run(&["schemas", "schemas"]);
    assert_eq!(code(&output), 2);
    assert!(text(&output.stderr).contains("there is no metadata folder `v1.0`"), "{}", text(&output.stderr));
}

#[test]
fn extract_writes_a_folder_and_removes_files_without_declarations() {
    let scratch = Scratch::new();
    scratch.write("schemas/slices.toml", &SLICES.replace("roots = [\"tasks\"]", "all = true"));
    scratch.write("whole.csdl", &file(&format!("{SIZE}{TASK}{SERVICE}")));
    let extract = || xtask(&scratch, &["schema", "extract", "--from", "whole.csdl"]);
    let first = extract();
    assert!(first.status.success(), "{}", text(&first.stderr));
    let said = text(&first.stdout);
    let summary = "schemas/v1.0: new; 7 added, 0 removed, 5 without a description of ours\n";
    assert!(said.contains(summary), "{said}");
    let names = || {
        let entries = fs::read_dir(scratch.path("schemas/v1.0")).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.collect::<BTreeSet<_>>()
    };
    let read = |name: &str| fs::read_to_string(scratch.path("schemas/v1.0").join(name)).unwrap();
    assert_eq!(Vec::from_iter(names()), ["microsoft.graph.s.csdl", "microsoft.graph.t.csdl", "service.csdl"]);
    assert_eq!(read("microsoft.graph.t.csdl"), file(TASK));
    assert!(text(&extract().stdout).contains("schemas/v1.0: as before; 0 added, 0 removed"));
    assert!(xtask(&scratch, &["schema", "fmt", "--check"]).status.success());
    assert!(xtask(&scratch, &["schema", "check", "--against", "whole.csdl"]).status.success());

    let without = TASK.replace("        <Property Name=\"size\" Type=\"graph.size\" />\n", "");
    scratch.write("whole.csdl", &file(&format!("{without}{SERVICE}")));
    // If one file cannot be removed, all files stay unchanged.
    let last = scratch.path("schemas/v1.0/microsoft.graph.s.csdl");
    let writable = fs::metadata(&last).unwrap().permissions();
    let mut read_only = writable.clone();
    read_only.set_readonly(true);
    fs::set_permissions(&last, read_only).unwrap();
    let failed = extract();
    assert_eq!(code(&failed), 2);
    assert!(text(&failed.stderr).contains("microsoft.graph.s.csdl is read-only"), "{}", text(&failed.stderr));
    assert_eq!(read("microsoft.graph.t.csdl"), file(TASK));
    fs::set_permissions(&last, writable).unwrap();
    let said = text(&extract().stdout);
    assert!(said.starts_with("- microsoft.graph.size\n- microsoft.graph.size/small\n"), "{said}");
    assert!(said.contains("schemas/v1.0: 1 file written, 1 removed; 0 added, 3 removed"), "{said}");
    assert_eq!(Vec::from_iter(names()), ["microsoft.graph.t.csdl", "service.csdl"]);
    assert_eq!(read("microsoft.graph.t.csdl"), file(&without));
}

#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    use std::os::unix::fs::symlink;

    let scratch = scratch();
    scratch.write("elsewhere/note.csdl", &file(r#"      <ComplexType Name="note" />"#));
    let link = scratch.path("schemas/v1.0/note.csdl");
    symlink("../../elsewhere/note.csdl", &link).unwrap();
    for arguments in [&CODEGEN[..], &["schema", "fmt"]] {
        let output = xtask(&scratch, arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        let said = text(&output.stderr);
        assert!(said.contains("note.csdl is no regular file and stands among metadata files"), "{said}");
    }
    scratch.git(&["init", "--quiet", "--initial-branch=main"]);
    scratch.git(&["add", "."]);
    scratch.git(&["commit", "--quiet", "-m", "a"]);
    fs::remove_file(&link).unwrap();
    let output = scratch.run(&["main", "--format", "json", "--all"]);
    assert_eq!(json(&output)["findings"], serde_json::json!([]), "{}", text(&output.stderr));

    fs::rename(scratch.path("schemas/v1.0"), scratch.path("elsewhere/v1.0")).unwrap();
    symlink("../elsewhere/v1.0", scratch.path("schemas/v1.0")).unwrap();
    let output = xtask(&scratch, &CODEGEN);
    assert_eq!(code(&output), 2);
    assert!(text(&output.stderr).contains("v1.0 is a link and stands where a folder belongs"));
}
