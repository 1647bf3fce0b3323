//! Requests without a token: they go to addresses that carry their own permission, mostly at another host.
//!
//! Upload sessions, downloads and some monitors have such pre-authenticated addresses. Everyone who knows the address
//! can use it, so no text shows it. The host may belong to anyone, so it gets no token.

use std::fmt;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH, IF_NONE_MATCH, IF_RANGE, RANGE};
use http::{Extensions, HeaderMap, HeaderName, Method, Request, Uri};

use super::{Hidden, LinkError, headers, link};

/// Headers that may go to another host. They describe the requested part of the content, and nothing about the
/// sender.
const KEPT: [HeaderName; 4] = [ACCEPT, RANGE, IF_RANGE, IF_NONE_MATCH];

/// A request that must be sent without a token and without any added header.
///
/// It is not an [`http::Request`], so that code that adds tokens cannot take it by mistake. After
/// [`into_request`](Self::into_request), the marker [`WithoutToken`] in its extensions has this meaning.
///
/// ```
/// use graph_models_core::request::{Anonymous, WithoutToken};
///
/// let request = Anonymous::get("https://contoso.sharepoint.com/_api/v2.0/monitor?tempauth=secret")?;
/// // No text shows the address.
/// assert_eq!(format!("{request:?}"), "Anonymous { method: GET, origin: \"https://contoso.sharepoint.com\", .. }");
/// let request = request.into_request();
/// assert!(request.headers().is_empty() && request.extensions().get::<WithoutToken>().is_some());
/// # Ok::<(), graph_models_core::request::LinkError>(())
/// ```
#[derive(Clone)]
pub struct Anonymous<B = Bytes>(Request<B>);

/// The marker of a request that must be sent without a token, in the extensions of an [`http::Request`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WithoutToken;

impl Anonymous<Bytes> {
    /// A `GET` of an absolute address, without headers.
    ///
    /// # Errors
    ///
    /// Returns an error if the address is not absolute, is not `https` (`http` only for loopback), has user
    /// information, or a host that programs read differently. The error does not show the address.
    pub fn get(url: &str) -> Result<Self, LinkError> {
        Ok(Address::parse(url)?.request(Method::GET))
    }

    /// A `DELETE` of an absolute address, without headers.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`get`](Self::get).
    pub fn delete(url: &str) -> Result<Self, LinkError> {
        Ok(Address::parse(url)?.request(Method::DELETE))
    }
}

impl<B> Anonymous<B> {
    /// The method.
    pub fn method(&self) -> &Method {
        self.0.method()
    }

    /// The address, which must not be shown.
    pub fn uri(&self) -> &Uri {
        self.0.uri()
    }

    /// All headers of the request. The client must add no headers except those of the protocol.
    pub fn headers(&self) -> &HeaderMap {
        self.0.headers()
    }

    /// Adds those headers that may go to another host: `Accept`, `Range`, `If-Range` and `If-None-Match`.
    pub(super) fn keeping(mut self, headers: &HeaderMap) -> Self {
        headers::copy(headers, self.headers_mut(), &KEPT);
        self
    }

    pub(super) fn headers_mut(&mut self) -> &mut HeaderMap {
        self.0.headers_mut()
    }

    /// Returns the request with another body, such as a stream. `Content-Length` stays unchanged.
    pub fn with_body<C>(self, body: C) -> Anonymous<C> {
        Anonymous(self.0.map(|_| body))
    }

    /// The request for an HTTP client, with [`WithoutToken`] in its extensions. Its `Debug` shows the address.
    pub fn into_request(self) -> Request<B> {
        self.0
    }
}

/// Shows no address.
impl<B> fmt::Debug for Anonymous<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let uri = self.0.uri();
        let origin =
            uri.authority().map(|authority| format!("{}://{authority}", uri.scheme_str().unwrap_or("")));
        f.debug_struct("Anonymous")
            .field("method", self.0.method())
            .field("origin", &origin.unwrap_or_default())
            .finish_non_exhaustive()
    }
}

/// A checked pre-authenticated address.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Address(Uri);

impl Address {
    pub(super) fn parse(url: &str) -> Result<Self, LinkError> {
        if url.is_empty() {
            return Err(LinkError::Missing);
        }
        let uri = link::plain_uri(url)?;
        let invalid = |reason| Err(LinkError::Invalid { reason });
        let Some(authority) = uri.authority().filter(|authority| link::has_valid_port(authority)) else {
            return invalid("its port is no number");
        };
        match uri.scheme_str() {
            Some("https") => Ok(Self(uri)),
            Some("http") if link::is_loopback(authority.host()) => Ok(Self(uri)),
            Some("http") => invalid("it is `http`, and everyone on the way could use it"),
            _ => invalid("it is not `https`"),
        }
    }

    /// The address, which must not be shown.
    pub(super) fn uri(&self) -> &Uri {
        &self.0
    }

    /// A request without headers and body.
    pub(super) fn request(&self, method: Method) -> Anonymous {
        let mut request = Request::new(Bytes::new());
        *request.method_mut() = method;
        *request.uri_mut() = self.0.clone();
        request.extensions_mut().insert(WithoutToken);
        Anonymous(request)
    }

    /// A request for a body of `length` bytes.
    pub(super) fn request_of(&self, method: Method, length: u64) -> Anonymous {
        let mut request = self.request(method);
        request.headers_mut().insert(CONTENT_LENGTH, length.into());
        request
    }

    /// Hides the address in errors that are made from the answer.
    pub(super) fn hide(&self, extensions: &mut Extensions) {
        if extensions.get::<Hidden>().is_none()
            && let Some(hidden) = Hidden::from_address(&self.0)
        {
            extensions.insert(hidden);
        }
    }

    /// The address as text, to be saved.
    pub(super) fn to_text(&self) -> String {
        self.0.to_string()
    }
}

/// Shows that there is an address, but not the address.
impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_clear_and_encrypted() {
        for url in [
            "https://contoso.sharepoint.com/x?tempauth=a.b-c",
            "https://contoso-my.sharepoint.com:443/x",
            "HTTPS://outlook.office.com/api/v2.0/Users('a@b')/x?authtoken=eyJ",
            "http://127.0.0.1:8080/x",
            "http://[::1]/x",
            "http://localhost/x",
        ] {
            assert!(Address::parse(url).is_ok(), "{url}");
        }
        for url in [
            "http://contoso.sharepoint.com/x",
            "http://localhost.evil.example/x",
            "http://127.0.0.1@evil.example/x",
            "https://user@contoso.sharepoint.com/x",
            "https://contoso.sharepoint.com\\@evil.example/x",
            "https://contoso%2eevil.example/x",
            "https://contoso.sharepoint.com:99999/x",
            "https://contoso.sharepoint.com:x/x",
            "https://contoso.sharepoint.com/x\r\nauthorization: y",
            "ftp://contoso.sharepoint.com/x",
            "file:///etc/passwd",
            "//contoso.sharepoint.com/x",
            "/x",
            "x",
            "https://",
            " https://contoso.sharepoint.com/x",
        ] {
            assert!(matches!(Anonymous::get(url), Err(LinkError::Invalid { .. })), "{url}");
        }
        assert_eq!(Anonymous::delete("").map(|_| ()), Err(LinkError::Missing));
    }

    #[test]
    fn nothing_shows_the_address() {
        let address = Address::parse("https://contoso.sharepoint.com/a/b?tempauth=secret-1234").unwrap();
        let put = address.request_of(Method::PUT, 5).with_body("12345");
        assert!(!format!("{address:?}{put:?}").contains("secret"));
        assert_eq!((put.method(), &put.headers()["content-length"]), (&Method::PUT, &"5".parse().unwrap()));
        let mut extensions = Extensions::new();
        address.hide(&mut extensions);
        let hidden: &Hidden = extensions.get().unwrap();
        assert_eq!(hidden.clean("see ?tempauth=secret-1234."), "see ?[token].");
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
        let request = Anonymous::get("https://files.example/").unwrap().keeping(&headers);
        assert_eq!((request.headers().len(), request.method()), (4, &Method::GET));
        assert!(request.headers().values().all(|value| value == "kept"));
    }
}
