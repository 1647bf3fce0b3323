//! Paths, calls and values for the cases. The types are samples, since the client knows no types of Graph.

use graph_models_core::request::{Callable, OperationInfo};
use service_stand_in::{At, StandIn};

use crate::adapter::{TOKEN, TOKEN_WITH_CLAIMS};

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

/// The headers that a request to another host may have. The HTTP clients add the first ones.
const PLAIN: [&str; 10] = [
    "host",
    "accept-encoding",
    "content-length",
    "transfer-encoding",
    "content-type",
    "accept",
    "range",
    "if-range",
    "if-none-match",
    "content-range",
];

/// Everything that reached the other host although only the service may get it: the tokens, the ids that the client
/// gave its requests, these other texts, and headers that no such request needs.
pub(crate) fn leaks(stand_in: &StandIn, others: &[&str]) -> Vec<String> {
    let at_service = stand_in.received(At::Service);
    let ids =
        at_service.iter().map(|received| received.header("client-request-id")).filter(|id| !id.is_empty());
    let secrets: Vec<&str> =
        [TOKEN, TOKEN_WITH_CLAIMS].into_iter().chain(ids).chain(others.iter().copied()).collect();
    let mut leaks = stand_in.leaks(&secrets);
    for received in stand_in.received(At::Elsewhere) {
        let odd = received.headers.keys().filter(|name| !PLAIN.contains(&name.as_str()));
        leaks.extend(odd.map(|name| format!("{} {}: {name}", received.method, received.target)));
    }
    leaks
}
