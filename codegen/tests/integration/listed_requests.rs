//! OpenAPI of requests on paths that only permissions name. Their bodies and answers come from the action or
//! function, as on the path of the request's own type. The pages and the overview are in the golden case.

use std::collections::BTreeSet;
use std::path::Path;

use crate::support::case;
use graph_models_codegen::{Options, generate};
use serde_json::{Map, Value, json};

fn document() -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/listed_requests");
    let mut input = case::input(&folder, |text| text);
    input.set_options(Options { openapi: true, ..Options::default() });
    let output = generate(&input);
    assert!(!output.diagnostics.has_errors());
    output.openapi.first().unwrap().with_schemas(&Map::new())
}

#[test]
fn a_listed_request_answers_what_its_operation_does() {
    let document = document();
    let own = |path: &str, method: &str| document["paths"][path][method].clone();
    let listed = |path: &str, method: &str| {
        let path = format!("/people/{{person_id}}{path}");
        document["paths"][path][method].clone()
    };
    for (path, method) in [
        ("/reviews/{review_id}/accept", "post"),
        ("/reviews/{review_id}/record", "post"),
        ("/reviews/filterBy()", "get"),
        ("/reviews/{review_id}/decisions/filterBy(on={on})", "get"),
        ("/reviews/{review_id}/count()", "get"),
    ] {
        let (own, listed) = (own(path, method), listed(path, method));
        for key in ["responses", "requestBody", "summary", "tags"] {
            assert_eq!(own[key], listed[key], "{path}: {key}");
        }
        assert_ne!(own["operationId"], listed["operationId"], "{path}");
    }
    let accept = listed("/reviews/{review_id}/accept", "post");
    assert!(accept["responses"]["204"].is_object() && accept["responses"]["200"].is_null());
    let schema =
        |operation: &Value| operation["responses"]["200"]["content"]["application/json"]["schema"].clone();
    let page = json!({"$ref": "#/components/schemas/microsoft.graph.review-page"});
    assert_eq!(schema(&listed("/reviews/filterBy()", "get")), page);
    // A request for a property of a complex type answers with its value.
    let settings = json!({"$ref": "#/components/schemas/microsoft.graph.settings"});
    assert_eq!(schema(&listed("/reviews/{review_id}/settings", "get")), settings);
}

#[test]
fn a_stream_is_read_and_written_as_bytes() {
    let document = document();
    let of =
        |path: &str| document["paths"][format!("/people/{{person_id}}/reviews/{{review_id}}{path}")].clone();
    let bytes = json!({"application/octet-stream": {"schema": {}}});
    for (path, tag) in [("/recording", "reviews"), ("/decisions/{decision_id}/$value", "decisions")] {
        let stream = of(path);
        assert_eq!(stream["get"]["responses"]["200"]["content"], bytes, "{path}");
        assert_eq!(stream["put"]["requestBody"]["content"], bytes, "{path}");
        assert!(stream["put"]["responses"]["204"].is_object(), "{path}");
        for method in ["get", "put"] {
            assert_eq!(stream[method]["tags"], json!([tag]), "{path}");
            let scopes = &stream[method]["security"][0];
            assert_eq!(scopes, &json!({"delegated": ["Review.ReadWrite"]}), "{path}");
        }
    }
    // Only the content of a media entity can be deleted.
    assert!(of("/recording")["delete"].is_null());
    assert!(of("/decisions/{decision_id}/$value")["delete"].is_object());
}

#[test]
fn operations_are_told_apart() {
    let document = document();
    let paths = document["paths"].as_object().unwrap().values();
    let operations: Vec<_> = paths.flat_map(|path| path.as_object().unwrap().values()).collect();
    let ids: BTreeSet<_> = operations.iter().map(|it| it["operationId"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), operations.len());
    let tags: BTreeSet<_> = operations.iter().map(|it| it["tags"][0].as_str().unwrap()).collect();
    assert_eq!(tags, ["decisions", "people", "reviews", "settings"].into());
}
