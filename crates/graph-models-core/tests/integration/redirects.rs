//! Tests of redirects to the service and to other hosts, including URLs that disguise another host.

use bytes::Bytes;
use graph_models_core::request::{Hop, LinkError, Redirects, Service};
use http::{Request, Response};

const START: &str = "https://graph.microsoft.com/v1.0/me/photo/$value";

fn redirects(method: &str) -> Redirects {
    let request = Request::builder().method(method).uri(START);
    let request = ["authorization", "cookie", "prefer", "accept", "content-type"]
        .iter()
        .fold(request, |request, name| request.header(*name, "secret"));
    Redirects::new(&Service::global(), request.body(Bytes::from_static(b"body")).unwrap())
}

fn next(redirects: &mut Redirects, status: u16, location: &str) -> Result<Option<Hop>, LinkError> {
    let answer = Response::builder().status(status).header("location", location).body(()).unwrap();
    redirects.next(&answer.into_parts().0)
}

#[test]
fn no_disguise_takes_the_token_elsewhere() {
    for location in [
        "https://evil.example/",
        "http://graph.microsoft.com/v1.0/x",
        "https://graph.microsoft.com:8443/x",
        "https://graph.microsoft.com./x",
        "https://GRAPH.microsoft.com.evil.example/x",
        "https://graph.microsoft.com@evil.example/x",
        "https://user:pw@graph.microsoft.com/x",
        "https://graph.microsoft.com\\@evil.example/x",
        "https://graph.microsoft.com%2eevil.example/x",
        "https://graph%2emicrosoft.com/x",
        "https://xn--grph-5na.microsoft.com/x",
        "https://[::ffff:1.2.3.4]/x",
        "https://evil.example#@graph.microsoft.com/",
        "https://evil.example?@graph.microsoft.com/",
        "//evil.example/x",
        "/\\evil.example/x",
        "\\\\evil.example/x",
        "ftp://graph.microsoft.com/x",
        "javascript:x",
    ] {
        for status in [301, 302, 303, 307, 308] {
            assert!(next(&mut redirects("GET"), status, location).is_err(), "{location}");
            assert!(next(&mut redirects("POST").with_other_hosts(), 307, location).is_err(), "{location}");
            match next(&mut redirects("GET").with_other_hosts(), status, location) {
                Ok(Some(Hop::Elsewhere(request))) => {
                    assert_eq!(request.headers().keys().collect::<Vec<_>>(), ["accept"], "{location}");
                    assert!(request.body().is_empty() && request.uri().scheme_str() == Some("https"));
                }
                Ok(Some(Hop::Service(_)) | None) => panic!("{location} is not the service"),
                Err(_) => {}
            }
        }
    }
}

#[test]
fn the_own_host_keeps_the_request() {
    let mut post = redirects("POST");
    let Ok(Some(Hop::Service(request))) = next(&mut post, 308, "/v1.0/x") else { panic!("it stays") };
    assert_eq!((request.method().as_str(), request.body().as_ref()), ("POST", &b"body"[..]));
    assert!(request.headers().contains_key("authorization"));
    let Ok(Some(Hop::Service(request))) = next(&mut post, 303, "/v1.0/x") else { panic!("it stays") };
    assert_eq!((request.method().as_str(), request.body().len()), ("GET", 0));
    assert!(!request.headers().contains_key("content-type"));
    assert!(next(&mut redirects("POST"), 302, "/v1.0/x").is_err());
    assert!(next(&mut redirects("GET"), 200, "/v1.0/x").unwrap().is_none());
    assert_eq!(next(&mut redirects("GET"), 302, "").unwrap_err(), LinkError::Missing);
}

#[test]
fn circles_and_long_ways_end_and_nothing_leads_back() {
    assert_eq!(next(&mut redirects("GET"), 302, START).unwrap_err(), LinkError::Repeated);
    let mut many = redirects("GET");
    for hop in 0..10 {
        assert!(next(&mut many, 302, &format!("/v1.0/{hop}")).is_ok());
    }
    assert!(next(&mut many, 302, "/v1.0/last").is_err());
    let mut away = redirects("GET").with_other_hosts();
    next(&mut away, 302, "https://files.example/1").unwrap();
    let Ok(Some(Hop::Elsewhere(back))) = next(&mut away, 302, "https://graph.microsoft.com/v1.0/x") else {
        panic!("it goes without a token")
    };
    assert!(!back.headers().contains_key("authorization"));
    // A relative address is relative to the last request, even if that went to the service's host.
    let Ok(Some(Hop::Elsewhere(next))) = next(&mut away, 302, "y?z") else {
        panic!("it goes without a token")
    };
    assert_eq!(next.uri(), "https://graph.microsoft.com/v1.0/y?z");
    assert!(!format!("{away:?}").contains("example"));
}

/// By RFC 9110, 10.2.2, a relative address belongs to the host that sent it, unless it names a host (RFC 3986, 4.2).
#[test]
fn a_relative_address_elsewhere_stays_there() {
    for (location, address) in [
        ("/b?x=1", "https://files.example/b?x=1"),
        ("b", "https://files.example/a/b"),
        ("../c", "https://files.example/c"),
        ("//other.example/x", "https://other.example/x"),
    ] {
        let mut redirects = redirects("GET").with_other_hosts();
        next(&mut redirects, 302, "https://files.example/a/x?tempauth=secret").unwrap();
        let Ok(Some(Hop::Elsewhere(request))) = next(&mut redirects, 302, location) else {
            panic!("{location} is followed")
        };
        assert_eq!(request.uri(), address);
        assert_eq!(request.headers().keys().collect::<Vec<_>>(), ["accept"]);
    }
    let mut first = redirects("GET").with_other_hosts();
    let Ok(Some(Hop::Elsewhere(request))) = next(&mut first, 302, "//files.example/x") else {
        panic!("it names another host")
    };
    assert_eq!(request.uri(), "https://files.example/x");
    for location in ["/\\evil.example/x", "\\\\evil.example/x", "javascript:x"] {
        let mut redirects = redirects("GET").with_other_hosts();
        next(&mut redirects, 302, "https://files.example/a").unwrap();
        assert!(next(&mut redirects, 302, location).is_err(), "{location}");
    }
}
