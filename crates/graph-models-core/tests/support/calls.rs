//! Paths, values and calls for tests of requests.

#![allow(dead_code, reason = "each test uses a part")]

use graph_models_core::Page;
use graph_models_core::request::{Callable, Catalog, NoContent, Path};

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
