//! Successful answers, read from the head and the body of a response.
//!
//! The caller has already checked the status ([`Operation::decode`](super::Operation::decode)): any 2xx is a success.
//! This module must not know a type of Graph or a request.

mod accepted;
mod full;
mod json;
mod no_content;
mod reply;
mod value;

use std::fmt::Display;

use bytes::Bytes;
use http::StatusCode;
use http::header::CONTENT_TYPE;
use http::response::Parts;

pub use accepted::Accepted;
pub use full::{Full, ResponseInfo};
use json::JsonAnswer;
pub use no_content::NoContent;
pub use reply::Reply;
pub use value::{Value, Wrapped};

use super::headers::{self, location};
use super::{GraphError, GraphErrorKind};
use crate::Page;
use crate::generated::Generated;
use crate::model::{Item, Kind, StructuredKind};
use crate::syntax::{mark, without_mark};

/// The content of a successful answer.
///
/// Every generated model implements this trait. So do the wrappers of the protocol: [`Page`], [`Value`],
/// [`Accepted`], [`NoContent`], [`Bytes`] for media, `Option` for an answer that may be empty, [`Reply`] for work
/// that may continue, and [`Full`] for content with headers.
pub trait Answer: Sized {
    /// `true` if the service may redirect the request to another host, where the content is read without a token.
    /// This holds for media and reports.
    const MAY_BE_ELSEWHERE: bool = false;

    /// Reads the content from the head and the body of a successful answer.
    ///
    /// # Errors
    ///
    /// Returns an error if the body does not fit the type. The error names the type, the property and the position.
    fn read(head: &Parts, body: &[u8]) -> Result<Self, GraphError>;
}

/// Reads an answer. Any 2xx is a success.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
/// use graph_models_core::Page;
/// use graph_models_core::request::{Answer, NoContent, decode};
///
/// let answer = http::Response::new(r#"{"value": [{"id": "1"}]}"#);
/// let page: Page<sample::SimpleIncident> = decode(answer)?;
/// assert_eq!(page.items().len(), 1);
///
/// // An action without return type may answer with any body: only the status counts.
/// let answer = http::Response::builder().status(200).body("")?;
/// assert_eq!(decode::<NoContent, _>(answer)?, NoContent::default());
///
/// let answer = http::Response::builder().status(403).body(r#"{"error": {"code": "Forbidden", "message": "No."}}"#)?;
/// let error = decode::<NoContent, _>(answer).unwrap_err();
/// assert_eq!(error.to_string(), "403 Forbidden: Forbidden: No.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Returns an error if the status is not a success, or if the body does not fit the type.
pub fn decode<A: Answer, B: AsRef<[u8]>>(response: http::Response<B>) -> Result<A, GraphError> {
    let (head, body) = response.into_parts();
    read(&head, body.as_ref())
}

/// Reads an answer from its parts.
pub(super) fn read<A: Answer>(head: &Parts, body: &[u8]) -> Result<A, GraphError> {
    match head.status.is_success() {
        true => A::read(head, body)
            .or_else(|error| {
                // Text that was cut in the middle of a character, or a number out of range, is no reason to lose the
                // answer.
                let marked = std::str::from_utf8(body).ok().and_then(mark);
                marked.map_or(Err(error), |marked| A::read(head, marked.as_bytes()))
            })
            .map_err(|error| accepted_or(error, head, body)),
        false => Err(GraphError::from_answer(head, body)),
    }
}

/// Turns the error of a body into the error of accepted work, if the answer has the address of the work. The body of
/// such an answer need not be the content.
#[cold]
fn accepted_or(error: GraphError, head: &Parts, body: &[u8]) -> GraphError {
    let goes_on = head.status == StatusCode::ACCEPTED && location(&head.headers).is_some();
    if goes_on && error.kind() == GraphErrorKind::Body { GraphError::not_yet(head, body) } else { error }
}

/// Returns an error for the HTML page of a gateway, or for an error of the service, if an answer may have no body.
fn refuse_others(head: &Parts, body: &[u8]) -> Result<(), GraphError> {
    let error = || GraphError::undecodable(head, body, "an answer of the service", "it is an HTML page");
    let is_page = headers::text(&head.headers, CONTENT_TYPE).is_some_and(|kind| headers::is_page(&kind));
    if is_page && !body.is_empty() { Err(error()) } else { refuse_error(head, body) }
}

/// Returns the error that replaces the content.
pub(super) fn refuse_error(head: &Parts, body: &[u8]) -> Result<(), GraphError> {
    GraphError::in_place_of_content(head, body).map_or(Ok(()), Err)
}

/// Returns an error for work that continues elsewhere, so that its address is not lost.
fn refuse_accepted(head: &Parts, body: &[u8]) -> Result<(), GraphError> {
    let goes_on = is_accepted(head, body) && location(&head.headers).is_some();
    if goes_on { Err(GraphError::not_yet(head, body)) } else { Ok(()) }
}

/// Returns `true` for an answer of accepted work without content.
pub(super) fn is_accepted(head: &Parts, body: &[u8]) -> bool {
    head.status == StatusCode::ACCEPTED && body.trim_ascii().is_empty()
}

/// An answer that may be empty: 204 or an empty body is `None` (OData JSON 4.01, 11: a null result).
impl<A: Answer> Answer for Option<A> {
    const MAY_BE_ELSEWHERE: bool = A::MAY_BE_ELSEWHERE;

    fn read(head: &Parts, body: &[u8]) -> Result<Self, GraphError> {
        refuse_accepted(head, body)?;
        match head.status == StatusCode::NO_CONTENT || body.trim_ascii().is_empty() {
            true => Ok(None),
            false => A::read(head, body).map(Some),
        }
    }
}

/// The raw body: media, or the answer to `$value`.
impl Answer for Bytes {
    const MAY_BE_ELSEWHERE: bool = true;

    fn read(head: &Parts, body: &[u8]) -> Result<Self, GraphError> {
        refuse_accepted(head, body)?;
        Ok(Self::copy_from_slice(body))
    }
}

impl<T: Generated> Answer for T
where
    T::Info: StructuredKind<T>,
{
    fn read(head: &Parts, body: &[u8]) -> Result<Self, GraphError> {
        let mut content = JsonAnswer::new(head, body);
        let read = T::Info::fill(|slot| content.slot(slot))?;
        read.ok_or_else(|| content.nothing(T::Info::name()))
    }
}

impl<T: Item> Answer for Page<T> {
    fn read(head: &Parts, body: &[u8]) -> Result<Self, GraphError> {
        let mut content = JsonAnswer::new(head, body);
        loop {
            let mut page = Self::unread();
            if content.page(page.as_model_mut())? {
                return Ok(page);
            }
        }
    }
}

/// The body as the text of a JSON value.
pub(super) fn json_text<'b>(head: &Parts, body: &'b [u8], expected: &str) -> Result<&'b str, GraphError> {
    if is_accepted(head, body) {
        return Err(GraphError::not_yet(head, body));
    }
    let fail = |problem: &dyn Display| GraphError::undecodable(head, body, expected, &problem.to_string());
    // Checking the whole body once is faster than checking each string.
    let text = std::str::from_utf8(body).map_err(|error| fail(&error))?;
    let text = without_mark(text);
    if text.is_empty() {
        return Err(fail(&"the body is empty"));
    }
    Ok(text)
}
