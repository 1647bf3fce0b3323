//! `cargo xtask schema-diff` as people and workflows run it: exit codes, inputs, allowed findings, guards.

use std::fs;

use crate::support::diff::{DUE, FORMATS, SLICES, Scratch, TITLE, TITLES, code, ids, json, metadata, text};

#[test]
fn the_exit_code_follows_threshold_and_view() {
    let scratch = Scratch::with_change();
    let code_of = |arguments: &[&str]| code(&scratch.files(arguments));
    assert_eq!(code_of(&[]), 1);
    assert_eq!(code_of(&["--fail-on", "never"]), 0);
    scratch
        .write("new.csdl", &metadata(&[TITLE, r#"Name="isDone" Type="Edm.Boolean" Nullable="false""#], &[]));
    assert_eq!(code_of(&[]), 0, "a risk breaks nothing");
    assert_eq!(code_of(&["--fail-on", "risky"]), 1);
    assert_eq!(code_of(&["--fail-on", "risky", "--view", "reader"]), 0, "the risk is the writer's");
    assert_eq!(code_of(&["--fail-on", "risky", "--view", "writer"]), 1);
    assert_eq!(code_of(&["--fail-on", "risky", "--view", "rust"]), 0);
    assert_eq!(code_of(&["--fail-on", "info", "--view", "rust"]), 1);
    scratch.write("new.csdl", &metadata(&[TITLE], &[]));
    let same = scratch.files(&["--fail-on", "info"]);
    assert_eq!((code(&same), text(&same.stdout)), (0, "No changes: both sides mean the same.\n".to_owned()));
}

#[test]
fn a_beta_promises_nothing_to_deployed_programs() {
    let scratch = Scratch::with_change();
    let document = json(&scratch.files(&["--format", "json", "--profile", "beta"]));
    let verdict = &document["findings"][0]["verdict"];
    assert_eq!(verdict, &serde_json::json!({ "reader": "risk", "writer": "risk", "rust": "major" }));
}

#[test]
fn what_cannot_be_compared_is_neither_a_result_nor_silence() {
    let whole = metadata(&[TITLE], &[]);
    let cycle = whole.replace("Name=\"task\"", "Name=\"task\" BaseType=\"graph.note\"");
    let cycle = cycle.replace("Name=\"note\"", "Name=\"note\" BaseType=\"graph.task\"");
    let empty = "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices/></edmx:Edmx>";
    let cases = [
        ("text, not XML", "{\"a\": 1}".to_owned(), "new.csdl:1:1"),
        ("another document", "<html><body/></html>".to_owned(), "new.csdl:1:1"),
        ("an empty file", String::new(), "new.csdl:1:1"),
        ("cut short", whole.split_at(whole.len() / 2).0.to_owned(), "new.csdl:1"),
        ("a cycle", cycle, "new.csdl:12:41"),
        ("no declarations", empty.to_owned(), "new.csdl:1:1"),
        ("an unknown type", whole.replace("Edm.String", "graph.missing"), "new.csdl:9:"),
    ];
    for (what, text_of_new, place) in cases {
        let scratch = Scratch::with_change();
        scratch.write("new.csdl", &text_of_new);
        for format in FORMATS {
            let output = scratch.files(&["--format", format, "--fail-on", "never"]);
            assert_eq!(code(&output), 2, "{what}, {format}");
            assert_eq!(text(&output.stdout), "", "{what}, {format}");
        }
        let said = text(&scratch.files(&[]).stderr);
        assert!(said.contains(place), "{what}: {place} is not in\n{said}");
        assert!(said.contains("could not be compared"), "{what}:\n{said}");
    }
    let scratch = Scratch::with_change();
    for arguments in [["old.csdl", "missing.csdl"], ["old.csdl", "."], ["old.csdl", "no-revision"]] {
        assert_eq!(code(&scratch.run(&arguments)), 2, "{arguments:?}");
    }
    assert_eq!(code(&scratch.run(&["old.csdl"])), 2, "one side");
    fs::write(scratch.path("new.csdl"), [b'a', 0xff]).unwrap();
    assert_eq!(code(&scratch.files(&[])), 2, "not UTF-8");
}

#[test]
fn what_is_odd_but_whole_is_compared() {
    let scratch = Scratch::with_change();
    // A property that a base also declares. Published metadata has had such properties.
    let base = metadata(&[TITLE], &[TITLE]).replace("Name=\"note\"", "Name=\"note\" BaseType=\"graph.task\"");
    scratch.write("old.csdl", &base);
    scratch.write("new.csdl", &base.replace(TITLE, TITLES));
    let output = scratch.files(&["--format", "json"]);
    assert_eq!(code(&output), 1, "{}", text(&output.stderr));
    assert_eq!(ids(&json(&output)), ["property-became-collection"; 2]);
    assert!(text(&output.stderr).contains("warning: property `title`"), "{}", text(&output.stderr));
}

#[test]
fn what_slices_leave_out_is_counted_and_listed_when_asked_for() {
    let scratch = Scratch::with_change();
    scratch.write("slices.toml", SLICES);
    let document = json(&scratch.files(&["--slices", "slices.toml", "--format", "json"]));
    assert_eq!(ids(&document), ["property-became-collection"]);
    assert_eq!(document["outside"], serde_json::json!({ "info": 1 }));
    let document = json(&scratch.files(&["--slices", "slices.toml", "--format", "json", "--all"]));
    assert_eq!(ids(&document), ["property-became-collection", "property-added"]);
    // A breaking change outside of the slices does not count.
    scratch.write("new.csdl", &metadata(&[TITLE], &[]));
    scratch.write("old.csdl", &metadata(&[TITLE], &[DUE]));
    let output = scratch.files(&["--slices", "slices.toml"]);
    assert_eq!(code(&output), 0, "{}", text(&output.stdout));
    assert!(text(&output.stdout).contains("1 change outside of the slices (1 breaking)"));
}

#[test]
fn folders_and_revisions_are_compared_by_their_slices() {
    let scratch = Scratch::new();
    scratch.write("schemas/slices.toml", SLICES);
    scratch.write("schemas/graph.csdl", &metadata(&[TITLE], &[]));
    scratch.git(&["init", "--quiet", "--initial-branch=main"]);
    scratch.git(&["add", "."]);
    scratch.git(&["commit", "--quiet", "-m", "a"]);
    scratch.git(&["checkout", "--quiet", "-b", "update"]);
    let output = scratch.run(&[]);
    assert_eq!(
        (code(&output), text(&output.stdout)),
        (0, "No changes: both sides mean the same.\n".to_owned())
    );
    scratch.write("schemas/graph.csdl", &metadata(&[TITLES], &[]));
    // By default, the state at which the branch left main is compared with the working tree.
    let document = json(&scratch.run(&["--format", "json"]));
    assert_eq!(ids(&document), ["property-became-collection"]);
    assert_eq!(document["findings"][0]["version"], "v1.0");
    assert_eq!(document["findings"][0]["new_place"]["file"], "schemas/graph.csdl");
    assert_eq!(code(&scratch.run(&["main..HEAD"])), 0, "nothing is committed yet");
    scratch.git(&["commit", "--quiet", "-a", "-m", "b"]);
    let document = json(&scratch.run(&["main..HEAD", "--format", "json"]));
    assert_eq!(ids(&document), ["property-became-collection"]);
    assert_eq!(document["findings"][0]["old_place"]["file"], "main:schemas/graph.csdl");
    assert_eq!(ids(&json(&scratch.run(&["main", "--format", "json"]))), ["property-became-collection"]);
    assert_eq!(
        ids(&json(&scratch.run(&["main...HEAD", "--format", "json"]))),
        ["property-became-collection"]
    );
    assert_eq!(code(&scratch.run(&["main", "HEAD"])), 1);
    assert_eq!(code(&scratch.run(&["nonsense..HEAD"])), 2);
    assert_eq!(code(&scratch.run(&["--upload-pack=x..HEAD"])), 2);
}

#[test]
fn allowed_findings_do_not_count_and_entries_must_apply() {
    let scratch = Scratch::with_change();
    let document = json(&scratch.files(&["--format", "json"]));
    let fingerprint = document["findings"][0]["fingerprint"].as_str().unwrap().to_owned();
    let entry =
        |by: &str, expires: &str| format!("[[allow]]\n{by}\nreason = \"Agreed.\"\nexpires = \"{expires}\"\n");
    let run = |text: &str| {
        scratch.write("allow.toml", text);
        scratch.files(&["--allow", "allow.toml"])
    };
    let by_fingerprint = format!("fingerprint = \"{fingerprint}\"");
    let by_path = "rule = \"property-became-collection\"\npath = \"microsoft.graph.task/*\"";
    for by in [&by_fingerprint, by_path] {
        let output = run(&entry(by, "2026-06-30"));
        assert_eq!(code(&output), 0, "{}", text(&output.stderr));
        assert!(text(&output.stdout).contains("allowed: Agreed."));
    }
    let wrong = [
        (entry(&by_fingerprint, "2026-06-29"), "this entry expired on 2026-06-29"),
        (entry("fingerprint = \"000000000000\"", "2026-12-31"), "this entry allows nothing"),
        (entry("rule = \"property-removed\"\npath = \"*\"", "2026-12-31"), "this entry allows nothing"),
        (entry("rule = \"property-remove\"\npath = \"*\"", "2026-12-31"), "did you mean `property-removed`?"),
        (entry("rule = \"property-removed\"", "2026-12-31"), "by rule and path"),
        (entry(&by_fingerprint, "soon"), "`soon` is not a day"),
        (entry(&by_fingerprint, "2026-12-31").replace("Agreed.", ""), "an entry needs a reason"),
    ];
    for (allow, problem) in wrong {
        let output = run(&allow);
        assert_eq!(code(&output), 2, "{allow}");
        assert!(text(&output.stderr).contains(problem), "{problem} is not in\n{}", text(&output.stderr));
        assert_eq!(text(&output.stdout), "");
    }
}

#[test]
fn a_great_many_removals_at_once_stop_the_update() {
    let scratch = Scratch::with_change();
    let many: Vec<_> = (0..101).map(|n| format!("Name=\"p{n}\" Type=\"Edm.String\"")).collect();
    let many: Vec<_> = many.iter().map(String::as_str).collect();
    scratch.write("old.csdl", &metadata(&[TITLE], &many));
    scratch.write("new.csdl", &metadata(&[TITLE], &[]));
    scratch.write("slices.toml", SLICES);
    // The update stops although no finding is in the slices.
    let sliced = ["--slices", "slices.toml"];
    let output = scratch.files(&sliced);
    assert_eq!(code(&output), 1);
    assert!(text(&output.stdout).contains("101 elements were removed at once, 0 of them in the slices"));
    assert_eq!(code(&scratch.files(&[&sliced[..], &["--accept-bulk-removal"]].concat())), 0);
    assert_eq!(code(&scratch.files(&[&sliced[..], &["--max-removals", "101"]].concat())), 0);
    assert_eq!(code(&scratch.files(&[&sliced[..], &["--fail-on", "never"]].concat())), 0);
}

#[test]
fn earlier_states_tell_what_is_young_and_what_came_back() {
    let scratch = Scratch::new();
    let (without, with) = (metadata(&[TITLE], &[]), metadata(&[TITLE], &[DUE]));
    scratch.write("graph-2026-06-01.csdl", &without);
    scratch.write("graph-2026-06-22.csdl", &with);
    scratch.write("history/graph-2026-05-01.csdl", &with);
    scratch.write("history/graph-2026-06-01.csdl", &without);
    scratch.write("history/other-2026-06-01.csdl", &without);
    let sides = ["graph-2026-06-01.csdl", "graph-2026-06-22.csdl"];
    let document = json(&scratch.run(&[&sides[..], &["--history", "history", "--format", "json"]].concat()));
    let finding = &document["findings"][0];
    assert_eq!((&finding["id"], &finding["is_young"]), (&"property-added".into(), &true.into()));
    assert_eq!(finding["remarks"][0], "back: last seen on 2026-05-01 before it was removed");
    assert_eq!(document["notes"][0]["id"], "removal-reverted");
    scratch.write("unrelated.csdl", &with);
    let output = scratch.run(&["graph-2026-06-01.csdl", "unrelated.csdl", "--history", "history"]);
    assert_eq!(code(&output), 2);
    assert!(text(&output.stderr).contains("no earlier states of unrelated.csdl"));
}

/// Metadata with further declarations before the entity container.
fn with(declarations: &str) -> String {
    let container = "      <EntityContainer";
    metadata(&[TITLE], &[]).replace(container, &format!("{declarations}\n{container}"))
}

#[test]
fn overloads_of_slices_and_names_that_are_taken_from_them_count() {
    let action = |ty: &str| {
        format!(
            "<Action Name=\"close\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"graph.{ty}\" /></Action>"
        )
    };
    let scratch = Scratch::new();
    scratch.write("slices.toml", SLICES);
    scratch.write("old.csdl", &with(&action("task")));
    scratch.write("new.csdl", &with(&format!("{}{}", action("task"), action("note"))));
    let sliced = ["--slices", "slices.toml", "--format", "json"];
    let document = json(&scratch.files(&sliced));
    assert_eq!((ids(&document), &document["bump"]), (Vec::new(), &"none".into()), "the overload of notes");
    assert_eq!(document["outside"], serde_json::json!({ "info": 1 }));
    // A type outside of the slices takes the name of a request inside.
    let taker = "<ComplexType Name=\"closeTask\"><Property Name=\"x\" Type=\"Edm.String\" /></ComplexType>";
    scratch.write("new.csdl", &with(&format!("{}{taker}", action("task"))));
    let document = json(&scratch.files(&sliced));
    assert_eq!((ids(&document), &document["bump"]), (vec!["type-added"], &"major".into()));
    let remark = "the request of `microsoft.graph.close(microsoft.graph.task)` is `CloseTask2` now, and was `CloseTask`";
    assert_eq!(document["findings"][0]["remarks"][0], remark);
}

#[test]
fn a_binding_counts_with_the_type_that_has_its_property() {
    let scratch = Scratch::new();
    scratch.write("slices.toml", SLICES);
    let linked = |target: &str| {
        let way = "<NavigationProperty Name=\"next\" Type=\"graph.note\" />\n      </EntityType>\n      <EntityContainer";
        let set = "EntityType=\"graph.task\"";
        let binding =
            format!("<NavigationPropertyBinding Path=\"graph.subtask/next\" Target=\"{target}\" />");
        let whole = with("<EntityType Name=\"subtask\" BaseType=\"graph.task\">\n      </EntityType>");
        let whole = whole.replace("</EntityType>\n      <EntityContainer", way);
        whole.replace(&format!("{set} />"), &format!("{set}>{binding}</EntitySet>"))
    };
    scratch.write("old.csdl", &linked("notes"));
    scratch.write("new.csdl", &linked("others"));
    let document = json(&scratch.files(&["--slices", "slices.toml", "--format", "json"]));
    assert_eq!(ids(&document), [""; 0]);
    let document = json(&scratch.files(&["--format", "json"]));
    assert_eq!(ids(&document), ["nav-binding-changed"]);
    assert_eq!(
        document["findings"][0]["subject"],
        "microsoft.graph.service/tasks/microsoft.graph.subtask/next"
    );
    // The finding shows the place of the binding.
    let text_of_new = fs::read_to_string(scratch.path("new.csdl")).unwrap();
    let line = 1 + text_of_new.lines().position(|line| line.contains("NavigationPropertyBinding")).unwrap();
    assert_eq!(document["findings"][0]["new_place"]["line"], line);
    assert_ne!(document["findings"][0]["new_place"]["column"], 26, "not that of the entity set");
}
