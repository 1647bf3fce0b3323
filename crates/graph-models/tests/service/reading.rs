//! Tests of failing read requests: they are repeated a limited number of times, and are never sent to another host.

use std::time::{Duration, Instant};

use alerts_service::{Fault, Server, TOKEN, alert_id};
use graph_models::beta::paths::{IdentityGovernance, RoleManagementAlertPath};
use graph_models::beta::{LongRunningOperation, UnifiedRoleManagementAlertIncident as Incident};
use graph_models::client::reqwest::ReqwestTransport;
use graph_models::client::ureq::UreqTransport;
use graph_models::client::{Client, Effect, Retry, SendError, Token, blocking};
use graph_models::request::{Delta, DeltaStep, LinkError, List, Poll};
use graph_models::{Deviation, ModelExt};

use crate::adapter::{Adapter, both, service};

both!(
    what_may_pass_is_tried_again,
    what_does_not_pass_is_an_error,
    what_cannot_be_read_is_an_error_with_its_place,
    what_is_odd_is_told_with_its_place,
    pages_end_with_an_error,
    links_lead_nowhere_else,
    work_is_not_watched_elsewhere,
    changes_begin_anew_where_the_service_says_so,
);

fn root() -> RoleManagementAlertPath {
    IdentityGovernance::role_management_alerts()
}

fn stale() -> String {
    alert_id("StaleSignInAlert")
}

fn incidents() -> List<Incident> {
    root().alerts(stale()).alert_incidents_collection().list()
}

fn what_may_pass_is_tried_again<A: Adapter>() {
    for fault in [
        Fault::Throttle { retry_after: Some("0.007") },
        Fault::Unavailable { retry_after: None },
        Fault::Gateway(502),
        Fault::Gateway(504),
        Fault::CloseBefore,
        Fault::CloseAfter,
        Fault::CloseMidway,
    ] {
        let server = Server::start().unwrap();
        // Each of the three pages fails once.
        for place in ["/alertIncidents", "/alertIncidents", "/alertIncidents"] {
            server.fault("GET", place, fault);
        }
        assert_eq!(A::reader(&server).all(&incidents()).unwrap().len(), 12, "{fault:?}");
        assert_eq!(server.received().len(), 6, "{fault:?}");
    }
}

fn what_does_not_pass_is_an_error<A: Adapter>() {
    let server = Server::start().unwrap();
    for _ in 0..4 {
        server.fault("GET", "/alerts", Fault::CloseMidway);
    }
    let error = A::reader(&server).send(&root().alerts(stale()).get()).unwrap_err();
    assert!(error.to_string().starts_with("no answer from the service: "), "{error}");
    assert_eq!((error.effect(), server.received().len()), (Effect::Unknown, 4));

    server.fault("GET", "/alerts", Fault::Gateway(500));
    let error = A::reader(&server).send(&root().alerts(stale()).get()).unwrap_err();
    assert!(error.to_string().starts_with("500 Internal Server Error"), "{error}");
    assert_eq!(server.received().len(), 5);
}

fn what_cannot_be_read_is_an_error_with_its_place<A: Adapter>() {
    let server = Server::start().unwrap();
    for (fault, said) in
        [(Fault::Html, "expected value at line 1 column 1"), (Fault::Garbage, "invalid utf-8")]
    {
        server.fault("GET", "/alerts", fault);
        let error = A::reader(&server).send(&root().alerts(stale()).get()).unwrap_err();
        let text = error.to_string();
        assert!(
            text.starts_with("200 OK, but the body is not microsoft.graph.unifiedRoleManagementAlert"),
            "{text}"
        );
        assert!(text.contains(said), "{text}");
    }
    // An object without items is no page, so it is an error.
    server.fault("GET", "/alerts", Fault::OtherJson);
    let error = A::reader(&server).send(&root().alerts_collection().list()).unwrap_err().to_string();
    assert!(error.starts_with("200 OK, but the body is not a page"), "{error}");
    assert!(error.contains("value: expected a collection of"), "{error}");
    assert_eq!(server.received().len(), 3);
}

/// An odd value is reported with its place, and affects no other value.
fn what_is_odd_is_told_with_its_place<A: Adapter>() {
    let server = Server::start().unwrap();
    server.fault("GET", "/alerts", Fault::OtherJson);
    let alert = A::reader(&server).send(&root().alerts(stale()).get()).unwrap();
    assert_eq!((&alert.id, alert.kept("id")), (&None, Some(&false.into())));
    let told = alert.deviations();
    let paths: Vec<_> = told.iter().map(Deviation::path).collect();
    assert_eq!(paths, ["id"], "{told}");
    assert_eq!(server.received().len(), 1);
}

fn pages_end_with_an_error<A: Adapter>() {
    let server = Server::start().unwrap();
    server.fault("GET", "/alertIncidents", Fault::Slow(Duration::from_millis(1)));
    server.fault("GET", "/alertIncidents", Fault::Garbage);
    let pages = A::reader(&server).pages(&incidents());
    assert!(matches!(pages.as_slice(), [Ok(_), Err(SendError::Graph(_))]), "{pages:?}");
}

fn links_lead_nowhere_else<A: Adapter>() {
    let server = Server::start().unwrap();
    server.fault("GET", "/alertIncidents", Fault::ForeignLinks);
    let pages = A::of(&server).pages(&incidents());
    let [Ok(first), Err(error)] = pages.as_slice() else { panic!("{pages:?}") };
    assert!(first.next_link().unwrap().starts_with(server.foreign_url()));
    assert!(matches!(error, SendError::Link(LinkError::OtherOrigin { .. })), "{error}");
    assert_eq!(error.effect(), Effect::NotDone);

    server.fault("GET", "/alertIncidents", Fault::ForeignLinks);
    A::of(&server).all(&incidents()).unwrap_err();
    for status in [301, 302, 303, 307, 308] {
        server.fault("GET", "/alertIncidents", Fault::Redirect(status));
        A::of(&server).all(&incidents()).unwrap_err();
    }
    assert!(server.foreign_received().is_empty());
}

fn work_is_not_watched_elsewhere<A: Adapter>() {
    let server = Server::start().unwrap();
    server.fault("POST", "/refresh", Fault::ForeignLinks);
    let accepted = A::of(&server).send(&root().alerts(stale()).refresh()).unwrap();
    let poll = Poll::<LongRunningOperation>::new(&service(&server), &accepted);
    assert!(matches!(poll, Err(LinkError::OtherOrigin { .. })));
    assert!(server.foreign_received().is_empty());
}

/// The service has no delta queries for alerts, but any collection can serve as the first page of changes.
fn changes_begin_anew_where_the_service_says_so<A: Adapter>() {
    let server = Server::start().unwrap();
    let mut delta = Delta::new(&service(&server), &incidents()).unwrap();
    let mut steps = Vec::new();
    while let Some(step) = A::reader(&server).changes(&mut delta).unwrap() {
        if steps.is_empty() {
            server.fault("GET", "/alertIncidents", Fault::Gateway(410));
        }
        steps.push(match step {
            DeltaStep::Changes(page) => page.items().len(),
            DeltaStep::Resync(error) => usize::from(error.status().as_u16()),
        });
    }
    assert_eq!(steps, [5, 410, 5, 5, 2]);
    assert_eq!(delta.token(), None);
}

/// This `ureq` agent follows redirects, and sends the token again to the same host. The client must not follow them.
#[test]
fn an_agent_of_ureq_follows_no_redirect_here() {
    let server = Server::start().unwrap();
    let agent = ::ureq::Agent::config_builder()
        .max_redirects(5)
        .redirect_auth_headers(::ureq::config::RedirectAuthHeaders::SameHost)
        .build()
        .new_agent();
    let client =
        blocking::Client::over(UreqTransport::over(agent), service(&server), Token::new(TOKEN).unwrap());
    server.fault("GET", "/alertIncidents", Fault::Redirect(307));
    client.send(&incidents()).unwrap_err();
    assert!(server.foreign_received().is_empty());
}

/// A `reqwest` client that follows redirects drops the token. The answer of the other host is refused in any case.
#[test]
fn a_client_of_reqwest_takes_no_answer_of_others() {
    let server = Server::start().unwrap();
    let client = Client::over(
        ReqwestTransport::over(::reqwest::Client::new()),
        service(&server),
        Token::new(TOKEN).unwrap(),
    )
    .with_retry(Retry::never());
    server.fault("GET", "/alertIncidents", Fault::Redirect(307));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let error = runtime.block_on(client.send(&incidents())).unwrap_err();
    assert!(error.to_string().contains("redirect to another host"), "{error}");
    let [request] = server.foreign_received().try_into().unwrap();
    assert!(!request.headers.contains_key("authorization"), "{request:?}");
}

/// A walk over pages continues at the page where it stopped.
#[test]
fn a_walk_goes_on_after_an_error() {
    let server = Server::start().unwrap();
    let client =
        blocking::Client::new(service(&server), Token::new(TOKEN).unwrap()).with_retry(Retry::never());
    let mut pages = client.pages(&incidents()).unwrap();
    let mut seen = pages.next().unwrap().unwrap().items().len();
    server.fault("GET", "/alertIncidents", Fault::CloseMidway);
    assert!(pages.next().unwrap().is_err() && pages.next().is_none());
    for page in client.walk(pages.into_pages()) {
        seen += page.unwrap().items().len();
    }
    assert_eq!((seen, server.received().len()), (12, 4));
}

/// The timeout of the program's HTTP client also applies to slow answers.
#[test]
fn slow_answers_end_with_the_patience_of_the_client() {
    let server = Server::start().unwrap();
    let begun = Instant::now();
    let token = || Token::new(TOKEN).unwrap();
    let slow = || server.fault("GET", "/alertIncidents", Fault::Slow(Duration::from_secs(5)));

    slow();
    let agent = ::ureq::Agent::config_builder().timeout_global(Some(Duration::from_millis(50))).build();
    let client = blocking::Client::over(UreqTransport::over(agent.new_agent()), service(&server), token())
        .with_retry(Retry::never());
    let error = client.send(&incidents()).unwrap_err();
    assert_eq!(error.effect(), Effect::Unknown, "{error}");

    slow();
    let http = ::reqwest::Client::builder().timeout(Duration::from_millis(50));
    let client = Client::build(http, service(&server), token()).unwrap().with_retry(Retry::never());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let error = runtime.block_on(client.send(&incidents())).unwrap_err();
    assert_eq!(error.effect(), Effect::Unknown, "{error}");
    assert!(begun.elapsed() < Duration::from_secs(4));
}
