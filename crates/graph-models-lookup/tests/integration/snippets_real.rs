//! Snippets of all requests that Graph's permissions name, for all of v1.0: each is a program that parses.

use crate::support::v1_0::{calls, permitted};
use graph_models_lookup::snippet::{self, Asked, AskedBody, NoSnippet};
use serde_json::json;

#[test]
fn every_call_has_a_program() {
    let (Some(calls), Some(requests)) = (calls(), permitted()) else { return };
    let (mut count, mut wrong) = (0, Vec::new());
    let reference = json!({"@odata.id": "https://graph.microsoft.com/v1.0/directoryObjects/1"});
    for request in requests.iter().filter(|request| calls.find(request).is_ok()) {
        let mut asked = Asked::parse(request).unwrap();
        // A body that suits every type, since no type declares its property.
        let takes = ["POST", "PATCH", "PUT"].contains(&asked.method.as_str());
        let body = if request.contains("$ref") { reference.clone() } else { json!({"x": [1], "y": null}) };
        asked.body = takes.then_some(AskedBody::Json(body));
        match snippet::find(calls, &asked) {
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
