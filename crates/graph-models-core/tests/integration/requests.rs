//! Tests of the HTTP form of operations: paths, bodies, and the enumeration members in them.

use crate::sample::SimpleIncident;
use graph_models_core::request::query::Query;
use graph_models_core::request::{
    Call, Callable, Catalog, CatalogPart, Count, NoContent, Operation, OperationInfo, Path, RequestError,
    Service, Total, prefer_unknown_enum_members,
};
use serde_json::{Value, json};

/// An action whose body is an incident.
enum Report {}

static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[&PART] };

static PART: CatalogPart = CatalogPart { resources: &ROWS, operations: &[] };

static ROWS: [OperationInfo; 1] = graph_models_core::request::rows(
    "v1.0",
    [("sample.report", "POST", "/incidents/{incident_id}/report", "sample.incident", false, &[])],
);

impl Callable for Report {
    type Parameters = SimpleIncident;
    type Response = NoContent;
}

fn report(body: Value) -> Call<Report> {
    let path = Path::root(&CATALOG).add("/incidents/{incident_id}/report", &[&"1"]);
    Call::new(&ROWS[0], path, graph_models_core::from_value(body).unwrap())
}

#[test]
fn a_request_is_complete() {
    let request = report(json!({"severity": "high"})).to_http(&Service::china()).unwrap();
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri(), "https://microsoftgraph.chinacloudapi.cn/v1.0/incidents/1/report");
    assert_eq!(request.headers()["content-type"], "application/json");
    assert!(request.headers().get("prefer").is_none());
    assert_eq!(request.body().as_ref(), br#"{"severity":"high"}"#);
}

#[test]
fn what_a_query_finds_is_counted() {
    let path = Path::root(&CATALOG).add("/incidents", &[]);
    let all = Count::<SimpleIncident>::new(&path);
    let request = all.to_http(&Service::global()).unwrap();
    assert_eq!(request.uri(), "https://graph.microsoft.com/v1.0/incidents/$count");
    assert_eq!(request.headers()["accept"], "text/plain");
    assert!(request.headers().get("consistencylevel").is_none());
    let found = all.clone().query(Query::new().filter_raw("id ne '1'").eventual());
    let request = found.to_http(&Service::global()).unwrap();
    assert_eq!(
        request.uri(),
        "https://graph.microsoft.com/v1.0/incidents/$count?%24filter=id%20ne%20%271%27"
    );
    assert_eq!(request.headers()["consistencylevel"], "eventual");
    // Graph sends a byte order mark in front of the number.
    let answer = http::Response::builder().header("content-type", "text/plain").body("\u{feff}12").unwrap();
    assert_eq!(found.decode(answer).unwrap(), Total(12));
    for text in ["", "twelve", "{}", "1.5"] {
        let error = found.decode(http::Response::new(text)).unwrap_err();
        assert!(error.to_string().contains("is not a number"), "{error}");
    }
}

#[test]
fn the_sentinel_cannot_be_sent_from_anywhere() {
    let child = json!({"@odata.type": "#sample.simpleIncident", "severity": "UnknownFutureValue"});
    for (body, property) in [
        (json!({"severity": "unknownFutureValue"}), "severity"),
        (json!({"severities": ["high", 127]}), "severities"),
        (json!({"modes": "low,unknownFutureValue"}), "modes"),
        (json!({"children": [child]}), "children/severity"),
        (json!({"related": child}), "related/severity"),
    ] {
        let error = report(body).to_http(&Service::global()).unwrap_err();
        assert_eq!(error, RequestError::Sentinel { property: property.to_owned() });
    }
}

#[test]
fn members_beyond_the_sentinel_bring_their_preference() {
    let request = report(json!({"severity": "critical"})).to_http(&Service::global()).unwrap();
    assert_eq!(request.headers()["prefer"], "include-unknown-enum-members");
    let mut request = report(json!({})).to_http(&Service::global()).unwrap();
    prefer_unknown_enum_members(request.headers_mut());
    assert_eq!(request.headers()["prefer"], "include-unknown-enum-members");
}

#[test]
fn a_service_is_a_bare_root() {
    assert_eq!(
        Service::with_root("https://localhost:8080/graph/").unwrap().root(),
        "https://localhost:8080/graph"
    );
    for (root, shown) in [
        ("graph.microsoft.com", "graph.microsoft.com"),
        ("/beta", "/beta"),
        ("ftp://x", "ftp://x"),
        ("https://x?y", "https://x?…"),
        ("https://x#y", "https://x#…"),
        ("https://x?y@z", "https://…@z"),
        ("https://user:pass?word@x", "https://…@x"),
        ("https://user:password@x", "https://…@x"),
        ("", ""),
    ] {
        let error = Service::with_root(root).unwrap_err();
        assert_eq!(error, RequestError::InvalidRoot { root: shown.to_owned() });
    }
}

/// Only a service gives requests their address, and it refuses every address that would expose the token.
#[test]
fn no_way_leads_to_another_host_in_clear() {
    for root in ["http://127.1", "http://2130706433"] {
        assert!(Service::with_root(root).is_err() && Service::with_plain_http(root).is_err(), "{root}");
    }
    for root in ["http://graph.microsoft.com", "http://localhost.evil.example"] {
        let error = Service::with_root(root).unwrap_err();
        assert!(error.to_string().contains("`Service::with_plain_http`"), "{error}");
        assert_eq!(Service::with_plain_http(root).unwrap().root(), root);
    }
    let local = Service::with_root("http://localhost:8080").unwrap();
    for link in
        ["http://localhost.evil.example:8080/beta/x", "http://127.0.0.1:8080/x", "https://localhost:8080/x"]
    {
        assert!(local.follows(link).is_err(), "{link}");
    }
    assert!(Service::global().follows("http://graph.microsoft.com/beta/x").is_err());
    assert!(local.is_plain_loopback() && !Service::global().is_plain_loopback());
}

#[test]
fn no_root_doubles_a_version() {
    for root in
        ["https://graph.microsoft.com/v1.0", "https://graph.microsoft.com/beta/", "http://[::1]/g/V1.0//"]
    {
        let error = Service::with_root(root).unwrap_err();
        assert!(matches!(error, RequestError::RootWithVersion { .. }), "{error}");
        assert!(error.to_string().contains("but each request adds its own: use `http"), "{error}");
        assert_eq!(Service::with_plain_http(root).unwrap_err(), error);
    }
}
