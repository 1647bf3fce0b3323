//! Scripted answers to uploads and downloads, for both clients: redirects, parts, and a busy service.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

#[path = "support/run.rs"]
mod run;
mod support;

use std::io::Cursor;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use graph_models_client::{Client, SendError, Token, Wait, WaitReason, blocking};
use graph_models_core::request::transfer::{Download, DownloadError, Upload};
use graph_models_core::request::{Binding, OperationInfo, Service};
use http::{Method, Request};
use run::run;
use support::{Script, Step};

const CONTENT: &str = "https://graph.microsoft.com/v1.0/me/drive/items/1/content";

fn token() -> Token {
    Token::new("opaque").unwrap()
}

fn blocking(script: &Arc<Script>) -> blocking::Client {
    blocking::Client::over(script.clone(), Service::global(), token())
}

fn asynchronous(script: &Arc<Script>) -> Client {
    Client::over(script.clone(), Service::global(), token())
}

type Outcome = (Result<(), SendError>, Vec<u8>, Arc<Script>);

/// Downloads by both clients.
fn download(request: impl Fn() -> Download, steps: impl Fn() -> Vec<Step>) -> [Outcome; 2] {
    let (first, second) = (Script::new(steps()), Script::new(steps()));
    let (mut sink, mut other) = (Vec::new(), Vec::new());
    let result = blocking(&first).download(&mut request(), &mut sink);
    let other_result = run(asynchronous(&second).download(&mut request(), &mut other));
    [(result, sink, first), (other_result, other, second)]
}

fn content() -> Download {
    Download::new(Request::get(CONTENT).body(Bytes::new()).unwrap())
}

#[test]
fn a_redirect_within_the_service_keeps_the_token() {
    let steps = || {
        vec![
            Step::status(302).header("location", "../2/content"),
            Step::status(302).header("location", "https://files.example/a?tempauth=secret"),
            Step::status(302).header("location", "b?tempauth=secret"),
            Step::status(200).header("content-length", "3").body("abc"),
        ]
    };
    for (result, sink, script) in download(content, steps) {
        result.unwrap();
        assert_eq!(sink, b"abc");
        let sent = script.sent();
        assert_eq!(sent[1].uri(), "https://graph.microsoft.com/v1.0/me/drive/items/2/content");
        assert_eq!(sent[3].uri(), "https://files.example/b?tempauth=secret");
        let tokens: Vec<_> =
            sent.iter().map(|request| request.headers().contains_key("authorization")).collect();
        assert_eq!(tokens, [true, true, false, false]);
    }
}

#[test]
fn a_whole_instead_of_a_part_begins_anew() {
    let steps = || {
        vec![
            Step::status(200).header("content-length", "10").header("etag", "\"1\"").body("0123"),
            Step::status(200).header("content-length", "6").header("etag", "\"1\"").body("abcdef"),
        ]
    };
    for (result, sink, script) in download(content, steps) {
        result.unwrap();
        assert_eq!(sink, b"abcdef");
        assert_eq!(script.sent()[1].headers()["range"], "bytes=4-");
    }
}

#[test]
fn a_part_of_an_unknown_whole_is_not_its_end() {
    let steps = || {
        vec![
            Step::status(200).header("content-length", "6").header("etag", "\"1\"").body("0123"),
            Step::status(206).header("content-range", "bytes 4-5/*").body("45"),
        ]
    };
    for (result, sink, _) in download(content, steps) {
        result.unwrap();
        assert_eq!(sink, b"012345");
    }
    // The sink holds four bytes of a file whose length is unknown.
    let held = || {
        let state = serde_json::from_str(r#"[1, 4, null, "\"1\""]"#).unwrap();
        content().with_state(state)
    };
    let steps = || {
        vec![
            Step::status(206).header("content-range", "bytes 4-5/*").body("45"),
            Step::status(206).header("content-range", "bytes 6-7/*").body("67"),
            Step::status(416).header("content-range", "bytes */8"),
        ]
    };
    for (result, sink, script) in download(held, steps) {
        result.unwrap();
        assert_eq!((&sink[..], script.sent().len()), (&b"4567"[..], 3));
    }
}

#[test]
fn unchanged_content_is_told() {
    let request = || {
        let request = Request::get(CONTENT).header("if-none-match", "\"1\"");
        Download::new(request.body(Bytes::new()).unwrap())
    };
    for (result, sink, script) in download(request, || vec![Step::status(304)]) {
        let error = result.unwrap_err();
        assert!(matches!(error, SendError::Download(DownloadError::NotModified)), "{error:?}");
        assert_eq!((sink.len(), script.sent().len()), (0, 1));
    }
}

const SESSION: &str = "https://files.example/session?tempauth=secret";

type Waits = Arc<Mutex<Vec<Wait>>>;

/// A list of waits, and the function that fills it.
fn waits() -> (Waits, impl Fn(&Wait) + Send + Sync + 'static) {
    let waits = Waits::default();
    let told = waits.clone();
    (waits, move |wait: &Wait| told.lock().unwrap().push(wait.clone()))
}

fn upload() -> Upload<Bytes> {
    Upload::from_url(SESSION, 5).unwrap()
}

/// Asserts that a runtime with several threads accepts the future.
fn sendable<F: Future + Send>(future: F) -> F {
    future
}

/// Uploads five bytes twice by clones of each client, and returns the waits that were reported.
fn upload_twice(steps: impl Fn() -> Vec<Step>) -> [(Vec<Wait>, Arc<Script>); 2] {
    let (first, second) = (Script::new(steps()), Script::new(steps()));
    let (waits, tell) = self::waits();
    let client = blocking(&first).on_wait(tell);
    for client in [client.clone(), client] {
        client.upload(&mut upload(), &mut Cursor::new(b"12345"), |_| {}).unwrap();
    }
    let (other_waits, tell) = self::waits();
    let client = asynchronous(&second).on_wait(tell);
    for client in [client.clone(), client] {
        let source = |_| std::future::ready(Ok(Bytes::from_static(b"12345")));
        run(sendable(client.upload(&mut upload(), source, |_| {}))).unwrap();
    }
    let list = |waits: Waits| waits.lock().unwrap().clone();
    [(list(waits), first), (list(other_waits), second)]
}

#[test]
fn a_throttled_upload_waits_as_it_is_told_and_so_do_the_clones() {
    let made = || Step::status(201).body("made");
    let state = || Step::status(200).body(r#"{"nextExpectedRanges": ["0-"]}"#);
    let steps = || vec![Step::status(429).header("retry-after", "20"), state(), made(), made()];
    for (waits, script) in upload_twice(steps) {
        assert_eq!(
            (waits[0].reason, waits[0].method.clone(), waits[0].sent),
            (WaitReason::Throttled, Method::GET, 1)
        );
        assert!(
            waits[0].duration.abs_diff(Duration::from_secs(20)) < Duration::from_secs(1),
            "{:?}",
            waits[0]
        );
        // Hardly any time passes in the test, so the clone waits for the same pause.
        let clone = waits.iter().rfind(|wait| wait.reason == WaitReason::ServiceBusy).unwrap();
        assert!(clone.duration > Duration::from_secs(15) && clone.method == Method::PUT, "{clone:?}");
        assert_eq!((script.sent().len(), clone.path), (4, None));
        assert!(!format!("{waits:?}").contains("secret"));
    }
}

#[test]
fn a_wait_of_more_than_five_minutes_is_waited_for() {
    let made = || Step::status(201).body("made");
    let state = || Step::status(200).body(r#"{"nextExpectedRanges": ["0-"]}"#);
    let steps = || vec![Step::status(503).header("retry-after", "315"), state(), made(), made()];
    for (waits, _) in upload_twice(steps) {
        assert!(waits[0].duration >= Duration::from_secs(314), "{:?}", waits[0]);
    }
}

#[test]
fn failures_of_an_upload_are_named() {
    let made = || Step::status(201).body("made");
    let state = || Step::status(200).body(r#"{"nextExpectedRanges": ["0-"]}"#);
    let steps = || vec![Step::status(500), Step::status(503), state(), made(), made()];
    for (waits, script) in upload_twice(steps) {
        let waits: Vec<_> = waits.iter().map(|wait| (wait.reason, wait.duration, wait.sent)).collect();
        let second = Duration::from_secs(1);
        let expected = [(WaitReason::ServerError, second, 1), (WaitReason::ServerError, second * 2, 2)];
        assert_eq!(waits, expected);
        assert_eq!(script.slept().len(), 2);
    }
}

#[test]
fn a_throttled_download_waits_and_so_do_plain_requests_of_the_drive() {
    let busy = || Step::status(429).header("retry-after", "20");
    let steps = || {
        let whole = Step::status(200).header("content-length", "3").body("abc");
        vec![busy(), whole, Step::status(200)]
    };
    let plain = Request::get("https://graph.microsoft.com/v1.0/me/drive/items/2").body(Bytes::new()).unwrap();
    let (script, other) = (Script::new(steps()), Script::new(steps()));
    let (waits, tell) = self::waits();
    let client = blocking(&script).on_wait(tell);
    client.download(&mut content(), &mut Vec::new()).unwrap();
    client.execute(&plain).unwrap();
    let (other_waits, tell) = self::waits();
    let client = asynchronous(&other).on_wait(tell);
    run(sendable(client.download(&mut content(), &mut Vec::new()))).unwrap();
    run(client.execute(&plain)).unwrap();
    for waits in [waits, other_waits] {
        let waits = waits.lock().unwrap();
        let [own, clone] = &waits[..] else { panic!("{waits:?}") };
        assert_eq!(
            (own.reason, own.method.clone(), clone.reason),
            (WaitReason::Throttled, Method::GET, WaitReason::ServiceBusy)
        );
        for wait in [own, clone] {
            assert!(
                wait.duration > Duration::from_secs(15) && wait.duration < Duration::from_secs(22),
                "{wait:?}"
            );
        }
    }
}

#[test]
fn waits_of_a_download_name_its_operation_elsewhere_too() {
    static CONTENT_OF_AN_ITEM: OperationInfo = OperationInfo::new(
        "get",
        "v1.0",
        Method::GET,
        "/me/drive/items/{driveItem-id}/content",
        Binding::one("microsoft.graph.driveItem"),
    );
    let steps = || {
        [
            Step::status(302).header("location", "https://files.example/a?tempauth=secret"),
            Step::status(503).header("retry-after", "5"),
            Step::status(200).header("content-length", "3").body("abc"),
        ]
    };
    let download = || {
        let mut request = Request::get(CONTENT).body(Bytes::new()).unwrap();
        request.extensions_mut().insert(&CONTENT_OF_AN_ITEM);
        Download::new(request)
    };
    let (waits, tell) = self::waits();
    blocking(&Script::new(steps())).on_wait(tell).download(&mut download(), &mut Vec::new()).unwrap();
    let (other, tell) = self::waits();
    run(asynchronous(&Script::new(steps())).on_wait(tell).download(&mut download(), &mut Vec::new()))
        .unwrap();
    for waits in [waits, other] {
        let lines: Vec<_> = waits.lock().unwrap().iter().map(ToString::to_string).collect();
        let line = "GET /me/drive/items/{driveItem-id}/content: the service is busy; waiting for 5.0 s";
        assert_eq!(lines, [line]);
    }
}
