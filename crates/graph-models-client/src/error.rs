//! Errors of sending, and the effect that a failed request may have had.

use std::error::Error;
use std::fmt;

use http::StatusCode;

use super::TokenError;
use graph_models_core::request::transfer::{DownloadError, UploadError};
use graph_models_core::request::{
    BatchError, GraphError, GraphErrorKind, Hidden, LinkError, Redacted, RequestError, SentRequest,
};

/// The reason why a request did not get its answer.
#[derive(Debug)]
#[non_exhaustive]
pub enum SendError {
    /// The request cannot be made.
    Request(RequestError),
    /// The batch cannot be made.
    Batch(BatchError),
    /// The link points to another host, or is malformed.
    Link(LinkError),
    /// There is no token for the request.
    Token(TokenError),
    /// The client could not send the request, or lost the connection.
    Transport(TransportError),
    /// The upload cannot continue.
    Upload(UploadError),
    /// The download cannot continue.
    Download(DownloadError),
    /// The file of an upload or download cannot be read or written.
    File(std::io::Error),
    /// The service refused the request, or its answer cannot be read. A redirect that is not followed is also such an
    /// error.
    Graph(GraphError),
}

/// Effect of a request that did not get its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// The service did not carry out the request: it may be sent again.
    NotDone,
    /// The service did the work; only its answer cannot be read.
    Done,
    /// The effect is unknown. Look before sending the request again.
    Unknown,
}

impl Effect {
    /// Effect of a request, derived from the error in its answer. Useful for requests that another client or a batch
    /// sent.
    pub fn from_error(error: &GraphError) -> Self {
        match (error.kind(), error.status()) {
            (GraphErrorKind::Body, _) if error.is_page() => Self::Unknown,
            (GraphErrorKind::Body | GraphErrorKind::Accepted, _) => Self::Done,
            (GraphErrorKind::NotSent, _) => Self::NotDone,
            // An error in a successful answer contradicts itself.
            (GraphErrorKind::Interrupted | GraphErrorKind::Missing, _) | (_, StatusCode::REQUEST_TIMEOUT) => {
                Self::Unknown
            }
            _ if error.is_throttled() => Self::NotDone,
            // The work was done, and its result is at another address.
            (_, StatusCode::SEE_OTHER) => Self::Done,
            // Programs disagree on the meaning of these statuses for a request that changes something.
            (_, StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND) => Self::Unknown,
            (_, status) if status.is_client_error() || status.is_redirection() => Self::NotDone,
            // Neither a gateway nor a failed service knows whether the request was done.
            _ => Self::Unknown,
        }
    }
}

impl SendError {
    /// Effect of the request.
    pub fn effect(&self) -> Effect {
        match self {
            Self::Request(_) | Self::Batch(_) | Self::Link(_) | Self::Token(_) | Self::Download(_) => {
                Effect::NotDone
            }
            Self::Transport(error) => match error.kind() {
                TransportErrorKind::Unable | TransportErrorKind::Connect => Effect::NotDone,
                TransportErrorKind::Lost | TransportErrorKind::TooLong => Effect::Unknown,
            },
            Self::Upload(error) => of_upload(error),
            // A file may be complete although the last answer is missing.
            Self::File(_) => Effect::Unknown,
            Self::Graph(error) => Effect::from_error(error),
        }
    }

    /// The id that the client gave the request, for a log and for Microsoft's support. The service need not have
    /// answered.
    ///
    /// ```
    /// # fn show(error: &graph_models_client::SendError) {
    /// eprintln!("{error} (client-request-id {})", error.client_request_id().unwrap_or("unknown"));
    /// # }
    /// ```
    ///
    /// `None` if nothing was sent to the service: the request could not be made, there was no token, or the request
    /// went to another host, which gets no id.
    pub fn client_request_id(&self) -> Option<&str> {
        match self {
            Self::Transport(error) => error.client_request_id(),
            error => error.as_graph().and_then(GraphError::client_request_id),
        }
    }

    /// The error of the service, if the service refused. For an upload or download that ended, its last answer.
    pub fn as_graph(&self) -> Option<&GraphError> {
        match self {
            Self::Graph(error) => Some(error),
            Self::Upload(error) => error.answer(),
            Self::Download(error) => error.answer(),
            _ => None,
        }
    }
}

/// Effect of an upload: whether the item was made.
fn of_upload(error: &UploadError) -> Effect {
    match error {
        UploadError::Conflict(_)
        | UploadError::Link(_)
        | UploadError::Empty
        | UploadError::SliceSize { .. } => Effect::NotDone,
        // The final answer cannot be read.
        UploadError::Answer(error) if error.status().is_success() => Effect::from_error(error),
        // A file may be complete although the last answer is missing.
        _ => Effect::Unknown,
    }
}

impl SendError {
    /// The inner error.
    fn inner(&self) -> &(dyn Error + 'static) {
        match self {
            Self::Request(error) => error,
            Self::Batch(error) => error,
            Self::Link(error) => error,
            Self::Token(error) => error,
            Self::Transport(error) => error,
            Self::Upload(error) => error,
            Self::Download(error) => error,
            Self::File(error) => error,
            Self::Graph(error) => error,
        }
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if matches!(self, Self::File(_)) {
            f.write_str("the file of the transfer: ")?;
        }
        fmt::Display::fmt(self.inner(), f)
    }
}

impl Error for SendError {
    /// The source of the inner error: this error shows the text of the inner error itself.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.inner().source()
    }
}

/// Implements `From` for the errors that a variant holds.
macro_rules! from {
    ($($variant:ident($error:ty)),* $(,)?) => {
        $(
            impl From<$error> for SendError {
                fn from(error: $error) -> Self {
                    Self::$variant(error)
                }
            }
        )*
    };
}

from! {
    Request(RequestError),
    Batch(BatchError),
    Link(LinkError),
    Token(TokenError),
    Transport(TransportError),
    Upload(UploadError),
    Download(DownloadError),
    File(std::io::Error),
    Graph(GraphError),
}

/// A failure between client and service. The text contains neither headers nor the URL, which may contain names of
/// people.
pub struct TransportError {
    kind: TransportErrorKind,
    message: String,
    client_request_id: Option<String>,
}

/// The progress of a request before it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The client is unable to send the request: for instance, it has no TLS.
    Unable,
    /// There is no connection. Nothing was sent.
    Connect,
    /// The connection was lost, or no answer came in time. The service may have done the work.
    Lost,
    /// The answer is longer than the limit of the client. The service did the work if the status is a success.
    TooLong,
}

impl TransportError {
    /// An error of a client, with all its causes in the text.
    pub fn new(kind: TransportErrorKind, error: &(dyn Error + 'static)) -> Self {
        let mut message = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            let cause_message = cause.to_string();
            // Many errors already show their causes.
            if !message.contains(&cause_message) {
                message.push_str(": ");
                message.push_str(&cause_message);
            }
            source = cause.source();
        }
        Self { kind, message: Redacted(&message).to_string(), client_request_id: None }
    }

    /// An error with a message of this crate, which quotes nothing.
    pub(crate) fn with_message(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), client_request_id: None }
    }

    /// The error for an answer that is longer than the limit of the client.
    pub(crate) fn too_long(limit: u64) -> Self {
        Self::with_message(TransportErrorKind::TooLong, format!("it has more than {limit} bytes"))
    }

    /// The same error with a secret masked, in case the client or the server quoted it: that of
    /// [`Token::hidden`](crate::Token::hidden), for instance.
    #[must_use]
    pub fn hiding(mut self, hidden: &Hidden) -> Self {
        self.message = hidden.clean(&self.message).into_owned();
        self
    }

    /// The same error with the id of the request.
    pub(crate) fn of(mut self, sent: &SentRequest) -> Self {
        self.client_request_id = sent.client_request_id().map(str::to_owned);
        self
    }

    /// The id that the client gave the request. `None` for a request to another host, and for a client without
    /// identity.
    pub fn client_request_id(&self) -> Option<&str> {
        self.client_request_id.as_deref()
    }

    /// The progress of the request before it failed.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Unable => "the request cannot be sent: ",
            TransportErrorKind::Connect => "no connection to the service: ",
            TransportErrorKind::Lost => "no answer from the service: ",
            TransportErrorKind::TooLong => "the answer is too long: ",
        })?;
        f.write_str(&self.message)
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TransportError({:?}, {:?}", self.kind, self.message)?;
        if let Some(id) = &self.client_request_id {
            write!(f, ", client_request_id: {:?}", Redacted(id))?;
        }
        f.write_str(")")
    }
}

impl Error for TransportError {}
