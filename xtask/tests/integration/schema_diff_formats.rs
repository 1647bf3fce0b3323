//! The output of `cargo xtask schema-diff` in every form.

use std::fs;

use crate::support::diff::{Scratch, TITLE, TITLES, code, ids, json, metadata, text};
use serde_json::Value;

#[test]
fn text_names_verdict_change_fingerprint_and_places_without_colors() {
    let scratch = Scratch::with_change();
    let shown = text(&scratch.files(&[]).stdout);
    let first = "Breaking: 1 of 2 changes breaks programs (readers: 1, writers: 1, the Rust API:\n    \
                 1); the crate needs a major release.\n";
    assert!(shown.starts_with(first), "{shown}");
    assert!(shown.contains("breaking property-became-collection microsoft.graph.task/title\n"), "{shown}");
    assert!(shown.contains("    Edm.String -> Collection(Edm.String)\n"), "{shown}");
    assert!(shown.contains("    was at old.csdl:10:25\n    is at new.csdl:10:25\n"), "{shown}");
    assert!(!shown.contains('\u{1b}'), "colors are for terminals");
}

#[test]
fn json_has_what_programs_need() {
    let scratch = Scratch::with_change();
    let document = json(&scratch.files(&["--format", "json"]));
    assert_eq!(ids(&document), ["property-became-collection", "property-added"]);
    let finding = &document["findings"][0];
    assert_eq!(finding["subject"], "microsoft.graph.task/title");
    assert_eq!(finding["old_place"], serde_json::json!({ "file": "old.csdl", "line": 10, "column": 25 }));
    assert_eq!(finding["fingerprint"].as_str().unwrap().len(), 12);
    assert_eq!((&document["bump"], &document["worst"]), (&"major".into(), &"breaking".into()));
    // The schema in the repository must contain every field.
    let schema = fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../crates/graph-models-cli/diff.schema.json"
    ))
    .unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    for name in document.as_object().unwrap().keys() {
        assert!(schema["properties"][name].is_object(), "{name}");
    }
    for name in finding.as_object().unwrap().keys() {
        assert!(schema["$defs"]["Item"]["properties"][name].is_object(), "{name}");
    }
}

#[test]
fn sarif_names_rules_places_and_fingerprints() {
    let scratch = Scratch::with_change();
    let document = json(&scratch.files(&["--format", "sarif"]));
    assert_eq!(document["version"], "2.1.0");
    let run = &document["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let physical = &result["locations"][0]["physicalLocation"];
        assert_eq!(physical["artifactLocation"]["uri"], "new.csdl");
        assert!(physical["region"]["startLine"].as_u64().unwrap() > 1);
        assert!(result["partialFingerprints"]["schemaDiff/v1"].is_string());
    }
    assert_eq!(run["results"][0]["level"], "error");
    assert_eq!(run["results"][1]["level"], "note");
}

#[test]
fn github_and_junit_name_each_finding() {
    let scratch = Scratch::with_change();
    let shown = text(&scratch.files(&["--format", "github"]).stdout);
    let line = shown.lines().find(|line| line.starts_with("::error")).unwrap();
    assert!(
        line.starts_with("::error file=new.csdl,line=10,col=25,title=property-became-collection::"),
        "{line}"
    );
    assert!(shown.lines().any(|line| line.starts_with("::notice file=new.csdl")), "{shown}");
    let shown = text(&scratch.files(&["--format", "junit"]).stdout);
    assert_eq!(junit_counts(&shown), [2, 1], "{shown}");
    assert!(shown.contains("classname=\"property-became-collection\""), "{shown}");
    let shown = text(&scratch.files(&["--format", "junit", "--fail-on", "never"]).stdout);
    assert_eq!(junit_counts(&shown), [2, 0], "{shown}");
}

/// The number of test cases of a report, and of failed ones.
fn junit_counts(report: &str) -> [usize; 2] {
    let document = roxmltree::Document::parse(report).unwrap();
    ["tests", "failures"].map(|name| document.root_element().attribute(name).unwrap().parse().unwrap())
}

#[test]
fn markdown_begins_with_the_verdict_and_puts_what_breaks_first() {
    let scratch = Scratch::with_change();
    let many: Vec<_> = (0..40).map(|n| format!("Name=\"p{n}\" Type=\"Edm.String\"")).collect();
    let many: Vec<_> = many.iter().map(String::as_str).collect();
    scratch.write("new.csdl", &metadata(&[TITLES], &many));
    let shown = text(&scratch.files(&["--format", "markdown"]).stdout);
    assert!(shown.starts_with("**Breaking:** 1 of 41 changes"), "{shown}");
    let at = |what: &str| shown.find(what).unwrap_or_else(|| panic!("{what} is not in\n{shown}"));
    assert!(at("### Breaking (1)") < at("### Safe (40)"));
    assert!(at("<details>") > at("### Safe (40)"), "long lists are folded, what breaks is not");
    assert_eq!(shown.matches("<details>").count(), shown.matches("</details>").count());
}

#[test]
fn a_comment_is_never_too_long_for_github() {
    let scratch = Scratch::with_change();
    let many: Vec<_> = (0..3000).map(|n| format!("Name=\"p{n}\" Type=\"Edm.String\"")).collect();
    let many: Vec<_> = many.iter().map(String::as_str).collect();
    scratch.write("new.csdl", &metadata(&[TITLE], &many));
    let shown = text(&scratch.files(&["--format", "markdown"]).stdout);
    assert!(shown.len() < 65_536, "{}", shown.len());
    assert!(shown.contains("more; `cargo xtask schema-diff --all` lists all"), "says what is left out");
    let all = text(&scratch.files(&["--format", "markdown", "--all"]).stdout);
    assert!(all.contains("`p2999`") && !all.contains(" more; "));
}

#[test]
fn the_changelog_entry_parts_new_from_broken() {
    let scratch = Scratch::with_change();
    let shown = text(&scratch.files(&["--format", "changelog"]).stdout);
    assert!(shown.contains("### Added\n\n- A property is new: `microsoft.graph.note/due`.\n"), "{shown}");
    assert!(shown.contains("### Changed (breaking)\n\n- `microsoft.graph.task/title`: "), "{shown}");
}

#[test]
fn rules_are_listed_with_what_to_do() {
    let scratch = Scratch::new();
    let output = scratch.run(&["rules"]);
    assert_eq!(code(&output), 0);
    let shown = text(&output.stdout);
    assert!(
        shown.contains("property-removed\n    A property is gone.\n    Do not send it any more"),
        "{shown}"
    );
    let rules = json(&scratch.run(&["rules", "--json"]));
    let rules = rules.as_array().unwrap();
    assert!(rules.len() > 150 && rules.iter().all(|rule| rule["remedy"].is_string()));
}

#[test]
fn a_file_is_written_without_colors_and_the_terminal_stays_quiet() {
    let scratch = Scratch::with_change();
    let output = scratch.files(&["--format", "markdown", "--output", "out.md"]);
    assert_eq!((code(&output), text(&output.stdout)), (1, String::new()));
    assert!(fs::read_to_string(scratch.path("out.md")).unwrap().starts_with("**Breaking:**"));
}
