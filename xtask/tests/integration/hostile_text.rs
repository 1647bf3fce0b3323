//! Hostile text in what commands print: no line becomes a command of a CI system, and no hostile character reaches a
//! terminal unescaped.

use std::fs;
use std::process::{Command, Output};

use crate::support::diff::{FORMATS, SLICES, Scratch, TITLE, json, metadata, text};

const HOSTILE: [&str; 5] = [
    "x\n::error::evil",
    "::error::evil",
    "x\r::error::evil\u{85}::error::evil\u{2028}::error::evil",
    "x\n##[error]evil\n##vso[task.setvariable]evil",
    "]]>--> </script> ``` | ` \u{9b}31m \u{202e}",
];

/// A text for an XML attribute, with all characters written by number.
fn xml(text: &str) -> String {
    text.chars().fold(String::new(), |xml, character| xml + &format!("&#{};", u32::from(character)))
}

/// Asserts that no line is a command. Every kind of line end counts. Lines that begin with one of the prefixes `ours`
/// are our own.
fn is_harmless(said: &str, ours: &[&str], what: &str) {
    for line in said.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}']) {
        let is_ours = ours.iter().any(|prefix| line.starts_with(prefix));
        assert!(is_ours || !line.trim_start().starts_with("::"), "{what}: {line}\n{said}");
        assert!(!line.contains("##[") && !line.contains("##vso["), "{what}: {line}\n{said}");
        assert!(!line.chars().any(|c| c.is_control() || c == '\u{202e}'), "{what}: {line}\n{said}");
    }
}

fn both(output: &Output) -> String {
    text(&output.stdout) + &text(&output.stderr)
}

/// Facets, defaults, annotations and out-of-line targets that change, in every format.
#[test]
fn values_that_changed_are_no_commands() {
    let scratch = Scratch::new();
    let property = |facet: &str, value: &str| format!("{TITLE} {facet}=\"{value}\"");
    for value in HOSTILE {
        for facet in ["MaxLength", "DefaultValue", "Precision", "Scale", "SRID"] {
            scratch.write("old.csdl", &metadata(&[&property(facet, "1")], &[]));
            scratch.write("new.csdl", &metadata(&[&property(facet, &xml(value))], &[]));
            for format in FORMATS {
                let output = scratch.files(&["--format", format, "--all"]);
                let what = format!("{facet} {value:?} {format}");
                let said = both(&output);
                match format {
                    // CI systems decode the text of an annotation for display, and do not execute it.
                    "github" => {
                        let ours = ["::error ", "::warning ", "::notice "];
                        assert!(said.lines().skip(1).all(|line| ours.iter().any(|it| line.starts_with(it))));
                        let plain = said.replace("##[", "").replace("##vso[", "");
                        is_harmless(&plain, &ours, &what);
                    }
                    "json" | "sarif" => {
                        json(&output);
                        is_harmless(&said.replace("##[", "").replace("##vso[", ""), &[], &what);
                    }
                    "junit" => {
                        roxmltree::Document::parse(&text(&output.stdout)).unwrap();
                        is_harmless(&said.replace("##[", "").replace("##vso[", ""), &[], &what);
                    }
                    "markdown" | "changelog" => {
                        // These formats are for a comment or a file, where only the beginning of a line can be a
                        // command.
                        is_harmless(&said.replace("##[", "").replace("##vso[", ""), &[], &what);
                    }
                    _ => is_harmless(&said, &[], &what),
                }
            }
        }
    }
}

#[test]
fn reasons_and_names_of_files_are_no_commands() {
    let scratch = Scratch::with_change();
    let fingerprint = json(&scratch.files(&["--format", "json"]))["findings"][0]["fingerprint"].to_string();
    for value in HOSTILE {
        let reason = serde_json::Value::from(value).to_string();
        let allow =
            format!("[[allow]]\nfingerprint = {fingerprint}\nreason = {reason}\nexpires = \"2026-07-01\"\n");
        scratch.write("allow.toml", &allow);
        let said = both(&scratch.files(&["--allow", "allow.toml"]));
        assert!(said.contains("allowed: "), "{said}");
        is_harmless(&said, &[], value);
        scratch.write("allow.toml", &allow.replace("reason", &reason));
        is_harmless(&both(&scratch.files(&["--allow", "allow.toml"])), &[], value);
        // Messages repeat texts of the command line.
        is_harmless(&both(&scratch.run(&[&format!("{value}.csdl"), "new.csdl"])), &[], value);
        is_harmless(&both(&scratch.run(&[value, "HEAD"])), &[], value);
        is_harmless(&both(&scratch.files(&["--today", value])), &[], value);
        is_harmless(&both(&scratch.files(&["--slices", value])), &[], value);
    }
    #[cfg(unix)]
    for value in HOSTILE.map(|value| format!("{}.csdl", value.replace('/', "-"))) {
        fs::copy(scratch.path("new.csdl"), scratch.path(&value)).unwrap();
        for format in ["text", "markdown"] {
            let output = scratch.run(&["old.csdl", &value, "--format", format]);
            assert_eq!(output.status.code(), Some(1), "{}", both(&output));
            is_harmless(&both(&output).replace("##[", "").replace("##vso[", ""), &[], &value);
        }
    }
}

/// The other commands print scopes, paths and names of files.
#[cfg(unix)]
#[test]
fn other_commands_print_no_commands() {
    let scratch = Scratch::new();
    scratch.write("graph.csdl", &metadata(&[TITLE], &[]));
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.env("CARGO_MANIFEST_DIR", scratch.path("xtask")).current_dir(scratch.path(""));
        command.args(arguments).output().unwrap()
    };
    for value in HOSTILE {
        let name = format!("{}.csdl", value.replace('/', "-"));
        fs::copy(scratch.path("graph.csdl"), scratch.path(&name)).unwrap();
        scratch.write(
            "slices.toml",
            &SLICES.replace(
                "\"graph.csdl\"",
                &serde_json::Value::from(name.as_str()).to_string().replace('\u{9b}', "\\u009b"),
            ),
        );
        scratch.write("p.json", &serde_json::json!({"permissions": {value: {"pathSets": [
            {"schemeKeys": ["DelegatedWork", value], "methods": ["GET", value], "paths": {"/tasks": "", value: ""}}
        ]}}}).to_string());
        let commands: [&[&str]; 12] = [
            &["codegen", "--slices", "slices.toml", "--out", "out", "--check"],
            &["codegen", "--slices", "slices.toml", "--out", &name, "--crate-name", value],
            &["codegen", "--all", "--metadata", &name, "--out", "all"],
            &["codegen", "--all", "--metadata", &name, "--version", value, "--out", "all"],
            &["schema", "stat", &name],
            &["schema", "fmt", "--check", &name],
            &["schema", "extract", "--slices", "slices.toml", "--from", &name, "--out", "extracted"],
            &["schema", "check", "--slices", "slices.toml", "--against", &name],
            &["schema", "permissions", "--slices", "slices.toml", "--from", "p.json"],
            &["slice", "show", value, "--slices", "slices.toml"],
            &["slice", "why", value, "--slices", "slices.toml"],
            &["conform", "--metadata", value, "--manifest", value],
        ];
        for arguments in commands {
            let output = run(arguments);
            is_harmless(&both(&output), &[], &format!("{arguments:?}"));
        }
        assert!(run(&["codegen", "--slices", "slices.toml", "--out", "out"]).status.success(), "{value:?}");
        assert!(run(commands[2]).status.success(), "{value:?}");
        let permissions = fs::read_to_string(scratch.path("permissions.toml")).unwrap();
        assert!(!permissions.lines().any(|line| line.starts_with("::")), "{permissions}");
        fs::remove_file(scratch.path("permissions.toml")).unwrap();
    }
}
