//! A request to the service, and access to its headers and body.

use http::{HeaderMap, header};
use serde_json::{Map, Value};

use crate::answer::Failure;

/// A request, alone or in a batch.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call<'a> {
    pub(crate) method: &'a str,
    /// The path as received, encoded.
    pub(crate) path: &'a str,
    pub(crate) query: &'a str,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a [u8],
    /// Scheme and authority of the URL that the client sent the request to.
    pub(crate) origin: &'a str,
}

impl Call<'_> {
    pub(crate) fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The body, which must be a JSON object.
    pub(crate) fn object(&self) -> Result<Map<String, Value>, Failure> {
        if !self.header(header::CONTENT_TYPE).starts_with("application/json") {
            return Err(Failure::bad_request("A body needs the Content-Type application/json."));
        }
        serde_json::from_slice(self.body)
            .map_err(|error| Failure::bad_request(format!("Unable to read JSON request payload: {error}.")))
    }

    /// Checks the body of an action without parameters: no body, or an empty object.
    pub(crate) fn no_parameters(&self) -> Result<(), Failure> {
        if self.body.is_empty() || self.object()?.is_empty() {
            return Ok(());
        }
        Err(Failure::bad_request("The action has no parameters."))
    }
}
