//! No content, and the work that may continue instead.

use http::StatusCode;
use http::response::Parts;

use super::{Accepted, Answer, refuse_others};
use crate::request::GraphError;

/// No content: the answer to an action without return type, to an update or to a deletion.
///
/// The body is ignored. Documentation and service disagree on 200 or 204, and some services send the changed entity.
/// Only an HTML page is an error. Such a page comes from a gateway or a proxy, and it is unknown whether the request
/// ran.
///
/// Any request may also be accepted for later (202). This is a success, and [`accepted`](Self::accepted) says where to
/// watch the work.
///
/// ```
/// use graph_models_core::request::{NoContent, decode};
///
/// let answer = http::Response::builder().status(204).body("")?;
/// assert_eq!(decode::<NoContent, _>(answer)?, NoContent::default());
///
/// let there = "https://graph.microsoft.com/v1.0/me/onenote/operations/1";
/// let answer = http::Response::builder().status(202).header("operation-location", there).body("")?;
/// let done: NoContent = decode(answer)?;
/// assert_eq!(done.accepted().and_then(|accepted| accepted.location.as_deref()), Some(there));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NoContent {
    /// In a box, since most answers have none.
    accepted: Option<Box<Accepted>>,
}

impl NoContent {
    /// The work that the service accepted and continues: the status was 202. `None` if the work is done.
    ///
    /// [`Monitor`](crate::request::Monitor) and [`Poll`](crate::request::Poll) watch the work, if the service named an
    /// address.
    pub fn accepted(&self) -> Option<&Accepted> {
        self.accepted.as_deref()
    }

    /// The work that the service accepted and continues, by value.
    pub fn into_accepted(self) -> Option<Accepted> {
        self.accepted.map(|accepted| *accepted)
    }
}

impl Answer for NoContent {
    fn read(head: &Parts, body: &[u8]) -> Result<Self, GraphError> {
        refuse_others(head, body)?;
        let is_accepted = head.status == StatusCode::ACCEPTED;
        Ok(Self { accepted: is_accepted.then(|| Box::new(Accepted::new(head, body))) })
    }
}
