//! Deliveries of requests, over a transport that answers by a script: claims, redirects, repeats and waits.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

mod support;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use graph_models_client::transport::Timeout;
use graph_models_client::{
    Effect, Retry, Token, TokenError, TokenRequest, TransportErrorKind, Wait, WaitReason, blocking::Client,
};
use graph_models_core::request::transfer::Download;
use graph_models_core::request::{
    Accepted, GraphError, GraphErrorKind, MayBeElsewhere, Monitor, MonitorStep, Outcome, Service,
};
use http::{Method, Request};
use support::{Script, Step};

const ROOT: &str = "https://graph.microsoft.com/v1.0";
const CHALLENGE: &str =
    r#"Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ==""#;

fn request(method: Method, body: &'static str) -> Request<Bytes> {
    let uri = format!("{ROOT}/users");
    Request::builder().method(method).uri(uri).body(Bytes::from_static(body.as_bytes())).unwrap()
}

fn get() -> Request<Bytes> {
    request(Method::GET, "")
}

fn client(script: &Arc<Script>) -> Client {
    Client::over(script.clone(), Service::global(), Token::new("opaque-token").unwrap())
}

/// A token source that returns another token for a request with claims.
fn claiming(request: &TokenRequest) -> Result<Token, TokenError> {
    Token::new(if request.claims().is_some() { "with-claims" } else { "without-claims" })
}

#[test]
fn a_token_is_asked_for_with_the_claims_of_the_service_once() {
    for method in [Method::GET, Method::POST, Method::PATCH, Method::DELETE] {
        let refused = || Step::status(401).header("www-authenticate", CHALLENGE);
        let script = Script::new([refused(), Step::status(200)]);
        let client = Client::over(script.clone(), Service::global(), claiming);
        assert_eq!(client.execute(&request(method.clone(), "{}")).unwrap().status(), 200);
        let sent = script.sent();
        let tokens: Vec<_> = sent.iter().map(|request| request.headers()["authorization"].clone()).collect();
        assert_eq!(tokens, ["Bearer without-claims", "Bearer with-claims"]);
        assert_eq!((sent[0].body(), sent[0].method()), (sent[1].body(), sent[1].method()));
        assert_eq!(sent[0].headers()["client-request-id"], sent[1].headers()["client-request-id"]);

        // A second refusal is final.
        let script = Script::new([refused(), refused()]);
        let client = Client::over(script.clone(), Service::global(), claiming);
        let answer = client.execute(&request(method, "{}")).unwrap();
        assert_eq!((answer.status().as_u16(), script.sent().len()), (401, 2));
        let error = graph_models_core::request::decode::<Bytes, _>(answer).unwrap_err();
        assert_eq!(error.claims().unwrap().as_str(), r#"{"access_token":{}}"#);
    }
}

#[test]
fn a_source_without_claims_leaves_the_answer_of_the_service() {
    let script = Script::new([Step::status(401).header("www-authenticate", CHALLENGE)]);
    let source = |request: &TokenRequest| match request.claims() {
        Some(_) => Err(TokenError::new("no claims here")),
        None => Token::new("opaque"),
    };
    let client = Client::over(script.clone(), Service::global(), source);
    assert_eq!(client.execute(&get()).unwrap().status(), 401);
    assert_eq!(script.sent().len(), 1);
}

#[test]
fn media_are_followed_to_another_host_without_the_token() {
    for status in [301, 302, 303, 307, 308] {
        let moved = Step::status(status).header("location", "https://files.example/1?tempauth=secret");
        let script = Script::new([moved, Step::status(200).body("content")]);
        let mut media = get();
        media.extensions_mut().insert(MayBeElsewhere);
        media.headers_mut().insert("prefer", "secret".parse().unwrap());
        let answer = client(&script).execute(&media).unwrap();
        assert_eq!(answer.body(), "content");
        let elsewhere = &script.sent()[1];
        assert_eq!(elsewhere.uri(), "https://files.example/1?tempauth=secret");
        assert!(elsewhere.headers().is_empty(), "{:?}", elsewhere.headers());
    }
}

#[test]
fn all_else_stays_with_the_service() {
    for location in [
        "https://files.example/1",
        "https://graph.microsoft.com@evil.example/1",
        "https://graph.microsoft.com:8443/1",
        "http://graph.microsoft.com/1",
        "//evil.example/1",
        "https://graph.microsoft.com.evil.example/1",
    ] {
        for (method, status) in
            [(Method::GET, 302), (Method::POST, 307), (Method::POST, 303), (Method::PATCH, 308)]
        {
            let script = Script::new([Step::status(status).header("location", location)]);
            let answer = client(&script).execute(&request(method, "{}")).unwrap();
            assert_eq!((answer.status().as_u16(), script.sent().len()), (status, 1), "{location}");
        }
    }
    let script = Script::new([Step::status(307).header("location", "/v1.0/groups"), Step::status(200)]);
    client(&script).execute(&request(Method::POST, "{}")).unwrap();
    let sent = script.sent();
    assert_eq!((sent[1].uri().to_string(), sent[1].body()), (format!("{ROOT}/groups"), sent[0].body()));
    assert_eq!(sent[1].headers()["authorization"], "Bearer opaque-token");
}

#[test]
fn a_read_that_broke_off_is_repeated() {
    let broken =
        || Step::status(200).body(r#"{"value":[{"id":"1"},{"error":{"code":"Timeout","message":"m"}}"#);
    let script = Script::new([broken(), Step::status(200).body(r#"{"value":[]}"#)]);
    assert_eq!(client(&script).execute(&get()).unwrap().body(), r#"{"value":[]}"#);
    assert_eq!((script.sent().len(), script.slept().len()), (2, 1));

    let script = Script::new([broken()]);
    let answer = client(&script).execute(&request(Method::POST, "{}")).unwrap();
    let error = GraphError::from_interruption(&answer).unwrap();
    assert_eq!((error.kind(), error.code()), (GraphErrorKind::Interrupted, Some("Timeout")));
    assert_eq!((Effect::from_error(&error), script.sent().len()), (Effect::Unknown, 1));

    // A complete answer is a success even if its data contains an error.
    let data = r#"{"value":[{"error":{"code":"Timeout"}}]}"#;
    let script = Script::new([Step::status(200).body(data)]);
    assert_eq!(client(&script).execute(&get()).unwrap().body(), data);
}

#[test]
fn a_new_resource_is_asked_for_again_on_request() {
    let script = Script::new([Step::status(404), Step::status(404), Step::status(200)]);
    let mut retry = Retry::default();
    retry.not_found_for = Duration::from_secs(30);
    let waits: Arc<Mutex<Vec<Wait>>> = Arc::default();
    let told = waits.clone();
    let client =
        client(&script).with_retry(retry).on_wait(move |wait| told.lock().unwrap().push(wait.clone()));
    assert_eq!(client.execute(&get()).unwrap().status(), 200);
    let waits = waits.lock().unwrap();
    assert!(waits.iter().all(|wait| wait.reason == WaitReason::NotFound && wait.method == Method::GET));
    assert_eq!((waits.len(), waits[0].sent, waits[1].sent), (2, 1, 2));
    let id = script.sent()[0].headers()["client-request-id"].clone();
    assert_eq!(waits[0].client_request_id.as_deref(), id.to_str().ok());

    let script = Script::new([Step::status(404)]);
    assert_eq!(self::client(&script).execute(&get()).unwrap().status(), 404);
}

#[test]
fn the_time_for_all_attempts_ends() {
    let script = Script::new([Step::status(429).header("retry-after", "20")]);
    let mut retry = Retry::default();
    retry.total = Some(Duration::from_secs(10));
    assert_eq!(client(&script).with_retry(retry).execute(&get()).unwrap().status(), 429);
    assert!(script.slept().is_empty());
}

#[test]
fn waits_of_clones_are_spread() {
    let script = Script::new((0..200).map(|_| Step::status(503)));
    let client = client(&script);
    for _ in 0..50 {
        client.execute(&get()).unwrap();
    }
    let mut slept = script.slept();
    slept.sort();
    slept.dedup();
    assert!(slept.len() > 40, "waits after failures differ: {}", slept.len());
    // The budget is empty before every request was sent four times.
    assert!(script.sent().len() < 160, "{} requests were sent", script.sent().len());
}

#[test]
fn a_body_without_end_is_an_error() {
    let script = Script::new([Step::status(200).body("123456")]);
    let error = client(&script).with_longest_body(5).execute(&get()).unwrap_err();
    let graph_models_client::SendError::Transport(error) = error else { panic!("{error}") };
    assert_eq!(error.kind(), TransportErrorKind::TooLong);
}

#[test]
fn nothing_goes_to_another_host_by_itself() {
    let script = Script::new([]);
    let elsewhere = Request::get("https://evil.example/v1.0/users").body(Bytes::new()).unwrap();
    assert!(client(&script).execute(&elsewhere).is_err());
    assert!(script.sent().is_empty());
}

#[test]
fn a_monitor_at_another_host_gets_no_token_and_does_not_lead_back() {
    let accepted =
        Step::status(202).header("location", "https://contoso.sharepoint.com/monitor?tempauth=secret");
    let item = "https://graph.microsoft.com/v1.0/drives/1/items/2";
    let script = Script::new([
        accepted,
        Step::status(202).body(r#"{"status": "inProgress"}"#),
        Step::status(303).header("location", item),
    ]);
    let client = client(&script);
    let answer = client.execute(&request(Method::POST, "{}")).unwrap();
    let accepted: Accepted = graph_models_core::request::decode(answer).unwrap();
    let mut monitor = Monitor::new(client.service(), None, &accepted).unwrap();
    let step = client.watch(&mut monitor, Duration::from_mins(1)).unwrap();
    let MonitorStep::Ended(Outcome::Succeeded, status) = step else { panic!("{step:?}") };
    assert_eq!(status.resource_location.as_deref(), Some(item));
    let sent = script.sent();
    assert_eq!(sent.len(), 3);
    assert!(sent[1..].iter().all(|request| request.headers().is_empty()), "{:?}", sent[1].headers());
}

#[test]
fn only_the_service_can_ask_for_claims() {
    let moved = || Step::status(302).header("location", "https://files.example/1?tempauth=secret-address");
    let refused = || Step::status(401).header("www-authenticate", CHALLENGE).body("tempauth=secret-address");
    let asked: Arc<Mutex<Vec<bool>>> = Arc::default();
    let told = asked.clone();
    let source = move |request: &TokenRequest| {
        told.lock().unwrap().push(request.claims().is_some());
        Token::new("opaque-token")
    };
    let script = Script::new([moved(), refused()]);
    let mut media = get();
    media.extensions_mut().insert(MayBeElsewhere);
    let client = Client::over(script.clone(), Service::global(), source);
    let answer = client.execute(&media).unwrap();
    let error = graph_models_core::request::decode::<Bytes, _>(answer).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
    // The download requests a new address from the service, and ends when the script has no more answers.
    let script = Script::new([moved(), refused(), Step::status(403)]);
    let client = Client::over(script.clone(), Service::global(), client_tokens(&asked));
    let error = client.download(&mut Download::new(get()), &mut Vec::new()).unwrap_err();
    assert_eq!(error.as_graph().map(GraphError::status), Some(http::StatusCode::FORBIDDEN));
    assert!(asked.lock().unwrap().iter().all(|has_claims| !has_claims));
}

fn client_tokens(
    asked: &Arc<Mutex<Vec<bool>>>,
) -> impl Fn(&TokenRequest) -> Result<Token, TokenError> + use<> {
    let asked = asked.clone();
    move |request| {
        asked.lock().unwrap().push(request.claims().is_some());
        Token::new("opaque-token")
    }
}

#[test]
fn a_change_whose_result_is_elsewhere_was_done() {
    let see = Step::status(303).header("location", "https://graph.microsoft.com/v1.0/users/1");
    let script = Script::new([see]);
    let answer = client(&script).execute(&request(Method::POST, "{}")).unwrap();
    let error = graph_models_core::request::decode::<Bytes, _>(answer).unwrap_err();
    assert_eq!((Effect::from_error(&error), script.sent().len()), (Effect::Done, 1));
}

#[test]
fn a_file_may_end_in_an_error() {
    let text = "{\"line\": 1}\n{\"error\": {\"code\": \"x\", \"message\": \"m\"}}";
    let script = Script::new([Step::status(200).body(text)]);
    let mut media = get();
    media.extensions_mut().insert(MayBeElsewhere);
    assert_eq!(client(&script).execute(&media).unwrap().body(), text);
}

#[test]
fn a_pause_of_an_hour_fails_rather_than_waits() {
    let busy = Step::status(429).header("retry-after", "99999999999999999999");
    let script = Script::new([busy, Step::status(200)]);
    let mut retry = Retry::default();
    retry.longest_wait = Duration::MAX;
    let client = client(&script).with_retry(retry);
    client.execute(&get()).unwrap();
    assert_eq!(script.sent().len(), 2);

    // A clone may have a shorter longest wait: one second. It does not wait for a longer pause that another clone
    // noted.
    let script =
        Script::new([Step::status(429).header("retry-after", "100"), Step::status(200), Step::status(200)]);
    let patient = self::client(&script);
    patient.execute(&get()).unwrap();
    let mut retry = Retry::default();
    retry.longest_wait = Duration::from_secs(1);
    patient.clone().with_retry(retry).execute(&get()).unwrap();
    assert!(script.slept().iter().filter(|wait| **wait > Duration::from_secs(2)).count() <= 2);
}

#[test]
fn a_body_adds_to_the_timeout() {
    let timeout = |body: Bytes| {
        let script = Script::new([Step::status(200)]);
        let mut put = request(Method::PUT, "");
        *put.body_mut() = body;
        client(&script).with_timeout(Duration::from_secs(100)).execute(&put).unwrap();
        Timeout::of(&script.sent()[0])
    };
    assert_eq!(timeout(Bytes::new()), Some(Duration::from_secs(100)));
    // 10 MiB take 640 s at 16 KiB a second, in addition to the timeout of 100 s.
    assert_eq!(timeout(Bytes::from(vec![0; 10 << 20])), Some(Duration::from_secs(740)));
}
