//! Errors of an HTTP client that quotes what it could not send: no error shows the token or a pre-authenticated
//! address.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

#[path = "support/run.rs"]
mod run;

use std::io::{self, Cursor};
use std::time::Duration;

use bytes::Bytes;
use graph_models_client::transport::{AsyncTransport, Incoming, ResponseFuture, SleepFuture, Transport};
use graph_models_client::{Client, Retry, SendError, Token, TransportError, TransportErrorKind, blocking};
use graph_models_core::request::transfer::{Download, Upload};
use graph_models_core::request::{Monitor, Service};
use http::{Request, Response};
use run::run;

const TOKEN: &str = "quiet-as-a-mouse-4711";
const ADDRESS: &str = "https://files.example/1?tempauth=secret-address-4711";

/// A transport that sends nothing. Its errors quote the token and the address of the request.
#[derive(Clone, Copy)]
struct Quoting(TransportErrorKind);

impl Quoting {
    fn error(self, request: &Request<Bytes>) -> TransportError {
        let token = request.headers().get("authorization").map_or(String::new(), |header| {
            header.to_str().unwrap().strip_prefix("Bearer ").unwrap().to_owned()
        });
        let cause = io::Error::other(format!("{} with <{token}> is refused", request.uri()));
        TransportError::new(self.0, &cause)
    }
}

impl Transport for Quoting {
    fn send(&self, request: Request<Bytes>) -> Result<Response<Incoming>, TransportError> {
        Err(self.error(&request))
    }

    fn sleep(&self, _: Duration) {}
}

impl AsyncTransport for Quoting {
    fn send(&self, request: Request<Bytes>) -> ResponseFuture<'_> {
        Box::pin(std::future::ready(Err(self.error(&request))))
    }

    fn sleep(&self, _: Duration) -> SleepFuture<'_> {
        Box::pin(std::future::ready(()))
    }
}

#[track_caller]
fn check<T>(result: Result<T, SendError>) {
    let Err(error) = result else { panic!("nothing was sent") };
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains(TOKEN) && !shown.contains("secret-address"), "{shown}");
    // The test sees what the transport quotes.
    if matches!(error, SendError::Transport(_)) {
        assert!(shown.contains("[token]"), "{shown}");
    }
}

fn get() -> Request<Bytes> {
    Request::get("https://graph.microsoft.com/v1.0/me/drive/items/1/content").body(Bytes::new()).unwrap()
}

fn upload() -> Upload<Bytes> {
    Upload::from_url(ADDRESS, 5).unwrap().with_max_failures(0)
}

fn downloads() -> [Download; 2] {
    [Download::new(get()), Download::from_url(ADDRESS).unwrap()].map(|it| it.with_max_failures(0))
}

fn monitor() -> Monitor {
    let accepted = Response::builder().status(202).header("location", ADDRESS).body("").unwrap();
    let accepted = graph_models_core::request::decode(accepted).unwrap();
    Monitor::new(&Service::global(), None, &accepted).unwrap()
}

#[test]
fn no_error_shows_what_the_http_client_quotes() {
    for kind in [TransportErrorKind::Unable, TransportErrorKind::Connect, TransportErrorKind::Lost] {
        let client = blocking::Client::over(Quoting(kind), Service::global(), Token::new(TOKEN).unwrap());
        let client = client.with_retry(Retry::never());
        check(client.execute(&get()));
        check(client.watch(&mut monitor(), Duration::ZERO));
        check(client.upload(&mut upload(), &mut Cursor::new("12345"), |_| {}));
        check(client.cancel(&mut upload()));
        for mut download in downloads() {
            check(client.download(&mut download, &mut Vec::new()));
        }

        let client = Client::over(Quoting(kind), Service::global(), Token::new(TOKEN).unwrap());
        let client = client.with_retry(Retry::never());
        let source = |_| std::future::ready(Ok(Bytes::from("12345")));
        check(run(client.execute(&get())));
        check(run(client.watch(&mut monitor(), Duration::ZERO)));
        check(run(client.upload(&mut upload(), source, |_| {})));
        check(run(client.cancel(&mut upload())));
        for mut download in downloads() {
            check(run(client.download(&mut download, &mut Vec::new())));
        }
    }
}
