//! Redirects: decides whether a redirect is followed, and by which request. Must not send anything.

use std::fmt;

use bytes::Bytes;
use http::header::LOCATION;
use http::response::Parts;
use http::{HeaderMap, Method, Request, StatusCode, Uri};

use super::{Anonymous, LinkError, Service, headers, link};

/// The longest chain of redirects.
pub(super) const MAX_HOPS: usize = 10;

/// The error of a longer chain.
pub(super) const TOO_MANY: LinkError = LinkError::Invalid { reason: "there are too many redirects" };

/// Returns `true` if an answer names another address for its request or for the result. The other statuses of the class
/// 3xx are no redirects, such as 304.
pub(super) fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// The marker of a request whose redirects are answers and must not be followed. It is in the extensions of the
/// [`http::Request`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NotFollowed;

/// The redirects of one request.
///
/// A redirect to the service's own host keeps the headers of the request. A redirect to another host is followed only
/// for reading ([`with_other_hosts`](Self::with_other_hosts)), and only by an [`Anonymous`] request. After that no
/// redirect leads to a request with a token again.
///
/// ```
/// use graph_models_core::request::{Hop, Redirects, Service};
///
/// let request = http::Request::get("https://graph.microsoft.com/v1.0/me/drive/items/1/content")
///     .header("authorization", "Bearer open-sesame")
///     .body(bytes::Bytes::new())?;
/// let mut redirects = Redirects::new(&Service::global(), request).with_other_hosts();
/// let (answer, ()) = http::Response::builder().status(302).header("location", "https://files.example/1").body(())?.into_parts();
/// let Some(Hop::Elsewhere(next)) = redirects.next(&answer)? else { panic!("it is another host") };
/// assert!(next.headers().is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Redirects {
    service: Service,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
    allows_others: bool,
    is_elsewhere: bool,
    seen: Vec<Uri>,
}

/// The request that follows a redirect.
pub enum Hop {
    /// The request goes to the service, with a token.
    Service(Box<Request<Bytes>>),
    /// The request goes to another host, without a token, and has the marker [`WithoutToken`](super::WithoutToken).
    Elsewhere(Box<Request<Bytes>>),
}

impl Redirects {
    /// The redirects of a request to the service. By default they must stay with the service.
    pub fn new(service: &Service, request: Request<Bytes>) -> Self {
        let (head, body) = request.into_parts();
        Self {
            service: service.clone(),
            method: head.method,
            headers: head.headers,
            body,
            allows_others: false,
            is_elsewhere: false,
            seen: vec![head.uri],
        }
    }

    /// Allows other hosts. Use this for requests whose answer is bytes or a monitor. It has an effect only on `GET`.
    #[must_use]
    pub fn with_other_hosts(mut self) -> Self {
        self.allows_others = true;
        self
    }

    /// The request that follows an answer. `None` if the answer is no redirect.
    ///
    /// 303 is followed by `GET`. 301 and 302 are followed for `GET` and `HEAD`; other methods need 307 or 308.
    ///
    /// # Errors
    ///
    /// Returns an error if the redirect leads to a forbidden address, if redirects form a circle, or if there are too
    /// many.
    pub fn next(&mut self, head: &Parts) -> Result<Option<Hop>, LinkError> {
        let invalid = |reason| LinkError::Invalid { reason };
        let is_reading = matches!(self.method, Method::GET | Method::HEAD);
        if !is_redirect(head.status) {
            return Ok(None);
        }
        if matches!(head.status, StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND) && !is_reading {
            return Err(invalid("the redirect does not say whether the request is to be sent again"));
        }
        if self.seen.len() > MAX_HOPS {
            return Err(TOO_MANY);
        }
        let location = headers::text(&head.headers, LOCATION).ok_or(LinkError::Missing)?;
        let method = match head.status {
            StatusCode::SEE_OTHER if self.method != Method::HEAD => Method::GET,
            _ => self.method.clone(),
        };
        let from = self.seen.last();
        let version = from.and_then(|from| self.service.version_of(from));
        let at_service = match self.is_elsewhere {
            // After a redirect to another host, all further addresses count as foreign.
            true => Err(LinkError::Missing),
            false => self.service.follows_from(version, from, &location),
        };
        let request = match at_service {
            Ok(uri) => {
                let keeps_body = method == self.method;
                let mut request = Request::new(if keeps_body { self.body.clone() } else { Bytes::new() });
                *request.uri_mut() = uri;
                *request.method_mut() = method.clone();
                *request.headers_mut() = self.headers.clone();
                if !keeps_body {
                    request.headers_mut().remove(http::header::CONTENT_TYPE);
                    request.headers_mut().remove(http::header::CONTENT_LENGTH);
                }
                request
            }
            Err(_) if self.allows_others && method == Method::GET => {
                // A relative address at the service's own host belongs to the service, which already refused it
                // above.
                let request = match from.filter(|_| self.is_elsewhere || link::names_host(&location)) {
                    Some(from) => Anonymous::get(&link::absolute(from, &location)?)?,
                    None => Anonymous::get(&location)?,
                };
                let request = request.keeping(&self.headers);
                self.is_elsewhere = true;
                request.into_request()
            }
            Err(error) => return Err(error),
        };
        let is_same_request = method == self.method;
        if is_same_request && self.seen.contains(request.uri()) {
            return Err(LinkError::Repeated);
        }
        self.seen.push(request.uri().clone());
        if !is_same_request {
            self.body = Bytes::new();
            self.headers = request.headers().clone();
        }
        self.method = method;
        let request = Box::new(request);
        Ok(Some(if self.is_elsewhere { Hop::Elsewhere(request) } else { Hop::Service(request) }))
    }
}

/// Shows no address and no header.
impl fmt::Debug for Redirects {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redirects").field("hops", &(self.seen.len() - 1)).finish_non_exhaustive()
    }
}

/// Shows only the kind.
impl fmt::Debug for Hop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Service(_) => "Service(..)",
            Self::Elsewhere(_) => "Elsewhere(..)",
        })
    }
}
