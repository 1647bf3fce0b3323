//! Values that contain marks, and a search for marks in texts.

#![allow(dead_code, reason = "each test uses a part")]

use std::fmt::{Debug, Display};

use graph_models_core::Patch;
use graph_models_core::request::query::{Query, item};
use graph_models_core::request::{
    Accepted, Catalog, Get, Hidden, Operation, OperationInfo, Path, Service, decode,
};
use http::{Request, Response};

use crate::sample::{Incident, SimpleIncident};

/// The beginning of all marks. The rest of a mark names the kind of value.
pub(crate) const MARK: &str = "SECRET";
pub(crate) const ID: &str = "SECRET-ID";
pub(crate) const FILTER: &str = "SECRET-FILTER";
pub(crate) const ADDRESS: &str = "https://files.example/SECRET-PATH?tempauth=SECRET-TOKEN";
pub(crate) const LINK: &str = "https://graph.microsoft.com/v1.0/users/SECRET-ID?%24skiptoken=SECRET-FILTER";
pub(crate) const CHALLENGE: &str =
    r#"Bearer error="insufficient_claims", claims="eyJTRUNSRVQiOiJTRUNSRVQifQ=="#;
/// The base64 form of the mark in the claims of the challenge.
pub(crate) const ENCODED_CLAIMS: &str = "eyJTRUNSRVQ";

pub(crate) static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
pub(crate) static ROWS: [OperationInfo; 2] = graph_models_core::request::rows(
    "v1.0",
    [
        ("sample.report", "POST", "/users/{id}/report", "sample.incident", false, &[]),
        ("sample.delta", "GET", "/users/delta()", "sample.incident", true, &[]),
    ],
);

#[track_caller]
pub(crate) fn check(text: &str) {
    let found = [MARK, ENCODED_CLAIMS].into_iter().find(|mark| text.contains(mark));
    assert_eq!(found, None, "{text}");
    assert!(!text.is_empty());
}

#[track_caller]
pub(crate) fn debug(value: &dyn Debug) {
    check(&format!("{value:?}"));
    check(&format!("{value:#?}"));
}

#[track_caller]
pub(crate) fn error<E: Debug + Display>(error: &E) {
    debug(error);
    check(&error.to_string());
}

pub(crate) fn path() -> Path {
    Path::root(&CATALOG).add("/users/{id}", &[&ID])
}

pub(crate) fn query() -> Query<SimpleIncident> {
    Query::new()
        .filter(SimpleIncident::ID.eq(FILTER).and(SimpleIncident::TAGS.any(item().eq(FILTER))))
        .search(FILTER)
        .expand(SimpleIncident::CHILDREN.with(Query::new().filter(Incident::ID.eq(FILTER))))
        .option("$skiptoken", FILTER)
}

pub(crate) fn incident() -> SimpleIncident {
    graph_models_core::from_str(&format!(r#"{{"id": "{ID}", "tags": ["{FILTER}"]}}"#)).unwrap()
}

pub(crate) fn patch() -> Patch<SimpleIncident> {
    Patch::new().set(SimpleIncident::TAGS, vec![ID.to_owned()])
}

pub(crate) fn get() -> Get<SimpleIncident> {
    Get::new(&path()).query(query())
}

pub(crate) fn http() -> Request<bytes::Bytes> {
    get().to_http(&Service::global()).unwrap()
}

pub(crate) fn answer(status: u16, body: &str) -> Response<String> {
    let mut answer = Response::builder()
        .status(status)
        .header("location", LINK)
        .header("content-location", LINK)
        .header("etag", "\"SECRET-ID\"")
        .header("www-authenticate", CHALLENGE)
        .body(body.to_owned())
        .unwrap();
    answer.extensions_mut().insert(Hidden::new("SECRET-TOKEN"));
    answer
}

pub(crate) fn accepted(location: &str) -> Accepted {
    decode(Response::builder().status(202).header("location", location).body("").unwrap()).unwrap()
}
