//! Tests with a service that quotes the token it received: no error contains the token, in any encoding.

use std::error::Error;
use std::fmt::Write;

use bytes::Bytes;
use graph_models::beta::UnifiedRoleManagementAlert as Alert;
use graph_models::beta::paths::{IdentityGovernance, RoleManagementAlertPath};
use graph_models::client::SendError;
use graph_models::request::{Batch, decode};
use graph_models::{NoContent, Page, Service};
use http::Request;

use crate::adapter::{Adapter, both};
use crate::raw::{Raw, Step};

both!(
    no_field_of_an_answer_shows_the_token,
    no_success_that_cannot_be_read_shows_the_token,
    no_item_of_a_batch_shows_the_token,
    no_answer_that_is_none_shows_the_token,
    no_link_shows_the_token,
);

/// This token does not have the usual form of a token, and contains all characters that encodings change.
const TOKEN: &str = "mouse/quiet+as=a.mouse_4711~x-y\\\"z%2F&b";

/// Returns the token in the forms in which services write it into JSON.
fn written() -> Vec<String> {
    let json = serde_json::to_string(TOKEN).unwrap().trim_matches('"').to_owned();
    let every =
        |write: &dyn Fn(u32) -> String| TOKEN.chars().map(|c| write(u32::from(c))).collect::<String>();
    let mut mixed = String::new();
    for (index, c) in TOKEN.chars().enumerate() {
        let code = u32::from(c);
        match index % 3 {
            0 => write!(mixed, "\\u{code:04X}").unwrap(),
            1 => write!(mixed, "%{code:02x}").unwrap(),
            _ => write!(mixed, "&#{code};").unwrap(),
        }
    }
    vec![
        json.clone(),
        json.replace('/', "\\/"),
        every(&|code| format!("\\u{code:04x}")),
        every(&|code| format!("%{code:02X}")),
        every(&|code| format!("%25{code:02x}")),
        every(&|code| format!("&#x{code:x};")),
        mixed,
    ]
}

/// Returns all texts of an error that a program could print.
fn shown(error: &SendError) -> String {
    let mut shown = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(cause) = source {
        write!(shown, " {cause} {cause:?}").unwrap();
        source = cause.source();
    }
    if let Some(graph) = error.as_graph() {
        let texts =
            [graph.code(), graph.message(), graph.target(), graph.request_id(), graph.client_request_id()];
        let more = [graph.diagnostic(), graph.location(), graph.content_type()];
        let inner: Vec<_> = graph.inner_errors().iter().map(|inner| &inner.other).collect();
        let body = String::from_utf8_lossy(graph.body());
        write!(shown, " {texts:?} {more:?} {inner:?} {:?} {body}", graph.details()).unwrap();
    }
    shown
}

/// Fails if a text contains the token or its written form.
fn check(shown: &str, written: &str) {
    let plain = shown.replace("\\\\", "\\").replace("\\\"", "\"");
    for text in [shown, &plain] {
        let left = [TOKEN, written, "mouse", "mous", "4711", "%34%37%31", "\\u0034\\u0037"];
        for part in left {
            assert!(!text.contains(part), "{written}: {part} in {text}");
        }
    }
}

fn answer(head: &str, body: &str) -> Step {
    Step::SendAndClose(format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\n\r\n{body}", body.len()))
}

fn refused<A: Adapter>(step: Step) -> SendError {
    let server = Raw::start(std::iter::repeat_n(step, 9));
    let client = A::at(&server.url, TOKEN);
    let request = Request::post(format!("{}/beta/x/close", server.url)).body(Bytes::new()).unwrap();
    match client.execute(&request) {
        Ok(answer) => decode::<Page<Alert>, _>(answer).unwrap_err().into(),
        Err(error) => error,
    }
}

fn no_field_of_an_answer_shows_the_token<A: Adapter>() {
    for quoted in written() {
        let bodies = [
            r#"{"error": {"code": "?", "message": "x"}}"#,
            r#"{"error": {"code": "InvalidToken", "message": "The token '?' is not valid."}}"#,
            r#"{"error": {"target": "?", "details": [{"code": "?", "message": "?", "target": "?"}]}}"#,
            r#"{"error": {"innerError": {"code": "?", "message": "?", "date": "?", "request-id": "?", "client-request-id": "?"}}}"#,
            r#"{"error": {"innererror": {"innererror": {"?": {"deep": ["?", {"?": 1}]}}}}}"#,
            r#"{"error": "?", "error_description": "?"}"#,
            r#"{"odata.error": {"message": {"lang": "en", "value": "?"}}, "?": "?"}"#,
            r#"["?", {"?": "?"}]"#,
            r#"{"error": {"message": "?? ?"#,
            "<html><body title='?'>?</body></html>",
            "?",
        ];
        for body in bodies {
            for head in ["400 Bad", "401 Unauthorized\r\nContent-Type: text/html", "500 Error"] {
                check(&shown(&refused::<A>(answer(head, &body.replace('?', &quoted)))), &quoted);
            }
        }
    }
    for name in [
        "request-id",
        "client-request-id",
        "x-ms-ags-diagnostic",
        "location",
        "content-type",
        "www-authenticate",
    ] {
        for quoted in [TOKEN.to_owned(), TOKEN.replace('/', "%2f"), format!("Bearer {TOKEN}")] {
            check(&shown(&refused::<A>(answer(&format!("403 No\r\n{name}: {quoted}"), ""))), &quoted);
        }
    }
    let encoded = "bW91c2UvcXVpZXQrYXM9YS5tb3VzZV80NzExfngteVwiejwlMkYmYg";
    let error = refused::<A>(answer("400 Bad", &format!("Basic {encoded}")));
    assert!(!shown(&error).contains("UvcXVpZXQrYXM9YS5tb3VzZV80NzExfngte"), "{error:?}");
    let error = refused::<A>(answer(&format!("401 {TOKEN}"), ""));
    check(&shown(&error), TOKEN);
}

fn no_success_that_cannot_be_read_shows_the_token<A: Adapter>() {
    for quoted in written() {
        for body in [
            r#"{"value": [{"incidentCount": "?"}"#,
            r#"[{"value": [{"incidentCount": "?"}]}]"#,
            r#"{"value": [{"?": 1}], "value": [{"?": 2}]}"#,
            r#"{"value": [{"alertDefinition": {"?": 1, "?"}}]}"#,
            r#"{"value": "?"}"#,
            r#"{"?": {"value": [{"?": "?"}]}}"#,
            r#"{"error": {"code": "?", "message": "?"}}"#,
            r#""?""#,
            "?",
        ] {
            check(&shown(&refused::<A>(answer("200 OK", &body.replace('?', &quoted)))), &quoted);
        }
    }
}

fn no_item_of_a_batch_shows_the_token<A: Adapter>() {
    let root = IdentityGovernance::role_management_alerts;
    for quoted in written() {
        let body = r#"{"responses": [
            {"id": "1", "status": 401, "headers": {"request-id": "?"}, "body": {"error": {"code": "?", "message": "?"}}},
            {"id": "2", "status": 200, "body": {"error": {"code": "?", "message": "?"}}},
            {"id": "3", "status": 200, "body": [{"incidentCount": "?"}]},
            {"id": "?", "status": 200, "body": "?"}]}"#;
        let server = Raw::start([answer("200 OK", &body.replace('?', &quoted))]);
        let mut batch = Batch::new(&Service::with_root(&server.url).unwrap());
        let refused = batch.add(&RoleManagementAlertPath::alerts(&root(), "a").get()).unwrap();
        let contradicting = batch.add(&root().alerts("b").get()).unwrap();
        let nested = batch.add(&root().alerts("c").get()).unwrap();
        let mut responses = batch.responses();
        A::at(&server.url, TOKEN).batch(&batch, &mut responses).unwrap();
        assert_eq!(responses.unasked().len(), 1);
        let debug = format!("{responses:?} {responses:#?} {batch:?}");
        check(&debug, &quoted);
        check(&shown(&responses.take(refused).unwrap().unwrap_err().into()), &quoted);
        check(&shown(&responses.take(contradicting).unwrap().unwrap_err().into()), &quoted);
        check(&shown(&responses.take(nested).unwrap().unwrap_err().into()), &quoted);
    }
}

/// The service sends bytes that are no HTTP answer. HTTP clients may quote such bytes in errors.
fn no_answer_that_is_none_shows_the_token<A: Adapter>() {
    for text in [
        format!("{TOKEN}\r\n\r\n"),
        format!("HTTP/1.1 {TOKEN}\r\n\r\n"),
        format!("HTTP/{TOKEN} 200 OK\r\n\r\n"),
        format!("HTTP/1.1 200 OK\r\n{TOKEN}\r\n\r\n"),
        format!("HTTP/1.1 200 OK\r\nContent-Length: {TOKEN}\r\n\r\n"),
        format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{TOKEN}\r\n"),
        format!("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{TOKEN}"),
    ] {
        check(&shown(&refused::<A>(Step::SendAndClose(text.clone()))), &text);
    }
}

fn no_link_shows_the_token<A: Adapter>() {
    for host in ["mouse-quiet-as-a-mouse-4711", "mouse-quiet-as-a-mouse-4711.evil.example:80"] {
        let token = "mouse-quiet-as-a-mouse-4711";
        let body = format!(r#"{{"value": [], "@odata.nextLink": "https://{host}/{token}?{token}"}}"#);
        let server = Raw::start([answer("200 OK", &body)]);
        let client = A::at(&server.url, token);
        let list = IdentityGovernance::role_management_alerts().alerts_collection().list();
        let pages = client.pages(&list);
        let error = pages.into_iter().find_map(Result::err).unwrap();
        assert!(matches!(error, SendError::Link(_)), "{error}");
        check(&shown(&error), host);
    }
    let _ = NoContent::default();
}
