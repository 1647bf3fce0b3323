//! Tests of walks over pages and changes: which request is next, and which links are refused.

use crate::sample::SimpleIncident;
use bytes::Bytes;
use graph_models_core::Page;
use graph_models_core::request::{Delta, DeltaToken, GraphError, LinkError, Pages, Service};
use http::{Request, Response};
use serde_json::json;

const ROOT: &str = "https://graph.microsoft.com";

fn first() -> Request<Bytes> {
    Request::get(format!("{ROOT}/beta/incidents?%24top=2"))
        .header("accept", "application/json")
        .header("consistencylevel", "eventual")
        .header("prefer", "odata.maxpagesize=2")
        .header("prefer", "include-unknown-enum-members")
        .header("authorization", "Bearer secret-of-the-first")
        .body(Bytes::new())
        .unwrap()
}

fn pages() -> Pages<SimpleIncident> {
    Pages::from_request(&Service::global(), first())
}

fn page(items: usize, link: Option<&str>) -> Response<String> {
    let mut body = json!({"value": vec![json!({"id": "1"}); items]});
    if let Some(link) = link {
        body.as_object_mut().unwrap().insert("@odata.nextLink".to_owned(), link.into());
    }
    Response::new(body.to_string())
}

#[test]
fn empty_pages_go_on_and_links_are_followed_as_they_are() {
    let mut pages = pages();
    let request = pages.next_request().unwrap().unwrap();
    assert_eq!((request.uri(), request.headers()), (first().uri(), first().headers()));
    let links = [
        format!("{ROOT}/beta/incidents?$skiptoken=A%2Fb+c&$top=2"),
        format!("{ROOT}/beta/incidents?$skip=4"),
        // The service may use another version than that of the request.
        format!("{ROOT}/v1.0/incidents?$skip=6"),
    ];
    for (items, link) in [2, 0, 1].into_iter().zip(&links) {
        assert_eq!(pages.read(page(items, Some(link))).unwrap().items().len(), items);
        let request = pages.next_request().unwrap().unwrap();
        assert_eq!((request.method().as_str(), request.uri().to_string()), ("GET", link.clone()));
        let headers = request.headers();
        assert_eq!(
            (&headers["consistencylevel"], &headers["accept"]),
            (&"eventual".parse().unwrap(), &"application/json".parse().unwrap())
        );
        assert_eq!(headers.get_all("prefer").iter().count(), 2);
        // The sender adds the token to each request.
        assert!(headers.get("authorization").is_none());
    }
    pages.read(page(0, None)).unwrap();
    assert!(pages.next_request().unwrap().is_none());
}

#[test]
fn an_error_leaves_the_walk_where_it_is() {
    let mut pages = pages();
    pages.read(page(1, Some(&format!("{ROOT}/beta/x?$skip=1")))).unwrap();
    let throttled = Response::builder().status(429).header("retry-after", "1").body(String::new()).unwrap();
    let error: GraphError = pages.read(throttled).unwrap_err();
    assert!(error.is_throttled());
    assert!(pages.read(Response::new(r#"{"value": 5}"#)).is_err());
    assert_eq!(pages.next_request().unwrap().unwrap().uri().query(), Some("$skip=1"));
}

#[test]
fn a_link_to_elsewhere_is_an_error_that_costs_no_page() {
    let mut pages = pages();
    let page = pages.read(page(2, Some("https://evil.example/beta/incidents?$skip=2"))).unwrap();
    assert_eq!(page.items().len(), 2);
    let origin = "https://evil.example".to_owned();
    assert_eq!(pages.next_request().unwrap_err(), LinkError::OtherOrigin { origin });
}

#[test]
fn a_walk_in_a_circle_ends() {
    let mut pages = pages();
    let link = format!("{ROOT}/beta/incidents?$skip=2");
    pages.read(page(1, Some(&link))).unwrap();
    pages.read(page(1, Some(&link))).unwrap();
    assert_eq!(pages.next_request().unwrap_err(), LinkError::Repeated);

    // A page that leads to itself is not read again, not even the first one.
    let mut pages = self::pages();
    pages.read(page(1, Some(&first().uri().to_string()))).unwrap();
    assert_eq!(pages.next_request().unwrap_err(), LinkError::Repeated);

    // The links are A, B, and A again.
    let mut pages = self::pages();
    let other = format!("{ROOT}/beta/incidents?$skip=4");
    for link in [&link, &other] {
        pages.read(page(1, Some(link))).unwrap();
        assert!(pages.next_request().unwrap().is_some());
    }
    pages.read(page(1, Some(&link))).unwrap();
    let error = pages.next_request().unwrap_err();
    assert_eq!(error, LinkError::Repeated);
    assert_eq!(
        error.to_string(),
        "the link leads in a circle: to a page that was read before; it is not followed"
    );

    // This circle is long, and the walk does not store every link.
    let mut delta = Delta::<SimpleIncident>::from_request(&Service::global(), first());
    let steps = (0..).take_while(|step| {
        let link = format!("{ROOT}/beta/incidents/delta?$skiptoken={}", step % 300);
        delta.read(page(1, Some(&link))).unwrap();
        delta.next_request().is_ok()
    });
    assert!((300..1500).contains(&steps.count()));
    assert_eq!(delta.next_request().unwrap_err(), LinkError::Repeated);
}

#[test]
fn an_empty_link_is_no_next_page() {
    let mut pages = pages();
    // Some services send an empty link where there is no next page.
    let page = pages.read(Response::new(r#"{"value":[],"@odata.nextLink":""}"#)).unwrap();
    assert!(pages.next_request().unwrap().is_none());
    assert_eq!(graph_models_core::to_value(&page).unwrap(), json!({"value": [], "@odata.nextLink": ""}));
    let after = Pages::after(&Service::global(), &page, &first());
    assert!(after.next_request().unwrap().is_none());

    let mut delta = Delta::<SimpleIncident>::from_request(&Service::global(), first());
    let last = r#"{"value": [], "@odata.nextLink": "", "@odata.deltaLink": ""}"#;
    delta.read(Response::new(last)).unwrap();
    assert!(delta.next_request().unwrap().is_none() && delta.token().is_none());
    // Both links are missing in every view of the page.
    let page: Page<SimpleIncident> = graph_models_core::from_str(last).unwrap();
    assert_eq!((page.next_link(), page.delta_link()), (None, None));
    assert_eq!((page.extra().next_link(), page.extra().delta_link()), (None, None));
    let annotations = page.extra().annotations();
    assert_eq!((annotations.next_link(), annotations.delta_link()), (None, None));
}

#[test]
fn relative_links_are_relative_to_the_request() {
    let mut pages = pages();
    for (link, uri) in [
        ("incidents?$skip=2", "/beta/incidents?$skip=2"),
        ("?$skip=4", "/beta/incidents?$skip=4"),
        ("/v1.0/other/incidents?$skip=6", "/v1.0/other/incidents?$skip=6"),
        ("../more?$skiptoken=a/../b", "/v1.0/more?$skiptoken=a/../b"),
        ("incidents('a:b')/alerts", "/v1.0/incidents('a:b')/alerts"),
        // Some parts of Graph write the link without a version.
        ("/incidents?$skip=8", "/beta/incidents?$skip=8"),
    ] {
        pages.read(page(1, Some(link))).unwrap();
        let request = pages.next_request().unwrap().unwrap();
        assert_eq!(request.uri().to_string(), format!("{ROOT}{uri}"), "{link}");
    }
    for link in
        ["//evil.example/beta/incidents", r"\\evil.example\x", "javascript:alert(1)", "evil.example:443/x"]
    {
        let mut pages = pages.clone();
        pages.read(page(1, Some(link))).unwrap();
        assert!(matches!(pages.next_request(), Err(LinkError::Invalid { .. })), "{link}");
    }
}

#[test]
fn a_link_without_a_version_has_that_of_the_token() {
    let token = DeltaToken::new(format!("{ROOT}/beta/incidents/delta?$deltatoken=1"));
    let mut delta = Delta::<SimpleIncident>::resume(&Service::global(), &token);
    delta.read(page(1, Some("/incidents/delta?$skiptoken=2"))).unwrap();
    let next = delta.next_request().unwrap().unwrap();
    assert_eq!(next.uri().to_string(), format!("{ROOT}/beta/incidents/delta?$skiptoken=2"));
}

#[test]
fn a_relative_token_is_kept_absolute() {
    for (link, kept) in [
        ("delta?$deltatoken=1", "/beta/incidents/delta?$deltatoken=1"),
        ("/beta/incidents/delta?$deltatoken=2", "/beta/incidents/delta?$deltatoken=2"),
        ("?$deltatoken=3", "/beta/incidents/delta?$deltatoken=3"),
    ] {
        let first = Request::get(format!("{ROOT}/beta/incidents/delta?$top=2")).body(Bytes::new()).unwrap();
        let mut delta = Delta::<SimpleIncident>::from_request(&Service::global(), first);
        let body = json!({"value": [], "@odata.deltaLink": link}).to_string();
        delta.read(Response::new(body)).unwrap();
        let token = delta.token().unwrap();
        assert_eq!(token.as_str(), format!("{ROOT}{kept}"));
        let later = Delta::<SimpleIncident>::resume(&Service::global(), token);
        assert_eq!(later.next_request().unwrap().unwrap().uri(), token.as_str());
    }
    // An invalid link is kept as received. The error comes when the link is followed.
    let mut delta = Delta::<SimpleIncident>::from_request(&Service::global(), first());
    let body = json!({"value": [], "@odata.deltaLink": "//evil.example/delta"}).to_string();
    delta.read(Response::new(body)).unwrap();
    let later = Delta::<SimpleIncident>::resume(&Service::global(), delta.token().unwrap());
    assert!(matches!(later.next_request(), Err(LinkError::Invalid { .. })));
}

#[test]
fn a_page_that_is_there_leads_on() {
    let text = format!(r#"{{"value": [], "@odata.nextLink": "{ROOT}/beta/incidents?$skip=2"}}"#);
    let page: Page<SimpleIncident> = graph_models_core::from_str(&text).unwrap();
    let request = Pages::after(&Service::global(), &page, &first()).next_request().unwrap().unwrap();
    assert_eq!(request.uri().query(), Some("$skip=2"));
    assert_eq!(request.headers()["consistencylevel"], "eventual");
    let last = Pages::after(&Service::global(), &Page::<SimpleIncident>::new(Vec::new()), &first());
    assert!(last.next_request().unwrap().is_none());
}

#[test]
fn no_walk_shows_what_it_holds() {
    let mut pages = pages();
    assert!(!format!("{pages:?}").contains("secret"));
    pages.read(page(1, Some(&format!("{ROOT}/beta/x?$skiptoken=secret")))).unwrap();
    assert!(!format!("{pages:?}").contains("secret"));
    let mut delta = Delta::<SimpleIncident>::from_request(&Service::global(), first());
    delta.read(changes("[]", "secret")).unwrap();
    assert!(delta.token().unwrap().as_str().contains("secret") && !format!("{delta:?}").contains("secret"));
}

fn changes(value: &str, token: &str) -> Response<String> {
    Response::new(format!(
        r#"{{"value": {value}, "@odata.deltaLink": "{ROOT}/beta/incidents/delta?$deltatoken={token}"}}"#
    ))
}

#[test]
fn changes_end_in_a_token_that_begins_the_next_round() {
    let mut delta = Delta::<SimpleIncident>::from_request(&Service::global(), first());
    delta.read(page(0, Some(&format!("{ROOT}/beta/incidents/delta?$skiptoken=1")))).unwrap();
    assert!(delta.token().is_none());
    assert_eq!(delta.next_request().unwrap().unwrap().headers()["consistencylevel"], "eventual");
    delta.read(changes("[]", "t")).unwrap();
    assert!(delta.next_request().unwrap().is_none());

    let kept = serde_json::to_string(delta.token().unwrap()).unwrap();
    let token: DeltaToken = serde_json::from_str(&kept).unwrap();
    assert_eq!(Some(&token), delta.token());
    let later = Delta::<SimpleIncident>::resume(&Service::global(), &token).with_headers(first().headers());
    let request = later.next_request().unwrap().unwrap();
    assert_eq!(request.uri(), token.as_str());
    assert_eq!(request.headers()["consistencylevel"], "eventual");
    assert!(request.headers().get("authorization").is_none());
    // A token of another service is refused.
    let stolen = Delta::<SimpleIncident>::resume(&Service::china(), &token);
    assert!(matches!(stolen.next_request(), Err(LinkError::OtherOrigin { .. })));
}

/// Links that are no text.
fn odd_links() -> Vec<serde_json::Value> {
    let link = format!("{ROOT}/beta/incidents?$skip=2");
    vec![json!(5), json!(true), json!({ "href": link }), json!([]), json!([link, link]), json!([5])]
}

/// Returns true if the next request is refused because the link is no text.
fn is_refused(next: &Result<Option<Request<Bytes>>, LinkError>) -> bool {
    next.as_ref().is_err_and(|error| error.to_string().contains("no text"))
}

#[test]
fn a_link_that_is_no_text_is_not_the_end_of_a_walk() {
    for link in odd_links() {
        let body = json!({"value": [{"id": "1"}], "@odata.nextLink": link}).to_string();
        let mut pages = pages();
        let page = pages.read(Response::new(&body)).unwrap();
        assert_eq!(page.items().len(), 1);
        assert!(is_refused(&pages.next_request()), "{link}");
        assert!(is_refused(&Pages::after(&Service::global(), &page, &first()).next_request()), "{link}");

        let mut pages = self::pages();
        let (head, ()) = Response::new(()).into_parts();
        let mut items = pages.begin(head).unwrap();
        items.feed(body.as_bytes());
        while items.next_item().unwrap().is_some() {}
        pages.end(items).unwrap();
        assert!(is_refused(&pages.next_request()), "{link}");

        let mut delta = Delta::<SimpleIncident>::from_request(&Service::global(), first());
        delta.read(Response::new(&body)).unwrap();
        assert!(is_refused(&delta.next_request()), "{link}");
        // The last page must have a token.
        let last = json!({"value": [], "@odata.deltaLink": link}).to_string();
        let mut delta = Delta::<SimpleIncident>::from_request(&Service::global(), first());
        delta.read(Response::new(&last)).unwrap();
        assert!(is_refused(&delta.next_request()) && delta.token().is_none(), "{link}");
    }
    let mut pages = pages();
    pages.read(Response::new(r#"{"value": [], "@odata.nextLink": null}"#)).unwrap();
    assert!(pages.next_request().unwrap().is_none());
}

#[test]
fn an_odd_delta_link_beside_a_next_link_is_not_needed() {
    let mut delta = Delta::<SimpleIncident>::from_request(&Service::global(), first());
    let next = format!("{ROOT}/beta/incidents/delta?$skiptoken=1");
    let body = json!({"value": [], "@odata.nextLink": next, "@odata.deltaLink": 5}).to_string();
    delta.read(Response::new(body)).unwrap();
    assert_eq!(delta.next_request().unwrap().unwrap().uri(), next.as_str());
}

#[test]
fn an_array_with_one_link_is_the_link() {
    let link = format!("{ROOT}/beta/incidents?$skip=2");
    let mut pages = pages();
    let body = json!({"value": [], "@odata.nextLink": [link]}).to_string();
    let page = pages.read(Response::new(&body)).unwrap();
    assert_eq!(page.next_link(), Some(link.as_str()));
    assert_eq!(pages.next_request().unwrap().unwrap().uri(), link.as_str());
    assert_eq!(graph_models_core::to_value(&page).unwrap().to_string(), body);

    let mut delta = Delta::<SimpleIncident>::from_request(&Service::global(), first());
    delta.read(Response::new(body.replace("nextLink", "deltaLink"))).unwrap();
    assert_eq!(delta.token().map(DeltaToken::as_str), Some(link.as_str()));
    assert!(delta.next_request().unwrap().is_none());
}
