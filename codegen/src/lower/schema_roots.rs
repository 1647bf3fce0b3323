//! The types that are received or sent by themselves: each one has a schema document.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use crate::rust::{Info, Kind, Listed, Namespace, Response, SchemaRoot, TypePath};
use crate::select::{Cause, Slice};
use csdl::model::TypeId;

/// The types in requests and answers of the slices, and the types that slices name, in order of names. `operations` has
/// the position of the operation of each request.
pub(super) fn collect(
    slices: &[Slice],
    namespaces: &[Namespace],
    operations: &BTreeMap<TypePath, usize>,
    catalog: &[Listed],
    context: &Context<'_>,
) -> Vec<SchemaRoot> {
    // The binding types are looked up once here, since the loop over the slices visits all requests for each slice.
    let binding = |info: &Info| context.model.find(&info.binding.0);
    let requests = namespaces.iter().flat_map(|namespace| &namespace.requests);
    let requests: Vec<_> = requests
        .filter_map(|request| Some((operations.get(&request.path)?, binding(&request.info), request)))
        .collect();
    // An action or function on another path that permissions name has the same body and answer as its request.
    let resources = catalog.iter().filter_map(|listed| match listed {
        Listed::Resource(info) => Some((binding(info)?, info.name == "list")),
        Listed::Call { .. } | Listed::Request { .. } => None,
    });
    let resources: BTreeSet<_> = resources.collect();
    let mut roots = BTreeSet::new();
    for slice in slices {
        let mut add = |path: &TypePath, is_collection| {
            roots.insert(SchemaRoot { slice: slice.name().to_owned(), path: path.clone(), is_collection });
        };
        let path_of = |id: &TypeId| context.paths.get(id).filter(|_| slice.types.contains(id));
        let is_named = |cause: &Cause| matches!(cause, Cause::Named | Cause::All);
        let named = slice.causes.types.iter().filter(|(_, cause)| is_named(cause));
        for path in named.filter_map(|(id, _)| context.paths.get(id)) {
            add(path, false);
        }
        for (id, is_list) in &resources {
            if let Some(path) = path_of(id) {
                add(path, *is_list);
            }
        }
        // The documents of a slice also describe operations on its types that another slice names.
        let is_described = |index: &usize, binding: &Option<TypeId>| {
            slice.operations.contains(index) || binding.is_some_and(|id| path_of(&id).is_some())
        };
        for (.., request) in requests.iter().filter(|(index, binding, _)| is_described(index, binding)) {
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
