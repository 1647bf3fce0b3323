//! Follows links and redirects of a service.

use bytes::Bytes;
use graph_models_core::request::{
    Accepted, Anonymous, Delta, Hop, Monitor, Pages, Poll, Redirects, Service, Version, WithoutToken, decode,
};
use http::{HeaderValue, Request, Response, header};
use url::Url;

use crate::operation::LongRunningOperation;
use crate::parts::lines;
use crate::sample::SimpleIncident;

/// Checks that a request with a token goes only to the host of the service, whatever links the answers have. The input
/// has one link in each line. A link is in the answer to a request; the next link is in the answer to the request that
/// follows this link.
pub fn links(data: &[u8]) -> bool {
    let lines = lines(data);
    let mut is_followed = false;
    let services = [
        Service::global(),
        Service::with_root("https://proxy.example:8443/graph").unwrap(),
        Service::with_root("http://127.0.0.1:8080").unwrap(),
    ];
    for service in services {
        for link in &lines {
            if let Ok(uri) = service.follows(link) {
                is_at(&service, &uri);
                is_followed = true;
            }
            work(&service, link);
        }
        pages(&service, &lines);
        for allows_others in [true, false] {
            for status in [302, 303, 307] {
                redirects(&service, &lines, status, allows_others);
            }
        }
    }
    is_followed
}

/// Asserts that every reader of addresses finds the host of the service in this address.
fn is_at(service: &Service, uri: &http::Uri) {
    let root = Url::parse(service.root()).unwrap();
    let url = Url::parse(&uri.to_string()).unwrap_or_else(|error| panic!("{error}: {uri}"));
    assert_eq!(url.scheme(), root.scheme(), "{uri}");
    assert_eq!(url.host_str(), root.host_str(), "{uri}");
    assert_eq!(url.port_or_known_default(), root.port_or_known_default(), "{uri}");
    assert!(url.username().is_empty() && url.password().is_none(), "{uri}");
}

/// Asserts that a request to another host has no token, no body and no header of the program.
fn is_harmless(request: &Request<Bytes>) {
    assert!(request.extensions().get::<WithoutToken>().is_some(), "{request:?}");
    assert_eq!(request.body().len(), 0);
    for name in ["authorization", "cookie", "x-own"] {
        assert!(!request.headers().contains_key(name), "{name}");
    }
    // Most clients send nothing to an address that this reader refuses.
    let Ok(url) = Url::parse(&request.uri().to_string()) else { return };
    let address = |host: &str| host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().ok();
    let (host, other) = (request.uri().host().unwrap(), url.host_str().unwrap());
    let is_same =
        host.eq_ignore_ascii_case(other) || address(host).is_some_and(|it| address(other) == Some(it));
    assert!(is_same, "{host} or {other}");
    let is_loopback = matches!(url.host_str(), Some("localhost" | "[::1]"))
        || url.host_str().is_some_and(|host| host.starts_with("127."));
    assert!(url.scheme() == "https" || url.scheme() == "http" && is_loopback, "{url}");
    assert!(url.username().is_empty() && url.password().is_none(), "{url}");
}

fn first(service: &Service) -> Request<Bytes> {
    let request = Request::get(format!("{}/v1.0/users?$top=1", service.root()))
        .header("authorization", "Bearer x")
        .header("cookie", "x")
        .header("x-own", "x")
        .header("accept", "application/json");
    request.body(Bytes::new()).unwrap()
}

fn pages(service: &Service, links: &[String]) {
    let mut pages = Pages::<SimpleIncident>::from_request(service, first(service));
    let mut delta = Delta::<SimpleIncident>::from_request(service, first(service));
    for link in links {
        let Ok(Some(request)) = pages.next_request() else { break };
        is_at(service, request.uri());
        let body = serde_json::json!({"value": [], "@odata.nextLink": link});
        if pages.read(Response::new(body.to_string())).is_err() {
            break;
        }
    }
    for (index, link) in links.iter().enumerate() {
        let Ok(Some(request)) = delta.next_request() else { break };
        is_at(service, request.uri());
        let name = if index % 3 == 2 { "@odata.deltaLink" } else { "@odata.nextLink" };
        if delta.read(Response::new(serde_json::json!({"value": [], name: link}).to_string())).is_err() {
            break;
        }
        if let Some(token) = delta.token() {
            delta = Delta::resume(service, &token.clone());
        }
    }
}

fn redirects(service: &Service, links: &[String], status: u16, allows_others: bool) {
    let mut redirects = Redirects::new(service, first(service));
    if allows_others {
        redirects = redirects.with_other_hosts();
    }
    let (mut is_elsewhere, mut hops) = (false, 0);
    for link in links {
        let Some(answer) = answer(status, link) else { break };
        match redirects.next(&answer.into_parts().0) {
            Ok(Some(Hop::Service(request))) => {
                assert!(!is_elsewhere, "back from another host: {links:?}");
                is_at(service, request.uri());
            }
            Ok(Some(Hop::Elsewhere(request))) => {
                assert!(allows_others, "{links:?}");
                is_elsewhere = true;
                is_harmless(&request);
            }
            Ok(None) | Err(_) => break,
        }
        hops += 1;
        assert!(hops <= 10, "{links:?}");
    }
}

fn work(service: &Service, link: &str) {
    if let Ok(anonymous) = Anonymous::get(link) {
        is_harmless(&anonymous.into_request());
    }
    if let Ok(poll) = Poll::<LongRunningOperation>::from_location(service, link)
        && let Ok(request) = poll.request()
    {
        is_at(service, request.uri());
    }
    let Some(answer) = answer(202, link) else { return };
    let accepted: Accepted = decode(answer).unwrap();
    for version in [None, Some(Version::V1)] {
        let Ok(monitor) = Monitor::new(service, version, &accepted) else { continue };
        let resumed = Monitor::resume(service, &monitor.state()).unwrap();
        for monitor in [monitor, resumed] {
            let request = monitor.request();
            match request.extensions().get::<WithoutToken>() {
                Some(_) => is_harmless(&request),
                None => is_at(service, request.uri()),
            }
        }
    }
}

fn answer(status: u16, location: &str) -> Option<Response<&'static str>> {
    let location = HeaderValue::from_str(location).ok()?;
    Response::builder().status(status).header(header::LOCATION, location).body("").ok()
}
