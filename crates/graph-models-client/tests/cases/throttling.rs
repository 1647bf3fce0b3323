//! Throttling, and requests that clients send again.

use std::time::Duration;

use graph_models_client::{Effect, Retry};
use graph_models_core::Patch;
use graph_models_core::request::{Create, Delete, Get, RetryAfter, Update};
use service_stand_in::{At, StandIn, Step};

use crate::adapter::Adapter;
use crate::bed::{incident, path};
use crate::sample::SimpleIncident;

fn get() -> Get<SimpleIncident> {
    Get::new(&path("/users/1"))
}

pub(crate) fn the_service_says_when_to_come_again<A: Adapter>() {
    let seconds = |text: &str| Step::status(429).header("retry-after", text);
    for (busy, shortest, longest) in [
        (seconds("2"), 2.0, 2.3),
        (seconds("2.128"), 2.1, 2.4),
        (Step::status(503).header("retry-after", "5"), 5.0, 5.6),
        // A date has no fractions.
        (Step::status(429).retry_after_date(Duration::from_secs(30)), 27.0, 33.0),
        (Step::status(503).retry_after_date(Duration::from_secs(30)), 27.0, 33.0),
    ] {
        let stand_in = StandIn::start().unwrap();
        let client = A::of(&stand_in);
        stand_in.play(At::Service, "GET", "/v1.0/users/1", [busy.clone(), Step::json(200, "{}")]);
        client.send(&get()).unwrap();
        let slept = client.slept()[0].as_secs_f64();
        assert!((shortest..=longest).contains(&slept), "{busy:?}: {slept}");
        assert_eq!(stand_in.received(At::Service).len(), 2);

        // The service did not carry out the request. So even a change is sent again, unchanged.
        let stand_in = StandIn::start().unwrap();
        let client = A::of(&stand_in);
        stand_in.play(At::Service, "POST", "/v1.0/users", [busy, Step::json(201, "{}")]);
        client.send(&Create::new(&path("/users"), incident(r#"{"id": "1"}"#))).unwrap();
        let [first, second] = &*stand_in.received(At::Service) else { panic!("two were sent") };
        assert_eq!((&first.body, &first.target), (&second.body, &second.target));
        assert_eq!(first.header("client-request-id"), second.header("client-request-id"));
    }
}

pub(crate) fn a_wait_that_is_too_long_is_an_error<A: Adapter>() {
    let busy = || Step::status(429).header("retry-after", "315");
    let stand_in = StandIn::start().unwrap();
    stand_in.play(At::Service, "GET", "/v1.0/users/1", [busy(), Step::json(200, "{}")]);
    let client = A::of(&stand_in);
    let error = client.send(&get()).unwrap_err();
    let asked = error.as_graph().unwrap().retry_after();
    assert_eq!(asked, Some(RetryAfter::Delay(Duration::from_secs(315))));
    assert_eq!((error.effect(), client.slept().len()), (Effect::NotDone, 0));
    assert_eq!(stand_in.received(At::Service).len(), 1);

    stand_in.play(At::Service, "GET", "/v1.0/users/1", [busy(), Step::json(200, "{}")]);
    let mut retry = Retry::default();
    retry.longest_wait = Duration::from_secs(400);
    let client = A::with(&stand_in, retry);
    client.send(&get()).unwrap();
    assert!(client.slept()[0] >= Duration::from_secs(315), "{:?}", client.slept());
}

pub(crate) fn what_may_have_been_done_is_not_repeated<A: Adapter>() {
    let page = "<!DOCTYPE html><html><body>Bad gateway</body></html>";
    let gateway = |status| Step::status(status).header("content-type", "text/html").body(page);
    for lost in [
        Step::lost(),
        gateway(502),
        gateway(504),
        Step::status(503),
        Step::json(200, r#"{"id": "1"}"#).cut(4),
    ] {
        let stand_in = StandIn::start().unwrap();
        let steps = || [lost.clone(), Step::json(200, r#"{"id": "1"}"#)];
        for (method, place) in
            [("POST", "/v1.0/users"), ("PATCH", "/v1.0/users/1"), ("DELETE", "/v1.0/users/1")]
        {
            stand_in.play(At::Service, method, place, steps());
        }
        let client = || A::of(&stand_in);
        let patch = Patch::new().set(SimpleIncident::ACTIVATION_COUNT, 1);
        let errors = [
            client().send(&Create::new(&path("/users"), incident("{}"))).map(|_| ()).unwrap_err(),
            client().send(&Update::<SimpleIncident>::new(&path("/users/1"), patch)).map(|_| ()).unwrap_err(),
            client().send(&Delete::new(&path("/users/1"))).map(|_| ()).unwrap_err(),
        ];
        for error in errors {
            assert_eq!(error.effect(), Effect::Unknown, "{lost:?}: {error:?}");
        }
        assert_eq!(stand_in.received(At::Service).len(), 3, "{lost:?}");
        // A read changes nothing.
        stand_in.play(At::Service, "GET", "/v1.0/users/1", steps());
        assert_eq!(client().send(&get()).unwrap().id.as_deref(), Some("1"), "{lost:?}");
        assert_eq!(stand_in.received(At::Service).len(), 5, "{lost:?}");
    }
}

pub(crate) fn a_status_outlives_its_body<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let cut = |status: u16| Step::json(status, r#"{"error": {"code": "tooLate", "message": "m"}}"#).cut(9);
    let create = Create::new(&path("/users"), incident("{}"));
    stand_in.play(At::Service, "POST", "/v1.0/users", [cut(409)]);
    let error = client.send(&create).unwrap_err();
    assert_eq!((error.as_graph().unwrap().status().as_u16(), error.effect()), (409, Effect::NotDone));
    // A request that the service did not carry out is sent again.
    for status in [429, 509] {
        stand_in.play(At::Service, "POST", "/v1.0/users", [cut(status), Step::json(201, "{}")]);
        client.send(&create).unwrap();
    }
    // A success without its body is lost.
    stand_in.play(At::Service, "POST", "/v1.0/users", [cut(201)]);
    let error = client.send(&create).unwrap_err();
    assert!(error.as_graph().is_none() && error.effect() == Effect::Unknown, "{error:?}");
}
