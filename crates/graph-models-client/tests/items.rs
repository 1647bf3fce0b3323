//! The items of collections one by one, through both clients over a transport that answers by a script.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

#[path = "support/run.rs"]
mod run;
#[allow(
    dead_code,
    unreachable_pub,
    clippy::enum_variant_names,
    reason = "the shape of generated code; a part is used"
)]
#[path = "../../graph-models-core/tests/support/sample.rs"]
mod sample;
#[allow(dead_code, reason = "support of several tests")]
mod support;

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use bytes::Bytes;
use graph_models_client::transport::{
    AsyncTransport, Incoming, IncomingStream, ResponseFuture, SleepFuture, Transport,
};
use graph_models_client::{
    Client, Retry, SendError, Token, TransportError, TransportErrorKind, WaitReason, blocking,
};
use graph_models_core::items::PageItem;
use graph_models_core::request::{GraphErrorKind, Pages, Service};
use http::{Request, Response};
use run::run;
use sample::SimpleIncident;
use support::{Script, Step};

const URL: &str = "https://graph.microsoft.com/v1.0/incidents";

fn pages() -> Pages<SimpleIncident> {
    let first = Request::get(URL).header("consistencylevel", "eventual").body(Bytes::new()).unwrap();
    Pages::from_request(&Service::global(), first)
}

fn token() -> Token {
    Token::new("opaque-token").unwrap()
}

/// The result of a walk: the ids of the items, the delta link, the error, and the position.
struct Walked {
    ids: Vec<String>,
    delta: Option<String>,
    error: Option<SendError>,
    pages: Pages<SimpleIncident>,
}

fn id(item: PageItem<SimpleIncident>) -> String {
    item.into_value().and_then(|incident| incident.id).unwrap_or_else(|| "none".to_owned())
}

/// Walks with both clients, each over a transport of its own.
fn walk<T: Transport + AsyncTransport + 'static>(transport: impl Fn() -> T) -> [Walked; 2] {
    let mut walked = Walked { ids: Vec::new(), delta: None, error: None, pages: pages() };
    let client = blocking::Client::over(transport(), Service::global(), token());
    let mut items = client.walk_items(pages());
    for item in items.by_ref() {
        match item {
            Ok(item) => walked.ids.push(id(item)),
            Err(error) => assert!(walked.error.replace(error).is_none()),
        }
    }
    assert!(items.next().is_none() && !format!("{items:?}").contains("opaque"));
    walked.delta = items.page().and_then(|page| page.delta_link()).map(str::to_owned);
    walked.pages = items.into_pages();

    let mut other = Walked { ids: Vec::new(), delta: None, error: None, pages: pages() };
    let client = Client::over(transport(), Service::global(), token());
    let mut items = client.walk_items(pages());
    run(async {
        while let Some(item) = items.next().await {
            match item {
                Ok(item) => other.ids.push(id(item)),
                Err(error) => assert!(other.error.replace(error).is_none()),
            }
        }
        assert!(items.next().await.is_none() && !format!("{items:?}").contains("opaque"));
    });
    other.delta = items.page().and_then(|page| page.delta_link()).map(str::to_owned);
    other.pages = items.into_pages();
    assert_eq!(walked.ids, other.ids);
    assert_eq!(walked.error.as_ref().map(ToString::to_string), other.error.as_ref().map(ToString::to_string));
    [walked, other]
}

#[test]
fn items_of_all_pages_come_one_by_one() {
    let script = || {
        Script::new([
            Step::status(429).header("retry-after", "1"),
            Step::status(200).body(
                r#"{"value": [{"id": "1"}, null, {"id": "2"}], "@odata.nextLink": "https://graph.microsoft.com/v1.0/incidents?$skip=2"}"#,
            ),
            Step::status(200).body("\u{feff}{\"value\": [], \"@odata.nextLink\": \"?$skip=3\"}"),
            Step::status(200).body(r#"{"value": [{"id": "3"}], "@odata.deltaLink": "https://graph.microsoft.com/d"}"#),
        ])
    };
    for walked in walk(script) {
        assert_eq!(walked.ids, ["1", "none", "2", "3"]);
        assert_eq!(walked.delta.as_deref(), Some("https://graph.microsoft.com/d"));
        assert!(walked.error.is_none() && walked.pages.next_request().unwrap().is_none());
    }
    let script = script();
    let client = blocking::Client::over(script.clone(), Service::global(), token());
    let ids: Vec<_> =
        client.walk_items(pages()).values().map(|incident| incident.unwrap().id.unwrap()).collect();
    assert_eq!(ids, ["1", "2", "3"]);
    let sent = script.sent();
    assert_eq!(sent[3].uri(), "https://graph.microsoft.com/v1.0/incidents?$skip=3");
    assert!(sent.iter().all(|request| request.headers()["consistencylevel"] == "eventual"));
    assert!(script.slept()[0] >= Duration::from_secs(1));
}

#[test]
fn what_is_no_page_is_the_error_of_a_whole_answer() {
    for (status, body) in [
        (403, r#"{"error": {"code": "Forbidden", "message": "No."}}"#),
        (200, r#"{"error": {"code": "Forbidden", "message": "No."}}"#),
        (200, r#"{"value": [], "x": 1, "value": []}"#),
        (200, r#"{"value": 7}"#),
        (200, r#"{"id": "1"}"#),
        (200, "<html>"),
        (200, ""),
        (202, ""),
        (204, ""),
    ] {
        let whole = graph_models_core::request::decode::<graph_models_core::Page<SimpleIncident>, _>(
            Response::builder().status(status).body(body).unwrap(),
        );
        let whole = whole.unwrap_err();
        for walked in walk(|| Script::new([Step::status(status).body(body)])) {
            let error = walked.error.unwrap();
            let error = error.as_graph().unwrap();
            assert_eq!((error.to_string(), error.kind()), (whole.to_string(), whole.kind()), "{body}");
            // After the error, the same page comes next.
            assert_eq!(walked.pages.next_request().unwrap().unwrap().uri(), URL);
        }
    }
}

#[test]
fn a_page_that_turns_into_an_error_is_that_error() {
    let error = r#"{"error": {"code": "Timeout", "message": "It took too long."}}"#;
    for end in ["", "]", "]}}", " \n"] {
        let body: &'static str = format!(r#"{{"value": [{{"id": "1"}},{error}{end}"#).leak();
        for walked in walk(|| Script::new([Step::status(200).body(body)])) {
            // Once the page has ended, nothing more is expected.
            let ids: &[&str] = if end == "]}}" { &["1", "none"] } else { &["1"] };
            assert_eq!(walked.ids, ids, "{body}");
            let error = walked.error.unwrap();
            let error = error.as_graph().unwrap();
            assert_eq!(
                (error.kind(), error.code()),
                (GraphErrorKind::Interrupted, Some("Timeout")),
                "{body}"
            );
        }
    }
    // An item may look like an error but is data.
    let other = r#",{"error": {"code": "x", "message": "y"}, "id": "2"}"#;
    let body: &'static str =
        format!(r#"{{"value": [{{"id": "1"}}{other}{other},{{"id": "3"}}{other}]}}"#).leak();
    for walked in walk(|| Script::new([Step::status(200).body(body)])) {
        assert!(walked.error.is_none());
        assert_eq!(walked.ids, ["1", "2", "2", "3", "2"]);
    }
}

/// Loses the connection in the midst of each body, or before the first item of the first ones.
#[derive(Clone, Default)]
struct Losing {
    /// The first bodies, which are lost before their first item.
    early: u32,
    /// The later bodies are whole.
    recovers: bool,
    sent: Arc<AtomicU32>,
    slept: Arc<AtomicU32>,
}

/// The pieces of a body that breaks off.
struct Lost(Vec<Result<Bytes, ()>>);

fn lost() -> TransportError {
    TransportError::new(TransportErrorKind::Lost, &io::Error::other("gone with opaque-token"))
}

impl Losing {
    fn body(&self) -> Lost {
        let piece = |text: &'static str| Ok(Bytes::from_static(text.as_bytes()));
        let sent = self.sent.fetch_add(1, Ordering::Relaxed);
        Lost(match sent < self.early {
            true => vec![Err(()), piece(r#"{"@odata.count":2,"value":[{"id":"#)],
            false if self.recovers => vec![piece(r#"{"value":[{"id":"1"},{"id":"2"}]}"#)],
            false => vec![Err(()), piece(r#""2"},{"id":"#), piece(r#"{"value":[{"id":"1"},{"id":"#)],
        })
    }

    fn counts(&self) -> (u32, u32) {
        (self.sent.swap(0, Ordering::Relaxed), self.slept.swap(0, Ordering::Relaxed))
    }
}

impl Read for Lost {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.pop() {
            Some(Ok(piece)) => (&piece[..]).read(buffer),
            Some(Err(())) => Err(io::Error::other(lost())),
            None => Ok(0),
        }
    }
}

impl futures_core::Stream for Lost {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.pop().map(|piece| piece.map_err(|()| lost())))
    }
}

impl Transport for Losing {
    fn send(&self, _: Request<Bytes>) -> Result<Response<Incoming>, TransportError> {
        Ok(Response::new(Incoming::new(self.body())))
    }

    fn sleep(&self, _: Duration) {
        self.slept.fetch_add(1, Ordering::Relaxed);
    }
}

impl AsyncTransport for Losing {
    fn send(&self, _: Request<Bytes>) -> ResponseFuture<'_> {
        Box::pin(std::future::ready(Ok(Response::new(IncomingStream::new(self.body())))))
    }

    fn sleep(&self, _: Duration) -> SleepFuture<'_> {
        self.slept.fetch_add(1, Ordering::Relaxed);
        Box::pin(std::future::ready(()))
    }
}

#[test]
fn a_lost_connection_is_an_error_behind_the_items() {
    let losing = Losing::default();
    for walked in walk(|| losing.clone()) {
        assert_eq!(walked.ids, ["1", "2"]);
        assert_eq!(walked.error.unwrap().to_string(), "no answer from the service: gone with [token]");
        assert_eq!(walked.pages.next_request().unwrap().unwrap().uri(), URL);
    }
    // Each client sent only one request, since a second answer would repeat items.
    assert_eq!(losing.counts(), (2, 0));
}

#[test]
fn a_page_that_is_lost_before_its_first_item_is_asked_for_again() {
    for early in 0..=3 {
        // The count is that of each client.
        for walked in walk(|| Losing { early, recovers: true, ..Losing::default() }) {
            assert!(walked.error.is_none(), "{early}");
            assert_eq!(walked.ids, ["1", "2"], "{early}");
        }
    }
    let (first, second) =
        (Losing { early: 3, ..Losing::default() }, Losing { early: 4, ..Losing::default() });
    for (losing, ids) in [(first, &["1", "2"][..]), (second, &[])] {
        let client = blocking::Client::over(losing.clone(), Service::global(), token());
        let told = Arc::new(AtomicU32::new(0));
        let counts = Arc::clone(&told);
        let client = client.on_wait(move |wait| {
            assert_eq!(wait.reason, WaitReason::Lost);
            assert_eq!(wait.sent, counts.fetch_add(1, Ordering::Relaxed) + 1);
        });
        let mut found = Vec::new();
        let mut errors = 0;
        for item in client.walk_items(pages()) {
            match item {
                Ok(item) => found.push(id(item)),
                Err(error) => {
                    errors += 1;
                    assert!(!error.to_string().contains("opaque-token"));
                }
            }
        }
        assert_eq!(
            (found.as_slice(), errors),
            (&*ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>(), 1)
        );
        assert_eq!((losing.counts(), told.load(Ordering::Relaxed)), ((4, 3), 3));
        let once = client.with_retry(Retry::never());
        assert!(once.walk_items(pages()).next().unwrap().is_err());
        assert_eq!(losing.counts(), (1, 0));
    }
}

#[test]
fn a_page_that_turns_into_an_error_before_its_first_item_is_asked_for_again() {
    let broken = r#"{"value": [{"error": {"code": "Timeout", "message": "It took too long."}}"#;
    let page = r#"{"value": [{"id": "1"}]}"#;
    for walked in walk(|| Script::new([broken, broken, page].map(|body| Step::status(200).body(body)))) {
        assert!(walked.error.is_none());
        assert_eq!(walked.ids, ["1"]);
    }
    for walked in walk(|| Script::new([broken; 4].map(|body| Step::status(200).body(body)))) {
        assert_eq!(walked.error.unwrap().as_graph().unwrap().code(), Some("Timeout"));
        assert_eq!(walked.pages.next_request().unwrap().unwrap().uri(), URL);
    }
}

#[test]
fn a_link_elsewhere_is_not_followed() {
    let body = r#"{"value": [{"id": "1"}], "@odata.nextLink": "https://evil.example/x"}"#;
    for walked in walk(|| Script::new([Step::status(200).body(body)])) {
        assert_eq!(walked.ids, ["1"]);
        assert!(matches!(walked.error, Some(SendError::Link(_))));
    }
    // The next link of the page leads to the page itself.
    let body: &'static str =
        format!(r#"{{"value": [{{"id": "1"}}], "@odata.nextLink": "{URL}?$skip=1"}}"#).leak();
    let step = || Step::status(200).body(body);
    for walked in walk(|| Script::new([step(), step(), step()])) {
        assert_eq!(walked.ids, ["1", "1"]);
        assert!(matches!(walked.error, Some(SendError::Link(_))));
    }
}

fn _assert_auto_traits() {
    fn is_send<T: Send + 'static>() {}
    is_send::<blocking::ItemIter<SimpleIncident>>();
    is_send::<graph_models_client::ItemStream<SimpleIncident>>();
    is_send::<Arc<graph_models_core::items::Items<SimpleIncident>>>();
}
