//! The source of a download: the service, or the address to which its redirects led.

use bytes::Bytes;
use http::header::{ACCEPT_ENCODING, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, RANGE};
use http::{Extensions, HeaderMap, HeaderValue, Method, Request, StatusCode, Uri};

use super::{DownloadRequest, DownloadState};
use crate::request::anonymous::Address;
use crate::request::redirect::{MAX_HOPS, TOO_MANY};
use crate::request::{LinkError, link};

/// The source of a download.
#[derive(Clone)]
pub(super) struct Source {
    /// The request to the service. `None` if the download began with an address.
    service: Option<Request<Bytes>>,
    /// The address at another host, from a redirect or from the beginning of the download.
    elsewhere: Option<Address>,
    /// The address within the service that a redirect named.
    moved: Option<Uri>,
    /// The redirects since the last answer that was none.
    hops: usize,
    /// True if the address expired and a new one was requested, which has not answered anything else yet.
    is_renewed: bool,
}

impl Source {
    /// A source at the service.
    pub(super) fn from_request(request: Request<Bytes>) -> Self {
        Self { service: Some(request), elsewhere: None, moved: None, hops: 0, is_renewed: false }
    }

    /// A source at a pre-authenticated address.
    pub(super) fn from_address(address: Address) -> Self {
        Self { service: None, elsewhere: Some(address), moved: None, hops: 0, is_renewed: false }
    }

    /// The next request: for the whole content, or for the part that the state lacks.
    pub(super) fn request(&self, state: &DownloadState) -> Option<DownloadRequest> {
        if let Some(address) = &self.elsewhere {
            let mut request = address.request(Method::GET);
            add_headers(request.headers_mut(), state);
            return Some(DownloadRequest::Anonymous(request));
        }
        let mut request = self.service.clone()?;
        if let Some(moved) = &self.moved {
            *request.uri_mut() = moved.clone();
        }
        add_headers(request.headers_mut(), state);
        Some(DownloadRequest::Service(request))
    }

    /// Follows a redirect, relative to the address of the last request. A redirect to the service's own host stays
    /// with the service. A redirect from another host never leads back to the service: the next request has no token.
    ///
    /// # Errors
    ///
    /// Returns an error if the redirect leads to a forbidden address, or if there are too many redirects.
    pub(super) fn follow(&mut self, location: &str) -> Result<(), LinkError> {
        if self.hops >= MAX_HOPS {
            return Err(TOO_MANY);
        }
        self.hops += 1;
        if let Some(address) = &self.elsewhere {
            self.elsewhere = Some(Address::parse(&link::absolute(address.uri(), location)?)?);
            return Ok(());
        }
        let service = self.service.as_ref().map(Request::uri).ok_or(LinkError::Missing)?;
        let target = link::absolute(self.moved.as_ref().unwrap_or(service), location)?;
        match link::plain_uri(&target).ok().filter(|target| link::is_same_origin(service, target)) {
            Some(target) => self.moved = Some(target),
            None => self.elsewhere = Some(Address::parse(&target)?),
        }
        Ok(())
    }

    /// Notes an answer that is no redirect: the chain of redirects is at its end.
    pub(super) fn arrives(&mut self, status: StatusCode) {
        self.hops = 0;
        self.is_renewed &= !self.is_elsewhere() || matches!(status.as_u16(), 401 | 403);
    }

    /// Returns `true` if the content comes from an address, not from the service.
    pub(super) fn is_elsewhere(&self) -> bool {
        self.elsewhere.is_some()
    }

    /// Returns to the service for a new address. The result is `false` if there is no request to the service.
    pub(super) fn begin_anew(&mut self) -> bool {
        if self.service.is_some() {
            (self.elsewhere, self.moved) = (None, None);
            self.is_renewed = true;
        }
        self.service.is_some()
    }

    /// Returns `true` if a new address was requested, and has not answered anything but a refusal.
    pub(super) fn is_renewed(&self) -> bool {
        self.is_renewed
    }

    /// Returns `true` if the caller's request is conditional: it returns the content only if it has changed.
    pub(super) fn is_conditional(&self) -> bool {
        let headers = self.service.as_ref().filter(|_| !self.is_elsewhere()).map(Request::headers);
        headers.is_some_and(|headers| {
            headers.contains_key(IF_NONE_MATCH) || headers.contains_key(IF_MODIFIED_SINCE)
        })
    }

    /// Hides the address in errors that are made from the answer.
    pub(super) fn hide(&self, extensions: &mut Extensions) {
        if let Some(address) = &self.elsewhere {
            address.hide(extensions);
        }
    }
}

fn add_headers(headers: &mut HeaderMap, state: &DownloadState) {
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
    headers.remove(RANGE);
    headers.remove(IF_RANGE);
    if state.held > 0 {
        // Bytes were already received, so the content differed from the caller's copy. The condition is no longer
        // needed.
        headers.remove(IF_NONE_MATCH);
        headers.remove(IF_MODIFIED_SINCE);
    }
    if let Some(tag) = state.resumes_by().and_then(|tag| HeaderValue::from_str(tag).ok())
        && let Ok(range) = HeaderValue::try_from(format!("bytes={}-", state.held))
    {
        headers.insert(RANGE, range);
        headers.insert(IF_RANGE, tag);
    }
}
