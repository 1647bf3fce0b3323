//! Mistakes with the commands that look up, compare and check: the message about each mistake has the place, the
//! nearest name and the next step.
//!
//! After a deliberate change: `INSTA_UPDATE=always cargo test -p graph-models-cli --test integration mistakes`, and
//! read each rendering as someone who sees the tool for the first time.

use std::fs;
use std::process::Command;

use crate::support::case::Case;
use crate::support::tasks::{METADATA, ROOT, slices, table};

#[test]
fn requests() {
    let case = Case::new("request_typo_in_a_root", ROOT);
    case.says(1, &["call", "GET /taks/{id}", "--slices", "slices.toml"]);
    let case = Case::new("request_typo_below_a_root", ROOT);
    case.says(1, &["snippet", "GET /tasks/{id}/note", "--slices", "slices.toml"]);
    let case = Case::new("request_without_a_method", ROOT);
    case.says(1, &["call", "tasks", "--slices", "slices.toml"]);
    let case = Case::new("request_in_small_letters", ROOT);
    case.says(1, &["call", "get /tasks", "/tasks", "--slices", "slices.toml"]);
    let case = Case::new("request_with_another_method", ROOT);
    case.says(1, &["call", "FETCH /tasks", "POST /tasks/{id}", "--slices", "slices.toml"]);
    let case = Case::new("request_of_another_version", ROOT);
    case.says(0, &["call", "GET /beta/tasks", "--slices", "slices.toml"]);
    let case = Case::new("snippet_in_small_letters", ROOT);
    case.says(2, &["snippet", "get", "/tasks", "--slices", "slices.toml"]);
}

#[test]
fn lists_of_requests() {
    for (name, text) in
        [("list_is_empty", "# nothing yet\n\n"), ("list_is_a_web_page", "<!DOCTYPE html>\n<html></html>\n")]
    {
        let case = Case::new(name, ROOT);
        case.folder.write("list.txt", text);
        case.says(2, &["call", "--file", "list.txt", "--slices", "slices.toml"]);
    }
    let case = Case::new("list_with_mistakes", ROOT);
    case.folder
        .write("list.txt", &format!("GET /tasks\r\n  get /tasks\tread\r\nGET /{}\r\n", "a/".repeat(5_000)));
    case.says(1, &["consent", "--requests", "list.txt", "--slices", "slices.toml"]);
}

#[test]
fn scopes() {
    let case = Case::new("consent_of_a_slice_without_slices", ROOT);
    case.says(2, &["consent", "--slice", "tasks", "--metadata", "graph.csdl"]);
    let case = Case::new("consent_with_ids_for_nothing", ROOT);
    case.says(2, &["consent", "--ids", "ids.json", "--slices", "slices.toml"]);
    for (name, text) in [("ids_are_a_web_page", "<html>\n"), ("ids_are_something_else", "{\"value\": []}\n")]
    {
        let case = Case::new(name, ROOT);
        case.folder.write("ids.json", text);
        let manifest =
            ["consent", "--format", "app-manifest", "--ids", "ids.json", "--slices", "slices.toml"];
        case.says(2, &manifest);
    }
    let case = Case::new("source_with_unclear_places", ROOT);
    case.folder.write(
        "src/main.rs",
        "use graph::v1_0::paths;\n\nfn main() {\n    send(&paths::tasks(\"1\").get());\n    pass(&paths::tasks(\"1\"));\n}\n",
    );
    case.says(1, &["consent", "--source", "src", "--slices", "slices.toml"]);
    let case = Case::new("source_without_calls", ROOT);
    case.folder.write("src/main.rs", "fn main() {}\n");
    case.says(2, &["consent", "--source", "src", "--slices", "slices.toml"]);
    let case = Case::new("source_without_rust", ROOT);
    case.folder.write("src/main.py", "");
    case.says(2, &["consent", "--source", "src", "--slices", "slices.toml"]);
}

#[test]
fn bodies_and_headers() {
    for (name, text) in [
        ("body_is_empty", ""),
        ("body_is_cut_off", "{\n  \"title\": \"Rest\",\n"),
        ("body_is_a_web_page", "<html>\n"),
    ] {
        let case = Case::new(name, ROOT);
        case.folder.write("task.json", text);
        case.says(2, &["snippet", "POST /tasks", "--body", "task.json", "--slices", "slices.toml"]);
    }
    let case = Case::new("header_without_a_name", ROOT);
    case.says(2, &["snippet", "GET /tasks", "--header", ": eventual", "--slices", "slices.toml"]);
}

#[test]
fn words() {
    let case = Case::new("words_with_typos", ROOT);
    case.says(1, &["find", "lits", "taks", "--slices", "slices.toml"]);
    let case = Case::new("words_without_letters", ROOT);
    case.says(2, &["find", "--slices", "slices.toml", "--", "-"]);
    let case = Case::new("why_with_a_typo", ROOT);
    case.says(2, &["slice", "why", "taks", "--slices", "slices.toml"]);
}

#[test]
fn sides_of_a_comparison() {
    for (name, sides) in [
        ("diff_of_one_file", &["graph.csdl"][..]),
        ("diff_of_a_file_and_a_folder", &["schemas", "graph.csdl"]),
        ("diff_of_an_address", &["https://graph.microsoft.com/v1.0/$metadata", "graph.csdl"]),
        ("diff_of_folders_without_metadata", &["empty", "empty"]),
        ("diff_of_a_command", &["rule"]),
        ("diff_by_a_version_without_slices", &["graph.csdl", "graph.csdl", "--version", "v1.0"]),
    ] {
        let case = Case::new(name, ROOT);
        case.folder.write("schemas/slices.toml", &slices(ROOT));
        case.folder.write("schemas/graph.csdl", METADATA);
        case.folder.write("empty/notes.txt", "");
        case.says(2, &[&["diff"], sides].concat());
    }
}

#[test]
fn whole_metadata() {
    let note = "      <EntityType Name=\"note\">";
    let more = format!("      <EntityType Name=\"subtask\" BaseType=\"graph.task\" />\n{note}");
    let case = Case::new("check_finds_a_derived_type", ROOT);
    case.folder.write("new.csdl", &METADATA.replace(note, &more));
    let check = ["schema", "check", "--slices", "slices.toml", "--against"];
    case.says(1, &[&check[..], &["new.csdl"]].concat());
    let both = table("tasks", "v1.0", "graph.csdl", ROOT) + &table("todo", "beta", "graph.csdl", ROOT);
    Case::with("check_of_several_versions", &both).says(2, &[&check[..], &["graph.csdl"]].concat());
    let case = Case::new("extract_to_a_new_folder", ROOT);
    case.says(0, &["schema", "extract", "--slices", "slices.toml", "--from", "graph.csdl", "--out", "new"]);
    let case = Case::new("format_of_an_empty_folder", ROOT);
    fs::create_dir(case.folder.path("empty")).unwrap();
    case.says(2, &["schema", "fmt", "empty"]);
}

#[test]
fn manifests_of_payloads() {
    let conform = ["conform", "--metadata", "graph.csdl", "--manifest", "list.tsv"];
    let case = Case::new("manifest_with_a_missing_file", ROOT);
    case.folder.write("payloads/task-1.json", "{}");
    case.folder.write(
        "list.tsv",
        "file\ttype\npayloads/task1.json\tmicrosoft.graph.task\nnone.json\tmicrosoft.graph.task\n",
    );
    case.says(2, &conform);
    let case = Case::new("manifest_with_an_unknown_type", ROOT);
    case.folder.write("task.json", "{}");
    case.folder.write("list.tsv", "file\ttype\tshape\ntask.json\tmicrosoft.graph.taks\tentity\n");
    case.says(2, &conform);
    let case = Case::new("manifest_with_an_unknown_shape", ROOT);
    case.folder.write("task.json", "{}");
    case.folder.write("list.tsv", "file\ttype\tshape\ntask.json\tmicrosoft.graph.task\tlist\n");
    case.says(2, &conform);
    let case = Case::new("manifest_without_columns", ROOT);
    case.folder.write("list.tsv", "task.json microsoft.graph.task\n");
    case.says(2, &conform);
    for (name, list) in [
        ("manifest_is_empty", "\n"),
        ("manifest_is_a_web_page", "<html>\n"),
        ("manifest_with_commas", "file,type\ntask.json,microsoft.graph.task\n"),
        ("manifest_with_a_typo_in_a_column", "file\ttyp\ntask.json\tmicrosoft.graph.task\n"),
        ("manifest_with_a_folder", "file\ttype\npayloads\tmicrosoft.graph.task\n"),
        ("manifest_with_a_type_without_namespace", "file\ttype\ntask.json\ttask\n"),
    ] {
        let case = Case::new(name, ROOT);
        case.folder.write("task.json", "{}");
        case.folder.write("payloads/task.json", "{}");
        case.folder.write("list.tsv", list);
        case.says(2, &conform);
    }
}

#[test]
fn clones_without_older_commits() {
    let mut case = Case::new("clone_is_shallow", ROOT);
    let git = |folder: &str, arguments: &[&str]| {
        let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
        let mut command = Command::new("git");
        command.current_dir(case.folder.path(folder)).args(identity).args(arguments);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    case.folder.write("origin/graph.csdl", METADATA);
    git("origin", &["init", "--quiet", "--initial-branch", "main"]);
    git("origin", &["add", "."]);
    git("origin", &["commit", "--quiet", "--message", "One"]);
    git("origin", &["commit", "--quiet", "--message", "Two", "--allow-empty"]);
    git("", &["clone", "--quiet", "--no-local", "--depth", "1", "origin", "clone"]);
    case.folder.enter("clone");
    case.says(2, &["diff", "HEAD~1..HEAD"]);
    case.name = "revision_unknown";
    case.folder.enter("../origin");
    case.says(2, &["diff", "mian..HEAD"]);
}
