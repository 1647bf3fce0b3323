//! No `Debug` text and no error shows a token, a claim, an id or a value of a filter, or an address that is its own
//! permission. One value of every public type of requests is made, and its text is searched for marks.
//!
//! Content that the service sent and that was asked for, such as an entity or a page, is data and shows itself.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

#[path = "support/calls.rs"]
mod calls;
#[allow(unreachable_pub, clippy::enum_variant_names, reason = "it has the shape of generated code")]
#[path = "support/operation.rs"]
mod operation;
#[allow(unreachable_pub, clippy::enum_variant_names, reason = "it has the shape of generated code")]
#[path = "support/sample.rs"]
mod sample;

use std::fmt::{Debug, Display};

use calls::{Changes, Report};
use graph_models_core::request::query::{Filter, Query, item};
use graph_models_core::request::transfer::{
    Download, DownloadError, DownloadRequest, SliceSize, Upload, UploadError,
};
use graph_models_core::request::{
    Accepted, AddReference, Anonymous, Argument, At, Batch, BatchError, Body, Call, Catalog, Claims, Content,
    Count, Create, Delete, Delta, DeltaStep, DeltaToken, Full, Get, GraphError, Hidden, Hop, LinkError, List,
    Listing, Many, Member, Members, Monitor, MonitorStep, Multipart, NoContent, One, Operation,
    OperationInfo, Pages, Part, Path, Poll, Prefer, ReadMedia, Redirects, Reference, RemoveReference,
    Replace, Reply, RequestError, Service, SetReference, TypedPath, Update, WithCreate, WithDelete,
    WithOptions, WithReplace, WithUpdate, WriteMedia, challenges, decode,
};
use graph_models_core::{Page, Patch};
use http::{HeaderMap, HeaderValue, Request, Response};
use operation::LongRunningOperation;
use sample::{Incident, SimpleIncident};

/// All marks begin with this text. Each says what it stands for.
const MARK: &str = "SECRET";
const ID: &str = "SECRET-ID";
const FILTER: &str = "SECRET-FILTER";
const ADDRESS: &str = "https://files.example/SECRET-PATH?tempauth=SECRET-TOKEN";
const LINK: &str = "https://graph.microsoft.com/v1.0/users/SECRET-ID?%24skiptoken=SECRET-FILTER";
const CHALLENGE: &str = r#"Bearer error="insufficient_claims", claims="eyJTRUNSRVQiOiJTRUNSRVQifQ=="#;
/// The claims of the challenge, as the service wrote them.
const ENCODED_CLAIMS: &str = "eyJTRUNSRVQ";

static CATALOG: Catalog = Catalog { version: "v1.0", resources: &[], operations: &[] };
static ROWS: [OperationInfo; 2] = graph_models_core::request::rows(
    "v1.0",
    [
        ("sample.report", "POST", "/users/{id}/report", "sample.incident", false, &[]),
        ("sample.delta", "GET", "/users/delta()", "sample.incident", true, &[]),
    ],
);

#[track_caller]
fn check(text: &str) {
    let found = [MARK, ENCODED_CLAIMS].into_iter().find(|mark| text.contains(mark));
    assert_eq!(found, None, "{text}");
    assert!(!text.is_empty());
}

#[track_caller]
fn debug(value: &dyn Debug) {
    check(&format!("{value:?}"));
    check(&format!("{value:#?}"));
}

#[track_caller]
fn error<E: Debug + Display>(error: &E) {
    debug(error);
    check(&error.to_string());
}

fn path() -> Path {
    Path::root(&CATALOG).add("/users/{id}", &[&ID])
}

fn query() -> Query<SimpleIncident> {
    Query::new()
        .filter(SimpleIncident::ID.eq(FILTER).and(SimpleIncident::TAGS.any(item().eq(FILTER))))
        .search(FILTER)
        .expand(SimpleIncident::CHILDREN.with(Query::new().filter(Incident::ID.eq(FILTER))))
        .option("$skiptoken", FILTER)
}

fn incident() -> SimpleIncident {
    graph_models_core::from_str(&format!(r#"{{"id": "{ID}", "tags": ["{FILTER}"]}}"#)).unwrap()
}

fn patch() -> Patch<SimpleIncident> {
    Patch::new().set(SimpleIncident::TAGS, vec![ID.to_owned()])
}

fn get() -> Get<SimpleIncident> {
    Get::new(&path()).query(query())
}

fn http() -> Request<bytes::Bytes> {
    get().to_http(&Service::global()).unwrap()
}

fn answer(status: u16, body: &str) -> Response<String> {
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

fn accepted(location: &str) -> Accepted {
    decode(Response::builder().status(202).header("location", location).body("").unwrap()).unwrap()
}

#[test]
fn paths_show_their_templates() {
    assert_eq!(format!("{:?}", path().add("/messages", &[])), r#"Path("/users/{id}/messages")"#);
    debug(&path().function("/f", &[("name", Argument::Text(&ID)), ("ids", Argument::Json(&[ID]))]));
    debug(&path().by_names::<Path>("SECRET-ID/SECRET-ID"));
    for argument in [
        Argument::Text(&ID),
        Argument::Plain(&ID),
        Argument::Names(&ID),
        Argument::Json(&ID),
        Argument::Absent,
    ] {
        debug(&argument);
    }
    debug(&path().by::<At>("/x/{y}", &[&ID]));
    debug(&One::<SimpleIncident>::from_path(path()));
    debug(&One::<SimpleIncident>::from_path(path()).property(SimpleIncident::SEVERITY));
    debug(&One::<SimpleIncident>::from_path(path()).property(SimpleIncident::SEVERITY).value());
    debug(&Part::<SimpleIncident>::from_path(path()));
    debug(&Many::<SimpleIncident, One<SimpleIncident>>::from_path(path()).item(ID));
    debug(&Listing::<SimpleIncident, One<SimpleIncident>>::from_path(path()).item(ID));
    debug(&Members::<At, Member<At>>::from_path(path()).item(ID));
    debug(&Reference::<At>::from_path(path()));
    debug(&WithCreate::<At, SimpleIncident>::from_path(path()));
    debug(&WithUpdate::<At, SimpleIncident>::from_path(path()));
    debug(&WithReplace::<At, SimpleIncident>::from_path(path()));
    debug(&WithDelete::<At>::from_path(path()));
    debug(&Service::global().entity_id(&path()).unwrap());
}

#[test]
fn queries_show_the_names_of_their_options() {
    let names = "Query { $expand, $filter, $search, $skiptoken }";
    assert_eq!(
        (format!("{:?}", query()), format!("{:?}", Query::<()>::new())),
        (names.into(), "Query".into())
    );
    assert_eq!(format!("{:?}", SimpleIncident::ID.eq(FILTER)), "Filter(..)");
    debug(&Filter::<SimpleIncident>::raw(FILTER));
    debug(&SimpleIncident::CHILDREN.with(Query::new().filter(Incident::ID.eq(FILTER))));
}

/// All kinds of requests, with marks in the path, the options and the body.
#[test]
fn requests_show_neither_keys_nor_values() {
    fn request<O: Operation + Debug + WithOptions>(operation: O) {
        let operation = operation
            .with_query_option("x", FILTER)
            .header("x-tag", ID)
            .prefer(Prefer::other("y", Some(ID)))
            .workbook_session(ID);
        // The marks are there.
        let sent = operation.to_http(&Service::global()).unwrap();
        assert!(sent.uri().to_string().contains(ID), "{}", sent.uri());
        debug(&operation);
        debug(&operation.parts());
        let mut batch = Batch::new(&Service::global());
        debug(&batch.add(&operation).unwrap());
        debug(&batch);
    }
    request(get());
    request(List::<SimpleIncident>::new(&path()).query(query()));
    request(Count::<SimpleIncident>::new(&path()).query(query()));
    request(Create::new(&path(), incident()).query(query()));
    request(Update::<SimpleIncident>::new(&path(), patch()).query(query()));
    request(Replace::new(&path(), incident()).with_body(Content::text(ID)));
    request(Delete::new(&path()));
    request(AddReference::new(&path(), &path()));
    request(SetReference::new(&path(), &path()));
    request(RemoveReference::new(&path()));
    request(ReadMedia::new(&path()));
    request(WriteMedia::<NoContent>::new(&path(), ID, "text/plain"));
    request(One::<SimpleIncident>::from_path(path()).property(SimpleIncident::SEVERITY).value());
    request(Call::<Report>::new(&ROWS[0], path().add("/report", &[]), incident()));
    request(Call::<Changes>::new(&ROWS[1], path().function("/delta", &[]), ()).query(query()));
}

#[test]
fn bodies_show_their_kind() {
    debug(&Content::html(ID));
    debug(&Multipart::new().part("a", "text/html", ID).build().unwrap());
    debug(&Multipart::new().part("a", "text/html", ID));
    debug(&Body::Json(&incident()));
    debug(&Body::Json(&patch()));
    debug(&Body::Reference(&path()));
    debug(&Body::Bytes(&ID.into(), "text/plain"));
    debug(&Prefer::other("y", Some(ID)));
}

#[test]
fn walks_show_no_link() {
    let service = Service::global();
    let body = format!(r#"{{"value": [], "@odata.nextLink": "{LINK}", "@odata.deltaLink": "{LINK}"}}"#);
    let mut pages = Pages::<SimpleIncident>::from_request(&service, http());
    debug(&pages);
    let page = pages.read(answer(200, &body)).unwrap();
    debug(&pages);
    debug(&page);
    debug(&Pages::after(&service, &page, &http()));
    let elsewhere = body.replace("graph.microsoft.com", "evil.example");
    pages.read(answer(200, &elsewhere)).unwrap();
    debug(&pages);
    error(&pages.next_request().unwrap_err());

    let mut delta = Delta::<SimpleIncident>::from_request(&service, http());
    debug(&delta);
    let last = body.replace("nextLink", "x");
    debug(&delta.read(answer(200, &last)).unwrap());
    debug(&delta);
    debug(&delta.token().unwrap());
    debug(&Delta::<SimpleIncident>::resume(&service, &DeltaToken::new(LINK)));
    let gone = delta.read(answer(410, r#"{"error": {"code": "resyncRequired"}}"#)).unwrap();
    assert!(matches!(gone, DeltaStep::Resync(_)));
    debug(&gone);
}

#[test]
fn work_shows_no_address() {
    let service = Service::global();
    debug(&accepted(LINK));
    debug(&Reply::<NoContent>::Accepted(accepted(LINK)));
    debug(&decode::<Full<NoContent>, _>(answer(204, "")).unwrap());
    let mut poll = Poll::<LongRunningOperation>::new(&service, &accepted(LINK)).unwrap();
    debug(&poll);
    error(&poll.read(answer(404, "")).unwrap_err());
    for address in [LINK, ADDRESS] {
        let mut monitor = Monitor::new(&service, None, &accepted(address)).unwrap();
        debug(&monitor);
        debug(&monitor.state());
        let body =
            format!(r#"{{"status": "completed", "resourceId": "{ID}", "resourceLocation": "{LINK}"}}"#);
        let step = monitor.read(answer(200, &body)).unwrap();
        let MonitorStep::Ended(_, status) = &step else { panic!("it has ended") };
        assert_eq!(
            (status.resource_id.as_deref(), status.resource_location.as_deref()),
            (Some(ID), Some(LINK))
        );
        debug(&step);
        error(&monitor.read(answer(404, "SECRET-TOKEN at SECRET-ID")).unwrap_err());
    }
    error(&Poll::<LongRunningOperation>::new(&service, &accepted(ADDRESS)).unwrap_err());
}

#[test]
fn transfers_show_no_address() {
    let new = || Upload::<NoContent>::from_url(ADDRESS, SliceSize::UNIT).unwrap().with_max_failures(0);
    let mut upload = new();
    debug(&upload);
    debug(&upload.state());
    let next = upload.next_request().unwrap();
    debug(&next);
    debug(&next.with_body(()));
    for status in [404, 409, 400, 503] {
        let mut upload = new();
        upload.next_request().unwrap();
        let body = format!(r#"{{"error": {{"code": "x", "target": "{ADDRESS}"}}}}"#);
        upload.read(answer(status, &body)).err().iter().for_each(error);
    }
    error(&Upload::<NoContent>::from_url("ftp://SECRET-PATH/SECRET", 1).unwrap_err());
    error(&UploadError::SliceSize { bytes: 1 });

    let mut download = Download::new(http());
    debug(&download);
    debug(&download.next_request().unwrap());
    let (mut head, ()) = Response::new(()).into_parts();
    head.headers.insert("etag", HeaderValue::from_static("\"SECRET-ID\""));
    head.headers.insert("content-length", HeaderValue::from_static("4"));
    download.begin(&head).unwrap();
    debug(&download);
    debug(download.state());
    let mut download = Download::from_url(ADDRESS).unwrap().with_max_failures(0);
    debug(&download);
    let next = download.next_request().unwrap();
    assert!(matches!(next, DownloadRequest::Anonymous(_)));
    debug(&next);
    let (head, _) = answer(404, "").into_parts();
    error(&download.begin(&head).unwrap_err());
    error(&DownloadError::Stalled { failures: 1, last: None });
}

#[test]
fn links_and_redirects_show_no_address() {
    debug(&Anonymous::get(ADDRESS).unwrap());
    error(&Anonymous::get("https://SECRET-USER:SECRET@files.example/SECRET").unwrap_err());
    let service = Service::global();
    for link in [
        ADDRESS,
        "https://SECRET:SECRET@graph.microsoft.com/SECRET",
        "https://SECRET@evil.example/SECRET",
        "http://graph.microsoft.com/SECRET?SECRET",
        "//evil.example/SECRET",
        "SECRET:SECRET",
        "",
    ] {
        error(&service.follows(link).unwrap_err());
    }
    error(&LinkError::Repeated);
    for (location, is_elsewhere) in [(LINK, false), (ADDRESS, true)] {
        let mut redirects = Redirects::new(&service, http()).with_other_hosts();
        let (mut head, ()) = Response::builder().status(302).body(()).unwrap().into_parts();
        head.headers.insert("location", HeaderValue::from_static(location));
        let hop = redirects.next(&head).unwrap().unwrap();
        assert_eq!(matches!(hop, Hop::Elsewhere(_)), is_elsewhere);
        debug(&hop);
        debug(&redirects);
    }
}

#[test]
fn challenges_show_no_claims() {
    let mut headers = HeaderMap::new();
    headers.insert("www-authenticate", HeaderValue::from_static(CHALLENGE));
    let claims = Claims::from_headers(&headers).unwrap();
    assert!(claims.as_str().contains(MARK));
    debug(&claims);
    debug(&claims.hidden());
    challenges(&headers).for_each(|challenge| debug(&challenge));
    debug(&Hidden::new(ID));
}

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

/// The message of the service is its own text. All else of an answer is not shown.
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

/// A success that cannot be read is data.
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

/// Types without text from outside, and traits.
const HARMLESS: &str = "WithoutToken Answer ResponseInfo Value Wrapped BatchHandle BatchId BatchResponses BatchRetry \
    JsonBody Bytes Callable Parameters EntityId ErrorDetail GraphErrorKind InnerError Redacted Method Binding Cloud \
    Scopes LongRunning MonitorState MonitorStatus Outcome PollStep MayBeElsewhere Parts RequestOptions Change \
    RemovalReason ResyncKind GetProperty Structural ToJson Access Privilege NotFollowed Total RetryAfter Fact Row \
    Elsewhere Owned Version Challenge";

/// Every public type of requests is in this file, or shows nothing that came from outside.
#[test]
fn no_type_is_forgotten() {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let here: Vec<_> = include_str!("secrets.rs").split(|c| !is_word(c)).collect();
    let exported = include_str!("../src/request.rs").split("pub use ").skip(1);
    let exported = exported.flat_map(|text| text.split(';').next().unwrap().split(|c| !is_word(c)));
    let types: Vec<_> = exported
        .filter(|name| name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase))
        .collect();
    assert!(types.len() > 80, "{} names were found", types.len());
    for name in types {
        let is_harmless = HARMLESS.split_ascii_whitespace().any(|harmless| harmless == name);
        assert!(is_harmless || here.contains(&name), "{name} is not tried: make one with marks, or list it");
    }
}
