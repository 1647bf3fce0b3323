//! The end of a path: the request of a method there.

use super::segments::Segment;
use super::{Calls, Found, Position};
use crate::rust::{PathType, WRITES};

impl<'v> Calls<'v> {
    /// The call of a method at the position, if what is left of the path stands for one request.
    pub(super) fn last(&self, position: &Position<'v>, method: &str, rest: &[Segment]) -> Option<Found<'v>> {
        let path = position.at?;
        let names: Option<Vec<&str>> = rest.iter().map(name).collect();
        let (call, needs_values, gate) = match (names?.as_slice(), method) {
            ([], _) => {
                let request = request(path, method).filter(|request| has(position, path, request))?;
                let takes = ["create", "update", "replace"].contains(&request);
                (if takes { format!("{request}(…)") } else { format!("{request}()") }, takes, true)
            }
            (["$count"], "GET") => ("count()".to_owned(), false, has(position, path, "count")),
            (["$ref"], "POST") => ("add_reference(…)".to_owned(), true, has(position, path, "add_reference")),
            (["$ref"], "PUT") => ("set_reference(…)".to_owned(), true, has(position, path, "set_reference")),
            (["$ref"], "DELETE") => {
                ("remove_reference()".to_owned(), false, has(position, path, "remove_reference"))
            }
            ([segment], _) if let Some(call) = stream(path, segment, method) => {
                let (call, is_written) = call;
                (call, is_written, !is_written || position.is_owned || !path.is_shared)
            }
            (["$value"], "GET") => ("raw_value()".to_owned(), false, !path.is_collection),
            (names, _) => {
                let (call, is_written) = self.part(position, names, method)?;
                (call, is_written, true)
            }
        };
        let expression = format!("{}.{call}", position.expression);
        let gates = position.gates.iter().copied().chain([&path.entity_gate]).collect();
        gate.then_some(Found { expression, template: position.template.clone(), gates, needs_values })
    }
}

fn name(segment: &Segment) -> Option<&str> {
    match segment {
        Segment::Name(name) => Some(name),
        Segment::Values(_) | Segment::Between(_) => None,
    }
}

/// The request of a method at a path itself.
fn request(path: &PathType, method: &str) -> Option<&'static str> {
    Some(match (method, path.is_collection) {
        ("GET", true) => "list",
        ("GET", false) => "get",
        ("POST", true) => "create",
        ("PATCH", false) => "update",
        ("PUT", false) => "replace",
        ("DELETE", false) => "delete",
        _ => return None,
    })
}

/// Returns true if the path has the request, or the way by which it was reached.
fn has(position: &Position<'_>, path: &PathType, request: &str) -> bool {
    let of_way = position.way.is_some_and(|way| way.requests.contains(&request));
    let is_there = position.is_owned || !path.is_shared || !WRITES.contains(&request);
    of_way || (is_there && path.requests.contains(&request))
}

/// The method that reads or writes a stream, and true for one that writes.
fn stream(path: &PathType, segment: &str, method: &str) -> Option<(String, bool)> {
    let is_it = |own: &str| own.trim_start_matches('/').eq_ignore_ascii_case(segment);
    let stream = path.streams.iter().find(|stream| is_it(&stream.segment))?;
    match method {
        "GET" => Some((format!("{}()", stream.ident), false)),
        "PUT" => Some((format!("write_{}(…)", stream.ident), true)),
        "PATCH" => Some((format!("write_{}(…).as_changes()", stream.ident), true)),
        _ => None,
    }
}
