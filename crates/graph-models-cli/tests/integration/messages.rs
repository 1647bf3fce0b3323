//! Messages for programs, and the amount of messages for people.

use crate::support::folder::Folder;
use crate::support::tasks;
use serde_json::{Value, json};

const JSON: [&str; 2] = ["--error-format", "json"];

/// The objects on the standard error stream, each with the keys of the form and no others.
fn messages(noted: &str) -> Vec<Value> {
    let messages = noted.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}")));
    let messages: Vec<Value> = messages.collect();
    for message in &messages {
        let mut keys: Vec<_> = message.as_object().unwrap().keys().map(String::as_str).collect();
        keys.sort_unstable();
        assert_eq!(keys, ["help", "level", "message", "others", "place"]);
        assert!(["error", "warning", "note"].contains(&message["level"].as_str().unwrap()));
    }
    messages
}

fn ends_with(folder: &Folder, code: i32, arguments: &[&str]) -> (String, Vec<Value>) {
    let (said, noted) = folder.ends_with(code, &[arguments, &JSON].concat());
    (said, messages(&noted))
}

#[test]
fn a_problem_of_an_input_has_its_place_and_its_remedy() {
    let folder = tasks::folder("roots = [\"taks\"]");
    let (_, messages) = ends_with(&folder, 2, &["slice", "show", "--slices", "slices.toml"]);
    let problem = json!({
        "level": "error", "message": "unknown entity set or singleton: `taks`",
        "place": {"file": "slices.toml", "line": 5, "column": 11, "remark": ""},
        "others": [], "help": ["did you mean `tasks`?"],
    });
    assert_eq!(messages[0], problem);
    let conclusion = messages.last().unwrap();
    assert_eq!((&conclusion["level"], &conclusion["place"]), (&json!("error"), &Value::Null));
    // Places of other declarations come with their remarks.
    let folder = tasks::folder("types = [\"microsoft.graph.task\"]\nexclude = [\"microsoft.graph.task\"]");
    let (_, messages) = ends_with(&folder, 2, &["slice", "show", "--slices", "slices.toml"]);
    let others = json!([{"file": "slices.toml", "line": 5, "column": 10, "remark": "taken in here"}]);
    assert_eq!((&messages[0]["place"]["line"], &messages[0]["others"]), (&json!(6), &others));
}

#[test]
fn a_failure_has_the_file_that_it_is_about() {
    let folder = tasks::folder(tasks::ROOT);
    let (_, messages) = ends_with(&folder, 2, &["slice", "show", "--slices", "slice.toml"]);
    let wanted = json!([{
        "level": "error", "message": "cannot read slice.toml: there is no such file or folder",
        "place": {"file": "slice.toml", "line": null, "column": null, "remark": ""},
        "others": [], "help": ["did you mean slices.toml?"],
    }]);
    assert_eq!(Value::from(messages), wanted);
}

#[test]
fn findings_warnings_and_wrong_arguments_are_objects_too() {
    let folder = tasks::folder(tasks::ROOT);
    let generate = ["generate", "--slices", "slices.toml", "--out", "out"];
    let (_, messages) = ends_with(&folder, 1, &[&generate[..], &["--check"]].concat());
    let levels: Vec<_> = messages.iter().map(|message| message["level"].as_str().unwrap()).collect();
    assert_eq!((levels[0], *levels.last().unwrap()), ("note", "error"));
    assert_eq!(messages[0]["message"], "missing: out/json_schema.rs");
    // The difference of a stale file is a message.
    folder.ends_with(0, &generate);
    folder.write("graph.csdl", &tasks::METADATA.replace("title", "name"));
    let (_, messages) = ends_with(&folder, 1, &[&generate[..], &["--check"]].concat());
    assert!(
        messages.iter().any(|message| message["message"].as_str().unwrap().contains("+++ generated now\n"))
    );
    let (said, messages) = ends_with(&folder, 0, &generate);
    assert!(said.contains("tasks: ") && messages.is_empty(), "{said} {messages:?}");
    folder.write("graph-beta.csdl", tasks::METADATA);
    folder.write("slices.toml", &tasks::slices(tasks::ROOT).replace("graph.csdl", "graph-beta.csdl"));
    let (_, messages) = ends_with(&folder, 0, &generate);
    assert_eq!(messages[0]["level"], "warning");
    for arguments in [&["generat"][..], &["generate", "--slice", "x"], &["find"]] {
        let (said, messages) = ends_with(&folder, 2, arguments);
        assert_eq!((messages.len(), said.as_str()), (1, ""), "{arguments:?}");
        assert!(!messages[0]["message"].as_str().unwrap().starts_with("error"), "{messages:?}");
        assert!(!messages[0]["help"].as_array().unwrap().is_empty(), "{messages:?}");
    }
    // Help is no message.
    let (said, _) = folder.ends_with(0, &["--help", "--error-format=json"]);
    assert!(said.contains("Usage: graph-models"), "{said}");
}

#[test]
fn quiet_leaves_results_findings_and_errors() {
    let folder = tasks::folder(tasks::ROOT);
    let generate = ["generate", "--slices", "slices.toml", "--out", "out"];
    assert_eq!(folder.ends_with(0, &[&generate[..], &["-q"]].concat()), (String::new(), String::new()));
    std::fs::remove_file(folder.path("out/mod.rs")).unwrap();
    let (said, noted) = folder.ends_with(1, &[&generate[..], &["--quiet", "--check"]].concat());
    assert!(said.is_empty() && noted.starts_with("missing: out/mod.rs\n"), "{said}{noted}");
    assert!(noted.contains("error: 1 generated file is not up to date"), "{noted}");
    let (said, _) = folder.ends_with(0, &["slice", "show", "--slices", "slices.toml", "-q"]);
    assert!(said.contains("microsoft.graph.task"), "{said}");
    folder.write("overlay.toml", "");
    let whole = ["call", "GET /tasks", "--metadata", "graph.csdl"];
    assert!(folder.ends_with(0, &whole).1.contains("overlay.toml is not read"));
    assert_eq!(folder.ends_with(0, &[&whole[..], &["-q"]].concat()).1, "");
    folder.ends_with(2, &[&whole[..], &["-q", "-v"]].concat());
}

#[test]
fn verbose_names_files_and_time() {
    let folder = tasks::folder(tasks::ROOT);
    let show = ["slice", "show", "--slices", "slices.toml"];
    let (said, noted) = folder.ends_with(0, &[&show[..], &["--verbose"]].concat());
    assert_eq!((said, String::new()), folder.ends_with(0, &show));
    let length = tasks::METADATA.len();
    let lines: Vec<_> = noted.lines().collect();
    assert!(lines.contains(&format!("read graph.csdl ({length} bytes)").as_str()), "{noted}");
    assert!(
        lines[0].starts_with("read slices.toml (") && lines.last().unwrap().starts_with("took "),
        "{noted}"
    );
}
