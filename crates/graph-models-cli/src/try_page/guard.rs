//! Decides which requests are answered: requests of the page itself, and requests of programs on this machine.
//!
//! Any site that a user visits can make the browser send requests to this machine. The site can let its own name lead
//! here, so that the browser takes the page for a part of the site; the header `Host` then has that name. The site can
//! send forms; their media types are not JSON. The site can load an answer as a script; the headers `Origin` and
//! `Sec-Fetch-Site` then name another site.

use http::header::{CONTENT_TYPE, HOST, HeaderMap, HeaderName, ORIGIN};
use http::{Method, StatusCode, Uri};

/// The header with which browsers tell the relation between the page and the sender of a request.
const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// A request that is not answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    /// The reason, as a sentence.
    pub(super) problem: String,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, problem: impl Into<String>) -> Self {
        Self { status, problem: problem.into() }
    }
}

/// The refusal for work that ended in a panic, which is on the standard error stream.
pub(super) fn panicked() -> Refusal {
    let problem = "this is a mistake of the program, which tells more on its standard error stream";
    Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, problem)
}

/// Refuses a request that is not for this host, or that another site sends.
pub(super) fn check(host: &str, method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
    let is_named = match uri.authority() {
        Some(named) => named.as_str() == host,
        None => true,
    };
    if !is_named || single(headers, &HOST) != Some(host) {
        let problem = format!("the page is at http://{host}/ and under no other name");
        return Err(Refusal::new(StatusCode::MISDIRECTED_REQUEST, problem));
    }
    let is_same = |text: &str| text == "same-origin";
    let is_own = match *method {
        // Any site may link to the page itself. No other file is for other sites.
        Method::GET | Method::HEAD => {
            uri.path() == "/" || is_absent_or(headers, &SITE, |text| is_same(text) || text == "none")
        }
        _ => {
            is_absent_or(headers, &SITE, is_same)
                && is_absent_or(headers, &ORIGIN, |text| text.strip_prefix("http://") == Some(host))
        }
    };
    if !is_own {
        return Err(Refusal::new(StatusCode::FORBIDDEN, "another site sent this request"));
    }
    if *method == Method::POST && !is_json(headers) {
        let problem = "the body of a request is `application/json`";
        return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, problem));
    }
    Ok(())
}

/// Returns true if the media type is JSON. A browser asks the host for permission before it sends JSON from another
/// site.
fn is_json(headers: &HeaderMap) -> bool {
    let media_type = single(headers, &CONTENT_TYPE).and_then(|text| text.split(';').next());
    media_type.is_some_and(|media_type| media_type.trim().eq_ignore_ascii_case("application/json"))
}

/// The text of a header, if the header occurs exactly once.
fn single<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    if values.next().is_some() { None } else { value.to_str().ok() }
}

fn is_absent_or(headers: &HeaderMap, name: &HeaderName, is_right: impl Fn(&str) -> bool) -> bool {
    !headers.contains_key(name) || single(headers, name).is_some_and(is_right)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &str = "127.0.0.1:8080";

    fn status(method: &str, target: &str, headers: &[(&'static str, &str)]) -> u16 {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let checked = check(HERE, &method, &target.parse().unwrap(), &map);
        checked.map_or_else(|refusal| refusal.status.as_u16(), |()| 200)
    }

    #[test]
    fn only_this_host_is_answered() {
        assert_eq!(status("GET", "/", &[("host", HERE)]), 200);
        assert_eq!(status("GET", "http://127.0.0.1:8080/", &[("host", HERE)]), 200);
        let others = [
            "evil.example",
            "127.0.0.1",
            "127.0.0.1:80",
            "localhost:8080",
            "127.0.0.1:8080.evil.example",
            "",
        ];
        for other in others {
            assert_eq!(status("GET", "/", &[("host", other)]), 421, "{other}");
        }
        assert_eq!(status("GET", "/", &[]), 421);
        assert_eq!(status("GET", "/", &[("host", HERE), ("host", "evil.example")]), 421);
        assert_eq!(status("GET", "http://evil.example/", &[("host", HERE)]), 421);
    }

    #[test]
    fn other_sites_send_nothing() {
        const JSON: (&str, &str) = ("content-type", "application/json; charset=utf-8");
        let post = |more: &[(&'static str, &str)]| {
            status("POST", "/api/rust", &[&[("host", HERE), JSON][..], more].concat())
        };
        // A program sends neither header, the page sends both.
        assert_eq!(post(&[]), 200);
        assert_eq!(post(&[("origin", "http://127.0.0.1:8080"), ("sec-fetch-site", "same-origin")]), 200);
        for origin in [
            "null",
            "",
            "http://evil.example",
            "https://127.0.0.1:8080",
            "http://127.0.0.1:80",
            "http://localhost:8080",
        ] {
            assert_eq!(post(&[("origin", origin)]), 403, "{origin}");
        }
        for site in ["cross-site", "same-site", "none", ""] {
            assert_eq!(post(&[("sec-fetch-site", site)]), 403, "{site}");
        }
        assert_eq!(post(&[("origin", "http://127.0.0.1:8080"), ("origin", "http://evil.example")]), 403);
        for form in [
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "application/jsonp",
            "",
        ] {
            assert_eq!(status("POST", "/api/rust", &[("host", HERE), ("content-type", form)]), 415, "{form}");
        }
        assert_eq!(status("POST", "/api/rust", &[("host", HERE)]), 415);
    }

    #[test]
    fn a_link_leads_to_the_page_alone() {
        let get =
            |target: &str, site: &str| status("GET", target, &[("host", HERE), ("sec-fetch-site", site)]);
        assert_eq!((get("/", "cross-site"), get("/start.json", "cross-site")), (200, 403));
        assert_eq!(
            (get("/start.json", "same-origin"), get("/page.js", "none"), get("/page.js", "same-site")),
            (200, 200, 403)
        );
    }
}
