//! The end of a path, and the request that a method stands for there.

use super::expression::Value;
use super::requests::{PathRequest, StreamRequest};
use super::segments::Segment;
use super::{Calls, End, Found, Position};
use graph_models_codegen::rust::{PathType, WRITES};

impl<'v> Calls<'v> {
    /// The call of a method at the position, if the remaining segments stand for one request.
    pub(super) fn last(&self, position: &Position<'v>, method: &str, rest: &[Segment]) -> Option<Found<'v>> {
        let path = position.at?;
        let names: Option<Vec<&str>> = rest.iter().map(Segment::name).collect();
        let names = names?;
        let segment = match names.as_slice() {
            [] if method.is_empty() => {
                let here = position.expression.clone();
                return Some(Found::new(position, here, End::Path, &path.entity_gate));
            }
            [] => "",
            [segment] => segment,
            _ => return self.part(position, &names, method),
        };
        if let Some(found) = content(position, path, segment, method) {
            return Some(found);
        }
        let Some(request) = PathRequest::at(method, segment, path.is_collection) else {
            return self.part(position, &names, method);
        };
        let entity = path.entity.as_ref().or_else(|| position.way.and_then(|way| way.entity.as_ref()));
        has(position, path, request).then(|| {
            let takes = request.takes_argument(path.is_collection);
            let expression = position.expression.then(request.name, open(takes));
            Found::new(position, expression, request.end(entity), &path.entity_gate)
        })
    }
}

/// The call of a method on the stream at a segment.
fn content<'v>(
    position: &Position<'v>,
    path: &'v PathType,
    segment: &str,
    method: &str,
) -> Option<Found<'v>> {
    // `PATCH` writes as well.
    let is_change = method == "PATCH";
    let method = if is_change { "PUT" } else { method };
    let is_it = |request: &StreamRequest<'v>| {
        request.method() == method
            && request.suffix().trim_start_matches('/').eq_ignore_ascii_case(segment)
            && (position.may_write(path) || !request.is_write())
    };
    let request = StreamRequest::all(path).find(is_it)?;
    let expression = position.expression.then(request.name(), open(request.takes_argument()));
    let expression = if is_change { expression.then("as_changes", open(false)) } else { expression };
    Some(Found::new(position, expression, request.end(), &path.entity_gate))
}

/// The arguments of a request that takes one value, or none.
pub(super) fn open<'v>(takes: bool) -> Vec<Value<'v>> {
    if takes { vec![Value::Open] } else { Vec::new() }
}

/// Returns true if the path, or the step that led to it, has the request.
fn has(position: &Position<'_>, path: &PathType, request: PathRequest) -> bool {
    let of_way = position.way.is_some_and(|way| way.requests.contains(&request.name));
    let is_there = position.may_write(path) || !WRITES.contains(&request.name);
    of_way || request.is_everywhere() || (is_there && path.requests.contains(&request.name))
}
