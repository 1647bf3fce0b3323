//! From link to link: what pages and changes have in common.

use std::fmt;

use bytes::Bytes;
use http::{Extensions, Request, Uri};

use crate::request::follow::Carried;
use crate::request::{Hidden, LinkError, Service, Version};

/// Where a walk from link to link is.
#[derive(Clone)]
pub(super) struct Walk {
    service: Service,
    version: Option<Version>,
    carried: Carried,
    next: Next,
    /// The token that was sent for the last page, which errors must not show.
    hidden: Option<Hidden>,
}

#[derive(Clone)]
enum Next {
    /// The first request, as it was made.
    First(Box<Request<Bytes>>),
    Link(Uri),
    Refused(LinkError),
    /// Nothing comes next.
    End,
}

impl Walk {
    pub(super) fn new(service: &Service, first: Request<Bytes>) -> Self {
        Self {
            version: service.version_of(first.uri()),
            service: service.clone(),
            carried: Carried::from_headers(first.headers()),
            next: Next::First(Box::new(first)),
            hidden: None,
        }
    }

    /// Begins with a link.
    pub(super) fn from_link(service: &Service, link: &str) -> Self {
        let next = match service.follows(link) {
            Ok(uri) => Next::Link(uri),
            Err(error) => Next::Refused(error),
        };
        Self { version: None, service: service.clone(), carried: Carried::default(), next, hidden: None }
    }

    pub(super) fn carry(&mut self, carried: Carried) {
        self.carried = carried;
    }

    /// Takes from an answer what errors must not show.
    pub(super) fn hide(&mut self, extensions: &Extensions) {
        self.hidden = extensions.get().cloned();
    }

    /// The next is what the link leads to; without one, nothing.
    pub(super) fn goes_to(&mut self, link: Option<&str>) {
        let followed = link.map(|link| self.service.follows_in(self.version, link));
        self.next = match (followed, &self.next) {
            (None, _) => Next::End,
            (Some(Err(error)), _) => Next::Refused(error.without(self.hidden.as_ref())),
            (Some(Ok(uri)), Next::Link(before)) if uri == *before => Next::Refused(LinkError::Repeated),
            (Some(Ok(uri)), _) => Next::Link(uri),
        };
    }

    pub(super) fn next_request(&self) -> Result<Option<Request<Bytes>>, LinkError> {
        match &self.next {
            Next::First(request) => Ok(Some(Request::clone(request))),
            Next::Link(uri) => Ok(Some(self.carried.get(uri.clone()))),
            Next::Refused(error) => Err(error.clone()),
            Next::End => Ok(None),
        }
    }
}

/// Shows no link and no request: they may hold a token.
impl fmt::Debug for Walk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let next = match &self.next {
            Next::First(_) => "the first request",
            Next::Link(_) => "a link",
            Next::Refused(_) => "a link that is not followed",
            Next::End => "nothing",
        };
        f.debug_struct("Walk").field("service", &self.service).field("next", &next).finish_non_exhaustive()
    }
}
