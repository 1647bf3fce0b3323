//! Requests that follow a link of the service: next pages, later changes, and operations that are watched.

use bytes::Bytes;
use http::header::{ACCEPT, ACCEPT_LANGUAGE};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri};

use super::headers::copy;
use super::options::WORKBOOK_SESSION;
use super::preference::PREFER;
use super::query::CONSISTENCY_LEVEL;

/// Headers of the first request that the following requests need too, since the service does not remember them. For
/// example, pages of a workbook's rows must be read in the session of the first page.
///
/// No other header is copied, and in particular no token. A `client-request-id` names one request, and a condition
/// (`If-Match`, `If-None-Match`) is about the first page.
const CARRIED: [HeaderName; 5] = [ACCEPT, ACCEPT_LANGUAGE, CONSISTENCY_LEVEL, WORKBOOK_SESSION, PREFER];

/// The headers of following requests.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Carried(HeaderMap);

impl Carried {
    /// Takes the headers that the following requests need.
    pub(super) fn from_headers(headers: &HeaderMap) -> Self {
        let mut carried = if headers.contains_key(ACCEPT) { HeaderMap::new() } else { Self::default().0 };
        copy(headers, &mut carried, &CARRIED);
        Self(carried)
    }

    /// The request for a link that was checked to lead to the service.
    pub(super) fn get(&self, uri: Uri) -> Request<Bytes> {
        let mut request = Request::new(Bytes::new());
        *request.method_mut() = Method::GET;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.0.clone();
        request
    }
}

impl Default for Carried {
    fn default() -> Self {
        Self(HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static("application/json"))]))
    }
}
