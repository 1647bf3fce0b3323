//! Errors of the service, and how programs see them.

use std::time::Duration;

use graph_models_client::{Effect, Retry};
use graph_models_core::request::{Create, Get, GraphErrorKind, List};
use service_stand_in::{At, StandIn, Step};

use crate::adapter::Adapter;
use crate::bed::{incident, path};
use crate::sample::SimpleIncident;

fn get() -> Get<SimpleIncident> {
    Get::new(&path("/users/1"))
}

pub(crate) fn error_bodies_have_many_forms<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    for (body, code, message) in [
        (r#"{"error": {"code": "c", "message": "m"}}"#, Some("c"), Some("m")),
        (r#"{"error": {"code": "c", "message": {"lang": "en-US", "value": "m"}}}"#, Some("c"), Some("m")),
        (r#"{"odata.error": {"code": "c", "message": {"lang": "en", "value": "m"}}}"#, Some("c"), Some("m")),
        (r#"{"error": "c", "error_description": "m"}"#, Some("c"), Some("m")),
        ("<?xml version=\"1.0\"?><Error><Code>c</Code><Message>m</Message></Error>", Some("c"), Some("m")),
        ("<!DOCTYPE html>\n<html><body>Sorry</body></html>", None, None),
        ("Service Unavailable", None, None),
        ("", None, None),
        ("null", None, None),
        ("[]", None, None),
        ("{", None, None),
        ("\u{feff}{\"error\": {\"code\": \"c\", \"message\": \"m\"}}", Some("c"), Some("m")),
    ] {
        for status in [400, 403, 409] {
            let step = Step::status(status).header("request-id", "r1").body(body);
            stand_in.play(At::Service, "GET", "/v1.0/users/1", [step]);
            let error = client.send(&get()).unwrap_err();
            let error = error.as_graph().unwrap();
            assert_eq!((error.code(), error.message()), (code, message), "{body}");
            assert_eq!((error.status().as_u16(), error.kind()), (status, GraphErrorKind::Status), "{body}");
            assert_eq!((error.request_id(), error.body()), (Some("r1"), body.as_bytes()));
        }
    }
}

pub(crate) fn a_success_that_turns_into_an_error<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let list = List::<SimpleIncident>::new(&path("/users"));
    let create = Create::new(&path("/users"), incident("{}"));
    let whole = r#"{"error": {"code": "Timeout", "message": "m"}}"#;
    let broken = r#"{"value": [{"id": "1"}, {"id": "2"},{"error": {"code": "Timeout", "message": "m"}}"#;
    for body in [whole, broken] {
        stand_in.play(At::Service, "GET", "/v1.0/users", [Step::json(200, body)]);
        stand_in.play(At::Service, "POST", "/v1.0/users", [Step::json(200, body)]);
        for error in
            [client.send(&list).map(|_| ()), client.send(&create).map(|_| ())].map(Result::unwrap_err)
        {
            assert_eq!(error.effect(), Effect::Unknown);
            let error = error.as_graph().unwrap();
            assert_eq!(
                (error.kind(), error.code()),
                (GraphErrorKind::Interrupted, Some("Timeout")),
                "{body}"
            );
        }
    }
    let count = |method| {
        let received = stand_in.received(At::Service);
        received.iter().filter(|received| received.method == method).count()
    };
    // A read that broke off is repeated, but a change is not.
    assert_eq!((count("GET"), count("POST")), (1 + 4, 2));
    stand_in.play(
        At::Service,
        "GET",
        "/v1.0/users",
        [broken, r#"{"value": []}"#].map(|body| Step::json(200, body)),
    );
    assert!(client.send(&list).unwrap().items().is_empty());
    assert_eq!(count("GET"), 7);
}

pub(crate) fn a_new_resource_is_asked_for_again<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let missing = || Step::json(404, r#"{"error": {"code": "Request_ResourceNotFound", "message": "m"}}"#);
    let found = Step::json(200, r#"{"id": "1"}"#);
    stand_in.play(At::Service, "GET", "/v1.0/users/1", [missing(), missing(), found]);
    let mut retry = Retry::default();
    retry.not_found_for = Duration::from_secs(30);
    let client = A::with(&stand_in, retry);
    assert_eq!(client.send(&get()).unwrap().id.as_deref(), Some("1"));
    assert_eq!((stand_in.received(At::Service).len(), client.slept().len()), (3, 2));
    // By default, 404 is final.
    stand_in.play(At::Service, "GET", "/v1.0/users/1", [missing()]);
    let error = A::of(&stand_in).send(&get()).unwrap_err();
    assert_eq!(error.as_graph().unwrap().code(), Some("Request_ResourceNotFound"));
    assert_eq!(stand_in.received(At::Service).len(), 4);
}

pub(crate) fn the_time_for_a_new_resource_ends<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    stand_in.play(At::Service, "GET", "/v1.0/users/1", [Step::status(404)]);
    let mut retry = Retry::default();
    retry.not_found_for = Duration::from_secs(30);
    let client = A::with(&stand_in, retry);
    let error = client.send(&get()).unwrap_err();
    assert_eq!(error.as_graph().unwrap().status().as_u16(), 404);
    // The waits count although the transport does not really wait.
    let waited: Duration = client.slept().iter().sum();
    assert!(waited > Duration::from_secs(29) && waited < Duration::from_mins(3), "{waited:?}");
    assert!(stand_in.received(At::Service).len() < 12, "{}", stand_in.received(At::Service).len());
}
