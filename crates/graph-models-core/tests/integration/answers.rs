//! Tests of decoding answers: valid, odd and broken ones.

use std::time::Duration;

use crate::sample::{AlertSeverity, Incident, SimpleIncident};
use bytes::Bytes;
use graph_models_core::request::headers::{Deprecation, preferences_applied};
use graph_models_core::request::{
    Accepted, Answer, BatchError, Delta, GraphError, GraphErrorKind, LinkError, NoContent, Pages, Poll,
    Query, RetryAfter, Value, Wrapped, decode,
};
use graph_models_core::{ModelExt, Page};
use http::{Response, StatusCode};
use proptest::prelude::*;
use serde_json::json;

type Header = (&'static str, &'static str);

fn answer(status: u16, headers: &[Header], body: impl Into<Vec<u8>>) -> Response<Vec<u8>> {
    let builder = Response::builder().status(status);
    headers
        .iter()
        .fold(builder, |builder, (name, value)| builder.header(*name, *value))
        .body(body.into())
        .unwrap()
}

fn read<A: Answer>(status: u16, body: &str) -> Result<A, GraphError> {
    decode(answer(status, &[], body))
}

fn error(status: u16, headers: &[Header], body: impl Into<Vec<u8>>) -> GraphError {
    decode::<NoContent, _>(answer(status, headers, body)).unwrap_err()
}

#[test]
fn values_are_typed() {
    let simple: SimpleIncident = read(200, r#"{"@odata.etag": "W/1", "activationCount": 3}"#).unwrap();
    assert_eq!(simple.activation_count, Some(3));
    let incident: Incident = read(201, r##"{"@odata.type": "#sample.simpleIncident", "id": "1"}"##).unwrap();
    assert!(incident.as_model().is::<SimpleIncident>());
    let page: Page<Incident> = read(200, r#"{"value": [], "@odata.nextLink": "x"}"#).unwrap();
    assert_eq!((page.items().len(), page.next_link()), (0, Some("x")));
    let page: Page<String> = read(200, "{\"value\": [\"a\"]}\r\n").unwrap();
    assert_eq!(page.items(), ["a"]);
    let page: Page<String> = read(200, "\u{feff}{\"value\": []}").unwrap();
    assert!(page.items().is_empty());
    let invalid =
        decode::<Page<String>, _>(answer(200, &[], b"{\"value\": [\"\xff\"]}".to_vec())).unwrap_err();
    assert!(invalid.to_string().contains("invalid utf-8 sequence of 1 bytes from index 12"), "{invalid}");
}

#[test]
fn wrapped_values_are_unwrapped() {
    let value: Value<i32> = read(200, r#"{"@odata.context": "x", "value": 5}"#).unwrap();
    assert_eq!(value.value, 5);
    let value: Value<AlertSeverity> = read(200, r#"{"value": "brandNew"}"#).unwrap();
    assert_eq!(value.value.as_str(), "brandNew");
    let value: Value<Vec<SimpleIncident>> = read(200, r#"{"value": [{"id": "1"}, {}], "more": {}}"#).unwrap();
    assert_eq!(value.value.len(), 2);
    let value: Value<Option<bool>> = read(200, r#"{"value": null}"#).unwrap();
    assert_eq!(value.value, None);
    for body in ["{}", "5", r#"{"value": "x"}"#, r#"{"value": 1, "value": 2}"#, "[1]", ""] {
        assert_eq!(read::<Value<i32>>(200, body).unwrap_err().kind(), GraphErrorKind::Body, "{body}");
    }
    let error = read::<Value<Vec<SimpleIncident>>>(200, r#"{"value": [{}, true]}"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "200 OK, but the body is not a wrapped value: value[1]: expected an object, found a boolean \
         at line 1 column 21 (21 bytes, no media type)",
    );
}

/// Wrapped values are read by the rules of a property, although an odd value cannot be kept here.
#[test]
fn wrapped_values_are_read_for_what_they_mean() {
    fn value<T: Wrapped>(value: &str) -> Result<T, String> {
        let read = read::<Value<T>>(200, &format!("{{\"value\": {value}}}"));
        read.map(|read| read.value).map_err(|error| error.to_string())
    }
    assert_eq!(value(r#""6""#), Ok(6));
    assert_eq!(value("[6]"), Ok(6));
    assert_eq!(value(r#"["6"]"#), Ok(Some(6)));
    assert_eq!(value(r#""9007199254740993""#), Ok(9_007_199_254_740_993_i64));
    assert_eq!(value(r#""INF""#), Ok(f64::INFINITY));
    assert_eq!(value(r#""true""#), Ok(true));
    assert_eq!(value(r#""a""#), Ok(vec!["a".to_owned()]));
    assert_eq!(value(r#"["1", 2]"#), Ok(vec![1, 2]));
    assert_eq!(value::<Vec<i32>>("[]"), Ok(Vec::new()));
    assert_eq!(value(r#"{"id": "1"}"#).map(|list: Vec<SimpleIncident>| list.len()), Ok(1));
    let odd: SimpleIncident = value(r#"{"activationCount": "many"}"#).unwrap();
    assert_eq!(odd.deviations().len(), 1);
    for (read, said) in [
        (value::<i32>(r#""many""#).err(), "value: expected Edm.Int32, found the text \"many\""),
        (value::<i32>("null").err(), "value: expected Edm.Int32, found null"),
        (value::<i32>("[5, 6]").err(), "value: expected Edm.Int32, found an array"),
        (value::<i32>("[[5]]").err(), "value: expected Edm.Int32, found an array"),
        (value::<i32>("[null]").err(), "value: expected Edm.Int32, found null"),
        (value::<String>("5").err(), "value: expected Edm.String, found a number"),
        (value::<Vec<i32>>("null").err(), "value: expected a collection of Edm.Int32, found null"),
        (value::<Vec<i32>>("{}").err(), "value: expected a collection of Edm.Int32, found an object"),
        (value::<Vec<i32>>("[1, null]").err(), "value[1]: expected Edm.Int32, found null"),
        (value::<Vec<i32>>(r#"[1, "x"]"#).err(), "value[1]: expected Edm.Int32, found the text \"x\""),
        (value::<i32>(r#"5, "value": 6"#).err(), "value: the key stands twice"),
    ] {
        let read = read.unwrap();
        assert!(read.contains(&format!("not a wrapped value: {said}")), "{read}\nis not\n{said}");
    }
}

#[test]
fn nothing_can_be_a_success() {
    for (status, body) in [(200, ""), (200, "{}"), (201, "<html>"), (204, ""), (202, ""), (299, "x")] {
        assert!(read::<NoContent>(status, body).is_ok(), "{status}");
    }
    assert!(read::<Option<SimpleIncident>>(204, "").unwrap().is_none());
    assert!(read::<Option<SimpleIncident>>(200, "").unwrap().is_none());
    assert!(read::<Option<SimpleIncident>>(200, "{}").unwrap().is_some());
    assert!(read::<Option<SimpleIncident>>(200, "x").is_err());
    let media: Bytes = decode(answer(200, &[], b"\xff\x00".to_vec())).unwrap();
    assert_eq!(media.as_ref(), b"\xff\x00");
}

#[test]
fn work_that_goes_on_has_an_address() {
    let address = "https://graph.microsoft.com/beta/operations('refresh:x')";
    let accepted: Accepted =
        decode(answer(202, &[("location", address), ("retry-after", "2.5")], "")).unwrap();
    assert_eq!(accepted.location.as_deref(), Some(address));
    assert_eq!(accepted.retry_after, Some(RetryAfter::Delay(Duration::from_millis(2500))));
    // The work is accepted even if no address to watch it is given. With an error, the program would start the work
    // again.
    for (status, headers) in [(202, &[("location", "")][..]), (204, &[]), (200, &[])] {
        let accepted: Accepted = decode(answer(status, headers, "")).unwrap();
        assert_eq!((accepted.location, accepted.retry_after), (None, None));
    }
}

#[test]
fn what_cannot_be_read_says_type_property_and_place() {
    let problem = |body| read::<Page<SimpleIncident>>(200, body).unwrap_err().to_string();
    assert_eq!(
        problem(r#"{"value": [{"id": "1"}], "value": []}"#),
        "200 OK, but the body is not a page: value: the key stands twice in the object at line 1 column 32 \
         (37 bytes, no media type)",
    );
    assert!(problem(r#"{"id": "1"}"#).contains("expected a page"));
    assert!(problem("").contains("the body is empty"));
    assert!(problem(r#"{"value": []} {"#).contains("trailing characters"));
    assert!(problem(r#"{"value": [{"id": "1"}"#).contains("EOF"));
    let simple = read::<SimpleIncident>(200, r#"["x"]"#).unwrap_err();
    assert!(
        simple.to_string().starts_with(
            "200 OK, but the body is not sample.simpleIncident: expected an object, found an array"
        ),
        "{simple}"
    );
    let html = decode::<Incident, _>(answer(200, &[("content-type", "text/html")], "<html>")).unwrap_err();
    assert_eq!(
        html.to_string(),
        "200 OK, but the body is not sample.incident: expected value at line 1 column 1 (6 bytes, text/html)",
    );
    assert_eq!(
        (html.kind(), html.status(), html.body()),
        (GraphErrorKind::Body, StatusCode::OK, &b"<html>"[..])
    );
}

#[test]
fn a_page_of_a_gateway_is_no_success_however_its_type_is_written() {
    for (kind, is_page) in [
        ("text/html", true),
        ("Text/HTML; charset=utf-8", true),
        ("TEXT/HTML;charset=utf-8", true),
        ("text/plain", false),
        ("application/xhtml+xml", false),
    ] {
        let sent = || answer(200, &[("content-type", kind)], "<html>");
        let read = decode::<NoContent, _>(sent());
        assert_eq!(read.as_ref().is_err_and(GraphError::is_page), is_page, "{kind}");
        assert_eq!(read.is_ok(), !is_page, "{kind}");
        assert!(decode::<NoContent, _>(answer(200, &[("content-type", kind)], "")).is_ok(), "{kind}");
    }
}

#[test]
fn data_that_cannot_be_read_is_not_shown() {
    let body = r#"{"message": "hush", "secretText": "hush", "value": "hush"}"#;
    let error = read::<Page<SimpleIncident>>(200, body).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
    assert_eq!((error.message(), error.body()), (None, body.as_bytes()));
    // An error object in place of data gives the code of the error.
    let error =
        read::<Page<SimpleIncident>>(200, r#"{"error": {"code": "Broken", "message": "m"}}"#).unwrap_err();
    assert_eq!((error.kind(), error.code()), (GraphErrorKind::Interrupted, Some("Broken")));
}

#[test]
fn an_error_of_the_service_is_typed() {
    let body = r#"{"error": {
        "code": "BadRequest", "message": "The role is not eligible.", "target": "roleId",
        "details": [{"code": "Role", "target": "id", "message": "gone"}, 5, {}],
        "innerError": {
            "code": "RoleNotFound", "date": "2026-01-09T11:05:42", "request-id": "b-1", "client-request-id": "b-2",
            "innererror": {"code": "deep", "message": "why", "stack": {"at": 1}, "InnerError": {"code": "deepest"}}
        }
    }}"#;
    let error = error(400, &[("request-id", "h-1"), ("x-ms-ags-diagnostic", "{\"ServerInfo\":1}")], body);
    assert_eq!((error.status().as_u16(), error.kind()), (400, GraphErrorKind::Status));
    assert_eq!((error.code(), error.message()), (Some("BadRequest"), Some("The role is not eligible.")));
    assert_eq!(error.target(), Some("roleId"));
    assert_eq!((error.request_id(), error.client_request_id()), (Some("h-1"), Some("b-2")));
    assert_eq!(error.diagnostic(), Some("{\"ServerInfo\":1}"));
    let details: Vec<_> = error.details().iter().map(|detail| detail.code.as_deref()).collect();
    assert_eq!(details, [Some("Role"), None]);
    let codes: Vec<_> = error.inner_errors().iter().map(|inner| inner.code.as_deref().unwrap()).collect();
    assert_eq!(codes, ["RoleNotFound", "deep", "deepest"]);
    assert_eq!(error.inner_errors()[0].date.as_deref(), Some("2026-01-09T11:05:42"));
    assert_eq!(error.inner_errors()[1].other["stack"]["at"], 1);
    assert!(error.has_code("DEEPEST") && error.has_code("badrequest") && !error.has_code("stack"));
    assert_eq!(error.to_string(), "400 Bad Request: BadRequest: The role is not eligible. (request-id h-1)");
}

#[test]
fn inner_errors_nest_deeply() {
    let depth = 120;
    let mut body = r#"{"code": "last"}"#.to_owned();
    for level in (0..depth).rev() {
        let key = if level % 2 == 0 { "innerError" } else { "innererror" };
        body = format!(r#"{{"code": "{level}", "{key}": {body}}}"#);
    }
    let error = error(500, &[], format!(r#"{{"error": {body}}}"#));
    assert_eq!(error.code(), Some("0"));
    assert_eq!(error.inner_errors().len(), depth);
    assert_eq!(error.inner_errors().last().and_then(|inner| inner.code.as_deref()), Some("last"));
    // The nesting is deeper than the JSON reader allows. The stack must not overflow, and the body must be kept.
    let bomb = format!("{{\"error\": {}1{}}}", "{\"innererror\":".repeat(100_000), "}".repeat(100_000));
    assert_eq!(self::error(500, &[], bomb.clone()).body(), bomb.as_bytes());
}

#[test]
fn errors_of_other_makes_are_errors_too() {
    for (body, code, message) in [
        ("", None, None),
        ("<html><title>502</title></html>", None, None),
        ("null", None, None),
        ("[]", None, None),
        ("{}", None, None),
        (r#"{"error": null}"#, None, None),
        (r#"{"error": {"code": "", "message": ""}}"#, None, None),
        (r#"{"error": {"code": "", "message": "m"}}"#, None, Some("m")),
        (r#"{"error": {"code": 404, "message": ["m"]}}"#, Some("404"), None),
        (r#"{"error": "invalid_grant", "error_description": "m"}"#, Some("invalid_grant"), Some("m")),
        (r#"{"Code": "c", "Message": "m"}"#, Some("c"), Some("m")),
        ("\u{feff}{\"error\": {\"code\": \"c\"}}", Some("c"), None),
    ] {
        let error = error(502, &[], body);
        assert_eq!((error.code(), error.message()), (code, message), "{body}");
        assert_eq!(error.body(), body.as_bytes());
    }
    assert_eq!(error(502, &[], "").to_string(), "502 Bad Gateway");
    let html = error(503, &[("content-type", "text/html"), ("retry-after", "2.128")], "<html>");
    assert_eq!(html.to_string(), "503 Service Unavailable (6 bytes, text/html)");
    assert_eq!(html.retry_after(), Some(RetryAfter::Delay(Duration::from_millis(2128))));
    assert!(html.is_throttled());
    let invalid = error(500, &[], b"\xff\xfe".to_vec());
    assert_eq!(invalid.body(), b"\xff\xfe");
    assert!(format!("{invalid:?}").contains("body"));
    let gone = error(410, &[("location", "https://graph.microsoft.com/v1.0/x")], "");
    assert_eq!(gone.location(), Some("https://graph.microsoft.com/v1.0/x"));
}

proptest! {
    /// Every answer gives an error or a value, and an error has the whole body and the status.
    #[test]
    fn no_answer_is_too_odd(
        status in 100..1000_u16,
        body in prop_oneof![any::<Vec<u8>>(), any::<String>().prop_map(String::into_bytes), odd_json()],
        header in "[ -~]{0,40}",
    ) {
        let names = ["retry-after", "location", "date", "deprecation", "sunset", "link", "preference-applied"];
        let headers: Vec<_> = names.iter().map(|name| (*name, header.as_str())).collect();
        let response = || {
            let builder = Response::builder().status(status);
            headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value)).body(&body).unwrap()
        };
        let errors = [
            decode::<Page<Incident>, _>(response()).err(),
            decode::<SimpleIncident, _>(response()).err(),
            decode::<Value<i32>, _>(response()).err(),
            decode::<NoContent, _>(response()).err(),
            decode::<Accepted, _>(response()).err(),
        ];
        for error in errors.into_iter().flatten() {
            prop_assert_eq!(error.body(), &body);
            prop_assert_eq!(error.status().as_u16(), status);
            let shown = format!("{error:?}");
            prop_assert!(!error.to_string().is_empty() && shown.len() < 8000);
        }
        let response = response();
        let _ = (Deprecation::from_headers(response.headers()), preferences_applied(response.headers()));
    }
}

/// JSON that looks like an error or an answer.
fn odd_json() -> impl Strategy<Value = Vec<u8>> {
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    let key = prop::sample::select(vec![
        "error",
        "code",
        "message",
        "innerError",
        "innererror",
        "details",
        "value",
        "request-id",
        "@odata.type",
        "id",
    ]);
    let json = leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
            prop::collection::btree_map(key.clone().prop_map(str::to_owned), inner, 0..6)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    });
    json.prop_map(|json| json.to_string().into_bytes())
}

#[test]
fn errors_and_state_machines_can_go_to_other_threads() {
    fn is_good<T: Send + Sync + Clone + std::fmt::Debug + 'static>() {}
    fn is_error<T: std::error::Error + Send + Sync + 'static>() {}
    is_error::<GraphError>();
    is_error::<LinkError>();
    is_error::<BatchError>();
    is_good::<Pages<Incident>>();
    is_good::<Delta<Incident>>();
    is_good::<Poll<Incident>>();
    is_good::<Query<Incident>>();
    assert_eq!(size_of::<GraphError>(), size_of::<usize>());
}

#[test]
fn no_error_shows_a_token_or_much_of_a_body() {
    let token = "eyJ0eXAiOiJKV1QiLCJub25jZSI6IjAifQ.eyJhdWQiOiIwMDAwIn0.c2ln";
    let body = format!(
        r#"{{"error": {{"code": "InvalidAuthenticationToken", "message": "Bearer {token} has expired.",
        "details": [{{"message": "{token}"}}], "innerError": {{"message": "{token}", "token": "{token}"}}}},
        "filler": "{}"}}"#,
        "x".repeat(100_000)
    );
    let error = error(401, &[("www-authenticate", "Bearer x")], body);
    let shown = format!("{error} {error:?} {:?}", error.inner_errors());
    assert!(!shown.contains("eyJ"), "{shown}");
    assert!(shown.len() < 3000, "{}", shown.len());
    assert!(error.message().is_some_and(|message| message.contains(token)));
    assert_eq!(
        error.to_string(),
        "401 Unauthorized: InvalidAuthenticationToken: Bearer [token] has expired."
    );
}
