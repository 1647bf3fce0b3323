//! Paths, values and calls for tests of requests.

#![allow(dead_code, reason = "each test uses a part")]

use graph_models_core::Page;
use graph_models_core::request::{Callable, Catalog, NoContent, Operation, Path, RequestError, Service};

use crate::sample::SimpleIncident;

static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };

/// An action whose body is an incident.
pub(crate) enum Report {}

impl Callable for Report {
    type Parameters = SimpleIncident;
    type Response = NoContent;
}

/// A function that returns a page.
pub(crate) enum Changes {}

impl Callable for Changes {
    type Parameters = ();
    type Response = Page<SimpleIncident>;
}

pub(crate) fn root() -> Path {
    Path::root(&CATALOG)
}

pub(crate) fn path(text: &'static str) -> Path {
    root().add(text, &[])
}

pub(crate) fn incident(json: &str) -> SimpleIncident {
    graph_models_core::from_str(json).unwrap()
}

/// The request as it is sent to the global service.
pub(crate) fn http(operation: &impl Operation) -> http::Request<bytes::Bytes> {
    operation.to_http(&Service::global()).unwrap()
}

/// The reason why the request is not sent.
pub(crate) fn error(operation: &impl Operation) -> RequestError {
    operation.to_http(&Service::global()).unwrap_err()
}

/// The address of the request, without the root and the version.
pub(crate) fn uri(operation: &impl Operation) -> String {
    http(operation).uri().to_string().split_off("https://graph.microsoft.com/v1.0".len())
}
