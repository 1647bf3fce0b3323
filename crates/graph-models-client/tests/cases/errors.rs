//! Errors of the service, and how programs see them.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_models_client::{Effect, Retry, SendError};
use graph_models_core::request::transfer::Download;
use graph_models_core::request::{Batch, Create, Get, GraphErrorKind, List, Operation, ReadMedia};
use service_stand_in::{At, StandIn, Step};

use crate::adapter::{Adapter, service};
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

/// The id of the last request that reached the service.
fn last_id(stand_in: &StandIn) -> String {
    stand_in.received(At::Service).last().unwrap().header("client-request-id").to_owned()
}

pub(crate) fn every_error_has_the_id_of_its_request<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let list = List::<SimpleIncident>::new(&path("/users"));
    let page = "<html><body>Bad Gateway</body></html>";
    let html = |status: u16| Step::status(status).header("content-type", "text/html").body(page);
    for step in [
        Step::lost(),
        Step::json(200, r#"{"value": []}"#).cut(3),
        html(502),
        html(504),
        html(200),
        Step::status(503),
        Step::status(429).header("retry-after", "100000"),
        Step::json(404, r#"{"error": {"code": "c", "message": "m"}}"#),
        Step::json(200, "[]"),
        Step::json(200, r#"{"value": [{"error": {"code": "c", "message": "m"}}"#),
        Step::status(302).header("location", "https://files.example/"),
        Step::status(202).header("location", "/v1.0/operations/1"),
    ] {
        stand_in.play(At::Service, "GET", "/v1.0/users", [step.clone()]);
        // A new client has a full budget for repeats.
        let error = A::of(&stand_in).send(&list).map(|_| ()).unwrap_err();
        let id = last_id(&stand_in);
        assert!(!id.is_empty());
        assert_eq!(error.client_request_id(), Some(&*id), "{step:?}: {error:?}");
        assert!(format!("{error:?}").contains(&id), "{error:?}");
        let error = A::of(&stand_in).without_identity().send(&list).map(|_| ()).unwrap_err();
        assert_eq!(error.client_request_id(), None, "{step:?}");
    }
    // The id that the service returns goes first.
    let step = Step::status(400).header("client-request-id", "of-the-service");
    stand_in.play(At::Service, "GET", "/v1.0/users", [step]);
    let error = A::of(&stand_in).send(&list).map(|_| ()).unwrap_err();
    assert_eq!(error.client_request_id(), Some("of-the-service"));

    // Without an answer that has bytes, a download has the id in its error, and in its waits.
    let read = ReadMedia::new(&path("/content")).to_http(&service(&stand_in)).unwrap();
    let told: Arc<Mutex<Vec<Option<String>>>> = Arc::default();
    for (step, sent) in [(html(400), 1), (html(502), 3)] {
        stand_in.play(At::Service, "GET", "/v1.0/content", [step]);
        let waits = told.clone();
        let client =
            A::of(&stand_in).on_wait(move |wait| waits.lock().unwrap().push(wait.client_request_id.clone()));
        let before = stand_in.received(At::Service).len();
        let mut download = Download::new(read.clone()).with_max_failures(2);
        let error = client.download(&mut download, &mut Vec::new()).unwrap_err();
        assert_eq!(stand_in.received(At::Service).len(), before + sent);
        let id = last_id(&stand_in);
        assert_eq!(error.client_request_id(), Some(&*id), "{error:?}");
        let told: Vec<_> = std::mem::take(&mut *told.lock().unwrap());
        assert_eq!(told, vec![Some(id); sent - 1]);
    }
}

pub(crate) fn requests_of_a_batch_have_the_id_of_the_batch<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let told: Arc<Mutex<Vec<Option<String>>>> = Arc::default();
    let waits = told.clone();
    let client =
        A::of(&stand_in).on_wait(move |wait| waits.lock().unwrap().push(wait.client_request_id.clone()));
    let mut batch = Batch::new(&service(&stand_in));
    let mut add = || batch.add(&get()).unwrap();
    let (refused, missing, broken, named, later) = (add(), add(), add(), add(), add());
    let first = r#"{"responses": [
        {"id": "1", "status": 400},
        {"id": "3", "status": "odd"},
        {"id": "4", "status": 400, "headers": {"client-request-id": "its-own"}},
        {"id": "5", "status": 429, "headers": {"Retry-After": "1"}}
    ]}"#;
    let second = r#"{"responses": [{"id": "5", "status": 404}]}"#;
    stand_in.play(At::Service, "POST", "/v1.0/$batch", [Step::json(200, first), Step::json(200, second)]);
    let mut responses = batch.responses();
    client.batch(&batch, &mut responses).unwrap();
    let received = stand_in.received(At::Service);
    let [first, second] = [0, 1].map(|index| received[index].header("client-request-id"));
    assert!(!first.is_empty() && first != second);
    for (handle, id) in
        [(refused, first), (missing, first), (broken, first), (named, "its-own"), (later, second)]
    {
        let error = responses.take(handle).unwrap().unwrap_err();
        assert_eq!(error.client_request_id(), Some(id), "{error:?}");
    }
    assert_eq!(*told.lock().unwrap(), [Some(first.to_owned())]);
}

pub(crate) fn errors_show_no_value_of_the_request<A: Adapter>() {
    const ID: &str = "87d349ed-44d7-43e1-9a83-5f2406dee5bd";
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let message = format!(
        "Resource '{ID}' does not exist for 'O''Brien' or avery@contoso.example, see /v1.0/users/key_4711/x?a=Oslo."
    );
    let body = format!(
        r#"{{"error": {{"code": "c", "message": "{message}", "innerError": {{"message": "{message}"}},
        "details": [{{"code": "d", "message": "{message}"}}]}}}}"#
    );
    let filter = SimpleIncident::ID.eq("O'Brien").or(SimpleIncident::ID.eq("Oslo"));
    let query = || graph_models_core::request::query::Query::new().filter(filter.clone());
    let one = crate::bed::root().add("/users/{id}", &[&"key_4711"]);
    let get = Get::<SimpleIncident>::new(&one).query(query());
    let check = |error: &graph_models_core::request::GraphError| {
        for shown in [error.to_string(), format!("{error:?}"), format!("{error:#?}")] {
            for value in [ID, "Brien", "avery", "key_4711", "Oslo"] {
                assert!(!shown.contains(value), "{value}: {shown}");
            }
            assert!(
                shown.contains("Resource '[hidden]' does not exist for '[hidden]' or [hidden], see "),
                "{shown}"
            );
        }
        // The program itself has the whole text.
        assert_eq!(error.message(), Some(&*message));
        assert_eq!(error.inner_errors()[0].message.as_deref(), Some(&*message));
    };
    for status in [400, 404, 200] {
        stand_in.play(At::Service, "GET", "/v1.0/users/key_4711", [Step::json(status, body.clone())]);
        let error = client.send(&get).unwrap_err();
        check(error.as_graph().unwrap());
        let SendError::Graph(inner) = &error else { panic!("{error:?}") };
        assert_eq!(error.to_string(), inner.to_string());
    }
    let mut batch = Batch::new(&service(&stand_in));
    let handle = batch.add(&get).unwrap();
    let answer = format!(r#"{{"responses": [{{"id": "1", "status": 404, "body": {body}}}]}}"#);
    stand_in.play(At::Service, "POST", "/v1.0/$batch", [Step::json(200, answer)]);
    let mut responses = batch.responses();
    client.batch(&batch, &mut responses).unwrap();
    check(&responses.take(handle).unwrap().unwrap_err());
}

pub(crate) fn every_header_of_a_success_can_be_read<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let headers =
        |step: Step| step.header("x-ms-throttle-limit-percentage", "0.91").header("x-odd", "SECRET");
    let item = r#"{"id": "1", "status": 201, "headers": {"X-Odd": "SECRET"}, "body": {"id": "1"}}"#;
    let play = |method, place, step| stand_in.play(At::Service, method, place, [headers(step)]);
    play("GET", "/v1.0/users", Step::json(200, r#"{"value": []}"#));
    play("POST", "/v1.0/users", Step::status(204));
    play("POST", "/v1.0/$batch", Step::json(200, format!(r#"{{"responses": [{item}]}}"#)));
    let list = client.send_full(&List::<SimpleIncident>::new(&path("/users"))).unwrap();
    let create = Create::new(&path("/users"), incident("{}"));
    let made = client.send_full(&create).unwrap();
    assert_eq!(made.about.client_request_id.as_deref(), Some(&*last_id(&stand_in)));
    for about in [list.about, made.about] {
        assert_eq!(about.header("x-ms-throttle-limit-percentage"), Some("0.91"));
        assert_eq!((about.header("X-Odd"), about.header("missing")), (Some("SECRET"), None));
        assert_eq!(about.headers()["x-odd"], "SECRET");
        // The names help, and the values may be anything.
        let shown = format!("{about:?}");
        assert!(shown.contains("x-odd") && !shown.contains("SECRET") && !shown.contains("0.91"), "{shown}");
    }
    let mut batch = Batch::new(&service(&stand_in));
    let handle = batch.add(&create).unwrap().full();
    let mut responses = batch.responses();
    client.batch(&batch, &mut responses).unwrap();
    assert_eq!(responses.take(handle).unwrap().unwrap().about.header("x-odd"), Some("SECRET"));
}
