//! Paths, calls and values for the cases. The types are samples, since the client knows none of Graph.

use graph_models_core::request::{Callable, OperationInfo};

pub(crate) use crate::calls::{Changes, incident, path, root};
use crate::sample::SimpleIncident;

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
