//! Content that may come later: the work is done, or only accepted.

use http::StatusCode;
use http::response::Parts;

use super::{Accepted, Answer, refuse_error};
use crate::request::GraphError;
use crate::request::headers::location;

/// The answer to a request whose work may continue after the answer. Any request can be answered in this way.
///
/// 202 is [`Accepted`](Self::Accepted) if it has a `Location` or no body. Every other success is [`Done`](Self::Done).
/// [`Accepted::content`] reads the body of an accepted answer.
///
/// ```
/// use graph_models_core::request::{NoContent, Reply, decode};
///
/// let answer = http::Response::builder().status(202).header("location", "https://monitor.example/1").body("")?;
/// let Reply::Accepted(accepted) = decode::<Reply<NoContent>, _>(answer)? else { panic!("it is 202") };
/// assert_eq!(accepted.location.as_deref(), Some("https://monitor.example/1"));
///
/// let answer = http::Response::builder().status(204).body("")?;
/// assert_eq!(decode::<Reply<NoContent>, _>(answer)?, Reply::Done(NoContent::default()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply<T> {
    /// The work is done, and this is its content.
    Done(T),
    /// The service accepted the work and continues it.
    Accepted(Accepted),
}

impl<T> Reply<T> {
    /// The content, if the work is done.
    pub fn done(self) -> Option<T> {
        match self {
            Self::Done(content) => Some(content),
            Self::Accepted(_) => None,
        }
    }
}

impl<T: Answer> Answer for Reply<T> {
    fn read(head: &Parts, body: &[u8]) -> Result<Self, GraphError> {
        if head.status == StatusCode::ACCEPTED
            && (body.trim_ascii().is_empty() || location(&head.headers).is_some())
        {
            refuse_error(head, body)?;
            return Ok(Self::Accepted(Accepted::new(head, body)));
        }
        T::read(head, body).map(Self::Done)
    }
}
