//! Content together with the facts in the headers of its answer.

use std::fmt;

use http::header::{CONTENT_LOCATION, ETAG};
use http::response::Parts;
use http::{HeaderMap, HeaderName, StatusCode};

use super::Answer;
use crate::request::headers::{self, Deprecation, Preference, preferences_applied};
use crate::request::{GraphError, RetryAfter, SentRequest};

/// Content, and the facts about its answer.
///
/// ```
/// use graph_models_core::request::{Full, NoContent, decode};
///
/// let answer = http::Response::builder().status(204).header("etag", "W/\"5\"").header("request-id", "b0a1").body("")?;
/// let full: Full<NoContent> = decode(answer)?;
/// assert_eq!(full.about.etag.as_deref(), Some("W/\"5\""));
/// assert_eq!(full.about.request_id.as_deref(), Some("b0a1"));
///
/// // Any other header, such as the load that the service counts for this program.
/// let answer = http::Response::builder().header("x-ms-throttle-limit-percentage", "0.9").body("")?;
/// let full: Full<NoContent> = decode(answer)?;
/// assert_eq!(full.about.header("X-Ms-Throttle-Limit-Percentage"), Some("0.9"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Full<T> {
    /// The content.
    pub value: T,
    /// The facts about the answer.
    pub about: ResponseInfo,
}

/// The facts about an answer, from its status and its headers.
///
/// `Debug` shows no addresses, which may hold a token, and of other headers only the names.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResponseInfo {
    /// The status.
    pub status: StatusCode,
    /// The entity tag of the content, with its quotes, in the form for `If-Match`.
    pub etag: Option<String>,
    /// The id that the service gave the request.
    pub request_id: Option<String>,
    /// The id that the client gave the request: from the header, or else from the [`SentRequest`].
    pub client_request_id: Option<String>,
    /// The address of the created resource, or of work that continues.
    pub location: Option<String>,
    /// The address of the content.
    pub content_location: Option<String>,
    /// The time to wait before the next request.
    pub retry_after: Option<RetryAfter>,
    /// The announced end of the resource.
    pub deprecation: Option<Deprecation>,
    /// The preferences that the service applied.
    pub preferences_applied: Vec<Preference>,
    headers: HeaderMap,
}

impl ResponseInfo {
    /// Reads the facts. A header that is missing, empty or no text gives `None`.
    pub fn new(status: StatusCode, headers: &HeaderMap) -> Self {
        let text = |name: HeaderName| headers::text(headers, &name);
        Self {
            status,
            etag: text(ETAG),
            request_id: text(HeaderName::from_static("request-id")),
            client_request_id: text(HeaderName::from_static("client-request-id")),
            location: headers::location(headers),
            content_location: text(CONTENT_LOCATION),
            retry_after: RetryAfter::from_headers(headers),
            deprecation: Deprecation::from_headers(headers),
            preferences_applied: preferences_applied(headers),
            headers: headers.clone(),
        }
    }

    /// The value of a header, by its name in upper or lower case. `None` for a header that is missing or no text. Of
    /// several values, the first.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// All headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }
}

impl fmt::Debug for ResponseInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseInfo")
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("client_request_id", &self.client_request_id)
            .field("retry_after", &self.retry_after)
            .field("has_location", &self.location.is_some())
            .field("headers", &self.headers.keys().map(HeaderName::as_str).collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

impl<T: Answer> Answer for Full<T> {
    fn read(head: &Parts, body: &[u8]) -> Result<Self, GraphError> {
        let value = T::read(head, body)?;
        let mut about = ResponseInfo::new(head.status, &head.headers);
        if let (None, Some(sent)) = (&about.client_request_id, head.extensions.get::<SentRequest>()) {
            about.client_request_id = sent.client_request_id().map(str::to_owned);
        }
        Ok(Self { value, about })
    }
}
