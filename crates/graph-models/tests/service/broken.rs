//! Tests of connections that break at every possible point: an action reaches the service at most once.

use std::net::TcpListener;
use std::time::Duration;

use bytes::Bytes;
use graph_models::Service;
use graph_models::client::reqwest::ReqwestTransport;
use graph_models::client::ureq::UreqTransport;
use graph_models::client::{Client, Effect, Retry, SendError, Token, blocking};
use http::{Method, Request};

use crate::adapter::{Adapter, both, impatient};
use crate::raw::{NO_CONTENT, Raw, Step};

both!(
    what_was_sent_is_not_sent_again,
    what_only_reads_is_asked_for_again,
    where_nobody_listens_nothing_was_done,
    a_kept_connection_that_breaks_is_no_reason_to_repeat,
    a_kept_connection_that_was_closed_is_replaced_at_most,
    waiting_for_an_answer_is_not_waiting_for_a_connection,
);

/// Returns requests that change something, with and without a body.
fn changes(root: &str) -> Vec<Request<Bytes>> {
    let request = |method, body: &'static str| {
        let request = Request::builder().method(method).uri(format!("{root}/beta/x/close"));
        request.header("content-type", "application/json").body(Bytes::from_static(body.as_bytes())).unwrap()
    };
    vec![
        request(Method::POST, ""),
        request(Method::POST, r#"{"scopeId": "/"}"#),
        request(Method::PATCH, r#"{"isActive": false}"#),
        request(Method::PUT, "{}"),
        request(Method::DELETE, ""),
    ]
}

fn get(root: &str) -> Request<Bytes> {
    Request::get(format!("{root}/beta/x")).body(Bytes::new()).unwrap()
}

fn breaks() -> Vec<Step> {
    let cut = |text: &str| Step::SendAndClose(text.to_owned());
    vec![
        Step::CloseUnread,
        Step::CloseAfter(1),
        Step::CloseAfter(40),
        cut(""),
        cut("HTTP/1.1 20"),
        cut("HTTP/1.1 200 OK\r\nContent-Le"),
        cut("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"),
        cut("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"a\":"),
        cut("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\""),
        cut("HTTP/1.1 100 Continue\r\n\r\n"),
        cut("something else\r\n\r\n"),
    ]
}

fn unknown(error: &SendError) {
    assert_eq!(error.effect(), Effect::Unknown, "{error}");
}

fn what_was_sent_is_not_sent_again<A: Adapter>() {
    for step in breaks() {
        for index in 0..changes("http://localhost").len() {
            let server = Raw::start([step.clone()]);
            let request = &changes(&server.url)[index];
            let error = A::at(&server.url, "token").execute(request).unwrap_err();
            unknown(&error);
            assert_eq!(server.received().len(), 1, "{step:?} {} {error}", request.method());
        }
    }
}

fn what_only_reads_is_asked_for_again<A: Adapter>() {
    for step in breaks() {
        let server = Raw::start([step.clone(), step.clone()]);
        let answer = A::at(&server.url, "token").execute(&get(&server.url)).unwrap();
        assert_eq!((answer.status().as_u16(), server.received().len()), (204, 3), "{step:?}");
    }
}

fn where_nobody_listens_nothing_was_done<A: Adapter>() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let root = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    for request in changes(&root) {
        let error = A::at(&root, "token").execute(&request).unwrap_err();
        assert_eq!(error.effect(), Effect::NotDone, "{error}");
        assert!(error.to_string().starts_with("no connection to the service: "), "{error}");
    }
}

fn a_kept_connection_that_breaks_is_no_reason_to_repeat<A: Adapter>() {
    for step in breaks() {
        // The client wrote to an open connection, so the server may have read the request.
        let server = Raw::start([Step::Send(NO_CONTENT.to_owned()), step.clone()]);
        let client = A::at(&server.url, "token");
        let request = &changes(&server.url)[0];
        client.execute(request).unwrap();
        match client.execute(request) {
            Err(error) => unknown(&error),
            // The connection was closed before the client wrote anything.
            Ok(_) => assert!(matches!(step, Step::CloseUnread), "{step:?}"),
        }
        let whole = server.received().iter().filter(|request| request.ends_with("\r\n\r\n")).count();
        assert!(whole <= 2, "{step:?}: {whole}");
    }
}

fn a_kept_connection_that_was_closed_is_replaced_at_most<A: Adapter>() {
    for wait in [0, 1, 30] {
        let server = Raw::start([Step::SendAndClose(NO_CONTENT.to_owned())]);
        let client = A::at(&server.url, "token");
        let [empty, full, ..] = &changes(&server.url)[..] else { panic!("there are more") };
        client.execute(empty).unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let result = client.execute(full);
        let arrived = server.received().iter().filter(|request| request.contains("scopeId")).count();
        match result {
            Ok(_) => assert_eq!(arrived, 1),
            Err(error) => {
                unknown(&error);
                assert_eq!(arrived, 0);
            }
        }
    }
}

fn waiting_for_an_answer_is_not_waiting_for_a_connection<A: Adapter>() {
    // This listener never accepts a connection. The operating system still completes the connection and receives the
    // request.
    let deaf = TcpListener::bind("127.0.0.1:0").unwrap();
    let root = format!("http://{}", deaf.local_addr().unwrap());
    let service = || Service::with_root(&root).unwrap();
    let token = || Token::new("token").unwrap();
    let short = Duration::from_millis(200);
    let config =
        ::ureq::Agent::config_builder().timeout_global(Some(short)).timeout_connect(Some(short * 50));
    let blocking = blocking::Client::build(config.build(), service(), token()).with_retry(impatient());
    let http = ::reqwest::Client::builder().timeout(short).connect_timeout(short * 50);
    let asynchronous = Client::build(http, service(), token()).unwrap().with_retry(impatient());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for request in &changes(&root)[..2] {
        unknown(&blocking.execute(request).unwrap_err());
        unknown(&runtime.block_on(asynchronous.execute(request)).unwrap_err());
    }
    let _ = A::at(&root, "token");
}

/// A client that the program supplies may follow redirects. A failed connection may then be the second one, after the
/// request ran.
#[test]
fn a_redirect_that_leads_nowhere_is_no_reason_to_repeat() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let nowhere = format!("http://{}/x", free.local_addr().unwrap());
    drop(free);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for status in [301, 302, 303, 307, 308] {
        let answer = format!("HTTP/1.1 {status} Moved\r\nLocation: {nowhere}\r\nContent-Length: 0\r\n\r\n");
        for index in 0..2 {
            let server = Raw::start(std::iter::repeat_n(Step::Send(answer.clone()), 9));
            let http = ::reqwest::Client::builder().no_proxy().build().unwrap();
            let client = Client::over(
                ReqwestTransport::over(http),
                Service::with_root(&server.url).unwrap(),
                Token::new("t").unwrap(),
            );
            let client = client.with_retry(impatient());
            match runtime.block_on(client.execute(&changes(&server.url)[index])) {
                Err(error) => unknown(&error),
                Ok(answer) => assert_eq!(answer.status().as_u16(), status),
            }
            assert_eq!(server.received().len(), 1, "{status}");
        }
    }
}

/// A client that the program supplies may report that no server listens. This report is trusted.
#[test]
fn clients_of_the_program_know_when_nobody_listens() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let root = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    let service = || Service::with_root(&root).unwrap();
    let token = || Token::new("token").unwrap();
    let http = ::reqwest::Client::builder().no_proxy().build().unwrap();
    let asynchronous =
        Client::over(ReqwestTransport::over(http), service(), token()).with_retry(Retry::never());
    let agent = ::ureq::Agent::config_builder().proxy(None).build().new_agent();
    let blocking =
        blocking::Client::over(UreqTransport::over(agent), service(), token()).with_retry(Retry::never());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for request in changes(&root) {
        assert_eq!(blocking.execute(&request).unwrap_err().effect(), Effect::NotDone);
        let error = runtime.block_on(asynchronous.execute(&request)).unwrap_err();
        assert_eq!(error.effect(), Effect::NotDone);
    }
}

#[test]
fn a_request_that_only_reads_keeps_its_body() {
    let server = Raw::start([]);
    let mut request = get(&server.url);
    *request.body_mut() = Bytes::from_static(b"{\"ids\": []}");
    crate::adapter::Async::at(&server.url, "token").execute(&request).unwrap();
    assert!(server.received()[0].ends_with("{\"ids\": []}"), "{:?}", server.received());
}
