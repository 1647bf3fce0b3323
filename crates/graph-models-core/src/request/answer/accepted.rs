//! An accepted request whose work continues: 202 with the address of the operation.

use std::fmt;

use bytes::Bytes;
use http::response::Parts;
use http::{Response, StatusCode};

use super::{Answer, refuse_others};
use crate::request::headers::location;
use crate::request::{GraphError, GraphErrorKind, RetryAfter, Version};

/// The service accepted the request and is still working on it. `location` is the address at which the state can be
/// requested.
///
/// `Debug` shows neither the address, which may hold a token, nor the body.
///
/// Any 2xx counts: the service may accept a request without giving an address.
///
/// ```
/// use graph_models_core::request::{Accepted, decode};
///
/// let answer = http::Response::builder().status(202).header("location", "https://graph.microsoft.com/beta/x").body("")?;
/// let accepted: Accepted = decode(answer)?;
/// assert_eq!(accepted.location.as_deref(), Some("https://graph.microsoft.com/beta/x"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Accepted {
    /// The address of the operation, from `Location`, or else from `Operation-Location`. Opaque: send it unchanged.
    pub location: Option<String>,
    /// The time to wait before the first request for the state, if the service names one.
    pub retry_after: Option<RetryAfter>,
    /// The version of the request, if it is known: `location` may lack it, as `/teams('1')/operations('2')` does. The
    /// version is known for requests that a client of `graph-models-client` sent, and for requests of a batch. Another
    /// client puts a [`Version`] into the extensions of the answer.
    pub version: Option<Version>,
    /// The body of the answer. Mostly empty; [`content`](Self::content) reads it.
    pub body: Bytes,
}

impl Accepted {
    /// Reads the address, the time to wait and the version from the answer.
    pub(super) fn new(head: &Parts, body: &[u8]) -> Self {
        Self {
            location: location(&head.headers),
            retry_after: RetryAfter::from_headers(&head.headers),
            version: head.extensions.get().copied(),
            body: Bytes::copy_from_slice(body),
        }
    }

    /// The content that the service sent together with the address: the operation, or the entity as it is for now.
    /// `None` if the body is empty.
    ///
    /// ```
    /// # mod operation { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/operation.rs")); }
    /// use graph_models_core::request::{Accepted, LongRunning, decode};
    ///
    /// let answer = http::Response::builder().status(202).header("location", "/v1.0/operations/1").body(r#"{"status": "running"}"#)?;
    /// let accepted: Accepted = decode(answer)?;
    /// let operation = accepted.content::<operation::LongRunningOperation>()?.expect("there is a body");
    /// assert_eq!(operation.status_text(), Some("running"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the body does not fit the type.
    pub fn content<T: Answer>(&self) -> Result<Option<T>, GraphError> {
        if self.body.trim_ascii().is_empty() {
            return Ok(None);
        }
        let mut answer = Response::new(self.body.clone());
        *answer.status_mut() = StatusCode::ACCEPTED;
        super::decode(answer).map(Some)
    }
}

impl GraphError {
    /// The accepted work whose content is not there yet. `None` for all other errors.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
    /// use graph_models_core::request::decode;
    ///
    /// let answer = http::Response::builder().status(202).header("location", "/v1.0/operations/1").body("")?;
    /// let error = decode::<sample::SimpleIncident, _>(answer).unwrap_err();
    /// let accepted = error.accepted().expect("the service does it later");
    /// assert_eq!(accepted.location.as_deref(), Some("/v1.0/operations/1"));
    /// # Ok::<(), http::Error>(())
    /// ```
    pub fn accepted(&self) -> Option<Accepted> {
        let is_accepted = self.kind() == GraphErrorKind::Accepted;
        is_accepted.then(|| Accepted {
            location: self.location().map(str::to_owned),
            retry_after: self.retry_after(),
            version: self.version(),
            body: Bytes::copy_from_slice(self.body()),
        })
    }
}

impl Answer for Accepted {
    fn read(head: &Parts, body: &[u8]) -> Result<Self, GraphError> {
        refuse_others(head, body).map(|()| Self::new(head, body))
    }
}

impl fmt::Debug for Accepted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Accepted")
            .field("has_location", &self.location.is_some())
            .field("retry_after", &self.retry_after)
            .field("version", &self.version)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}
