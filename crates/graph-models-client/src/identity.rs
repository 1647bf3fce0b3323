//! Headers that name a request and the program that sends it.

use http::header::USER_AGENT;
use http::{HeaderMap, HeaderName, HeaderValue};

/// The id that the client gives to a request. The service returns it, and Microsoft's support asks for it.
pub(crate) const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");
/// The library that sent the request. The services of Graph count libraries by it.
const SDK_VERSION: HeaderName = HeaderName::from_static("sdkversion");
const LIBRARY: &str = concat!("graph-models-rust/", env!("CARGO_PKG_VERSION"));
const PROGRAM: &str = concat!("graph-models/", env!("CARGO_PKG_VERSION"));

/// The headers that a client adds to a request, unless the request already has a header of that name.
#[derive(Debug, Clone)]
pub(crate) struct Identity {
    has_request_id: bool,
    has_library: bool,
}

impl Default for Identity {
    fn default() -> Self {
        Self { has_request_id: true, has_library: true }
    }
}

impl Identity {
    /// An identity without any header.
    pub(crate) const NONE: Self = Self { has_request_id: false, has_library: false };

    /// Adds the headers. A repeated request has the same headers.
    pub(crate) fn add_to(&self, headers: &mut HeaderMap) {
        if self.has_request_id && !headers.contains_key(CLIENT_REQUEST_ID) {
            let id = uuid::Builder::from_random_bytes(fastrand::u128(..).to_le_bytes()).into_uuid();
            if let Ok(id) = HeaderValue::try_from(id.hyphenated().to_string()) {
                headers.insert(CLIENT_REQUEST_ID, id);
            }
        }
        if self.has_library {
            headers.entry(SDK_VERSION).or_insert(HeaderValue::from_static(LIBRARY));
            headers.entry(USER_AGENT).or_insert(HeaderValue::from_static(PROGRAM));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_request_has_an_id_of_its_own() {
        let mut headers = HeaderMap::new();
        Identity::default().add_to(&mut headers);
        let first = headers.clone();
        Identity::default().add_to(&mut headers);
        assert_eq!(first, headers, "a request that is sent again keeps its id");
        let mut other = HeaderMap::new();
        Identity::default().add_to(&mut other);
        assert_ne!(first[CLIENT_REQUEST_ID], other[CLIENT_REQUEST_ID]);
        assert!(uuid::Uuid::try_parse(first[CLIENT_REQUEST_ID].to_str().unwrap()).is_ok());
    }

    #[test]
    fn headers_of_the_request_stay_and_all_can_be_turned_off() {
        let mut headers = HeaderMap::new();
        headers.insert(USER_AGENT, HeaderValue::from_static("mine/1.0"));
        Identity::default().add_to(&mut headers);
        assert_eq!(headers[USER_AGENT], "mine/1.0");
        let mut headers = HeaderMap::new();
        Identity::NONE.add_to(&mut headers);
        assert!(headers.is_empty());
    }
}
