//! No error and no `Debug` of a client shows a token, an id, a filter value or an address.

use bytes::Bytes;
use graph_models_core::request::query::Query;
use graph_models_core::request::transfer::{Download, Upload};
use graph_models_core::request::{Get, Monitor, Operation, ReadMedia};
use http::Request;
use service_stand_in::{At, Fault, StandIn, Step};

use crate::adapter::{Adapter, TOKEN, TOKEN_WITH_CLAIMS, service};
use crate::bed::{path, root};
use crate::sample::SimpleIncident;

const MARKS: [&str; 5] = ["SECRET", TOKEN, TOKEN_WITH_CLAIMS, "secret-address", "eyJTRUNSRVQ"];

#[track_caller]
pub(crate) fn check(text: &str) {
    let found = MARKS.into_iter().find(|mark| text.contains(mark));
    assert_eq!(found, None, "{text}");
}

#[track_caller]
fn error(error: &impl std::error::Error) {
    check(&format!("{error} {error:?} {error:#?}"));
    let mut source = error.source();
    while let Some(cause) = source {
        check(&format!("{cause} {cause:?}"));
        source = cause.source();
    }
}

pub(crate) fn errors_show_neither_tokens_nor_ids<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    check(&client.shown());
    let place = "/v1.0/users/SECRET-ID";
    let get = Get::<SimpleIncident>::new(&root().add("/users/{id}", &[&"SECRET-ID"]))
        .query(Query::new().filter(SimpleIncident::ID.eq("SECRET-FILTER")));
    let there = stand_in.url(At::Elsewhere, "/SECRET?tempauth=secret-address");
    let challenge = r#"Bearer error="insufficient_claims", claims="eyJTRUNSRVQiOnt9fQ""#;
    for step in [
        Step::lost(),
        Step::json(200, r#"{"id": "SECRET-ID"}"#).cut(4),
        Step::json(200, r#"{"id": "SECRET-ID"#),
        Step::json(200, "\"SECRET-ID\""),
        Step::json(404, r#"{"error": {"code": "x", "message": "m", "target": "SECRET-ID"}}"#),
        Step::json(401, format!(r#"{{"error": {{"code": "x", "message": "{TOKEN}"}}}}"#)),
        Step::status(401).header("www-authenticate", challenge).body(TOKEN_WITH_CLAIMS),
        Step::status(502).header("content-type", "text/html").body("<p>GET /users/SECRET-ID"),
        Step::status(302).header("location", &there),
        Step::status(302).header("location", "https://SECRET:SECRET@127.0.0.1/"),
        Step::status(429).header("retry-after", "100000"),
        Step::status(202).header("location", &there),
    ] {
        // A new client has a full budget for repeats.
        let client = A::of(&stand_in);
        stand_in.play(At::Service, "GET", place, [step]);
        error(&client.send(&get).unwrap_err());
        check(&client.shown());
    }

    let moved = Step::status(302).header("location", &there);
    stand_in.play(At::Service, "GET", "/v1.0/content", [moved]);
    stand_in.play(At::Elsewhere, "GET", "/SECRET", [Step::status(403).body("no secret-address at SECRET")]);
    let read = ReadMedia::new(&path("/content"));
    error(&client.send(&read).unwrap_err());
    let request = read.to_http(&service(&stand_in)).unwrap();
    let mut download = Download::new(request).with_max_failures(2);
    error(&client.download(&mut download, &mut Vec::new()).unwrap_err());
    let mut download = Download::from_url(&there).unwrap();
    error(&client.download(&mut download, &mut Vec::new()).unwrap_err());

    for status in [403, 404, 409, 503] {
        stand_in.faults([Some(Fault::Refused(status))]);
        let mut upload = Upload::<Bytes>::from_url(&stand_in.upload_url(), 6).unwrap().with_max_failures(0);
        error(&client.upload(&mut upload, &Bytes::from_static(b"SECRET")).unwrap_err());
    }
    let accepted = graph_models_core::request::decode::<graph_models_core::request::Accepted, _>(
        http::Response::builder().status(202).header("location", &there).body("").unwrap(),
    );
    let mut monitor = Monitor::new(&service(&stand_in), None, &accepted.unwrap()).unwrap();
    error(&client.watch(&mut monitor).unwrap_err());

    // No server listens at this address.
    let elsewhere = Request::get(&there).body(Bytes::new()).unwrap();
    error(&client.execute(&elsewhere).unwrap_err());
    drop(stand_in);
    error(&client.send(&get).unwrap_err());
    let mut download = Download::from_url(&there).unwrap().with_max_failures(0);
    error(&client.download(&mut download, &mut Vec::new()).unwrap_err());
}
