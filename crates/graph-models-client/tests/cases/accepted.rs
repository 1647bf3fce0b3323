//! Requests that the service accepts for later (202), wherever the answer comes: the address of the work is never lost.

use graph_models_core::request::{
    AddReference, Batch, Call, Create, Delete, GraphError, Monitor, MonitorStep, NoContent, Operation,
    Outcome, RemoveReference, ReplaceItems, Reply, SetReference, Version, WriteMedia,
};
use service_stand_in::{At, StandIn, Step};

use crate::adapter::{Adapter, service};
use crate::bed::{ROWS, Report, incident, path};
use crate::calls;
use crate::sample::SimpleIncident;

/// The headers that name the address of the work.
const HEADERS: [&str; 2] = ["location", "operation-location"];

/// Watches work that ends at once.
fn watch<A: Adapter>(stand_in: &StandIn, client: &A, accepted: &graph_models_core::request::Accepted) {
    let mut monitor = Monitor::new(&service(stand_in), Some(Version::V1), accepted).unwrap();
    let step = client.watch(&mut monitor).unwrap();
    assert!(matches!(step, MonitorStep::Ended(Outcome::Succeeded, _)), "{step:?}");
}

/// A stand-in whose monitor says that the work is done, and the address of the monitor.
fn stand_in() -> (StandIn, String) {
    let stand_in = StandIn::start().unwrap();
    stand_in.play(At::Service, "GET", "/v1.0/operations/1", [Step::json(200, r#"{"status": "completed"}"#)]);
    let there = stand_in.url(At::Service, "/v1.0/operations/1");
    (stand_in, there)
}

pub(crate) fn a_request_without_content_names_its_work<A: Adapter>() {
    fn check<A: Adapter>(method: &'static str, place: &str, request: &impl Operation<Response = NoContent>) {
        for header in HEADERS {
            let (stand_in, there) = stand_in();
            let client = A::of(&stand_in);
            let accepted = || Step::status(202).header(header, &there).header("retry-after", "3");
            let bodies = ["", "{}", r#"{"id": "1", "status": "running"}"#].map(|body| accepted().body(body));
            stand_in.play(At::Service, method, place, bodies);
            for body in ["", "{}", r#"{"id": "1", "status": "running"}"#] {
                let answer = client.send(request).unwrap();
                let accepted = answer.accepted().unwrap();
                assert_eq!((accepted.location.as_deref(), &*accepted.body), (Some(&*there), body.as_bytes()));
                assert!(accepted.retry_after.is_some());
                watch(&stand_in, &client, accepted);
            }
            // The other methods give the same result.
            let full = client.send_full(request).unwrap();
            assert_eq!(full.about.location.as_deref(), Some(&*there));
            let Reply::Accepted(started) = client.start(request).unwrap() else { panic!("it goes on") };
            assert_eq!(full.value.into_accepted(), Some(started));
            // Without an address, the work cannot be watched. An answer to finished work names no work.
            stand_in.play(
                At::Service,
                method,
                place,
                [Step::status(202), Step::status(204), Step::status(200)],
            );
            let unwatched = client.send(request).unwrap().into_accepted().unwrap();
            assert_eq!(unwatched.location, None);
            for _ in 0..2 {
                assert_eq!(client.send(request).unwrap(), NoContent::default());
            }
        }
    }
    let one = path("/groups/1");
    let close = Call::<calls::Report>::new(&ROWS[0], path("/groups/1/close"), incident("{}"));
    let many = path("/groups/1/members");
    check::<A>("POST", "/v1.0/groups/1/close", &close);
    check::<A>("DELETE", "/v1.0/groups/1", &Delete::new(&one));
    check::<A>("POST", "/v1.0/groups/1/members/$ref", &AddReference::new(&many, &one));
    check::<A>("PUT", "/v1.0/groups/1/members/$ref", &SetReference::new(&many, &one));
    check::<A>("DELETE", "/v1.0/groups/1/members/$ref", &RemoveReference::new(&many));
    check::<A>("PUT", "/v1.0/groups/1/members", &ReplaceItems::new(&many, vec![incident("{}")]));
    check::<A>("PUT", "/v1.0/groups/1", &WriteMedia::<NoContent>::new(&one, "x", "image/png"));
}

pub(crate) fn a_batch_may_hold_accepted_work<A: Adapter>() {
    let (stand_in, there) = stand_in();
    let client = A::of(&stand_in);
    let mut batch = Batch::new(&service(&stand_in));
    let mut answers = Vec::new();
    let mut answer = |headers: &str, body: &str| {
        let body = if body.is_empty() { String::new() } else { format!(r#", "body": {body}"#) };
        let id = answers.len() + 1;
        answers.push(format!(r#"{{"id": "{id}", "status": 202, "headers": {{{headers}}}{body}}}"#));
    };
    let report = || Call::<Report>::new(&ROWS[0], path("/items/1/copy"), incident("{}"));
    let create = || Create::new(&path("/teams"), incident("{}"));
    let (mut later, mut made, mut done) = (Vec::new(), Vec::new(), Vec::new());
    for header in ["Location", "Operation-Location"] {
        let at = format!(r#""{header}": "{there}", "Retry-After": "3""#);
        // The request has a typed answer, and the content is not there yet.
        answer(&at, "");
        later.push(batch.add(&report()).unwrap());
        // The content came, and the work continues. The three requests read the content, the full answer, and the
        // reply.
        for _ in 0..3 {
            answer(&at, r#"{"id": "1"}"#);
        }
        let mut add = || batch.add(&create()).unwrap();
        made.push((add(), add().full(), add().reply()));
        // The request has no typed answer.
        for body in ["", r#"{"id": "1"}"#] {
            answer(&at, body);
            done.push(batch.add(&Delete::new(&path("/groups/1"))).unwrap());
        }
    }
    // The service accepts the request without an address.
    answer("", r#"{"id": "1"}"#);
    let content = batch.add(&report()).unwrap();
    answer("", "");
    let nothing = batch.add(&report()).unwrap();

    let body = format!(r#"{{"responses": [{}]}}"#, answers.join(", "));
    stand_in.play(At::Service, "POST", "/v1.0/$batch", [Step::json(200, body)]);
    let mut responses = batch.responses();
    client.batch(&batch, &mut responses).unwrap();
    assert!(responses.retry().is_none());
    for handle in later {
        let error = responses.take(handle).unwrap().unwrap_err();
        let accepted = error.accepted().unwrap();
        assert_eq!((accepted.location.as_deref(), &*accepted.body), (Some(&*there), &b""[..]));
        watch(&stand_in, &client, &accepted);
    }
    for (plain, full, reply) in made {
        let is_made = |made: Option<SimpleIncident>| made.unwrap().id.as_deref() == Some("1");
        assert!(is_made(responses.take(plain).unwrap().unwrap()));
        let full = responses.take(full).unwrap().unwrap();
        assert_eq!((full.about.location.as_deref(), is_made(full.value)), (Some(&*there), true));
        let Reply::Accepted(accepted) = responses.take(reply).unwrap().unwrap() else { panic!("it goes on") };
        assert!(is_made(accepted.content().unwrap()));
        watch(&stand_in, &client, &accepted);
    }
    for handle in done {
        let accepted = responses.take(handle).unwrap().unwrap().into_accepted().unwrap();
        assert_eq!(accepted.location.as_deref(), Some(&*there));
        assert!(accepted.retry_after.is_some());
        watch(&stand_in, &client, &accepted);
    }
    assert_eq!(responses.take(content).unwrap().unwrap().id.as_deref(), Some("1"));
    let error = responses.take(nothing).unwrap().unwrap_err();
    assert_eq!(GraphError::accepted(&error).map(|accepted| accepted.location), Some(None));
}
