//! Requests that are dropped while they wait for a busy service: they give their places in the queue back, and a batch
//! keeps the answers that it has.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

mod support;

use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};
use std::time::Duration;

use bytes::Bytes;
use graph_models_client::transport::{AsyncTransport, ResponseFuture, SleepFuture};
use graph_models_client::{
    Client, Effect, Retry, SendError, Token, TokenError, TokenRequest, WaitReason, blocking,
};
use graph_models_core::request::{Batch, NoContent, Service};
use http::Request;
use support::{Script, Step};

#[path = "support/run.rs"]
mod run;

/// Enough requests to fill some seconds of the queue.
const DROPPED: usize = 50;

fn get() -> Request<Bytes> {
    Request::get("https://graph.microsoft.com/v1.0/users").body(Bytes::new()).unwrap()
}

fn busy() -> Arc<Script> {
    Script::new([Step::status(429).header("retry-after", "20").body("{}")])
}

/// A transport whose waits never end.
struct Asleep(Arc<Script>);

impl AsyncTransport for Asleep {
    fn send(&self, request: Request<Bytes>) -> ResponseFuture<'_> {
        AsyncTransport::send(&*self.0, request)
    }

    fn sleep(&self, _: Duration) -> SleepFuture<'_> {
        Box::pin(std::future::pending())
    }
}

/// The lengths of the waits for a place, and the function that notes them.
fn waits() -> (Arc<Mutex<Vec<Duration>>>, impl Fn(&graph_models_client::Wait) + Send + Sync + 'static) {
    let waits = Arc::<Mutex<Vec<Duration>>>::default();
    let told = waits.clone();
    (waits, move |wait: &graph_models_client::Wait| {
        assert_eq!(wait.reason, WaitReason::ServiceBusy);
        told.lock().unwrap().push(wait.duration);
    })
}

#[test]
fn a_request_that_is_dropped_gives_its_place_back() {
    let (waits, tell) = waits();
    let client = Client::over(Asleep(busy()), Service::global(), Token::new("opaque").unwrap());
    let client = client.with_retry(Retry::never()).on_wait(tell);
    let poll = |count: usize| {
        let request = get();
        let mut futures: Vec<_> = (0..count).map(|_| Box::pin(client.execute(&request))).collect();
        for future in &mut futures {
            let _ = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        }
    };
    let first =
        pin!(client.execute(&get())).poll(&mut Context::from_waker(Waker::noop())).map(Result::unwrap);
    assert!(first.is_ready());
    poll(DROPPED);
    poll(1);
    let waits = waits.lock().unwrap();
    assert_eq!(waits.len(), DROPPED + 1);
    let (first, last, next) = (waits[0], waits[DROPPED - 1], waits[DROPPED]);
    assert!(last > first + Duration::from_secs(4), "they queued: {first:?} {last:?}");
    assert!(next <= first, "their places are free again: {first:?} {next:?}");
}

#[test]
fn a_batch_that_is_dropped_keeps_its_answers() {
    let answer = r#"{"responses": [{"id": "1", "status": 429}, {"id": "2", "status": 204}]}"#;
    let script = Script::new([Step::status(200).body(answer)]);
    let client = Client::over(Asleep(script), Service::global(), Token::new("opaque").unwrap());
    let mut batch = Batch::new(&Service::global());
    let close = Request::post("https://graph.microsoft.com/v1.0/x/close").body(Bytes::new()).unwrap();
    let (busy, done) = (batch.add_request::<NoContent>(&close), batch.add_request::<NoContent>(&close));
    let mut responses = batch.responses();
    let polled = pin!(client.batch(&batch, &mut responses)).poll(&mut Context::from_waker(Waker::noop()));
    assert!(polled.is_pending());
    assert_eq!(responses.retry().map(|retry| retry.ids().len()), Some(1));
    let busy = responses.take(busy.unwrap()).unwrap().unwrap_err();
    assert_eq!((busy.status().as_u16(), Effect::from_error(&busy)), (429, Effect::NotDone));
    assert!(responses.take(done.unwrap()).unwrap().is_ok());
}

#[test]
fn a_request_without_a_token_gives_its_place_back() {
    let (waits, tell) = waits();
    let script = busy();
    let count = Mutex::new(0);
    let tokens = move |_: &TokenRequest| {
        let mut count = count.lock().unwrap();
        *count += 1;
        match *count {
            1 => Token::new("opaque"),
            _ => Err(TokenError::new("no token now")),
        }
    };
    let client = blocking::Client::over(script.clone(), Service::global(), tokens)
        .with_retry(Retry::never())
        .on_wait(tell);
    client.execute(&get()).unwrap();
    for _ in 0..DROPPED {
        assert!(matches!(client.execute(&get()), Err(SendError::Token(_))));
    }
    let waits = waits.lock().unwrap();
    assert_eq!((waits.len(), script.slept().len(), script.sent().len()), (DROPPED, DROPPED, 1));
    assert!(waits[DROPPED - 1] <= waits[0], "{waits:?}");
}

#[test]
fn a_busy_mailbox_does_not_slow_others() {
    let get = |path: &str| {
        let uri = format!("https://graph.microsoft.com/v1.0/{path}");
        Request::get(uri).body(Bytes::new()).unwrap()
    };
    // The waits before the second request, in each client.
    let waited = |path: &str| {
        let steps = || [Step::status(429).header("retry-after", "20"), Step::status(200)];
        let (script, other) = (Script::new(steps()), Script::new(steps()));
        let client = blocking::Client::over(script.clone(), Service::global(), Token::new("opaque").unwrap());
        let client = client.with_retry(Retry::never());
        client.execute(&get("users/first@example.com/messages")).unwrap();
        client.execute(&get(path)).unwrap();
        let client = Client::over(other.clone(), Service::global(), Token::new("opaque").unwrap());
        let client = client.with_retry(Retry::never());
        run::run(client.execute(&get("users/first@example.com/messages"))).unwrap();
        run::run(client.execute(&get(path))).unwrap();
        assert!(!format!("{client:?}").contains("example"), "{client:?}");
        [script.slept().len(), other.slept().len()]
    };
    assert_eq!(waited("users/first@example.com/mailFolders"), [1, 1]);
    assert_eq!(waited("users/second@example.com/messages"), [0, 0]);
    assert_eq!(waited("users/first@example.com"), [0, 0]);
}
