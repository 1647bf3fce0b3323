//! Tests of network failures: an action runs once, or not at all.

use alerts_service::{Fault, Server, TOKEN, alert_id};
use graph_models::Service;
use graph_models::beta::RemediateUnifiedRoleManagementAlertIncident as Remediate;
use graph_models::client::{Client, Effect, SendError, Token};
use graph_models::request::Call;

use crate::adapter::{Adapter, both, remediate};

const INCIDENT: &str = "7c1e0001-02d4-4b7a-8f10-5e9b6a3d0001";

both!(
    what_is_throttled_is_done_once,
    what_may_be_done_is_not_repeated,
    what_is_not_done_says_so,
    an_answer_that_cannot_be_read_is_an_answer,
    redirects_are_not_followed,
    nothing_is_sent_where_nobody_listens,
    a_connection_that_was_kept_is_no_reason_to_repeat,
);

fn request() -> Call<Remediate> {
    remediate(alert_id("StaleSignInAlert"), INCIDENT)
}

fn times(server: &Server) -> usize {
    server.remediated().iter().map(|(_, _, times)| times).sum()
}

fn what_is_throttled_is_done_once<A: Adapter>() {
    let server = Server::start().unwrap();
    for retry_after in [Some("0.013"), None, Some("0")] {
        server.fault("POST", "/remediate", Fault::Throttle { retry_after });
    }
    A::of(&server).send(&request()).unwrap();
    assert_eq!((times(&server), server.received().len()), (1, 4));

    // Both the number of attempts and the waiting time are limited.
    for retry_after in [Some("0"), Some("0"), Some("0"), Some("0"), Some("3600")] {
        server.fault("POST", "/remediate", Fault::Unavailable { retry_after });
    }
    for requests in [8, 9] {
        let error = A::of(&server).send(&request()).unwrap_err();
        assert_eq!(error.effect(), Effect::NotDone);
        assert_eq!((times(&server), server.received().len()), (1, requests), "{error}");
    }
}

fn what_may_be_done_is_not_repeated<A: Adapter>() {
    for (fault, done) in [
        (Fault::CloseBefore, 0),
        (Fault::CloseAfter, 1),
        (Fault::CloseMidway, 1),
        (Fault::Html, 1),
        (Fault::Gateway(502), 1),
        (Fault::Gateway(504), 1),
        (Fault::Gateway(500), 1),
        (Fault::Unavailable { retry_after: None }, 0),
    ] {
        let server = Server::start().unwrap();
        server.fault("POST", "/remediate", fault);
        let error = A::of(&server).send(&request()).unwrap_err();
        assert_eq!(error.effect(), Effect::Unknown, "{fault:?}: {error}");
        assert_eq!((times(&server), server.received().len()), (done, 1), "{fault:?}");
        assert!(!format!("{error} {error:?}").contains(TOKEN));
    }
}

fn what_is_not_done_says_so<A: Adapter>() {
    let server = Server::start().unwrap();
    let cases = [
        (A::with(&server, "opaque-and-wrong"), request(), 401),
        (A::reader(&server), request(), 403),
        (A::of(&server), remediate(alert_id("StaleSignInAlert"), "nobody"), 404),
        (A::of(&server), remediate(alert_id("InvalidLicenseAlert"), INCIDENT), 400),
    ];
    for (client, request, status) in cases {
        let error = client.send(&request).unwrap_err();
        assert_eq!(error.effect(), Effect::NotDone);
        let said = error.as_graph().unwrap();
        assert_eq!(said.status().as_u16(), status);
        assert!(said.code().is_some() && said.request_id().is_some(), "{error}");
        assert!(!format!("{error} {error:?}").contains("opaque-and-wrong"));
    }
    assert_eq!((times(&server), server.received().len()), (0, 4));
}

/// An action without return type has no content to read, so any body of a success is accepted.
fn an_answer_that_cannot_be_read_is_an_answer<A: Adapter>() {
    let server = Server::start().unwrap();
    for fault in [Fault::Garbage, Fault::OtherJson] {
        server.fault("POST", "/remediate", fault);
        A::of(&server).send(&request()).unwrap();
    }
    assert_eq!((times(&server), server.received().len()), (2, 2));
}

fn redirects_are_not_followed<A: Adapter>() {
    let server = Server::start().unwrap();
    for (status, effect) in [
        (301, Effect::Unknown),
        (302, Effect::Unknown),
        (303, Effect::Done),
        (307, Effect::NotDone),
        (308, Effect::NotDone),
    ] {
        server.fault("POST", "/remediate", Fault::Redirect(status));
        let error = A::of(&server).send(&request()).unwrap_err();
        assert_eq!(error.effect(), effect, "{status}");
        let said = error.as_graph().unwrap();
        assert_eq!(said.status().as_u16(), status);
        assert!(said.location().unwrap().starts_with(server.foreign_url()));
    }
    assert_eq!((times(&server), server.foreign_received().len()), (0, 0));
}

fn nothing_is_sent_where_nobody_listens<A: Adapter>() {
    let server = Server::start().unwrap();
    let client = A::of(&server);
    drop(server);
    let error = client.send(&request()).unwrap_err();
    assert!(matches!(error, SendError::Transport(_)));
    assert_eq!(error.effect(), Effect::NotDone);
    assert!(error.to_string().starts_with("no connection to the service: "), "{error}");
}

/// Many HTTP clients repeat a request if the server has just closed a kept connection. Our clients must not repeat it.
fn a_connection_that_was_kept_is_no_reason_to_repeat<A: Adapter>() {
    for fault in [Fault::CloseBefore, Fault::CloseAfter] {
        let server = Server::start().unwrap();
        let client = A::of(&server);
        client.send(&request()).unwrap();
        server.fault("POST", "/remediate", fault);
        assert_eq!(client.send(&request()).unwrap_err().effect(), Effect::Unknown);
        assert_eq!(server.received().len(), 2, "{fault:?}");
    }
}

/// The tests use `reqwest` without TLS, like a program without the TLS feature.
#[test]
fn without_tls_the_error_says_what_is_missing() {
    let client = Client::new(Service::global(), Token::new(TOKEN).unwrap()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let error = runtime.block_on(client.send(&request())).unwrap_err();
    assert!(
        error.to_string().starts_with("the request cannot be sent: the HTTP client has no TLS"),
        "{error}"
    );
    assert_eq!(error.effect(), Effect::NotDone);
}
