//! Paths, calls and values for the cases. The types are samples, since the client knows none of Graph.

use graph_models_core::Page;
use graph_models_core::request::{Callable, Catalog, OperationInfo, Path};

use crate::sample::SimpleIncident;

static CATALOG: Catalog = Catalog { version: "v1.0", resources: &[], operations: &[] };

/// The facts about the calls.
pub(crate) static ROWS: [OperationInfo; 2] = graph_models_core::request::rows(
    "v1.0",
    [
        ("sample.report", "POST", "/incidents/{id}/report", "sample.incident", false, &[]),
        ("sample.delta", "GET", "/incidents/delta()", "sample.incident", true, &[]),
    ],
);

/// An action that returns an incident.
pub(crate) enum Report {}

impl Callable for Report {
    type Parameters = SimpleIncident;
    type Response = SimpleIncident;
}

/// A function whose answer is a page.
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
