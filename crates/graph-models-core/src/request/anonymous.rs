//! Requests that go to another host, and so without a token.

use std::fmt;

use bytes::Bytes;
use http::header::{ACCEPT, IF_NONE_MATCH, IF_RANGE, RANGE};
use http::{HeaderMap, HeaderName, Method, Request, Uri};

use super::{LinkError, link, root};

/// Headers that may go to another host. They tell which part of the content is wanted, and nothing about the sender.
const KEPT: [HeaderName; 4] = [ACCEPT, RANGE, IF_RANGE, IF_NONE_MATCH];

/// The address of a request that must go without a token, cookies and other headers: the address is the permission.
///
/// `Debug` shows nothing of the address.
///
/// ```
/// use graph_models_core::request::Anonymous;
///
/// let target = Anonymous::new("https://files.example/content?tempauth=secret")?;
/// let mut headers = http::HeaderMap::new();
/// headers.insert("authorization", "Bearer open-sesame".parse()?);
/// headers.insert("range", "bytes=5-".parse()?);
/// let request = target.get(&headers);
/// assert_eq!(request.headers().len(), 1);
/// assert_eq!(request.headers()["range"], "bytes=5-");
/// assert!(Anonymous::new("http://files.example/content").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Anonymous(Uri);

impl Anonymous {
    /// Checks an address: `https`, or `http` to loopback, and a plain host without user information.
    ///
    /// # Errors
    ///
    /// Returns an error that does not show the address.
    pub fn new(address: &str) -> Result<Self, LinkError> {
        let invalid = |reason| Err(LinkError::Invalid { reason });
        if address.is_empty() {
            return Err(LinkError::Missing);
        }
        let Ok(uri) = address.parse::<Uri>() else { return invalid("it is no URL") };
        let Some(authority) = uri.authority() else { return invalid("it is no absolute URL") };
        if address.contains('\\') || !link::is_plain(authority) || !root::has_valid_port(authority) {
            return invalid("its host is written in a way that programs read differently");
        }
        match uri.scheme_str() {
            Some("https") => Ok(Self(uri)),
            Some("http") if root::is_loopback(authority.host()) => Ok(Self(uri)),
            Some("http") => invalid("it is not encrypted"),
            _ => invalid("it is no URL of the web"),
        }
    }

    /// The address. It may hold a secret.
    pub fn uri(&self) -> &Uri {
        &self.0
    }

    /// The request that reads the address. Of the headers, only `Accept`, `Range`, `If-Range` and `If-None-Match` go
    /// with it.
    pub fn get(&self, headers: &HeaderMap) -> Request<Bytes> {
        let mut request = Request::new(Bytes::new());
        *request.method_mut() = Method::GET;
        *request.uri_mut() = self.0.clone();
        for name in KEPT {
            for value in headers.get_all(&name) {
                request.headers_mut().append(&name, value.clone());
            }
        }
        request
    }
}

impl fmt::Debug for Anonymous {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Anonymous(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_clear_and_encrypted_address_is_one() {
        for address in [
            "https://files.example/a?b=c%2Fd",
            "https://files.example.:8443/a",
            "https://xn--fiqs8s.example/",
            "HTTPS://FILES.example/",
            "https://[2001:db8::1]:8443/a",
            "http://127.0.0.1:8080/a",
            "http://[::1]/a",
        ] {
            let found = Anonymous::new(address).unwrap();
            assert_eq!(format!("{found:?}"), "Anonymous(..)");
        }
        for address in [
            "",
            "/a",
            "//files.example/secret",
            "http://files.example/secret",
            "http://localhost.evil.example/secret",
            "http://127.1/secret",
            "https://user:secret@files.example/",
            "https://files.example\\@evil.example/secret",
            "https://files.example/a\\secret",
            "https://files%2eexample/secret",
            "https://filés.example/secret",
            "https://files.example:99999/secret",
            "https://files.example:/secret",
            "https:///secret",
            "ftp://files.example/secret",
            "javascript:secret",
            " https://files.example/secret",
            "https://files.example/secret\r\nauthorization: x",
        ] {
            let error = Anonymous::new(address).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("secret"), "{address}");
        }
    }

    #[test]
    fn no_header_about_the_sender_goes_along() {
        let mut headers = HeaderMap::new();
        for name in
            ["authorization", "cookie", "prefer", "if-match", "client-request-id", "user-agent", "referer"]
        {
            headers.insert(name, "secret".parse().unwrap());
        }
        for name in ["accept", "range", "if-range", "if-none-match"] {
            headers.insert(name, "kept".parse().unwrap());
        }
        let request = Anonymous::new("https://files.example/").unwrap().get(&headers);
        assert_eq!((request.headers().len(), request.method()), (4, &Method::GET));
        assert!(request.headers().values().all(|value| value == "kept"));
    }
}
