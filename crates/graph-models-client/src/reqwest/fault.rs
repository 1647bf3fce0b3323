//! The progress of a request, read from an error of the client.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use crate::{TransportError, TransportErrorKind};

/// Classifies an error of the HTTP client by the progress of the request. A request that was already being sent
/// counts as lost, whatever the error says. The URL is left out of the text, since it may hold names.
pub(super) fn transport(error: ::reqwest::Error, is_out: bool) -> TransportError {
    if is_out {
        return lost(error);
    }
    let error = error.without_url();
    if error.is_builder() {
        return TransportError::new(TransportErrorKind::Unable, &error);
    }
    // A timeout counts as one of connecting only if it says so. Then nothing was sent.
    if !error.is_connect() {
        return lost(error);
    }
    let error = TransportError::new(TransportErrorKind::Connect, &error);
    match error.to_string().contains("scheme is not http") {
        true => TransportError::new(TransportErrorKind::Unable, &Problem::NoTls),
        false => error,
    }
}

/// Classifies an error after the request was sent.
pub(super) fn lost(error: ::reqwest::Error) -> TransportError {
    TransportError::new(TransportErrorKind::Lost, &error.without_url())
}

/// A problem for which the HTTP client has no clear error.
#[derive(Debug)]
pub(super) enum Problem {
    /// The answer comes from another host.
    Redirected,
    /// The client was built without TLS.
    NoTls,
    /// Nothing moved for this time.
    Stalled(Duration),
    /// The answer did not begin in this time.
    TooLate(Duration),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stalled(limit) => return write!(f, "nothing was sent or received for {limit:?}"),
            Self::TooLate(limit) => return write!(f, "the answer did not begin in {limit:?}"),
            Self::Redirected => "the HTTP client followed a redirect to another host",
            Self::NoTls => {
                "the HTTP client has no TLS; it comes with a feature of the crate `reqwest`, such as `rustls`"
            }
        })
    }
}

impl Error for Problem {}
