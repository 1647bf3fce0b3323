//! Answers to uploads and downloads by a script, for both clients: redirects, parts, and a busy service.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

#[path = "support/run.rs"]
mod run;
mod support;

use std::sync::Arc;

use bytes::Bytes;
use graph_models_client::{Client, SendError, Token, blocking};
use graph_models_core::request::Service;
use graph_models_core::request::transfer::{Download, DownloadError};
use http::Request;
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
    // The sink holds four bytes of a whole whose length nobody told.
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
