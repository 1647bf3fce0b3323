//! Identifiers of requests, assigned for all declared operations, inside and outside of the slices.

use std::collections::BTreeMap;

use crate::lower::context::Context;
use crate::lower::overloads;
use crate::lower::paths::NamespaceTables;
use crate::rust::names;
use csdl::diagnostic::Diagnostics;
use csdl::document::OperationKind;
use csdl::model::Operation;

/// The identifiers of a request.
pub(super) struct Idents {
    /// The identifier of the request.
    pub(super) request: String,
    /// The identifier of the struct for its parameters. It is reserved even if there is no such struct.
    pub(super) parameters: String,
}

/// The identifiers by the position of the operation in the model.
pub(super) fn assign(
    context: &Context<'_>,
    tables: &mut NamespaceTables,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<usize, Idents> {
    let model = context.model;
    let suffixes = names::overloads(model);
    let targets = overloads::targets(model);
    let mut namespaces: BTreeMap<&str, Vec<(usize, &Operation)>> = BTreeMap::new();
    for (index, operation) in model.operations.iter().enumerate() {
        namespaces.entry(&operation.name.namespace).or_default().push((index, operation));
    }
    let mut idents = BTreeMap::new();
    for (name, operations) in namespaces {
        let table = tables.entry(name.to_owned()).or_default();
        let wanted = operations.iter().map(|(index, operation)| {
            let suffix = suffixes.get(index).map_or("", String::as_str);
            let target = targets.get(*index).cloned().unwrap_or_default();
            context.ident_request(target, operation.place, || {
                let bound_to = operation.bound_to();
                let binding = bound_to.map_or("", |(id, _)| model.ty(id).name().name.as_str());
                let is_collection = bound_to.is_some_and(|(_, is_collection)| is_collection);
                names::request(&operation.name.name, binding, is_collection, suffix)
            })
        });
        let mut wanted: Vec<_> = wanted.collect();
        let requests = table.assign_items(&wanted, diagnostics);
        let has_body = |operation: &Operation| {
            operation.kind == OperationKind::Action && !operation.parameters.is_empty()
        };
        for (wanted_ident, request) in wanted.iter_mut().zip(&requests) {
            wanted_ident.ident = format!("{request}Parameters");
            wanted_ident.is_chosen = false;
        }
        let with_body = operations.iter().zip(wanted).filter(|((_, operation), _)| has_body(operation));
        let (with_body, wanted): (Vec<_>, Vec<_>) =
            with_body.map(|((index, _), wanted_ident)| (*index, wanted_ident)).unzip();
        let bodies = table.assign_items(&wanted, diagnostics);
        let mut bodies: BTreeMap<_, _> = with_body.into_iter().zip(bodies).collect();
        for ((index, _), request) in operations.into_iter().zip(requests) {
            let parameters = bodies.remove(&index).unwrap_or_default();
            idents.insert(index, Idents { request, parameters });
        }
    }
    idents
}
