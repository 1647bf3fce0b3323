//! The reasons why a download cannot continue.

use std::fmt;

use crate::request::{GraphError, LinkError};

/// The reason why a download cannot continue. No text shows an address.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum DownloadError {
    /// An address cannot be used.
    Link(LinkError),
    /// The pre-authenticated address expired (401, 403, 404, 410), and the download cannot get another one. Either it
    /// has no request to the service, or the new address from the service was refused as well (401, 403). Begin with a
    /// new address and the saved state.
    Expired(GraphError),
    /// The service refused the download. The error is read only from the head of the answer.
    Answer(GraphError),
    /// The caller already has the content (304). The request to the service has `If-None-Match` or
    /// `If-Modified-Since`.
    NotModified,
    /// The answer is not the requested part.
    Range {
        /// The fault.
        reason: &'static str,
    },
    /// The content is compressed although the request did not allow it. Parts of compressed content cannot be joined.
    Encoded,
    /// The answer is longer than announced. The surplus bytes must not be written.
    TooLong,
    /// Too many requests in a row brought no bytes. The saved state can be used for a later attempt.
    Stalled {
        /// The number of requests.
        failures: u32,
        /// The last answer, if the last request had an answer with an error.
        last: Option<GraphError>,
    },
    /// The download is complete.
    Ended,
}

impl DownloadError {
    /// The answer of the service, if there is one.
    pub fn answer(&self) -> Option<&GraphError> {
        match self {
            Self::Expired(error) | Self::Answer(error) => Some(error),
            Self::Stalled { last, .. } => last.as_ref(),
            _ => None,
        }
    }
}

impl From<LinkError> for DownloadError {
    fn from(error: LinkError) -> Self {
        Self::Link(error)
    }
}

impl fmt::Display for DownloadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Link(error) => write!(f, "the content has no usable address: {error}"),
            Self::Expired(error) => write!(f, "the address of the content expired: {error}"),
            Self::Answer(error) => write!(f, "the download failed: {error}"),
            Self::NotModified => f.write_str("the content has not changed"),
            Self::Range { reason } => write!(f, "the answer is not the part that was asked for: {reason}"),
            Self::Encoded => f.write_str("the content is compressed, though that was not asked for"),
            Self::TooLong => f.write_str("the content is longer than the answer said"),
            Self::Stalled { failures, last } => {
                write!(f, "the download did not come forward for {failures} requests")?;
                last.iter().try_for_each(|last| write!(f, ", the last answer is: {last}"))
            }
            Self::Ended => f.write_str("the download is complete"),
        }
    }
}

impl std::error::Error for DownloadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Link(error) => Some(error),
            _ => self.answer().map(|error| error as _),
        }
    }
}
