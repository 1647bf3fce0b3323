//! An accepted request that runs on: 202 with the address of the operation.

use std::fmt;

use http::header::LOCATION;
use http::response::Parts;

use super::{Answer, refuse_others, text};
use crate::request::{GraphError, RetryAfter};

/// The service accepted the request and is still working on it. `location` is the address to ask for the state.
///
/// `Debug` does not show the address, which may hold a token.
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
    /// The address of the operation, from `Location`. Opaque: send it unchanged.
    pub location: Option<String>,
    /// The time to wait before the first look, if the service gives one.
    pub retry_after: Option<RetryAfter>,
}

impl Accepted {
    /// Reads what the headers say.
    pub(super) fn of(head: &Parts) -> Self {
        Self {
            location: text(&head.headers, &LOCATION),
            retry_after: RetryAfter::from_headers(&head.headers),
        }
    }
}

impl Answer for Accepted {
    fn read(head: &Parts, body: &[u8]) -> Result<Self, GraphError> {
        refuse_others(head, body).map(|()| Self::of(head))
    }
}

impl fmt::Debug for Accepted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Accepted")
            .field("has_location", &self.location.is_some())
            .field("retry_after", &self.retry_after)
            .finish()
    }
}
