//! The end of a path, and the request that a method stands for there.

use super::expression::Value;
use super::segments::Segment;
use super::{Calls, End, Found, Position};
use graph_models_codegen::rust::{PathType, Stream, WRITES};

impl<'v> Calls<'v> {
    /// The call of a method at the position, if the remaining segments stand for one request.
    pub(super) fn last(&self, position: &Position<'v>, method: &str, rest: &[Segment]) -> Option<Found<'v>> {
        let path = position.at?;
        let names: Option<Vec<&str>> = rest.iter().map(Segment::name).collect();
        let entity = path.entity.as_ref().or_else(|| position.way.and_then(|way| way.entity.as_ref()));
        let here = &position.expression;
        let (expression, end, is_there) = match (names?.as_slice(), method) {
            ([], "") => (here.clone(), End::Path, true),
            ([], _) => {
                let request = request(path, method)?;
                let end = End::Resource(request, entity);
                let takes = takes_argument(request, path.is_collection);
                (here.then(request, open(takes)), end, has(position, path, request))
            }
            (["$count"], "GET") => (
                here.then("count", open(false)),
                End::Resource("count", entity),
                has(position, path, "count"),
            ),
            (["$ref"], _) if let Some(request) = reference(method, path.is_collection) => {
                let takes = takes_argument(request, path.is_collection);
                let end = if method == "GET" { End::ReadReference } else { End::Reference };
                (here.then(request, open(takes)), end, has(position, path, request))
            }
            ([segment], _) if let Some(stream) = stream(path, segment) => match method {
                "GET" => {
                    (here.then(stream.ident.as_str(), open(false)), End::ReadMedia(&stream.segment), true)
                }
                "PUT" | "PATCH" => {
                    let written = here.then(format!("write_{}", stream.ident), open(true));
                    let is_change = method == "PATCH";
                    let written = if is_change { written.then("as_changes", open(false)) } else { written };
                    (written, End::WriteMedia(&stream.segment), position.is_owned || !path.is_shared)
                }
                "DELETE" if stream.is_deletable => {
                    let deleted = here.then(format!("delete_{}", stream.ident), open(false));
                    (deleted, End::DeleteMedia(&stream.segment), position.is_owned || !path.is_shared)
                }
                _ => return self.part(position, &[segment], method),
            },
            (["$value"], "GET") => {
                (here.then("raw_value", open(false)), End::ReadMedia("/$value"), !path.is_collection)
            }
            (names, _) => return self.part(position, names, method),
        };
        is_there.then(|| Found::new(position, expression, end, &path.entity_gate))
    }
}

/// The arguments of a request that takes one value, or none.
fn open<'v>(takes: bool) -> Vec<Value<'v>> {
    if takes { vec![Value::Open] } else { Vec::new() }
}

/// The stream at a segment.
fn stream<'v>(path: &'v PathType, segment: &str) -> Option<&'v Stream> {
    let is_it = |own: &str| own.trim_start_matches('/').eq_ignore_ascii_case(segment);
    path.streams.iter().find(|stream| is_it(&stream.segment))
}

/// The request of a method at a path itself.
fn request(path: &PathType, method: &str) -> Option<&'static str> {
    Some(match (method, path.is_collection) {
        ("GET", true) => "list",
        ("GET", false) => "get",
        ("POST", _) => "create",
        ("PATCH", false) => "update",
        ("PUT", false) => "replace",
        ("DELETE", false) => "delete",
        _ => return None,
    })
}

/// The request of a method on references.
fn reference(method: &str, is_collection: bool) -> Option<&'static str> {
    Some(match (method, is_collection) {
        ("GET", true) => "list_references",
        ("GET", false) => "get_reference",
        ("POST", _) => "add_reference",
        ("PUT", _) => "set_reference",
        ("DELETE", _) => "remove_reference",
        _ => return None,
    })
}

/// Returns `true` if the method of a request takes an argument. In a collection, the argument names the reference to
/// remove.
pub(crate) fn takes_argument(request: &str, is_collection: bool) -> bool {
    match request {
        "create" | "update" | "replace" | "add_reference" | "set_reference" => true,
        "remove_reference" => is_collection,
        _ => false,
    }
}

/// Returns true if the path, or the step that led to it, has the request.
fn has(position: &Position<'_>, path: &PathType, request: &str) -> bool {
    let of_way = position.way.is_some_and(|way| way.requests.contains(&request));
    let is_there = position.is_owned || !path.is_shared || !WRITES.contains(&request);
    of_way || (is_there && path.requests.contains(&request))
}
