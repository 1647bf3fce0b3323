//! Entries of the overlay about requests: an entry that changes nothing is an error.

use super::{Allowed, requests_at_property, requests_at_result, requests_at_root};
use crate::input::{Overlay, Restriction};
use csdl::diagnostic::{Diagnostic, Diagnostics};
use csdl::model::{Model, Operation, Property, PropertyKind, Root};
use csdl::source::Placed;

/// Checks that each entry of the overlay leaves out only requests that metadata allows, and allows only requests that
/// metadata lacks.
pub(in crate::lower) fn check(models: &[&Model], overlay: &Overlay, diagnostics: &mut Diagnostics) {
    for Restriction { target, requests } in &overlay.restrictions {
        let allowed = by_metadata(&target.value, models);
        for without in requests.iter().filter(|_| !allowed.is_empty()) {
            if !allowed.iter().any(|allowed| allowed.contains(without.value.as_str())) {
                diagnostics.push(
                    Diagnostic::error(format!("`{}` is left out already", without.value))
                        .at(without.place, "changes nothing")
                        .help(format!("`{}` would not have it anyway", target.value)),
                );
            }
        }
    }
    for Restriction { target, requests } in &overlay.allowances {
        let allowed = by_metadata(&target.value, models);
        for request in requests.iter().filter(|_| !allowed.is_empty()) {
            if allowed.iter().all(|allowed| allowed.contains(request.value.as_str())) {
                diagnostics.push(
                    Diagnostic::error(format!("`{}` is allowed already", request.value))
                        .at(request.place, "changes nothing")
                        .help(format!("`{}` would have it anyway", target.value)),
                );
            }
        }
        for request in requests {
            if !allowed.is_empty() && !models.iter().any(|model| is_possible(&request.value, target, model)) {
                diagnostics.push(
                    Diagnostic::error(format!("`{}` is not possible there", request.value))
                        .at(request.place, "changes nothing")
                        .help(
                            "`list` and `count` need a collection, `reference` a navigation property, and `create` a \
                             collection or a contained value",
                        ),
                );
            }
        }
    }
}

/// Returns true if the resource at the target can have the request at all.
fn is_possible(request: &str, target: &Placed<String>, model: &Model) -> bool {
    let (property, is_collection) = match find(&target.value, model) {
        None => return false,
        Some(Resource::Root(root)) => (None, root.is_collection),
        Some(Resource::Navigation(property)) => (Some(property), property.ty.is_collection),
        Some(Resource::Result(function)) => {
            (None, function.return_type.as_ref().is_some_and(|returned| returned.ty.is_collection))
        }
    };
    match request {
        "list" | "count" => is_collection,
        // A contained value that does not exist yet is created at its own path.
        "create" => is_collection || property.is_some_and(|it| it.kind == CONTAINED),
        "reference" => property.is_some(),
        _ => true,
    }
}

/// The requests of a resource by the metadata of each model that has it.
fn by_metadata(name: &str, models: &[&Model]) -> Vec<Allowed> {
    let found = models.iter().filter_map(|model| match find(name, model)? {
        Resource::Root(root) => Some(requests_at_root(root, model)),
        Resource::Navigation(property) => Some(requests_at_property(property, model)),
        Resource::Result(function) => Some(requests_at_result(function)),
    });
    found.collect()
}

const CONTAINED: PropertyKind = PropertyKind::Navigation { is_contained: true };

enum Resource<'m> {
    Root(&'m Root),
    Navigation(&'m Property),
    /// The result of a composable function.
    Result(&'m Operation),
}

fn find<'m>(name: &str, model: &'m Model) -> Option<Resource<'m>> {
    if name.ends_with(')') {
        let mut functions = model.operations.iter().filter(|operation| operation.is_composable);
        return functions.find(|function| function.signature(model) == name).map(Resource::Result);
    }
    match name.rsplit_once('/') {
        None => model.roots.iter().find(|root| root.name == name).map(Resource::Root),
        Some((owner, property)) => {
            let ty = model.structured(model.find(owner)?)?;
            ty.properties.iter().find(|it| it.name == property).map(Resource::Navigation)
        }
    }
}
