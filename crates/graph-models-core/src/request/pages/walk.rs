//! A walk from link to link, the common part of pages and changes.

use std::fmt;

use bytes::Bytes;
use http::{Extensions, Request, Uri};
use serde_json::Value;

use super::trail::Trail;
use crate::model::{Extra, Note, link_text};
use crate::request::follow::Carried;
use crate::request::link::is_relative;
use crate::request::{Hidden, LinkError, Service, Version};

/// The position of a walk from link to link.
#[derive(Clone)]
pub(super) struct Walk {
    service: Service,
    version: Option<Version>,
    carried: Carried,
    next: Next,
    /// The links that were followed so far.
    trail: Trail,
    /// The token that was sent for the last page, which errors must not show.
    hidden: Option<Hidden>,
}

#[derive(Clone)]
enum Next {
    /// The first request, unchanged.
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
            trail: Trail::from_link(first.uri()),
            next: Next::First(Box::new(first)),
            hidden: None,
        }
    }

    /// Begins with a link.
    pub(super) fn from_link(service: &Service, link: &str) -> Self {
        let (version, trail, next) = match service.follows(link) {
            Ok(uri) => (service.version_of(&uri), Trail::from_link(&uri), Next::Link(uri)),
            Err(error) => (None, Trail::default(), Next::Refused(error)),
        };
        let service = service.clone();
        Self { version, service, carried: Carried::default(), next, trail, hidden: None }
    }

    pub(super) fn carry(&mut self, carried: Carried) {
        self.carried = carried;
    }

    /// Remembers the secrets in an answer that errors must not show.
    pub(super) fn hide(&mut self, extensions: &Extensions) {
        self.hidden = extensions.get().cloned();
    }

    /// Sets the link that a page has. An error is that of the next request.
    pub(super) fn goes_on(&mut self, link: Result<Option<&str>, LinkError>) {
        match link {
            Ok(link) => self.goes_to(link),
            Err(error) => self.next = Next::Refused(error),
        }
    }

    /// Sets the link to follow next. A missing or empty link ends the walk.
    pub(super) fn goes_to(&mut self, link: Option<&str>) {
        let Some(link) = link.filter(|link| !link.is_empty()) else {
            self.next = Next::End;
            return;
        };
        self.next = match self.service.follows_from(self.version, self.asked(), link) {
            Ok(uri) if self.trail.add(&uri) => Next::Link(uri),
            Ok(_) => Next::Refused(LinkError::Repeated),
            Err(error) => Next::Refused(error.without(self.hidden.as_ref())),
        };
    }

    /// Forgets the links before the last request, since the walk starts over and may lead to the same pages.
    pub(super) fn forgets(&mut self) {
        self.trail = match &self.next {
            Next::Link(uri) => Trail::from_link(uri),
            Next::First(_) | Next::Refused(_) | Next::End => Trail::default(),
        };
    }

    /// Ends the walk, since the next request was already answered.
    pub(super) fn repeats(&mut self) {
        self.next = Next::Refused(LinkError::Repeated);
    }

    /// The absolute form of a link that is stored. An invalid link stays unchanged, and gives an error when it is
    /// followed.
    pub(super) fn absolute(&self, link: &str) -> String {
        match is_relative(link) {
            true => self
                .service
                .follows_from(self.version, self.asked(), link)
                .map_or_else(|_| link.to_owned(), |uri| uri.to_string()),
            false => link.to_owned(),
        }
    }

    /// The address of the request whose answer is read.
    fn asked(&self) -> Option<&Uri> {
        match &self.next {
            Next::First(request) => Some(request.uri()),
            Next::Link(uri) => Some(uri),
            Next::Refused(_) | Next::End => None,
        }
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

/// Returns a link of a page. An empty link counts as missing.
///
/// # Errors
///
/// Returns an error if the link is neither a text nor null. The walk would end there, as if this page were the last
/// one.
pub(super) fn link_in(page: &Extra, link: Note) -> Result<Option<&str>, LinkError> {
    match page.annotations().get(link.name()) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => {
            link_text(value).map(|link| Some(link).filter(|link| !link.is_empty())).ok_or(LinkError::NotText)
        }
    }
}

/// Shows no link and no request, since they may contain a token.
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
