//! Tests of accepted work, and of the headers of a successful answer.

use std::time::Duration;

use crate::sample::{Incident, SimpleIncident};
use bytes::Bytes;
use graph_models_core::Page;
use graph_models_core::request::{
    Accepted, Answer, Full, GraphError, GraphErrorKind, Hidden, NoContent, Reply, RetryAfter, Value, decode,
};
use http::Response;

const ADDRESS: &str = "https://monitor.example/secret";

fn answer(status: u16, headers: &[(&str, &str)], body: &'static str) -> Response<&'static str> {
    let builder = Response::builder().status(status);
    headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value)).body(body).unwrap()
}

fn read<A: Answer>(headers: &[(&str, &str)], body: &'static str) -> Result<A, GraphError> {
    decode(answer(202, headers, body))
}

#[test]
fn any_request_may_be_accepted() {
    fn address<T: Answer>() -> Option<String> {
        match read::<Reply<T>>(&[("location", ADDRESS), ("retry-after", "2")], "").unwrap() {
            Reply::Accepted(accepted) => {
                assert_eq!(accepted.retry_after, Some(RetryAfter::Delay(Duration::from_secs(2))));
                accepted.location
            }
            Reply::Done(_) => None,
        }
    }
    let all = [
        address::<SimpleIncident>(),
        address::<Incident>(),
        address::<Page<SimpleIncident>>(),
        address::<Value<i32>>(),
        address::<Option<SimpleIncident>>(),
        address::<NoContent>(),
        address::<Bytes>(),
        address::<Accepted>(),
    ];
    assert!(all.iter().all(|address| address.as_deref() == Some(ADDRESS)), "{all:?}");
    // The next answers: 202 without an address, and an answer that has the content at once.
    let Reply::Accepted(accepted) = read::<Reply<NoContent>>(&[], "").unwrap() else { panic!("it is 202") };
    assert_eq!(accepted.location, None);
    let reply: Reply<SimpleIncident> = read(&[], r#"{"id": "1"}"#).unwrap();
    assert_eq!(reply.done().and_then(|incident| incident.id), Some("1".to_owned()));
    // An answer with an address and a body gives both.
    let reply: Reply<SimpleIncident> = read(&[("location", ADDRESS)], r#"{"id": "1"}"#).unwrap();
    let Reply::Accepted(accepted) = reply else { panic!("it goes on") };
    assert_eq!(accepted.location.as_deref(), Some(ADDRESS));
    assert_eq!(accepted.content::<SimpleIncident>().unwrap().unwrap().id.as_deref(), Some("1"));
    for body in ["", " \r\n"] {
        let Reply::Accepted(accepted) = read::<Reply<SimpleIncident>>(&[], body).unwrap() else {
            panic!("{body:?}")
        };
        assert_eq!(accepted.content::<SimpleIncident>().unwrap(), None, "{body:?}");
    }
    for status in [200, 201, 203] {
        let headers = [("location", ADDRESS)];
        let reply: Reply<SimpleIncident> = decode(answer(status, &headers, r#"{"id": "1"}"#)).unwrap();
        assert!(reply.done().is_some());
    }
    // 204 is the answer to `PUT …/content`.
    let reply: Reply<Option<SimpleIncident>> = decode(answer(204, &[], "")).unwrap();
    assert_eq!(reply.done().map(|item| item.is_none()), Some(true));
    let error = decode::<Reply<NoContent>, _>(answer(500, &[], "")).unwrap_err();
    assert_eq!(error.kind(), GraphErrorKind::Status);
}

#[test]
fn accepted_work_is_not_lost_where_content_was_expected() {
    fn error<T: Answer>() -> GraphError {
        read::<T>(&[("location", ADDRESS), ("retry-after", "2")], "").err().unwrap()
    }
    for error in [
        error::<SimpleIncident>(),
        error::<Incident>(),
        error::<Page<SimpleIncident>>(),
        error::<Value<i32>>(),
        error::<Option<SimpleIncident>>(),
        error::<Bytes>(),
    ] {
        assert_eq!(error.kind(), GraphErrorKind::Accepted);
        assert_eq!(
            error.to_string(),
            "202 Accepted, but the content is not there yet: the service accepted the work and says where to watch it",
        );
        let accepted = error.accepted().unwrap();
        assert_eq!(accepted.location.as_deref(), Some(ADDRESS));
        assert_eq!(accepted.retry_after, Some(RetryAfter::Delay(Duration::from_secs(2))));
        assert!(!format!("{error:?} {accepted:?}").contains("secret"));
    }
    let error = read::<SimpleIncident>(&[], "").unwrap_err();
    assert!(error.to_string().ends_with("accepted the work and does not say where to watch it"), "{error}");
    assert_eq!(error.accepted().map(|accepted| accepted.location), Some(None));
    assert!(read::<Option<SimpleIncident>>(&[], "").unwrap().is_none());
    assert!(read::<NoContent>(&[("location", ADDRESS)], "").is_ok());
    // A 200 without a body does not count as accepted work.
    let error = decode::<SimpleIncident, _>(answer(200, &[("location", ADDRESS)], "")).unwrap_err();
    assert_eq!((error.kind(), error.accepted()), (GraphErrorKind::Body, None));
}

#[test]
fn a_body_that_is_no_content_does_not_hide_the_address() {
    for body in ["SECRET", "null", "[]", "7", "{\"id\": ", "<p>SECRET", "\"SECRET\""] {
        let odd = || answer(202, &[("location", ADDRESS), ("content-type", "text/html")], body);
        for error in [
            decode::<SimpleIncident, _>(odd()).unwrap_err(),
            decode::<Option<SimpleIncident>, _>(odd()).unwrap_err(),
            decode::<Page<SimpleIncident>, _>(odd()).unwrap_err(),
            decode::<Value<Vec<i32>>, _>(odd()).unwrap_err(),
        ] {
            assert_eq!(error.kind(), GraphErrorKind::Accepted, "{body}");
            let accepted = error.accepted().unwrap();
            assert_eq!((accepted.location.as_deref(), &*accepted.body), (Some(ADDRESS), body.as_bytes()));
            assert!(accepted.content::<SimpleIncident>().is_err(), "{body}");
            assert!(!format!("{error} {error:?} {accepted:?}").contains("SECRET"), "{body}");
        }
    }
    // The content is read as content, and the headers give the address.
    let full: Full<Option<SimpleIncident>> = read(&[("location", ADDRESS)], r#"{"id": "1"}"#).unwrap();
    assert_eq!((full.about.location.as_deref(), full.value.is_some()), (Some(ADDRESS), true));
    // An error of the service stays an error, and so does an answer that names no further work.
    let body = r#"{"error": {"code": "x", "message": "m"}}"#;
    let error = read::<SimpleIncident>(&[("location", ADDRESS)], body).unwrap_err();
    assert_eq!((error.kind(), error.location()), (GraphErrorKind::Interrupted, Some(ADDRESS)));
    assert_eq!(read::<SimpleIncident>(&[], "null").unwrap_err().kind(), GraphErrorKind::Body);
}

#[test]
fn the_address_may_stand_in_another_header() {
    let there = ("operation-location", ADDRESS);
    let error = read::<SimpleIncident>(&[there], "").unwrap_err();
    assert_eq!(error.accepted().and_then(|accepted| accepted.location).as_deref(), Some(ADDRESS));
    for headers in
        [&[there][..], &[there, ("location", "")], &[("location", ADDRESS), ("operation-location", "x")]]
    {
        let accepted: Accepted = read(headers, "").unwrap();
        assert_eq!(accepted.location.as_deref(), Some(ADDRESS));
        let full: Full<Reply<NoContent>> = read(headers, "").unwrap();
        assert_eq!(full.about.location.as_deref(), Some(ADDRESS));
    }
}

#[test]
fn headers_of_a_success_are_there_on_demand() {
    let headers = [
        ("etag", "W/\"5\""),
        ("request-id", "r"),
        ("client-request-id", "c"),
        ("location", ADDRESS),
        ("content-location", "https://monitor.example/secret2"),
        ("retry-after", "2"),
        ("deprecation", "@1688169599"),
        ("preference-applied", "return=minimal"),
    ];
    let mut response = answer(201, &headers, r#"{"id": "1"}"#);
    response.extensions_mut().insert(Hidden::new("open-sesame"));
    let full: Full<Reply<SimpleIncident>> = decode(response).unwrap();
    let about = &full.about;
    assert_eq!(about.status.as_u16(), 201);
    assert_eq!((about.etag.as_deref(), about.location.as_deref()), (Some("W/\"5\""), Some(ADDRESS)));
    assert_eq!((about.request_id.as_deref(), about.client_request_id.as_deref()), (Some("r"), Some("c")));
    assert_eq!(about.content_location.as_deref(), Some("https://monitor.example/secret2"));
    assert!(about.deprecation.is_some() && about.retry_after.is_some());
    assert!(about.preferences_applied.iter().any(|applied| applied.is("return")));
    assert!(!format!("{about:?}").contains("secret"));
    assert!(full.value.done().is_some());
    let full: Full<NoContent> = decode(answer(204, &[("etag", "")], "")).unwrap();
    assert_eq!((full.about.etag, full.about.preferences_applied.len()), (None, 0));
}
