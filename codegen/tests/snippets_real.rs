//! Snippets of all requests that Graph's permissions name, for all of v1.0: each is a program that parses.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::collections::BTreeSet;

use csdl::diagnostic::Diagnostics;
use graph_models_codegen::call::Calls;
use graph_models_codegen::snippet::{Asked, AskedBody, NoSnippet, Snippets};
use graph_models_codegen::{Input, Options, decide};
use serde_json::{Value, json};

/// Method and path of all requests in Graph's permissions.
fn permitted() -> Option<BTreeSet<String>> {
    let text = test_support::real_metadata("permissions.json")?;
    let file: Value = serde_json::from_str(&text).unwrap();
    let mut found = BTreeSet::new();
    for permission in file["permissions"].as_object().unwrap().values() {
        for set in permission["pathSets"].as_array().into_iter().flatten() {
            for method in set["methods"].as_array().into_iter().flatten() {
                for path in set["paths"].as_object().unwrap().keys() {
                    found.insert(format!("{} {path}", method.as_str().unwrap()));
                }
            }
        }
    }
    Some(found)
}

#[test]
fn every_call_has_a_program() {
    let (Some(text), Some(requests)) = (test_support::real_metadata("v1.0.csdl"), permitted()) else {
        return;
    };
    let slices = "[all]\nversion = \"v1.0\"\nmetadata = [\"m.csdl\"]\ndescription = \"\"\nall = true\n";
    let mut input = Input::new("slices.toml", slices);
    input.add_metadata("m.csdl", "m.csdl", text);
    input.set_options(Options::default());
    let versions = decide(&input, &mut Diagnostics::default());
    let calls = Calls::new(&versions[0]);
    let snippets = Snippets::new(&calls);
    let (mut count, mut wrong) = (0, Vec::new());
    let reference = json!({"@odata.id": "https://graph.microsoft.com/v1.0/directoryObjects/1"});
    for request in requests.iter().filter(|request| calls.find(request).is_ok()) {
        let mut asked = Asked::parse(request).unwrap();
        // A body that every type has, and that no type declares.
        let takes = ["POST", "PATCH", "PUT"].contains(&asked.method.as_str());
        let body = if request.contains("$ref") { reference.clone() } else { json!({"x": [1], "y": null}) };
        asked.body = takes.then_some(AskedBody::Json(body));
        match snippets.find(&asked) {
            Ok(snippet) if syn::parse_file(&snippet.program()).is_ok() => count += 1,
            Ok(snippet) => wrong.push(format!("{request}: {}", snippet.program())),
            Err(NoSnippet::NoOption(_)) => {}
            Err(reason) => wrong.push(format!("{request}: {reason}")),
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong, {count} right\n{}",
        wrong.len(),
        wrong[..wrong.len().min(10)].join("\n")
    );
    assert!(count > 5_000, "{count}");
}
