//! Snippets for the shipped crate: the programs that `graph-models` compiles and runs in its test `snippets`.
//!
//! After a deliberate change: `INSTA_UPDATE=always cargo test -p graph-models-lookup --test integration snippets::`,
//! and read the diff.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::shipped;
use csdl::diagnostic::Diagnostics;
use graph_models_codegen::rust::Version;
use graph_models_codegen::{Features, Options, decide};
use graph_models_lookup::call::Calls;
use graph_models_lookup::snippet::{self, Asked, AskedBody, NoSnippet, Snippet};
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../graph-models/tests/snippets")
}

fn versions() -> Vec<Version> {
    let mut diagnostics = Diagnostics::default();
    let mut input = shipped::input();
    input.set_options(Options { features: Features::Slices, ..Options::default() });
    let versions = decide(&input, &mut diagnostics);
    assert!(!diagnostics.has_errors());
    versions
}

/// A request of the list.
fn asked(entry: &Value) -> Asked {
    let mut asked = Asked::parse(entry["request"].as_str().unwrap()).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    for header in entry["headers"].as_array().into_iter().flatten() {
        asked.headers.push((text(&header[0]), text(&header[1])));
    }
    let media_type =
        asked.headers.iter().find(|(name, _)| name == "Content-Type").map(|(_, value)| value.clone());
    asked.body = match (entry.get("body"), entry.get("file")) {
        (Some(body), _) => Some(AskedBody::Json(body.clone())),
        (_, Some(path)) => Some(AskedBody::File { path: text(path), media_type: media_type.unwrap() }),
        _ => None,
    };
    asked
}

/// The snippet of the first version that has the request, as the command `snippet` finds it.
fn found(calls: &[Calls<'_>], asked: &Asked) -> Result<Snippet, NoSnippet> {
    let mut reasons = calls.iter().map(|calls| snippet::find(calls, asked));
    let found = reasons.clone().find_map(Result::ok);
    found.map_or_else(|| reasons.next().unwrap(), Ok)
}

#[test]
fn the_compiled_snippets_are_up_to_date() {
    let versions = versions();
    let calls: Vec<_> = versions.iter().map(Calls::new).collect();
    let list: Value =
        serde_json::from_str(&fs::read_to_string(folder().join("asked.json")).unwrap()).unwrap();
    let (mut functions, mut names, mut features) = (String::new(), Vec::new(), BTreeSet::new());
    for (number, entry) in list.as_array().unwrap().iter().enumerate() {
        let snippet =
            found(&calls, &asked(entry)).map_err(|reason| format!("{}: {reason}", entry["request"]));
        let snippet = snippet.unwrap();
        let name = format!("snippet_{}", number + 1);
        functions.push_str(&format!(
            "\n/// `{}`\n{}",
            entry["request"].as_str().unwrap(),
            snippet.function(&name)
        ));
        names.push(name);
        features.extend(snippet.features);
    }
    let text = format!(
        "//! Generated from `asked.json` by the test `snippets` of `graph-models-lookup`: do not edit.\n\n\
         use graph_models::client::blocking::Client;\n\n\
         /// A snippet as a function.\npub(crate) type Function = fn(&Client) -> Result<(), Box<dyn std::error::Error>>;\n\n\
         /// The snippets, in the order of `asked.json`.\npub(crate) const SNIPPETS: [Function; {}] = [{}];\n{functions}",
        names.len(),
        names.join(", ")
    );
    let path = folder().join("generated/programs.rs");
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, &text).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(kept == text, "INSTA_UPDATE=always writes it");
    // The test `snippets` of `graph-models` requires these features.
    let manifest = fs::read_to_string(folder().join("../../Cargo.toml")).unwrap();
    let features: Vec<_> = features.iter().map(|feature| format!("\"{feature}\"")).collect();
    let wanted = format!("required-features = [{}]", features.join(", "));
    assert!(manifest.contains(&wanted), "the test `snippets` needs `{wanted}`");
}

#[test]
fn a_snippet_is_a_manifest_and_a_program() {
    let versions = versions();
    let calls: Vec<_> = versions.iter().map(Calls::new).collect();
    let mut asked = Asked::parse("PATCH /users/{id}").unwrap();
    asked.body =
        Some(AskedBody::Json(serde_json::json!({"displayName": "Avery", "extension_a1_tags": ["a"]})));
    let snippet = found(&calls, &asked).unwrap();
    insta::assert_snapshot!(format!("{}\n{}", snippet.manifest("0.1.0"), snippet.program()));
}

#[test]
fn what_has_no_snippet_is_told() {
    let versions = versions();
    let calls: Vec<_> = versions.iter().map(Calls::new).collect();
    let why = |request: &str, body: Option<Value>| {
        let body = body.map(AskedBody::Json);
        let asked = Asked { body, ..Asked::parse(request).unwrap() };
        let mut reasons = calls.iter().map(|calls| snippet::find(calls, &asked).unwrap_err().to_string());
        reasons.find(|reason| !reason.starts_with("no entity set")).unwrap_or_default()
    };
    let body = serde_json::json!({"a": 1});
    assert_eq!(
        why("GET /users/{id}/mesages", None),
        "`users(\"{id}\")`, a `microsoft.graph.user`, has nothing called `mesages`; did you mean `messages`?"
    );
    assert_eq!(why("GET /users", Some(body.clone())), "the request takes no body");
    assert_eq!(
        why("POST /groups/{id}/members/$ref", None),
        "the body needs an `@odata.id`: the URL of the entity that is referred to"
    );
    let other = serde_json::json!({"@odata.id": "https://graph.microsoft.com/beta/users/1"});
    assert_eq!(
        why("POST /groups/{id}/members/$ref", Some(other)),
        "`https://graph.microsoft.com/beta/users/1` is not the URL of an entity of this version"
    );
    assert_eq!(why("DELETE /users/{id}?$select=id", None), "the request takes no query option `$select`");
    assert!(Asked::parse("users").is_none());
}
