//! Tests the links of a service against an independent URL parser, the crate `url`, which many clients use.

use bytes::Bytes;
use graph_models_core::request::{Pages, Service};
use http::{Request, Response};
use proptest::prelude::*;
use serde_json::json;
use url::Url;

/// Returns texts that URL parsers understand differently.
fn piece() -> impl Strategy<Value = String> {
    let odd = [
        "https://",
        "http://",
        "//",
        "/",
        "\\",
        "@",
        ":",
        "#",
        "?",
        "%2f",
        "%5c",
        "%40",
        "%2e",
        "..",
        ".",
        "[",
        "]",
        ":443",
        ":80",
        ":8443",
        ":0443",
        "graph.microsoft.com",
        "GRAPH.microsoft.com",
        "evil.example",
        "127.0.0.1",
        "[::1]",
        "\t",
        "\n",
        " ",
        "é",
        "。",
        "／",
        "xn--",
        "beta",
        "v1.0",
        "user:pw@",
        "$skip=1",
        "|",
        "{",
        "}",
        "\u{0}",
    ];
    prop_oneof![4 => prop::sample::select(odd.to_vec()).prop_map(str::to_owned), 1 => any::<String>()]
}

fn link() -> impl Strategy<Value = String> {
    let any = prop::collection::vec(piece(), 0..8).prop_map(|pieces| pieces.concat());
    let near = prop::collection::vec(piece(), 0..6)
        .prop_map(|pieces| format!("https://graph.microsoft.com{}", pieces.concat()));
    prop_oneof![any, near]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn what_is_followed_leads_to_the_service_for_every_reader(link in link()) {
        let Ok(uri) = Service::global().follows(&link) else { return Ok(()) };
        prop_assert_eq!(uri.scheme_str(), Some("https"));
        let url = Url::parse(&uri.to_string()).unwrap();
        prop_assert_eq!(url.scheme(), "https", "{}", uri);
        prop_assert_eq!(url.host_str(), Some("graph.microsoft.com"), "{}", uri);
        prop_assert_eq!(url.port_or_known_default(), Some(443), "{}", uri);
        prop_assert!(url.username().is_empty() && url.password().is_none(), "{}", uri);
    }

    #[test]
    fn what_pages_follow_leads_to_the_service_for_every_reader(link in link(), path in "(/[a-z0-9.]{1,5}){0,3}") {
        let first = Request::get(format!("https://graph.microsoft.com{path}?$top=1")).body(Bytes::new()).unwrap();
        let mut pages = Pages::<String>::from_request(&Service::global(), first);
        pages.read(Response::new(json!({"value": [], "@odata.nextLink": link}).to_string())).unwrap();
        let Ok(Some(request)) = pages.next_request() else { return Ok(()) };
        let url = Url::parse(&request.uri().to_string()).unwrap();
        prop_assert_eq!(url.origin().ascii_serialization(), "https://graph.microsoft.com", "{}", request.uri());
        prop_assert!(url.username().is_empty() && url.password().is_none(), "{}", request.uri());
    }

    #[test]
    fn relative_links_are_what_an_independent_reader_makes_of_them(
        path in "(/[a-z0-9]{1,5}){0,3}/?",
        link in "(\\.\\./|\\./|[a-z0-9;=.]{1,5}/){0,4}([a-z0-9;=]{1,5}|\\.|\\.\\.)?(\\?[a-z0-9/.?]{0,9})?",
    ) {
        let base = format!("https://graph.microsoft.com{path}?$top=1");
        let first = Request::get(&base).body(Bytes::new()).unwrap();
        let mut pages = Pages::<String>::from_request(&Service::global(), first);
        pages.read(Response::new(json!({"value": [], "@odata.nextLink": link}).to_string())).unwrap();
        let request = pages.next_request().unwrap();
        let resolved = Url::parse(&base).unwrap().join(&link).unwrap();
        prop_assert_eq!(request.is_none(), link.is_empty());
        if let Some(request) = request {
            prop_assert_eq!(request.uri().to_string(), resolved.to_string());
        }
    }

    #[test]
    fn ordinary_links_are_followed_as_they_are(path in "(/[a-zA-Z0-9$_.~()':,;=@!*+-]{1,9}){1,5}", query in "[a-zA-Z0-9$_.~()':,;=@!*+%&/?-]{0,40}") {
        let link = format!("https://graph.microsoft.com{path}?{query}");
        prop_assert_eq!(Service::global().follows(&link).unwrap().to_string(), link);
    }
}
