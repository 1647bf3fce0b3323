//! The work goes on: 202 with the address of the operation.
//!
//! ```
//! use graph_models_core::request::{Accepted, decode};
//!
//! let answer = http::Response::builder().status(202).header("location", "https://graph.microsoft.com/beta/x").body("")?;
//! let accepted: Accepted = decode(answer)?;
//! assert_eq!(accepted.location.as_deref(), Some("https://graph.microsoft.com/beta/x"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use http::header::LOCATION;
use http::response::Parts;

use super::{Answer, refuse_html};
use crate::request::{GraphError, RetryAfter};

/// The service has accepted the request and works on; where to look is in `location`.
///
/// Any success counts: the work was accepted also where the service does not say how to watch it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Accepted {
    /// The address of the operation, from `Location`; opaque, to be used as it is.
    pub location: Option<String>,
    /// How long to wait before looking, if the service says so.
    pub retry_after: Option<RetryAfter>,
}

impl Answer for Accepted {
    fn read(head: &Parts, body: &[u8]) -> Result<Self, GraphError> {
        refuse_html(head, body)?;
        let location = head.headers.get(LOCATION).and_then(|location| location.to_str().ok());
        Ok(Self {
            location: location.filter(|location| !location.is_empty()).map(str::to_owned),
            retry_after: RetryAfter::from_headers(&head.headers),
        })
    }
}
