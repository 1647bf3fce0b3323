//! The reasons why an upload cannot continue.

use std::fmt;

use crate::request::{GraphError, LinkError};

/// The reason why an upload cannot continue. No text shows the address of the session.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum UploadError {
    /// The address of the session cannot be used.
    Link(LinkError),
    /// There is nothing to upload, and a session cannot make an empty item: send a small `PUT …/content` instead.
    Empty,
    /// The size of slices is no multiple of 320 KiB, or more than 60 MiB.
    SliceSize {
        /// The size in bytes.
        bytes: u64,
    },
    /// The session no longer exists: it expired, was cancelled or ended (404, 410). The upload must start again with
    /// a new session.
    Gone {
        /// `true` if everything was sent, or may have been sent before a restart. The item may then exist, and only
        /// the answer that confirmed it is lost. Look for the item before you start the upload again.
        may_be_complete: bool,
        /// The answer.
        error: GraphError,
    },
    /// An item of the same name exists (409). The answer has the code of the service. See
    /// [`ConflictBehavior`](crate::request::transfer::ConflictBehavior).
    Conflict(GraphError),
    /// The service refused the upload for another reason, or the final answer cannot be read
    /// ([`GraphErrorKind::Body`](crate::request::GraphErrorKind::Body): the item is there).
    Answer(GraphError),
    /// The ranges that the service expects are invalid.
    Ranges {
        /// The fault.
        reason: &'static str,
    },
    /// The service ended the session before all bytes were sent. The item is incomplete.
    EarlyEnd,
    /// Too many requests in a row made no progress. The saved state can be used for a later attempt.
    Stalled {
        /// The number of requests.
        failures: u32,
        /// The last answer, if the last request had an answer with an error.
        last: Option<GraphError>,
    },
    /// The upload had already ended.
    Ended,
}

impl UploadError {
    /// Returns `true` if the upload can only start again, with a new session.
    ///
    /// ```
    /// use graph_models_core::request::Bytes;
    /// use graph_models_core::request::transfer::{Upload, UploadError, UploadStep};
    ///
    /// let after = |status: u16| {
    ///     let mut upload = Upload::<Bytes>::from_url("https://contoso.sharepoint.com/up?tempauth=t", 5)?;
    ///     upload.next_request()?;
    ///     upload.read(http::Response::builder().status(status).body("").expect("it is an answer"))
    /// };
    /// // 416: the service has the bytes. It is asked for what it lacks, and the upload goes on.
    /// assert_eq!(after(416)?, UploadStep::Going);
    /// // 404: the session is gone. The file may be complete if all was sent before.
    /// let gone = after(404).unwrap_err();
    /// assert!(gone.must_start_again() && matches!(gone, UploadError::Gone { may_be_complete: true, .. }));
    /// // 409: the name is taken.
    /// assert!(matches!(after(409).unwrap_err(), UploadError::Conflict(_)));
    /// # Ok::<(), UploadError>(())
    /// ```
    pub fn must_start_again(&self) -> bool {
        matches!(self, Self::Gone { .. } | Self::EarlyEnd)
    }

    /// The answer of the service, if there is one.
    pub fn answer(&self) -> Option<&GraphError> {
        match self {
            Self::Gone { error, .. } | Self::Conflict(error) | Self::Answer(error) => Some(error),
            Self::Stalled { last, .. } => last.as_ref(),
            _ => None,
        }
    }
}

impl From<LinkError> for UploadError {
    fn from(error: LinkError) -> Self {
        Self::Link(error)
    }
}

impl fmt::Display for UploadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Link(error) => write!(f, "the upload session has no usable address: {error}"),
            Self::Empty => {
                f.write_str("an upload session cannot upload 0 bytes: send a small `PUT …/content` instead")
            }
            Self::SliceSize { bytes } => {
                write!(f, "{bytes} bytes are no size of slices: expected a multiple of 320 KiB up to 60 MiB")
            }
            Self::Gone { may_be_complete, error } => {
                write!(f, "the upload session is gone ({error}); ")?;
                f.write_str(match may_be_complete {
                    true => "all bytes may have been sent: look for the item, and else start again with a new session",
                    false => "start again with a new session",
                })
            }
            Self::Conflict(error) => write!(f, "the upload meets an item that exists: {error}"),
            Self::Answer(error) => write!(f, "the upload failed: {error}"),
            Self::Ranges { reason } => write!(f, "the ranges that the service expects are invalid: {reason}"),
            Self::EarlyEnd => f.write_str("the service ended the upload before all bytes were sent"),
            Self::Stalled { failures, last } => {
                write!(f, "the upload did not come forward for {failures} requests")?;
                last.iter().try_for_each(|last| write!(f, ", the last answer is: {last}"))
            }
            Self::Ended => f.write_str("the upload has ended"),
        }
    }
}

impl std::error::Error for UploadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Link(error) => Some(error),
            _ => self.answer().map(|error| error as _),
        }
    }
}
