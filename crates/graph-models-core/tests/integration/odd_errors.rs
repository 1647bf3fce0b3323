//! Tests of errors in bodies of unusual form, and of errors in place of content.

use crate::sample::{Incident, SimpleIncident};
use bytes::Bytes;
use graph_models_core::Page;
use graph_models_core::request::{Accepted, Answer, GraphError, GraphErrorKind, NoContent, Value, decode};
use http::Response;
use proptest::prelude::*;

fn read<A: Answer>(status: u16, body: &str) -> Result<A, GraphError> {
    decode(Response::builder().status(status).body(body).unwrap())
}

fn error(body: &str) -> GraphError {
    read::<NoContent>(400, body).unwrap_err()
}

#[test]
fn errors_have_many_forms() {
    for (body, code, message) in [
        (r#"{"odata.error": {"code": "c", "message": {"lang": "en-US", "value": "m"}}}"#, "c", "m"),
        (r#"{"error": {"code": "c", "message": {"lang": "en-US", "value": "m"}}}"#, "c", "m"),
        (r#"{"odata.error": {"code": 5, "message": "m"}}"#, "5", "m"),
        (r#"{"error": "c", "error_description": "m", "error_codes": [1]}"#, "c", "m"),
        ("<?xml version=\"1.0\"?><Error><Code>c</Code><Message>m</Message></Error>", "c", "m"),
        (
            "<m:error xmlns:m=\"x\"><m:code>c</m:code><m:message xml:lang=\"en\">m</m:message></m:error>",
            "c",
            "m",
        ),
        // The next bodies are cut off.
        (r#"{"error": {"code": "c", "message": "m", "innerError": {"da"#, "c", "m"),
        (
            r#"{"error": {"code": "c", "message": {"lang": "en", "value": "m"}, "x": [{"code": "no"}, "#,
            "c",
            "m",
        ),
        (
            r#"{"error":{"innerError":{"code":"no"},"code":"c","details":[{"message":"no"}],"message":"m","#,
            "c",
            "m",
        ),
        (r#"{"code": "c", "message": "m", "x"#, "c", "m"),
    ] {
        let error = error(body);
        assert_eq!((error.code(), error.message()), (Some(code), Some(message)), "{body}");
    }
    for body in [
        "<html><body><code>no</code></body></html>",
        "<Error><Code>",
        "<Error><Code/></Error>",
        r#"{"error": {"code": "cut"#,
        "{",
        "\"",
        "{\"error\": {\"code\": \"\\",
    ] {
        assert_eq!(error(body).message(), None, "{body}");
        assert_eq!(error(body).code().filter(|&code| code != "no"), None, "{body}");
    }
}

#[test]
fn depth_costs_neither_code_nor_message() {
    let depth = 500;
    let begin: Vec<_> = (0..depth).map(|level| format!(r#"{{"code": "c{level}", "innererror": "#)).collect();
    let end: Vec<_> = (0..depth).rev().map(|level| format!(r#", "message": "m{level}"}}"#)).collect();
    let (begin, end) = (begin.concat(), end.concat());
    let error = error(&format!(r#"{{"error": {begin}{{"code": "last"}}{end}}}"#));
    assert_eq!((error.code(), error.message()), (Some("c0"), Some("m0")));
    assert_eq!(error.inner_errors().len(), depth);
    assert_eq!(error.inner_errors()[6].message.as_deref(), Some("m7"));
    assert!(error.has_code("last"));
    // Deep nesting beside the error object is accepted too.
    let lists = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let error =
        self::error(&format!(r#"{{"x": {lists}, "error": {{"y": {lists}, "code": "c", "message": "m"}}}}"#));
    assert_eq!((error.code(), error.message()), (Some("c"), Some("m")));
}

#[test]
fn an_answer_that_breaks_off_with_an_error_is_that_error() {
    let error = r#"{"error":{"code":"InternalServerError","message":"m","innerError":{"code":"deep"}}}"#;
    for before in [
        r#"{"value":[{"id":"1"},"#,
        r#"{"@odata.context":"…","value":[{"id":"1"}"#,
        r#"{"value":[{"id":"1","displayNa"#,
        r#"{"value":[{"id":"1"},{"error":{"code":"of data","message":"x"}},"#,
        r#"{"value":["#,
        r#"{"value":[]}"#,
    ] {
        for behind in ["", "]}", "\r\n"] {
            let body = format!("{before}{error}{behind}");
            if serde_json::from_str::<serde_json::Value>(&body).is_ok() {
                continue;
            }
            let found = read::<Page<SimpleIncident>>(200, &body).unwrap_err();
            assert_eq!(found.kind(), GraphErrorKind::Interrupted, "{body}");
            assert_eq!((found.code(), found.message()), (Some("InternalServerError"), Some("m")), "{body}");
            assert!(found.has_code("deep"));
            assert_eq!(found.to_string(), "200 OK, but the body is an error: InternalServerError: m");
        }
    }
    // These bodies are broken in another way, and contain data that is named like an error.
    for body in [
        r#"{"value":[{"error":{"code":"x","message":"y"}},{"id":"1"}"#,
        r#"{"value":[{"error":{"code":"x","message":"y"#,
        r#"{"value":[{"error":{"message":"y"}}"#,
        r#"{"value":[{"id":"error"}"#,
    ] {
        let found = read::<Page<SimpleIncident>>(200, body).unwrap_err();
        assert_eq!((found.kind(), found.code()), (GraphErrorKind::Body, None), "{body}");
    }
}

#[test]
fn an_error_in_place_of_content_is_that_error() {
    let body = r#" { "error" : {"code": "Broken", "message": "m"}}"#;
    let kinds = [
        read::<Page<SimpleIncident>>(200, body).unwrap_err(),
        read::<SimpleIncident>(200, body).unwrap_err(),
        read::<Incident>(200, body).unwrap_err(),
        read::<Value<i32>>(200, body).unwrap_err(),
        read::<NoContent>(200, body).unwrap_err(),
        read::<Accepted>(202, body).unwrap_err(),
        read::<Option<SimpleIncident>>(200, body).unwrap_err(),
    ];
    for error in kinds {
        assert_eq!((error.kind(), error.code()), (GraphErrorKind::Interrupted, Some("Broken")));
    }
    // Media content is bytes, so it is not read as an error. Data may be named like an error.
    assert_eq!(read::<Bytes>(200, body).unwrap().as_ref(), body.as_bytes());
    for body in [
        r#"{"error": {"code": "c", "message": "m"}, "id": "1"}"#,
        r#"{"@odata.context": "x", "error": {"code": "c", "message": "m"}}"#,
        r#"{"error": {"code": "c"}}"#,
        r#"{"error": "text"}"#,
        r#"{"error": null}"#,
    ] {
        assert!(read::<SimpleIncident>(200, body).is_ok(), "{body}");
        assert!(read::<NoContent>(200, body).is_ok(), "{body}");
    }
    let page =
        r#"{"value": [{"error": {"code": "c", "message": "m"}}], "error": {"code": "c", "message": "m"}}"#;
    assert!(read::<Page<SimpleIncident>>(200, page).is_ok());
}

#[test]
fn hostile_bodies_cost_linear_time() {
    for part in [
        "{\"error\":",
        "{\"error\":{\"code\":\"x\",",
        "{",
        "\"",
        "<",
        "<code",
        "{\"innerError\":",
        "{\"error\":{",
    ] {
        let body = part.repeat(50_000);
        assert!(read::<Page<SimpleIncident>>(200, &body).is_err() && read::<NoContent>(500, &body).is_err());
    }
}

proptest! {
    #[test]
    fn nothing_panics(body in r#"(\{|\}|\[|\]|"|error|code|message|value|:|,|\\|1|é|innerError|odata\.error|"error":| |<|>){0,60}"#) {
        let _ = read::<NoContent>(400, &body);
        let _ = read::<Page<SimpleIncident>>(200, &body);
    }

    /// A part of an error body gives the same code and message as the whole body, or none.
    #[test]
    fn a_part_says_nothing_else(end in 0..100_usize) {
        let body = r#"{"error": {"code": "ç\"", "message": "a {b} [c] \\", "x": {"code": "no"}, "y": ["no"]}}"#;
        let cut = body.as_bytes().get(..end).unwrap_or(body.as_bytes());
        let error = decode::<NoContent, _>(Response::builder().status(400).body(cut).unwrap()).unwrap_err();
        prop_assert!(error.code().is_none_or(|code| code == "ç\""));
        prop_assert!(matches!(error.message(), None | Some("a {b} [c] \\")), "{error}");
    }
}
