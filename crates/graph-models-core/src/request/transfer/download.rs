//! Downloads that continue at the point where they were interrupted.

mod content_range;
mod error;
mod source;
mod state;

use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::LOCATION;
use http::response::Parts;
use http::{HeaderMap, Request, StatusCode};

use content_range::ContentRange;
pub use error::DownloadError;
use source::Source;
pub use state::DownloadState;

use super::patience::{self, Patience};
use crate::request::anonymous::{Address, Anonymous};
use crate::request::{GraphError, RetryAfter, headers, redirect};

/// A download, by a request to the service or from a pre-authenticated address.
///
/// Redirects to the service's own host are followed with the token, and redirects to other hosts without it. If an
/// address at another host expires, a new one is requested from the service. If the content has a strong entity tag,
/// an interrupted body is continued with `Range` and `If-Range`. Otherwise the download starts again. See the
/// [module](super) for a driver.
///
/// ```
/// use graph_models_core::request::transfer::{Download, DownloadRequest, DownloadStep};
///
/// let first = http::Request::get("https://graph.microsoft.com/v1.0/me/drive/items/1/content").body(bytes::Bytes::new())?;
/// let mut download = Download::new(first);
/// let DownloadRequest::Service(_) = download.next_request()? else { panic!("it needs a token") };
/// let answer = http::Response::builder().status(302).header("location", "https://contoso.sharepoint.com/d?t=1").body(())?;
/// assert_eq!(download.begin(&answer.into_parts().0)?, DownloadStep::Again);
///
/// let DownloadRequest::Anonymous(_) = download.next_request()? else { panic!("it needs none") };
/// let answer = http::Response::builder().header("content-length", "5").header("etag", "\"1\"").body(())?;
/// assert_eq!(download.begin(&answer.into_parts().0)?, DownloadStep::Append);
/// download.take(b"123")?;
/// download.lost();
///
/// let DownloadRequest::Anonymous(next) = download.next_request()? else { panic!("it needs none") };
/// assert_eq!((&next.headers()["range"], &next.headers()["if-range"]), (&"bytes=3-".parse()?, &"\"1\"".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Download {
    source: Source,
    state: DownloadState,
    /// The position at which the arriving body ends. `None` if it is unknown.
    end: Option<u64>,
    /// True while a body arrives.
    is_open: bool,
    /// True if the sink was restarted and no piece has arrived since.
    is_dirty: bool,
    has_ended: bool,
    /// The largest number of bytes that were ever held.
    best: u64,
    patience: Patience,
}

/// The next request of a download.
#[derive(Clone)]
pub enum DownloadRequest {
    /// A request to the service, which needs a token.
    Service(Request<Bytes>),
    /// A request to a pre-authenticated address.
    Anonymous(Anonymous),
}

/// Shows no address.
impl fmt::Debug for DownloadRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Service(_) => "Service(…)",
            Self::Anonymous(_) => "Anonymous(…)",
        })
    }
}

/// The use of one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DownloadStep {
    /// The body continues at the end of the last one: append it.
    Append,
    /// The body starts from the beginning: remove everything that was written, then write the body.
    Restart,
    /// Ignore the body: wait for [`delay`](Download::delay) and send the next request.
    Again,
    /// All bytes were received.
    Done,
}

impl Download {
    /// Begins with a `GET` of the service, such as `/me/drive/items/{id}/content`. If the request has `If-None-Match`,
    /// the download may end with [`DownloadError::NotModified`].
    pub fn new(request: Request<Bytes>) -> Self {
        Self::begin_with(Source::from_request(request))
    }

    /// Begins with a pre-authenticated address, such as `@microsoft.graph.downloadUrl`.
    ///
    /// # Errors
    ///
    /// Returns an error if the address cannot be used: see [`Anonymous::get`].
    pub fn from_url(url: &str) -> Result<Self, DownloadError> {
        Ok(Self::begin_with(Source::from_address(Address::parse(url)?)))
    }

    fn begin_with(source: Source) -> Self {
        Self {
            source,
            state: DownloadState::default(),
            end: None,
            is_open: false,
            is_dirty: false,
            has_ended: false,
            best: 0,
            patience: Patience::new(),
        }
    }

    /// Continues from a saved state, with the same request or a new address of the same content.
    #[must_use]
    pub fn with_state(self, state: DownloadState) -> Self {
        let has_ended = state.total == Some(state.held);
        Self { best: state.held, has_ended, state, ..self }
    }

    /// Sets the number of failures without a new byte that the download survives: with one more it ends with
    /// [`DownloadError::Stalled`]. The default is 10.
    ///
    /// A failure is a request without an answer, one that the service wants later, an address that expired, or a body
    /// that was cut. A redirect is no failure: up to ten of them may follow each other.
    ///
    /// ```
    /// use graph_models_core::request::transfer::{Download, DownloadError};
    ///
    /// let mut download = Download::from_url("https://contoso.sharepoint.com/d?t=1")?.with_max_failures(0);
    /// let moved = http::Response::builder().status(302).header("location", "/e?t=1").body(())?;
    /// download.begin(&moved.into_parts().0)?;
    /// assert!(download.next_request().is_ok());
    /// download.lost();
    /// assert!(matches!(download.next_request(), Err(DownloadError::Stalled { failures: 1, .. })));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_max_failures(mut self, failures: u32) -> Self {
        self.patience = self.patience.with_limit(failures);
        self
    }

    /// The state, to be saved.
    pub fn state(&self) -> &DownloadState {
        &self.state
    }

    /// Returns `true` if all bytes were received.
    pub fn is_complete(&self) -> bool {
        self.has_ended
    }

    /// The time to wait from `now` before the next request: zero while bytes arrive, or else the time that the
    /// service named, or else a time that grows with each failure.
    pub fn delay(&self, now: SystemTime) -> Duration {
        self.patience.delay(now)
    }

    /// The next request.
    ///
    /// # Errors
    ///
    /// Returns an error if the download is complete, or if too many requests in a row brought no bytes.
    pub fn next_request(&mut self) -> Result<DownloadRequest, DownloadError> {
        if self.has_ended {
            return Err(DownloadError::Ended);
        }
        if let Some((failures, last)) = self.patience.is_out() {
            return Err(DownloadError::Stalled { failures, last });
        }
        self.is_open = false;
        self.source.request(&self.state).ok_or(DownloadError::Ended)
    }

    /// Reads the head of the answer to the last request.
    ///
    /// # Errors
    ///
    /// Returns an error if the service refused the download, or if the answer does not match the request.
    pub fn begin(&mut self, head: &Parts) -> Result<DownloadStep, DownloadError> {
        let is_redirect = redirect::is_redirect(head.status);
        if !is_redirect {
            self.source.arrives(head.status);
        }
        match head.status {
            StatusCode::PARTIAL_CONTENT => self.begin_part(&head.headers),
            StatusCode::RANGE_NOT_SATISFIABLE => self.is_past_the_end(&head.headers),
            // The content does not exist yet.
            StatusCode::ACCEPTED => {
                self.patience.fails(RetryAfter::from_headers(&head.headers));
                Ok(DownloadStep::Again)
            }
            status if status.is_success() => self.begin_whole(&head.headers),
            StatusCode::NOT_MODIFIED if self.state.held == 0 && self.source.is_conditional() => {
                Err(DownloadError::NotModified)
            }
            _ if is_redirect => {
                self.source.follow(&headers::text(&head.headers, LOCATION).unwrap_or_default())?;
                self.patience.is_answered();
                Ok(DownloadStep::Again)
            }
            status => self.refused(status, self.error(head)),
        }
    }

    /// The error of an answer, which shows no address.
    fn error(&self, head: &Parts) -> GraphError {
        let mut head = head.clone();
        self.source.hide(&mut head.extensions);
        GraphError::from_answer(&head, &[])
    }

    fn refused(&mut self, status: StatusCode, error: GraphError) -> Result<DownloadStep, DownloadError> {
        let status = status.as_u16();
        let is_expired = self.source.is_elsewhere() && matches!(status, 401 | 403 | 404 | 410);
        // A new address that is refused in the same way has not expired: it is refused for good.
        let is_refused = matches!(status, 401 | 403) && self.source.is_renewed();
        if is_expired && (is_refused || !self.source.begin_anew()) {
            return Err(DownloadError::Expired(error));
        } else if !is_expired && !patience::passes(status) {
            return Err(DownloadError::Answer(error));
        }
        self.patience.fails_with(error);
        Ok(DownloadStep::Again)
    }

    fn begin_whole(&mut self, headers: &HeaderMap) -> Result<DownloadStep, DownloadError> {
        if content_range::is_encoded(headers) {
            return Err(DownloadError::Encoded);
        }
        let step =
            if self.state.held > 0 || self.is_dirty { DownloadStep::Restart } else { DownloadStep::Append };
        self.is_dirty = step == DownloadStep::Restart;
        let total = content_range::length(headers);
        let tag = content_range::strong_tag(headers).map(str::to_owned);
        self.state = DownloadState { held: 0, total, tag };
        self.open(total);
        Ok(step)
    }

    fn begin_part(&mut self, headers: &HeaderMap) -> Result<DownloadStep, DownloadError> {
        let wrong = |reason| Err(DownloadError::Range { reason });
        let Some(tag) = self.state.resumes_by() else {
            return wrong("no part was asked for");
        };
        if content_range::is_encoded(headers) {
            return Err(DownloadError::Encoded);
        }
        if content_range::strong_tag(headers).is_some_and(|it| it != tag) {
            // The service ignores `If-Range`, so the next request is for the whole content.
            self.state.tag = None;
            self.patience.fails(RetryAfter::from_headers(headers));
            return Ok(DownloadStep::Again);
        }
        let Some(ContentRange::Part(first, end, total)) = ContentRange::read(headers) else {
            return wrong("it does not say which part it is");
        };
        if first != self.state.held {
            return wrong("it begins elsewhere");
        }
        if total.is_some() && self.state.total.is_some() && total != self.state.total
            || self.state.total.is_some_and(|total| end > total)
        {
            return wrong("the whole has another length than before");
        }
        if content_range::length(headers).is_some_and(|length| Some(length) != end.checked_sub(first)) {
            return wrong("it has another length than it says");
        }
        self.state.total = self.state.total.or(total);
        self.open(Some(end));
        Ok(DownloadStep::Append)
    }

    fn is_past_the_end(&mut self, headers: &HeaderMap) -> Result<DownloadStep, DownloadError> {
        let is_complete = self.state.resumes_by().is_some()
            && ContentRange::read(headers) == Some(ContentRange::Unsatisfied(self.state.held))
            && self.state.total.is_none_or(|total| total == self.state.held);
        if !is_complete {
            return Err(DownloadError::Range {
                reason: "the service has no bytes where the last part ended",
            });
        }
        self.state.total = Some(self.state.held);
        self.has_ended = true;
        Ok(DownloadStep::Done)
    }

    fn open(&mut self, end: Option<u64>) {
        self.end = end;
        self.is_open = true;
    }

    /// Counts a piece of the body. Write the piece after this call, and only if there is no error.
    ///
    /// # Errors
    ///
    /// Returns an error if the body is longer than announced, or if no body is expected.
    pub fn take(&mut self, piece: &[u8]) -> Result<(), DownloadError> {
        let length = u64::try_from(piece.len()).unwrap_or(u64::MAX);
        let held = self.state.held.saturating_add(length);
        if !self.is_open || self.end.is_some_and(|end| held > end) {
            self.is_open = false;
            return Err(DownloadError::TooLong);
        }
        self.state.held = held;
        self.is_dirty = false;
        if held > self.best {
            self.best = held;
            self.patience.progresses();
        }
        Ok(())
    }

    /// Subtracts a piece that was counted but could not be written. Cut the file to [`DownloadState::held`] before
    /// the download continues, since it may contain a part of the piece.
    pub fn not_written(&mut self, piece: &[u8]) {
        let length = u64::try_from(piece.len()).unwrap_or(u64::MAX);
        self.state.held = self.state.held.saturating_sub(length);
        self.is_open = false;
    }

    /// Notes that the body has ended. Returns `true` if all bytes were received. A body that is shorter than
    /// announced counts as [`lost`](Self::lost).
    pub fn ended(&mut self) -> bool {
        if !self.is_open {
            return self.has_ended;
        }
        self.is_open = false;
        match self.end {
            Some(end) if self.state.held < end => self.patience.fails(None),
            // A part may end before the end of the whole content. If the length of the whole is unknown, the next
            // request finds its end.
            Some(end) => self.has_ended = self.state.total == Some(end),
            None => self.has_ended = true,
        }
        if self.has_ended {
            self.state.total = Some(self.state.held);
        }
        self.has_ended
    }

    /// Notes that the connection was lost: the request has no answer, or its body was interrupted. The download may
    /// be complete nevertheless ([`is_complete`](Self::is_complete)) if the connection was lost after the last byte.
    pub fn lost(&mut self) {
        if self.is_open && self.end == Some(self.state.held) {
            self.ended();
            return;
        }
        self.is_open = false;
        self.patience.fails(None);
    }
}

/// Shows no address.
impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("state", &self.state)
            .field("is_open", &self.is_open)
            .field("has_ended", &self.has_ended)
            .finish_non_exhaustive()
    }
}
