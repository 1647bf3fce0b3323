//! Tests that errors show neither ids nor content of the service, except for the service's message.

use crate::marks::{ADDRESS, CATALOG, FILTER, ID, LINK, answer, debug, error, get, path};
use crate::operation::LongRunningOperation;
use crate::sample::{Incident, SimpleIncident};
use graph_models_core::Page;
use graph_models_core::request::{
    Batch, BatchError, Content, Delete, GraphError, Multipart, NoContent, Operation, Path, Prefer,
    RequestError, Service, WithOptions, decode,
};
use http::{HeaderValue, Request};

#[test]
fn errors_of_requests_show_no_value() {
    let service = Service::global();
    for path in [
        Path::root(&CATALOG).add("/users/{id}", &[&""]).add("/x/{y}", &[&ID]),
        path().add("/x/{y}", &[]),
        path().by_names::<Path>("SECRET-ID/../SECRET-ID"),
    ] {
        error(&path.to_text().unwrap_err());
        error(&Delete::new(&path).to_http(&service).unwrap_err());
        debug(&path);
    }
    for request in [
        get().header("x y SECRET", ID),
        get().header("x-tag", "SECRET\r\n"),
        get().header("authorization", ID),
        get().with_query_option("", FILTER),
        get().with_query_option("a b SECRET", FILTER),
        get().prefer(Prefer::other("y", Some("SECRET\r\n"))),
        get().if_match("SECRET\r\n"),
    ] {
        error(&request.to_http(&service).unwrap_err());
        debug(&request);
    }
    error(&Content::new("SECRET", ID).unwrap_err());
    error(&Content::json("{\"SECRET\": SECRET}").unwrap_err());
    error(&Multipart::new().part("\"SECRET", "text/html", ID).build().unwrap_err());
    error(&Service::with_root("https://SECRET:SECRET@host/?SECRET").unwrap_err());
    error(&Service::with_root("https://host/?SECRET").unwrap_err());
    error(&RequestError::NotDelta);
    let long = "SECRET".repeat(20_000);
    error(&Delete::new(&Path::root(&CATALOG).add("/users/{id}", &[&long])).to_http(&service).unwrap_err());

    let mut batch = Batch::new(&service);
    let elsewhere = Request::get(ADDRESS).body(bytes::Bytes::new()).unwrap();
    error(&batch.add_request::<NoContent>(&elsewhere).unwrap_err());
    let mut not_json = Request::post(LINK).body("SECRET".into()).unwrap();
    not_json.headers_mut().insert("content-type", HeaderValue::from_static("application/json"));
    error(&batch.add_request::<NoContent>(&not_json).unwrap_err());
    error(&BatchError::NoVersion);
    let handle = batch.add(&get()).unwrap();
    let mut responses = batch.responses();
    let body = format!(
        r#"{{"responses": [
            {{"id": "1", "status": 429, "headers": {{"Retry-After": "1", "Location": "{LINK}"}}, "body": {{"x": "{ID}"}}}},
            {{"id": "{ID}", "status": 200}}
        ]}}"#
    );
    responses.read(answer(200, &body)).unwrap();
    debug(&responses);
    debug(&responses.retry().unwrap());
    error(&responses.take(handle).unwrap().unwrap_err());
    error(&responses.read(answer(200, r#"{"responses": "SECRET"}"#)).unwrap_err());
    let odd = responses.read(answer(200, r#"{"responses": [{"id": "SECRET", "status": "SECRET"}]}"#));
    odd.err().iter().for_each(error);
}

/// The message of the service is shown. All other content of the answer is not shown.
#[test]
fn errors_of_the_service_show_its_message_only() {
    for status in [400, 401, 404, 410, 500] {
        for body in [
            r#"{"error": {"code": "x", "message": "m", "SECRET": "SECRET", "innerError": {"SECRET": "SECRET"}}}"#,
            r#"{"error": {"code": "x", "message": "SECRET-TOKEN"}}"#,
            r#"{"error": {"code": "x", "message": "m", "details": [{"code": "d", "SECRET": "SECRET"}]}}"#,
            "<html><body>GET /users/SECRET-ID</body></html>",
            "SECRET-ID",
            "[\"SECRET-ID\"]",
            "",
        ] {
            let failed = decode::<SimpleIncident, _>(answer(status, body)).unwrap_err();
            error(&failed);
            debug(&failed.details());
            debug(&failed.inner_errors());
        }
    }
}

/// The body of a success is data, so an error about it does not show it.
#[test]
fn errors_of_reading_show_no_content() {
    fn unreadable<A: graph_models_core::request::Answer>(body: &str) {
        match decode::<A, _>(answer(200, body)) {
            Ok(_) => {}
            Err(failed) => error::<GraphError>(&failed),
        }
    }
    for body in [
        "\"SECRET-ID\"",
        "SECRET-ID",
        "[\"SECRET-ID\"]",
        "{\"SECRET-ID\"",
        r#"{"id": "SECRET-ID"#,
        r#"{"id": "SECRET-ID", "key": "SECRET-ID", "key": 2}"#,
        r#"{"id": "1", "id": "SECRET-ID"}"#,
        r#"{"id": "SECRET-ID"} SECRET-ID"#,
        r#"{"@odata.type": "SECRET-ID", "@odata.type": 3}"#,
        r#"{"@odata.type": {"SECRET-ID": "SECRET-ID"}}"#,
        r#"{"value": "SECRET-ID"}"#,
        r#"{"value": {"SECRET-ID": "SECRET-ID"}}"#,
        r#"{"value": ["SECRET-ID"]}"#,
        r#"{"@odata.count": "SECRET-ID", "value": []}"#,
        r#"{"value": [], "value": ["SECRET-ID"]}"#,
        r#"{"value": [{"id": "1"}, {"error": {"code": "x", "message": "m", "SECRET": "SECRET"}}"#,
        r#"{"error": {"code": "x", "message": "m", "SECRET": "SECRET"}}"#,
    ] {
        unreadable::<SimpleIncident>(body);
        unreadable::<Incident>(body);
        unreadable::<Page<SimpleIncident>>(body);
        unreadable::<Option<SimpleIncident>>(body);
        unreadable::<graph_models_core::request::Value<graph_models_core::edm::Guid>>(body);
        unreadable::<graph_models_core::request::Value<Vec<SimpleIncident>>>(body);
        unreadable::<graph_models_core::request::Total>(body);
        unreadable::<LongRunningOperation>(body);
    }
}
