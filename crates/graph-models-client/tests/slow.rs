//! Slow connections and slow programs, by both adapters: a transfer that moves succeeds, and a transfer that stalls
//! ends with an error.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

#[allow(
    dead_code,
    unreachable_pub,
    clippy::enum_variant_names,
    reason = "the shape of generated code; a part is used"
)]
#[path = "../../graph-models-core/tests/support/sample.rs"]
mod sample;
#[path = "support/slow.rs"]
mod slow;

use std::time::{Duration, Instant};

use bytes::Bytes;
use graph_models_client::reqwest::ReqwestTransport;
use graph_models_client::ureq::UreqTransport;
use graph_models_client::{Client, SendError, Token, TransportErrorKind, blocking};
use graph_models_core::request::{Pages, Service};
use http::Request;
use sample::SimpleIncident;
use slow::{Behavior, ITEMS, Slow};

/// The limit for stalls.
const LIMIT: Duration = Duration::from_secs(1);
/// The length of the body. It is more than the buffers of both sides hold.
const LENGTH: usize = 16 << 20;

fn asynchronous(server: &Slow) -> (Client, tokio::runtime::Runtime) {
    let service = Service::with_root(&server.url).unwrap();
    let http = ::reqwest::Client::builder().no_proxy();
    let transport = ReqwestTransport::build(http, &service).unwrap().with_stall_limit(LIMIT);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    (Client::over(transport, service, Token::new("opaque").unwrap()).with_timeout(LIMIT), runtime)
}

fn blocking(server: &Slow) -> blocking::Client {
    let config = ::ureq::Agent::config_builder().proxy(None).build();
    let service = Service::with_root(&server.url).unwrap();
    let transport = UreqTransport::build(config).with_stall_limit(LIMIT);
    blocking::Client::over(transport, service, Token::new("opaque").unwrap()).with_timeout(LIMIT)
}

/// The answers of both adapters to a large `PUT`, and the time that each one took.
fn put(behavior: Behavior) -> [(Result<http::Response<Bytes>, SendError>, Duration); 2] {
    let request = |server: &Slow| {
        let uri = format!("{}/v1.0/me/drive/items/1/content", server.url);
        Request::put(uri).body(Bytes::from(vec![7; LENGTH])).unwrap()
    };
    let (first, second) = (Slow::start(behavior), Slow::start(behavior));
    let (client, runtime) = asynchronous(&first);
    let begun = Instant::now();
    let over_reqwest = runtime.block_on(client.execute(&request(&first)));
    let first_time = begun.elapsed();
    let begun = Instant::now();
    let over_ureq = blocking(&second).execute(&request(&second));
    [(over_reqwest, first_time), (over_ureq, begun.elapsed())]
}

#[test]
fn a_slow_upload_that_moves_succeeds() {
    for (answer, time) in put(Behavior::Slow) {
        assert_eq!(answer.unwrap().status(), 201);
        assert!(time > LIMIT * 2, "it was not slow: {time:?}");
    }
}

#[test]
fn an_upload_that_stalls_ends_at_the_limit() {
    for (answer, time) in put(Behavior::Stops) {
        let SendError::Transport(error) = answer.unwrap_err() else {
            panic!("it is no failure of the connection")
        };
        assert_eq!(error.kind(), TransportErrorKind::Lost, "{error}");
        assert!(time >= LIMIT && time < LIMIT * 8, "{time:?}: {error}");
    }
}

#[test]
fn a_limit_of_the_configuration_comes_first() {
    let server = Slow::start(Behavior::Stops);
    let config = ::ureq::Agent::config_builder().proxy(None);
    let config = config.timeout_per_read(Some(LIMIT)).timeout_per_write(Some(LIMIT)).build();
    let transport = UreqTransport::build(config).with_stall_limit(LIMIT * 600);
    let service = Service::with_root(&server.url).unwrap();
    let client = blocking::Client::over(transport, service, Token::new("opaque").unwrap());
    let request = Request::put(format!("{}/v1.0/me", server.url)).body(Bytes::from(vec![7; LENGTH])).unwrap();
    let begun = Instant::now();
    client.execute(&request).unwrap_err();
    assert!(begun.elapsed() < LIMIT * 8);
}

/// The pages of a collection of the server.
fn pages(server: &Slow) -> Pages<SimpleIncident> {
    let first = Request::get(format!("{}/v1.0/incidents", server.url)).body(Bytes::new()).unwrap();
    Pages::from_request(&Service::with_root(&server.url).unwrap(), first)
}

#[test]
fn a_program_may_take_its_time_for_the_items_of_a_page() {
    // The program takes longer than both limits, the one for the answer and the one for stalls.
    let work = LIMIT + LIMIT / 2;
    let server = Slow::start(Behavior::Page);
    let (client, runtime) = asynchronous(&server);
    let count = runtime.block_on(async {
        let mut items = client.walk_items(pages(&server));
        let mut count = 0;
        while let Some(item) = items.next().await {
            item.unwrap();
            count += 1;
            if count == 1 || count == ITEMS / 2 {
                tokio::time::sleep(work).await;
            }
        }
        count
    });
    assert_eq!(count, ITEMS);

    let server = Slow::start(Behavior::Page);
    let mut count = 0;
    for item in blocking(&server).walk_items(pages(&server)) {
        item.unwrap();
        count += 1;
        if count == 1 || count == ITEMS / 2 {
            std::thread::sleep(work);
        }
    }
    assert_eq!(count, ITEMS);
}

#[test]
fn a_page_that_does_not_begin_ends_at_the_timeout() {
    let retry = graph_models_client::Retry::never();
    let server = Slow::start(Behavior::Silent);
    let service = Service::with_root(&server.url).unwrap();
    let token = || Token::new("opaque").unwrap();
    let transport = ReqwestTransport::build(::reqwest::Client::builder().no_proxy(), &service).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = Client::over(transport, service.clone(), token()).with_timeout(LIMIT).with_retry(retry);
    let begun = Instant::now();
    let error = runtime.block_on(client.walk_items(pages(&server)).next()).unwrap().unwrap_err();
    assert_eq!(error.to_string(), "no answer from the service: the answer did not begin in 1s");
    let config = ::ureq::Agent::config_builder().proxy(None).build();
    let client = blocking::Client::over(UreqTransport::build(config), service, token());
    let client = client.with_timeout(LIMIT).with_retry(retry);
    let error = client.walk_items(pages(&server)).next().unwrap().unwrap_err();
    let SendError::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind(), TransportErrorKind::Lost);
    assert!(begun.elapsed() >= LIMIT * 2 && begun.elapsed() < LIMIT * 8);
}

#[test]
fn an_answer_that_stalls_ends_at_the_limit() {
    let get = |server: &Slow| Request::get(format!("{}/v1.0/me", server.url)).body(Bytes::new()).unwrap();
    let retry = graph_models_client::Retry::never();
    for behavior in [Behavior::Silent, Behavior::StopsInAnswer] {
        let server = Slow::start(behavior);
        let (client, runtime) = asynchronous(&server);
        let client = client.with_timeout(LIMIT * 60).with_retry(retry);
        let begun = Instant::now();
        let error = runtime.block_on(client.execute(&get(&server))).unwrap_err();
        assert_eq!(error.to_string(), "no answer from the service: nothing was sent or received for 1s");
        assert!(begun.elapsed() < LIMIT * 8);
        let server = Slow::start(behavior);
        let begun = Instant::now();
        let client = blocking(&server).with_timeout(LIMIT * 60).with_retry(retry);
        let SendError::Transport(error) = client.execute(&get(&server)).unwrap_err() else {
            panic!("it stalls")
        };
        assert_eq!(error.kind(), TransportErrorKind::Lost);
        assert!(begun.elapsed() < LIMIT * 8);
    }
}
