//! The types that are received or sent by themselves: each one has a schema document.

use std::collections::BTreeSet;

use super::context::Context;
use crate::rust::{Kind, Listed, Namespace, Response, SchemaRoot, TypePath};
use crate::select::{Cause, Slice};

/// The types in requests and answers of the slices, and the types that slices name, in order of names.
pub(super) fn collect<'n>(
    slices: &[Slice],
    namespaces: impl Iterator<Item = &'n Namespace>,
    catalog: &[Listed],
    context: &Context<'_>,
) -> Vec<SchemaRoot> {
    let requests: Vec<_> = namespaces.flat_map(|namespace| &namespace.requests).collect();
    let mut roots = BTreeSet::new();
    for slice in slices {
        let mut add = |path: &TypePath, is_collection| {
            roots.insert(SchemaRoot { slice: slice.name().to_owned(), path: path.clone(), is_collection });
        };
        let path_of = |name: &str| {
            let id = context.model.find(name).filter(|id| slice.types.contains(id))?;
            context.paths.get(&id)
        };
        let is_named = |cause: &Cause| matches!(cause, Cause::Named | Cause::All);
        let named = slice.causes.types.iter().filter(|(_, cause)| is_named(cause));
        for path in named.filter_map(|(id, _)| context.paths.get(id)) {
            add(path, false);
        }
        for listed in catalog {
            let Listed::Resource(info) = listed else { continue };
            // An action or function on another path that permissions name has the same body and answer as its request
            // below.
            if info.is_operation() {
                continue;
            }
            if let Some(path) = path_of(&info.binding.0) {
                add(path, info.name == "list");
            }
        }
        for request in requests.iter().filter(|request| path_of(&request.info.binding.0).is_some()) {
            if let Some(parameters) = request.body() {
                add(&parameters.body.path, false);
            }
            let (kind, is_page) = match &request.response {
                Response::Model(kind) | Response::Wrapped(kind) => (kind, false),
                Response::Page(kind) => (kind, true),
                Response::Nothing | Response::Accepted | Response::Media => continue,
            };
            if let Kind::Object(path) | Kind::Hierarchy(path) | Kind::Enum(path) = kind {
                add(path, is_page);
            }
        }
    }
    roots.into_iter().collect()
}
