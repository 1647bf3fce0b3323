//! Errors from answers: a status that is not a success, or a body that cannot be read.
//!
//! This module knows the shapes of error bodies of Graph and of the services behind it, but no error codes.

mod body;
mod content;
mod quoted;
mod redact;
mod scan;
mod xml;

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::StatusCode;
use http::header::CONTENT_TYPE;
use http::response::Parts;
use serde::de::IgnoredAny;

use content::Said;
pub use content::{ErrorDetail, InnerError};
pub(super) use quoted::{Quoted, Values};
pub use redact::Redacted;
pub(super) use scan::begins_with_error;

use super::{Claims, Hidden, LinkError, RetryAfter, SentRequest, Version, headers, is_throttling};

/// An answer with an error status, or with a body that cannot be read.
///
/// The error of the service is available typed ([`code`](Self::code), [`message`](Self::message),
/// [`inner_errors`](Self::inner_errors)) and as received ([`body`](Self::body)). None of these contain the token that
/// was sent ([`Hidden`]). `Display` and `Debug` also mask any other text that looks like a token, GUIDs, addresses of
/// people, and the keys and literals of the request ([`SentRequest`]), so that they can be logged.
///
/// ```
/// use graph_models_core::request::{GraphError, NoContent, decode};
///
/// let answer = http::Response::builder().status(429).header("retry-after", "2.128").body(
///     r#"{"error": {"code": "TooManyRequests", "message": "Slow down.", "innerError": {"request-id": "b0a1"}}}"#,
/// )?;
/// let error: GraphError = decode::<NoContent, _>(answer).unwrap_err();
/// assert_eq!((error.code(), error.request_id()), (Some("TooManyRequests"), Some("b0a1")));
/// assert_eq!(error.to_string(), "429 Too Many Requests: TooManyRequests: Slow down. (request-id b0a1)");
/// assert!(error.is_throttled() && error.retry_after().is_some());
///
/// // Older services write `odata.error`, and the message with its language.
/// let answer = http::Response::builder().status(400).body(
///     r#"{"odata.error": {"code": "Request_BadRequest", "message": {"lang": "en", "value": "It has no value."}}}"#,
/// )?;
/// let error: GraphError = decode::<NoContent, _>(answer).unwrap_err();
/// assert_eq!((error.code(), error.message()), (Some("Request_BadRequest"), Some("It has no value.")));
/// # Ok::<(), http::Error>(())
/// ```
#[derive(Clone)]
pub struct GraphError(Box<Facts>);

#[derive(Clone)]
struct Facts {
    status: StatusCode,
    kind: GraphErrorKind,
    /// The reason why the body cannot be read; `None` for an error status.
    problem: Option<String>,
    said: Said,
    request_id: Option<String>,
    client_request_id: Option<String>,
    diagnostic: Option<String>,
    retry_after: Option<RetryAfter>,
    claims: Option<Claims>,
    location: Option<String>,
    /// The version of the request, if the answer has it in its extensions.
    version: Option<Version>,
    /// The request, if the answer has it in its extensions.
    sent: Option<SentRequest>,
    content_type: Option<String>,
    body: Bytes,
}

/// The number of bytes at the end of a body that are searched for an error that interrupts the body.
const LONGEST_ERROR: usize = 16 << 10;
/// The text that every error object has.
const MARK: &[u8] = b"error\"";

/// The kind of a [`GraphError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GraphErrorKind {
    /// The status is not a success.
    Status,
    /// The status is a success, but the body does not fit the type. The request did run.
    Body,
    /// The status is a success, but the body is an error, or it breaks off and ends in an error. It is unknown
    /// whether the request ran. A request that changes nothing may be sent again.
    Interrupted,
    /// The service accepted the work, but its content is not there yet. [`GraphError::accepted`] has the address of
    /// the work.
    Accepted,
    /// A batch has no answer to the request. It is unknown whether the request ran.
    Missing,
    /// The request of a batch was not sent, since the batch ended before. It may be sent again.
    NotSent,
}

impl GraphError {
    /// Reads the error of an answer whose status is not a success.
    ///
    /// Any body is accepted: an error of Graph, a page of a gateway, or none. Parts that are not understood are
    /// skipped.
    pub fn from_answer(head: &Parts, body: &[u8]) -> Self {
        Self::new(head, body, GraphErrorKind::Status, None)
    }

    /// The error of a successful answer whose body cannot be read.
    #[cold]
    pub(super) fn undecodable(head: &Parts, body: &[u8], expected: &str, problem: &str) -> Self {
        Self::new(head, body, GraphErrorKind::Body, Some(format!("the body is not {expected}: {problem}")))
    }

    /// The error of an answer that leads to an address that must not be used.
    #[cold]
    pub(super) fn not_followed(head: &Parts, body: &[u8], error: &LinkError) -> Self {
        let kind = if head.status.is_success() { GraphErrorKind::Body } else { GraphErrorKind::Status };
        Self::new(head, body, kind, Some(error.to_string()))
    }

    /// The error in a successful answer in place of the content, if the whole body is an error.
    pub(super) fn in_place_of_content(head: &Parts, body: &[u8]) -> Option<Self> {
        Said::read_whole(body)?;
        Some(Self::new(head, body, GraphErrorKind::Body, Some("the body is an error".to_owned())))
    }

    /// The error of a success whose body breaks off and ends in an error. `None` for any other body.
    ///
    /// ```
    /// use graph_models_core::request::GraphError;
    ///
    /// let body = r#"{"value": [{"id": "1"},{"error": {"code": "Timeout", "message": "It took too long."}}"#;
    /// let error = GraphError::from_interruption(&http::Response::new(body.into())).expect("it broke off");
    /// assert_eq!(error.code(), Some("Timeout"));
    /// ```
    ///
    /// This call is cheap: the body is read only if it has `error` near its end.
    pub fn from_interruption(answer: &http::Response<Bytes>) -> Option<Self> {
        let body = answer.body();
        let end = body.get(body.len().saturating_sub(LONGEST_ERROR)..).unwrap_or_default();
        if !end.windows(MARK.len()).any(|text| text == MARK)
            || serde_json::from_slice::<IgnoredAny>(body).is_ok()
        {
            return None;
        }
        let (head, body) = answer.clone().into_parts();
        let error = Self::undecodable(&head, &body, "JSON", "it breaks off");
        (error.kind() == GraphErrorKind::Interrupted).then_some(error)
    }

    /// The error of a success whose content is not there yet.
    #[cold]
    pub(super) fn not_yet(head: &Parts, body: &[u8]) -> Self {
        let watch = if headers::location(&head.headers).is_some() { "says" } else { "does not say" };
        let problem = format!(
            "the content is not there yet: the service accepted the work and {watch} where to watch it"
        );
        Self::new(head, body, GraphErrorKind::Accepted, Some(problem))
    }

    /// The error of a request of a batch that has no answer: one that is missing, or was not asked for.
    pub(super) fn without_answer(kind: GraphErrorKind, problem: &str, sent: Option<&SentRequest>) -> Self {
        // The batch itself was a success.
        let (mut head, ()) = http::Response::new(()).into_parts();
        if let Some(sent) = sent {
            head.extensions.insert(sent.clone());
        }
        Self::new(&head, &[], kind, Some(problem.to_owned()))
    }

    /// Makes the error. Masks the secrets in the extensions of the answer in all texts and in the body, so that
    /// nothing made from them shows a secret.
    fn new(head: &Parts, body: &[u8], kind: GraphErrorKind, problem: Option<String>) -> Self {
        let claims = Claims::from_headers(&head.headers);
        let token = head.extensions.get::<Hidden>();
        let both = claims.as_ref().map(|claims| match token {
            Some(token) => token.and(&claims.hidden()),
            None => claims.hidden(),
        });
        let hidden = both.as_ref().or(token);
        let body = hidden.map_or(Cow::Borrowed(body), |hidden| hidden.clean_bytes(body));
        let clean = |text: String| match hidden {
            Some(hidden) => hidden.clean(&text).into_owned(),
            None => text,
        };
        let said = match kind {
            GraphErrorKind::Status => Said::read(&body),
            _ => Said::read_wrapped(&body),
        };
        let kind = match kind {
            GraphErrorKind::Body if said.code.is_some() => GraphErrorKind::Interrupted,
            kind => kind,
        };
        let text = |name: &str| headers::text(&head.headers, name).map(clean);
        let sent = head.extensions.get::<SentRequest>();
        Self(Box::new(Facts {
            status: head.status,
            kind,
            problem: problem.map(clean),
            request_id: text("request-id").or_else(|| said.inner_text(|inner| inner.request_id.as_ref())),
            client_request_id: text("client-request-id")
                .or_else(|| said.inner_text(|inner| inner.client_request_id.as_ref()))
                .or_else(|| sent?.client_request_id().map(str::to_owned)),
            diagnostic: text("x-ms-ags-diagnostic"),
            retry_after: RetryAfter::from_headers(&head.headers),
            claims,
            location: headers::location(&head.headers).map(clean),
            version: head.extensions.get().copied(),
            sent: sent.cloned(),
            content_type: text(CONTENT_TYPE.as_str()),
            said,
            body: Bytes::from(body.into_owned()),
        }))
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The kind of the error.
    pub fn kind(&self) -> GraphErrorKind {
        self.0.kind
    }

    /// The error code, such as `Request_ResourceNotFound`. `None` if it is empty.
    pub fn code(&self) -> Option<&str> {
        self.0.said.code.as_deref()
    }

    /// The error message, written for developers. It is the whole text, which may quote ids and other values. The
    /// `Display` of the error masks them.
    pub fn message(&self) -> Option<&str> {
        self.0.said.message.as_deref()
    }

    /// The subject of the error, such as a property.
    pub fn target(&self) -> Option<&str> {
        self.0.said.target.as_deref()
    }

    /// The single errors that make up this one.
    pub fn details(&self) -> &[ErrorDetail] {
        &self.0.said.details
    }

    /// The errors nested in this one, the outermost first. The last has the most specific code.
    pub fn inner_errors(&self) -> &[InnerError] {
        &self.0.said.inner
    }

    /// Returns `true` if this error or a nested one has the code, in upper or lower case.
    pub fn has_code(&self, code: &str) -> bool {
        let inner = self.inner_errors().iter().filter_map(|inner| inner.code.as_deref());
        self.code().into_iter().chain(inner).any(|found| found.eq_ignore_ascii_case(code))
    }

    /// The request id from the service: from the headers, or else from the body.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The request id from the client: from the headers, or else from the body or the [`SentRequest`].
    pub fn client_request_id(&self) -> Option<&str> {
        self.0.client_request_id.as_deref()
    }

    /// The server that answered, from `x-ms-ags-diagnostic`. Useful for Microsoft's support.
    pub fn diagnostic(&self) -> Option<&str> {
        self.0.diagnostic.as_deref()
    }

    /// The time that the service demands to wait.
    pub fn retry_after(&self) -> Option<RetryAfter> {
        self.0.retry_after
    }

    /// The claims that the next token must have, if the service refused the token because these claims were missing.
    pub fn claims(&self) -> Option<&Claims> {
        self.0.claims.as_ref()
    }

    /// Returns `true` if the service was too busy for the request and did not carry it out: see [`is_throttling`].
    pub fn is_throttled(&self) -> bool {
        is_throttling(self.status(), self.retry_after())
    }

    /// The address in `Location`, or else in `Operation-Location`. With 410, a delta query starts anew there.
    pub fn location(&self) -> Option<&str> {
        self.0.location.as_deref()
    }

    /// The version of the request, if it is known.
    pub(super) fn version(&self) -> Option<Version> {
        self.0.version
    }

    /// The media type of the body.
    pub fn content_type(&self) -> Option<&str> {
        self.0.content_type.as_deref()
    }

    /// Returns `true` if the body is a page of HTML. Such a page comes from a gateway or a proxy and not from Graph, so
    /// it is unknown whether the request ran.
    pub fn is_page(&self) -> bool {
        self.content_type().is_some_and(headers::is_page)
    }

    /// The body as received, except that the sent token is masked.
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }
}

impl fmt::Display for GraphError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let facts = &*self.0;
        write!(f, "{}", facts.status)?;
        match &facts.problem {
            Some(_) if facts.kind == GraphErrorKind::Interrupted => {
                f.write_str(", but the body is an error")?;
            }
            Some(problem) => write!(f, ", but {problem}")?,
            None => {}
        }
        if matches!(facts.kind, GraphErrorKind::Status | GraphErrorKind::Interrupted) {
            let values = Values::of(facts.sent.as_ref());
            let said = [&facts.said.code, &facts.said.message];
            said.into_iter().flatten().try_for_each(|text| write!(f, ": {}", Quoted(text, &values)))?;
        }
        if facts.said.is_empty() && !facts.body.is_empty() {
            let kind = facts.content_type.as_deref().unwrap_or("no media type");
            write!(f, " ({} bytes, {})", facts.body.len(), Redacted(kind))?;
        }
        match &facts.request_id {
            Some(id) => write!(f, " (request-id {id})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for GraphError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let facts = &*self.0;
        let mut debug = f.debug_struct("GraphError");
        debug.field("status", &facts.status).field("kind", &facts.kind);
        let values = Values::of(facts.sent.as_ref());
        for (name, text) in [("code", &facts.said.code), ("message", &facts.said.message)] {
            if let Some(text) = text {
                debug.field(name, &Quoted(text, &values));
            }
        }
        let texts = [
            ("problem", &facts.problem),
            ("request_id", &facts.request_id),
            ("client_request_id", &facts.client_request_id),
            ("content_type", &facts.content_type),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                debug.field(name, &Redacted(text));
            }
        }
        if !facts.said.details.is_empty() {
            debug.field("details", &content::Masked(&facts.said.details, &values));
        }
        if !facts.said.inner.is_empty() {
            debug.field("inner_errors", &content::Masked(&facts.said.inner, &values));
        }
        if let Some(retry_after) = facts.retry_after {
            debug.field("retry_after", &retry_after);
        }
        // A body may be data, and a page of a gateway quotes the address of the request. `GraphError::body` has the
        // body.
        debug.field("body", &format_args!("{} bytes", facts.body.len())).finish_non_exhaustive()
    }
}

impl std::error::Error for GraphError {}
