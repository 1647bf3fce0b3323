//! `cargo xtask schema-diff` for readers: lines of a terminal, folded lists, the compared folder, and specific
//! messages for frequent mistakes.

use std::process::{Command, Output};

use crate::support::diff::{DUE, SLICES, Scratch, TITLE, TITLES, code, ids, json, metadata, text};

/// Declarations of the given number of properties with long names.
fn properties(count: usize) -> Vec<String> {
    let name = |n: usize| format!("Name=\"{}{n}\" Type=\"Edm.String\"", "veryLong".repeat(9));
    (0..count).map(name).collect()
}

fn with_properties(count: usize) -> String {
    let many = properties(count);
    let many: Vec<_> = many.iter().map(String::as_str).collect();
    metadata(&[TITLES], &many)
}

#[test]
fn text_folds_safe_findings_by_rule_and_fits_a_terminal() {
    let scratch = Scratch::with_change();
    scratch.write("new.csdl", &with_properties(40));
    let shown = text(&scratch.files(&[]).stdout);
    assert!(shown.contains("info property-added (40)\n"), "{shown}");
    assert!(shown.contains("    and 37 more; --all lists them\n"), "{shown}");
    assert!(shown.contains("    was at old.csdl:10:25\n    is at new.csdl:10:25\n"), "{shown}");
    let all = text(&scratch.files(&["--all"]).stdout);
    assert_eq!(all.matches("info property-added").count(), 40, "{all}");
    for line in shown.lines().chain(all.lines()) {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn a_page_loses_safe_rows_first_and_says_so() {
    let scratch = Scratch::with_change();
    let titles: Vec<_> = (0..60).map(|n| format!("Name=\"t{n}\" Type=\"Edm.String\"")).collect();
    let lists: Vec<_> =
        titles.iter().map(|title| title.replace("Edm.String", "Collection(Edm.String)")).collect();
    let (old, new): (Vec<_>, Vec<_>) =
        (titles.iter().map(String::as_str).collect(), lists.iter().map(String::as_str).collect());
    let many = properties(3000);
    let many: Vec<_> = many.iter().map(String::as_str).collect();
    scratch.write("old.csdl", &metadata(&old, &[]));
    scratch.write("new.csdl", &metadata(&new, &many));
    let shown = text(&scratch.files(&["--format", "markdown"]).stdout);
    assert!(shown.chars().count() < 65_000, "{}", shown.len());
    for title in 0..60 {
        assert!(shown.contains(&format!("`t{title}`")), "t{title} breaks programs, and stays");
    }
    assert!(shown.contains(" more; `cargo xtask schema-diff --all` lists all"), "says what is left out");
}

#[test]
fn removals_outside_of_the_slices_do_not_stop_a_safe_update() {
    let scratch = Scratch::new();
    scratch.write("old.csdl", &with_properties(101).replace(TITLES, TITLE));
    scratch.write("new.csdl", &metadata(&[TITLE], &[]));
    scratch.write("slices.toml", SLICES);
    let output = scratch.files(&["--slices", "slices.toml"]);
    assert_eq!(code(&output), 1);
    assert!(text(&output.stdout).starts_with("Bulk removal: "), "{}", text(&output.stdout));
    let output = scratch.files(&["--slices", "slices.toml", "--accept-bulk-removal"]);
    assert_eq!(code(&output), 0);
    assert!(text(&output.stdout).starts_with("Safe: "), "{}", text(&output.stdout));
}

#[test]
fn a_web_page_and_an_empty_history_have_words_of_their_own() {
    let scratch = Scratch::with_change();
    scratch.write("new.csdl", "\n<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>\n");
    let output = scratch.files(&[]);
    assert_eq!((code(&output), text(&output.stdout)), (2, String::new()));
    assert!(text(&output.stderr).contains("this is a web page, and no metadata"), "{}", text(&output.stderr));
    let scratch = Scratch::with_change();
    scratch.write("history/notes.txt", "");
    let output = scratch.files(&["--history", "history"]);
    assert_eq!(code(&output), 2);
    assert!(text(&output.stderr).contains("history has no earlier states"), "{}", text(&output.stderr));
}

/// A repository with two commits: in the second commit a property becomes a collection.
fn repository() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("schemas/slices.toml", SLICES);
    scratch.write("schemas/graph.csdl", &metadata(&[TITLE], &[]));
    scratch.git(&["init", "--quiet", "--initial-branch=main"]);
    scratch.git(&["add", "."]);
    scratch.git(&["commit", "--quiet", "-m", "a"]);
    scratch.write("schemas/graph.csdl", &metadata(&[TITLES], &[DUE]));
    scratch.git(&["commit", "--quiet", "-a", "-m", "b"]);
    scratch
}

#[test]
fn a_shallow_clone_has_words_of_its_own() {
    let scratch = repository();
    let from = format!("file://{}", scratch.path("").display());
    let into = scratch.path("shallow");
    scratch.git(&["clone", "--quiet", "--depth", "1", &from, &into.display().to_string()]);
    let output = run_in(&into, &["HEAD~1..HEAD"]);
    assert_eq!(code(&output), 2);
    let said = text(&output.stderr);
    assert!(said.contains("this clone is shallow") && said.contains("fetch-depth: 0"), "{said}");
    let whole = run_in(&scratch.path(""), &["HEAD~1..HEAD"]);
    assert_eq!(code(&whole), 1, "{}", text(&whole.stderr));
}

/// Runs the command in a folder, as if it had been built somewhere else.
fn run_in(folder: &std::path::Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.env_remove("CARGO_MANIFEST_DIR").current_dir(folder);
    command.arg("schema-diff").args(arguments).output().unwrap()
}

#[test]
fn the_folder_is_compared_in_which_the_command_runs() {
    let scratch = repository();
    std::fs::create_dir_all(scratch.path("docs/deep")).unwrap();
    for folder in ["", "docs/deep"] {
        let output = run_in(&scratch.path(folder), &["HEAD~1", "--format", "json"]);
        assert_eq!(code(&output), 1, "{folder}: {}", text(&output.stderr));
        let document = json(&output);
        assert_eq!(ids(&document), ["property-became-collection"], "{folder}");
        assert_eq!(document["findings"][0]["new_place"]["file"], "schemas/graph.csdl", "{folder}");
    }
}

#[test]
fn scopes_belong_to_all_versions_and_a_request_is_named_once() {
    let scratch = Scratch::new();
    let request = |higher: &str| {
        format!(
            "[[request]]\nrequest = \"GET /Tasks/{{task-id}}\"\ndelegated = {{ least = [\"A.Read\"], higher = [{higher}] }}\n"
        )
    };
    for (side, higher) in [("old", ""), ("new", "\"B.Read\", \"C.Read\", \"D.Read\", \"E.Read\"")] {
        let beta = SLICES.replace("[tasks]", "[early-tasks]").replace("v1.0", "beta");
        scratch.write(&format!("{side}/slices.toml"), &format!("{SLICES}{beta}"));
        scratch.write(&format!("{side}/graph.csdl"), &metadata(&[TITLE], &[]));
        scratch.write(&format!("{side}/permissions.toml"), &request(higher));
    }
    let shown = text(&scratch.run(&["old", "new"]).stdout);
    let folded = "Scopes, roles and clouds:\n\ninfo scope-added (4)\n    GET /Tasks/{task-id} (4)\n";
    assert!(shown.contains(folded), "{shown}");
    assert!(!shown.contains("more; --all lists them"), "{shown}");
}

/// If most scopes are gone, the file of permissions was probably cut short.
#[test]
fn a_great_many_lost_scopes_at_once_stop_the_update() {
    let scratch = Scratch::new();
    let requests = |scopes: &str| -> String {
        let request = |number| {
            format!(
                "[[request]]\nrequest = \"GET /tasks/{{id}}/n{number}\"\ndelegated = {{ least = [\"A.Read\"]{scopes} }}\n"
            )
        };
        (0..40).map(request).collect()
    };
    for (side, scopes) in [("old", ", higher = [\"B.Read\"]"), ("new", "")] {
        scratch.write(&format!("{side}/slices.toml"), SLICES);
        scratch.write(&format!("{side}/graph.csdl"), &metadata(&[TITLE], &[]));
        scratch.write(&format!("{side}/permissions.toml"), &requests(scopes));
    }
    let output = scratch.run(&["old", "new"]);
    assert_eq!(code(&output), 1);
    let shown = text(&output.stdout);
    assert!(shown.starts_with("Bulk removal: 40 of 40 changes may break programs"), "{shown}");
    assert!(shown.contains("requests lost 40 of their 80 scopes at once"), "{shown}");
    // So many findings of one rule are counted, and three of them named.
    assert!(shown.contains("risky scope-removed (40)\n    v1.0 GET /tasks/{id}/n0\n"), "{shown}");
    assert!(shown.contains("and 37 more; --all lists them"), "{shown}");
    assert!(
        text(&scratch.run(&["old", "new", "--all"]).stdout)
            .contains("risky scope-removed v1.0 GET /tasks/{id}/n9")
    );
    assert_eq!(code(&scratch.run(&["old", "new", "--accept-bulk-removal"])), 0);
    assert_eq!(code(&scratch.run(&["old", "new", "--max-lost-scopes", "50"])), 0);
    assert_eq!(code(&scratch.run(&["new", "old"])), 0);
}
