//! Content together with the facts in the headers of its answer.

use std::fmt;

use http::header::{CONTENT_LOCATION, ETAG};
use http::response::Parts;
use http::{HeaderMap, HeaderName, StatusCode};

use super::Answer;
use crate::request::headers::{self, Deprecation, Preference, preferences_applied};
use crate::request::{GraphError, RetryAfter};

/// Content, and the facts about its answer.
///
/// ```
/// use graph_models_core::request::{Full, NoContent, decode};
///
/// let answer = http::Response::builder().status(204).header("etag", "W/\"5\"").header("request-id", "b0a1").body("")?;
/// let full: Full<NoContent> = decode(answer)?;
/// assert_eq!(full.about.etag.as_deref(), Some("W/\"5\""));
/// assert_eq!(full.about.request_id.as_deref(), Some("b0a1"));
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
/// `Debug` does not show addresses, which may hold a token.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResponseInfo {
    /// The status.
    pub status: StatusCode,
    /// The entity tag of the content, with its quotes, in the form for `If-Match`.
    pub etag: Option<String>,
    /// The id that the service gave the request.
    pub request_id: Option<String>,
    /// The id that the client gave the request.
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
        }
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
            .finish_non_exhaustive()
    }
}

impl<T: Answer> Answer for Full<T> {
    fn read(head: &Parts, body: &[u8]) -> Result<Self, GraphError> {
        let value = T::read(head, body)?;
        Ok(Self { value, about: ResponseInfo::new(head.status, &head.headers) })
    }
}
