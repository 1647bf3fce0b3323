//! Upload sessions: they send slice after slice of the bytes that the service still lacks.

mod begin;
mod content;
mod error;
mod ranges;
mod state;
mod step;

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;
use std::time::{Duration, SystemTime};

use http::header::{CONTENT_RANGE, CONTENT_TYPE};
use http::response::Parts;
use http::{HeaderValue, Method, Response, StatusCode};
use serde_json::{Map, Value};

use content::{EXPIRES, RANGES};
pub use error::UploadError;
use ranges::Ranges;
pub use state::UploadState;
use step::Commit;
pub use step::{UploadRequest, UploadStep};

use super::SliceSize;
use super::patience::{self, Patience};
use crate::edm::DateTimeOffset;
use crate::request::anonymous::{Address, Anonymous};
use crate::request::json_object::{self, member};
use crate::request::{Answer, GraphError, RetryAfter, answer};

/// An upload in slices to the session of an answer to `createUploadSession`. The final answer is of type `A`: the
/// model of the item, `Option` of the model if there may be no item, [`Accepted`](crate::request::Accepted) for
/// attachments, whose answer has only `Location`, or [`NoContent`](crate::request::NoContent).
///
/// Requests go to the address of the session, without a token. After a failure the state of the session is requested,
/// and acknowledged bytes are not sent again. See the [module](super) for a driver.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
/// use graph_models_core::request::transfer::{Upload, UploadState, UploadStep};
/// use graph_models_core::request::Bytes;
///
/// // Any generated `uploadSession`.
/// let session: sample::Owner = graph_models_core::from_str(
///     r#"{"uploadUrl": "https://contoso.sharepoint.com/up?tempauth=t", "expirationDateTime": "2026-01-01T00:00:00Z"}"#,
/// )?;
/// let mut upload = Upload::<Bytes>::new(&session, 5)?;
/// let next = upload.next_request()?;
/// assert_eq!(next.range(), 0..5);
/// let request = next.with_body("12345").into_request();
/// assert_eq!(request.headers()["content-range"], "bytes 0-4/5");
///
/// // The state can be saved at any time; after a restart the service is asked first.
/// let saved = serde_json::to_string(&upload.state())?;
/// let resumed = Upload::<Bytes>::resume(serde_json::from_str(&saved)?).next_request()?;
/// assert!(resumed.range().is_empty());
///
/// let answer = http::Response::builder().status(201).body("{}")?;
/// assert_eq!(upload.read(answer)?, UploadStep::Done(Bytes::from("{}")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Upload<A> {
    address: Address,
    total: u64,
    slice: SliceSize,
    missing: Ranges,
    expires: Option<DateTimeOffset>,
    /// The slice that was sent and not answered.
    sent: Option<Range<u64>>,
    /// The end of all bytes that were ever sent; `None` if another process may have sent bytes.
    sent_end: Option<u64>,
    /// The largest number of bytes that were ever acknowledged.
    best: u64,
    /// True if the state of the session must be requested before more bytes are sent.
    asks: bool,
    has_ended: bool,
    commit: Commit,
    patience: Patience,
    answer: PhantomData<fn() -> A>,
}

impl<A: Answer> Upload<A> {
    /// The state, to be saved. It can be saved after each answer and at any time between.
    pub fn state(&self) -> UploadState {
        UploadState {
            address: self.address.clone(),
            total: self.total,
            slice: self.slice,
            acknowledged: self.acknowledged(),
            expires: self.expires.clone(),
        }
    }

    /// The number of bytes that the service has acknowledged.
    pub fn acknowledged(&self) -> u64 {
        self.total.saturating_sub(self.missing.length())
    }

    /// The number of bytes of the whole item.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// The time at which the session ends, according to the last answer. The service prolongs it with each slice.
    pub fn expires(&self) -> Option<&DateTimeOffset> {
        self.expires.as_ref()
    }

    /// The time to wait from `now` before the next request: zero while the upload makes progress, or else the time
    /// that the service named, or else a time that grows with each failure.
    pub fn delay(&self, now: SystemTime) -> Duration {
        self.patience.delay(now)
    }

    /// The next request. If the last request has no answer yet, the same request is returned again.
    ///
    /// # Errors
    ///
    /// Returns an error if the upload has ended, or if too many requests in a row made no progress.
    pub fn next_request(&mut self) -> Result<UploadRequest, UploadError> {
        if self.has_ended {
            return Err(UploadError::Ended);
        }
        if let Some((failures, last)) = self.patience.is_out() {
            return Err(UploadError::Stalled { failures, last });
        }
        if self.commit.is_deferred() {
            let is_due = !self.asks && self.missing.length() == 0;
            self.commit = if is_due { Commit::Sent } else { Commit::Deferred };
        }
        if self.commit == Commit::Sent {
            self.sent = None;
            return Ok(UploadRequest::new(0..0, self.address.request_of(Method::POST, 0)));
        }
        let range = if self.asks { None } else { self.missing.first(self.slice.bytes()) };
        self.sent.clone_from(&range);
        let Some(range) = range else {
            return Ok(UploadRequest::new(0..0, self.address.request(Method::GET)));
        };
        self.sent_end = self.sent_end.map(|end| end.max(range.end));
        let mut request = self.address.request_of(Method::PUT, range.end.saturating_sub(range.start));
        // Outlook requires the media type, and no other one is right for a part of a file.
        let media_type = HeaderValue::from_static("application/octet-stream");
        request.headers_mut().insert(CONTENT_TYPE, media_type);
        let content = format!("bytes {}-{}/{}", range.start, range.end.saturating_sub(1), self.total);
        if let Ok(content) = HeaderValue::try_from(content) {
            request.headers_mut().insert(CONTENT_RANGE, content);
        }
        Ok(UploadRequest::new(range, request))
    }

    /// The request that cancels the session. Any success, 404 and 410 mean that the session and all sent bytes were
    /// removed.
    pub fn cancel(&mut self) -> Anonymous {
        self.has_ended = true;
        self.address.request_of(Method::DELETE, 0)
    }

    /// Notes that the connection was lost: the last request has no answer, or only a part of one.
    pub fn lost(&mut self) {
        self.fails(None);
    }

    /// Reads the answer to the last request.
    ///
    /// # Errors
    ///
    /// Returns an error if the service refused the upload, if the session no longer exists, if the answer contradicts
    /// the sent bytes, or if the final answer cannot be read.
    pub fn read<B: AsRef<[u8]>>(&mut self, response: Response<B>) -> Result<UploadStep<A>, UploadError> {
        let (mut head, body) = response.into_parts();
        self.address.hide(&mut head.extensions);
        let body = body.as_ref();
        if head.status.is_success() {
            return self.read_success(&head, body);
        }
        let error = GraphError::from_answer(&head, body);
        self.asks = true;
        match head.status.as_u16() {
            404 | 410 => {
                self.has_ended = true;
                let may_be_complete = self.sent_end.is_none_or(|end| self.missing.length_from(end) == 0);
                Err(UploadError::Gone { may_be_complete, error })
            }
            409 => {
                self.has_ended = true;
                Err(UploadError::Conflict(error))
            }
            // The status 416 means that the service already has the range.
            status if status == 416 || patience::passes(status) => {
                self.sent = None;
                self.patience.fails_with(error);
                Ok(UploadStep::Going)
            }
            _ => Err(UploadError::Answer(error)),
        }
    }

    fn read_success(&mut self, head: &Parts, body: &[u8]) -> Result<UploadStep<A>, UploadError> {
        let object = json_object::read(body);
        let said = object.as_ref().filter(|_| head.status != StatusCode::CREATED);
        // Mail writes `NextExpectedRanges`.
        let list = said.and_then(|object| member(object, RANGES)).filter(|(_, list)| !list.is_null());
        let list = list.map(|(_, list)| ranges::read_list(list, self.total)).transpose();
        let list = list.map_err(|reason| {
            self.asks = true;
            UploadError::Ranges { reason }
        })?;
        let is_accepted = head.status == StatusCode::ACCEPTED;
        if self.commit == Commit::Sent && !is_accepted {
            return self.finish(head, body, true);
        } else if self.commit == Commit::Sent {
            self.fails(RetryAfter::from_headers(&head.headers));
            return Ok(UploadStep::Going);
        }
        match (list, self.sent.clone()) {
            // The list is empty at the end of the upload, and some services omit it.
            (Some(missing), None) => Ok(self.expects(missing, object.as_ref())),
            (Some(missing), Some(_)) if missing.length() > 0 => Ok(self.expects(missing, object.as_ref())),
            (_, Some(sent)) if self.commit.is_deferred() && is_accepted && self.is_last(&sent) => {
                Ok(self.expects(Ranges::from(self.total, self.total), object.as_ref()))
            }
            (_, Some(sent)) if !is_accepted => {
                let is_last = self.is_last(&sent);
                self.finish(head, body, is_last)
            }
            // The state of a completed session is the item.
            (None, None) if !is_accepted && object.is_some_and(|object| object.contains_key("id")) => {
                let is_whole = self.sent_end.is_none_or(|end| self.missing.length_from(end) == 0);
                self.finish(head, body, is_whole)
            }
            _ => {
                self.fails(RetryAfter::from_headers(&head.headers));
                Ok(UploadStep::Going)
            }
        }
    }

    /// Returns `true` if the service lacked nothing but this slice.
    fn is_last(&self, sent: &Range<u64>) -> bool {
        self.missing.length() <= sent.end.saturating_sub(sent.start)
    }

    /// Takes over the ranges that the service lacks.
    fn expects(&mut self, missing: Ranges, object: Option<&Map<String, Value>>) -> UploadStep<A> {
        let is_state = self.sent.take().is_none();
        // The list may be incomplete. What was never sent is missing, whether it is listed or not.
        self.missing = match self.sent_end {
            Some(end) => missing.and(&self.missing, end),
            None => missing,
        };
        self.sent_end.get_or_insert(0);
        let expires = object.and_then(|object| member(object, EXPIRES)?.1.as_str()?.parse().ok());
        self.expires = expires.or(self.expires.take());
        let acknowledged = self.acknowledged();
        self.asks = false;
        if acknowledged > self.best {
            self.best = acknowledged;
            self.patience.progresses();
        } else if is_state && (acknowledged < self.total || self.commit.is_deferred()) {
            self.patience.is_answered();
        } else {
            self.patience.fails(None);
        }
        UploadStep::Going
    }

    fn finish(&mut self, head: &Parts, body: &[u8], is_whole: bool) -> Result<UploadStep<A>, UploadError> {
        self.has_ended = true;
        if !is_whole {
            return Err(UploadError::EarlyEnd);
        }
        self.missing = Ranges::from(self.total, self.total);
        answer::read(head, body).map(UploadStep::Done).map_err(UploadError::Answer)
    }

    fn fails(&mut self, retry_after: Option<RetryAfter>) {
        self.sent = None;
        self.asks = true;
        self.patience.fails(retry_after);
    }
}

/// Shows no address.
impl<A> fmt::Debug for Upload<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("missing", &self.missing.length())
            .field("total", &self.total)
            .field("expires", &self.expires)
            .field("asks", &self.asks)
            .field("has_ended", &self.has_ended)
            .finish_non_exhaustive()
    }
}
