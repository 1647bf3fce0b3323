//! `cargo xtask schema update` as people run it, from files and from a server.

use std::fs;

use crate::support::output::tree;
use crate::support::update::{self, PERMISSIONS, SERVICE, TASK, Workspace, whole};
use service_stand_in::{At, StandIn, Step};

/// A further type that the slice takes in through tasks.
const SIZED: &str = r#"<EntityType Name="task"><Key><PropertyRef Name="id" /></Key>
<Property Name="id" Type="Edm.String" Nullable="false" /><Property Name="size" Type="graph.size" /></EntityType>
<EnumType Name="size"><Member Name="small" Value="0" /><Member Name="unknownFutureValue" Value="1" /></EnumType>
<EntityType Name="note"><Key><PropertyRef Name="id" /></Key>
<Property Name="id" Type="Edm.String" Nullable="false" /></EntityType>"#;
/// An entity container with a root that no slice takes in.
const SERVICE_WITH_NOTES: &str = r#"<EntityContainer Name="service"><EntitySet Name="tasks" EntityType="graph.task" />
<EntitySet Name="notes" EntityType="graph.note" /></EntityContainer>"#;

#[test]
fn an_update_from_files_is_one_change() {
    let workspace = Workspace::new();
    workspace.write("v1.0.csdl", &whole(&[SIZED, SERVICE_WITH_NOTES]));
    workspace.write("permissions.json", PERMISSIONS);
    let said = workspace.succeed(&["--metadata", "v1.0.csdl", "--permissions", "permissions.json"]);
    for line in [
        "; declarations added: 4, of these without a description: 4, removed: 0\n",
        "roots of v1.0.csdl that no slice takes in: 1, such as notes",
        "Safe: 3 changes, none breaks anything; the crate needs a minor release.",
        "info property-added (1)\n    v1.0 microsoft.graph.task/size\n",
    ] {
        assert!(said.contains(line), "{said}");
    }
    let metadata = workspace.read("schemas/v1.0.csdl");
    // Our description stays, and unneeded declarations are not taken in.
    assert!(metadata.contains("String=\"Ours.\"") && metadata.contains("Name=\"size\""), "{metadata}");
    assert!(!metadata.contains("note"), "{metadata}");
    assert!(workspace.read("schemas/permissions.toml").contains("\"Tasks.Read\""));
    assert!(workspace.read("crates/graph-models/src/generated/v1_0/entity_types.rs").contains("size"));
    assert_eq!(
        workspace.read("schemas/provenance.toml").lines().filter(|line| !line.starts_with('#')).count(),
        14
    );
    require_provenance(&workspace);
    assert_eq!(
        workspace.read("CHANGELOG.md"),
        "# Changelog\n\n## Unreleased\n\n### Changed\n\n- Metadata of Microsoft Graph, taken in on 2026-11-30 (permissions, \
         v1.0). Safe: 3 changes, none breaks anything; the crate needs a minor release. Added: 1 type, 1 property, \
         1 scope of a request.\n"
    );
    // Nothing else is new, so that a second run has nothing to do.
    let before = tree(workspace.folder());
    let said = workspace.succeed(&["--metadata", "v1.0.csdl", "--permissions", "permissions.json"]);
    assert!(said.ends_with("nothing has changed\n"), "{said}");
    assert_eq!(tree(workspace.folder()), before);
}

/// Each input is recorded with its source, day, hash and generator; an input from a file has no marks of a server.
fn require_provenance(workspace: &Workspace) {
    let text = workspace.read("schemas/provenance.toml");
    let generator = env!("CARGO_PKG_VERSION");
    for (table, source, sha256) in [
        ("[metadata.\"v1.0\"]", "v1.0.csdl", update::sha256(&workspace.read("v1.0.csdl"))),
        ("[permissions]", "permissions.json", update::sha256(PERMISSIONS)),
    ] {
        let expected = format!(
            "{table}\nsource = \"{source}\"\ndate = \"2026-11-30\"\nsha256 = \"{sha256}\"\n\
             generator = \"{generator}\"\nresult = \""
        );
        assert!(text.contains(&expected), "{expected}\n{text}");
    }
}

#[test]
fn a_folder_of_metadata_is_updated_file_by_file() {
    let workspace = Workspace::with_folder();
    workspace.write("v1.0.csdl", &whole(&[SIZED, SERVICE]));
    workspace.succeed(&["--metadata", "v1.0.csdl"]);
    assert!(workspace.read("schemas/v1.0/microsoft.graph.s.csdl").contains("EnumType Name=\"size\""));
    assert!(workspace.read("schemas/v1.0/microsoft.graph.t.csdl").contains("String=\"Ours.\""));
    // The type is removed again, and the file with it.
    workspace.write("v1.0.csdl", &whole(&[TASK, SERVICE]));
    let said = workspace.succeed(&["--metadata", "v1.0.csdl"]);
    assert!(said.contains("Breaking"), "{said}");
    assert!(!workspace.path("schemas/v1.0/microsoft.graph.s.csdl").exists());
}

#[test]
fn permissions_go_with_the_requests_that_they_are_about() {
    let workspace = Workspace::new();
    workspace.write("schemas/slices.toml", &update::SLICES.replace("[\"tasks\"]", "[\"tasks\", \"notes\"]"));
    workspace.write("v1.0.csdl", &whole(&[SIZED, SERVICE_WITH_NOTES]));
    workspace.write("permissions.json", &PERMISSIONS.replace("\"/tasks\":", "\"/notes\": \"\", \"/tasks\":"));
    fs::remove_file(workspace.path("schemas/v1.0.csdl")).unwrap();
    let said = workspace.succeed(&["--metadata", "v1.0.csdl", "--permissions", "permissions.json"]);
    assert!(said.contains("there was no metadata before"), "{said}");
    assert!(workspace.read("schemas/permissions.toml").contains("/notes"));
    // The slices no longer have the path to notes, and no new permissions are given.
    workspace.write("schemas/slices.toml", update::SLICES);
    workspace.succeed(&["--metadata", "v1.0.csdl"]);
    let permissions = workspace.read("schemas/permissions.toml");
    assert!(permissions.contains("/tasks") && !permissions.contains("/notes"), "{permissions}");
}

#[test]
fn a_bulk_removal_stops_the_update() {
    let workspace = Workspace::new();
    let member = |n| format!("<Property Name=\"p{n}\" Type=\"Edm.String\" />");
    let members = (0..30).map(member).collect::<Vec<_>>().concat();
    let many = TASK.replace("</EntityType>", &format!("{members}</EntityType>"));
    workspace.write("many.csdl", &whole(&[&many, SERVICE]));
    workspace.write("few.csdl", &whole(&[TASK, SERVICE]));
    workspace.succeed(&["--metadata", "many.csdl"]);
    let before = tree(workspace.folder());
    let output = workspace.run(&["--metadata", "few.csdl"]);
    assert_eq!(output.status.code(), Some(1));
    let said = update::text(&output.stdout);
    assert!(said.contains("warning: 30 elements were removed at once, 30 of them in the slices"), "{said}");
    assert!(update::text(&output.stderr).contains("nothing was changed"));
    assert_eq!(tree(workspace.folder()), before);
    workspace.succeed(&["--metadata", "few.csdl", "--accept-bulk-removal"]);
    assert!(!workspace.read("schemas/v1.0.csdl").contains("p29"));
}

#[test]
fn a_check_writes_nothing() {
    let workspace = Workspace::new();
    workspace.write("v1.0.csdl", &whole(&[SIZED, SERVICE]));
    let before = tree(workspace.folder());
    let output = workspace.run(&["--metadata", "v1.0.csdl", "--check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(update::text(&output.stdout).contains("Safe: 2 changes"));
    let said = update::text(&output.stderr);
    for line in ["stale: schemas/v1.0.csdl\n", "missing: schemas/provenance.toml\n", "stale: CHANGELOG.md\n"]
    {
        assert!(said.contains(line), "{said}");
    }
    assert_eq!(tree(workspace.folder()), before);
    workspace.succeed(&["--metadata", "v1.0.csdl"]);
    workspace.succeed(&["--metadata", "v1.0.csdl", "--check"]);
}

#[test]
fn an_error_leaves_everything_as_it_was() {
    let workspace = Workspace::new();
    workspace.write("v1.0.csdl", &whole(&[SIZED, SERVICE]));
    workspace.write("page.csdl", "<!DOCTYPE html>\n<html lang=\"en\"></html>");
    workspace.write("cut.csdl", whole(&[TASK, SERVICE]).split_at(300).0);
    workspace.write("rootless.csdl", &whole(&[TASK]));
    workspace.write("unknown.csdl", &whole(&[&TASK.replace("Edm.String", "graph.nothing"), SERVICE]));
    workspace.write("empty.json", "{\"permissions\": {}}");
    let before = tree(workspace.folder());
    for (arguments, place) in [
        (["--metadata", "page.csdl"].as_slice(), "page.csdl is a web page, and not metadata"),
        (&["--metadata", "cut.csdl"], "cut.csdl:"),
        (&["--metadata", "rootless.csdl"], "slices.toml:"),
        (&["--metadata", "unknown.csdl"], "unknown.csdl:"),
        (&["--metadata", "missing.csdl"], "cannot read missing.csdl"),
        (&["--metadata", "beta=v1.0.csdl"], "no slice is of version `beta`"),
        (&["--metadata", "v1.0.csdl", "--metadata", "v1.0=cut.csdl"], "are both of version v1.0"),
        (&["--metadata", "v1.0.csdl", "--permissions", "empty.json"], "empty.json:"),
        (
            &["--metadata", "v1.0.csdl", "--permissions", "page.csdl"],
            "is a web page, and not permissions.json",
        ),
        (&["--metadata", "http://graph.example/v1.0"], "without TLS"),
        (&[], "--metadata"),
    ] {
        let output = workspace.run(arguments);
        let said = update::text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(place), "{arguments:?}: {said}");
        assert_eq!(tree(workspace.folder()), before, "{arguments:?}");
    }
}

#[test]
fn a_failure_of_the_last_step_undoes_the_others() {
    let workspace = Workspace::new();
    workspace.write("v1.0.csdl", &whole(&[SIZED, SERVICE]));
    workspace.write("types-fail", "");
    let before = tree(workspace.folder());
    let output = workspace.run(&["--metadata", "v1.0.csdl"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(update::text(&output.stderr).contains("could not print their JSON Schemas"));
    assert_eq!(tree(workspace.folder()), before);
    fs::remove_file(workspace.path("types-fail")).unwrap();
    // One of the last files cannot be replaced.
    fs::remove_file(workspace.path("CHANGELOG.md")).unwrap();
    workspace.write("CHANGELOG.md", "# Changelog\n");
    let before = tree(workspace.folder());
    let output = workspace.run(&["--metadata", "v1.0.csdl"]);
    assert!(update::text(&output.stderr).contains("CHANGELOG.md has no line `## Unreleased`"));
    assert_eq!(tree(workspace.folder()), before);
}

#[test]
fn an_address_is_asked_again_only_for_what_has_changed() {
    let workspace = Workspace::new();
    let stand_in = StandIn::start().unwrap();
    let first = Step::status(200).header("etag", "\"1\"").body(whole(&[SIZED, SERVICE]));
    stand_in.play(At::Elsewhere, "GET", "/v1.0/$metadata", [first, Step::status(304)]);
    let address = stand_in.url(At::Elsewhere, "/v1.0/$metadata");
    workspace.succeed(&["--metadata", &address]);
    let provenance = workspace.read("schemas/provenance.toml");
    assert!(provenance.contains(&format!("source = \"{address}\"\n")), "{provenance}");
    assert!(provenance.contains("etag = \"\\\"1\\\"\"\n"), "{provenance}");
    let conditions = || {
        let received = stand_in.received(At::Elsewhere);
        received.iter().map(|request| request.header("if-none-match").to_owned()).collect::<Vec<_>>()
    };
    let before = tree(workspace.folder());
    let said = workspace.succeed(&["--metadata", &address]);
    assert_eq!(said, "v1.0: not changed since the update of 2026-11-30\nnothing has changed\n");
    assert_eq!(tree(workspace.folder()), before);
    assert_eq!(conditions(), ["", "\"1\""]);
    // A file that was extracted from the answer is edited, so the whole answer is needed again.
    let again = Step::status(200).header("etag", "\"1\"").body(whole(&[SIZED, SERVICE]));
    stand_in.play(At::Elsewhere, "GET", "/v1.0/$metadata", [again]);
    let edited = workspace.read("schemas/v1.0.csdl").replace("Ours.", "Edited.");
    workspace.write("schemas/v1.0.csdl", &edited);
    workspace.succeed(&["--metadata", &address]);
    workspace.succeed(&["--metadata", &address, "--unconditional"]);
    assert_eq!(conditions(), ["", "\"1\"", "", ""]);
    assert_eq!(workspace.read("schemas/v1.0.csdl"), edited);
}

#[test]
fn a_bad_answer_leaves_everything_as_it_was() {
    let workspace = Workspace::new();
    let stand_in = StandIn::start().unwrap();
    let before = tree(workspace.folder());
    let metadata = || Step::status(200).body(whole(&[SIZED, SERVICE]));
    for (step, problem) in [
        (metadata().cut(400), "the answer ends after 400 bytes"),
        (metadata().header("content-type", "text/html"), "answered with a web page"),
        (Step::status(200).body("<!-- (C) --><!DOCTYPE html>"), "is a web page, and not metadata"),
        (Step::status(500), "answered 500"),
        (Step::lost(), "cannot be read"),
        (Step::status(304), "answered 304"),
    ] {
        stand_in.play(At::Elsewhere, "GET", "/v1.0/$metadata", [step]);
        let output = workspace.run(&["--metadata", &stand_in.url(At::Elsewhere, "/v1.0/$metadata?secret")]);
        let said = update::text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(
            said.contains(problem) && said.contains("/v1.0/$metadata") && !said.contains("secret"),
            "{said}"
        );
        assert_eq!(tree(workspace.folder()), before, "{said}");
    }
}
