//! Reports of waits: the waiting request, the length of the wait, and its reason.

use std::fmt;
use std::time::Duration;

use graph_models_core::request::{OperationInfo, RetryAfter, is_throttling};
use http::{Method, Request, StatusCode};

use crate::identity::CLIENT_REQUEST_ID;
use crate::{SendError, TransportErrorKind};

/// A wait before a request is sent, often a repeated one. It contains no id and no query.
///
/// ```
/// # fn show(client: graph_models_client::blocking::Client) {
/// let client = client.on_wait(|wait| eprintln!("{wait}"));
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Wait {
    /// The length of the wait.
    pub duration: Duration,
    /// The reason for the wait.
    pub reason: WaitReason,
    /// The method of the request.
    pub method: Method,
    /// The path of the request below the version, with a placeholder `{name}` for each key. Absent for requests that
    /// were not made by an operation, such as those that follow a link and the slices of an upload. A download has
    /// the path of the operation with which it began.
    pub path: Option<&'static str>,
    /// The value of the header `client-request-id`, if the client sends one. For a batch, that of the last HTTP
    /// request before the wait.
    pub client_request_id: Option<String>,
    /// The number of times that the request was sent so far.
    pub sent: u32,
}

impl Wait {
    /// Describes a wait of a request that was already sent `sent` times.
    pub(crate) fn new<B>(request: &Request<B>, duration: Duration, reason: WaitReason, sent: u32) -> Self {
        let id = request.headers().get(CLIENT_REQUEST_ID);
        Self {
            duration,
            reason,
            method: request.method().clone(),
            path: path_of(request),
            client_request_id: id.and_then(|id| id.to_str().ok()).map(str::to_owned),
            sent,
        }
    }
}

/// The path of the operation that made a request.
pub(crate) fn path_of<B>(request: &Request<B>) -> Option<&'static str> {
    let info = request.extensions().get::<&'static OperationInfo>();
    info.map(|info| info.path).filter(|path| !path.is_empty())
}

/// The reason for a wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WaitReason {
    /// The service was busy, and did not carry out this request (429, 503, 509).
    Throttled,
    /// The service was busy when another request of this client or a clone was sent.
    ServiceBusy,
    /// The service or a gateway failed (500 and above).
    ServerError,
    /// There was no connection.
    NoConnection,
    /// The connection was lost, or the answer broke off.
    Lost,
    /// The resource does not exist yet (404), see [`Retry::not_found_for`](crate::Retry::not_found_for).
    NotFound,
    /// Requests of a batch are sent again.
    Batch,
}

impl WaitReason {
    /// The reason for a wait after an unsuccessful answer. `None` for a status that does not stand for a busy or failed
    /// service.
    pub(crate) fn after_status(status: StatusCode, retry_after: Option<RetryAfter>) -> Option<Self> {
        match status {
            status if is_throttling(status, retry_after) => Some(Self::Throttled),
            status if status.is_server_error() => Some(Self::ServerError),
            _ => None,
        }
    }

    /// The reason for a wait after a request without an answer.
    pub(crate) fn after_error(error: &SendError) -> Self {
        match error {
            SendError::Transport(error) if error.kind() == TransportErrorKind::Connect => Self::NoConnection,
            _ => Self::Lost,
        }
    }
}

impl fmt::Display for WaitReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Throttled => "the service is busy",
            Self::ServiceBusy => "the service was busy a moment ago",
            Self::ServerError => "the service failed",
            Self::NoConnection => "there is no connection",
            Self::Lost => "the connection was lost",
            Self::NotFound => "the resource is not there yet",
            Self::Batch => "the service did not do all requests of the batch",
        })
    }
}

/// One line for a log: `GET /users: the service is busy; waiting for 2.5 s`.
impl fmt::Display for Wait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.method)?;
        if let Some(path) = self.path {
            write!(f, " {path}")?;
        }
        write!(f, ": {}; waiting for {:.1} s", self.reason, self.duration.as_secs_f32())
    }
}
