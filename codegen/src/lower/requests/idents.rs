//! What requests are called: decided for all operations that are declared, in the slices or not.

use std::collections::BTreeMap;

use crate::lower::context::Context;
use crate::lower::paths::Scopes;
use crate::rust::names;
use csdl::diagnostic::Diagnostics;
use csdl::document::OperationKind;
use csdl::model::Operation;

/// The identifiers of a request.
pub(super) struct Idents {
    /// The request.
    pub(super) request: String,
    /// The struct of its parameters, if it were to have one.
    pub(super) parameters: String,
}

/// The identifiers by the position of the operation in the model.
pub(super) fn assign(
    context: &Context<'_>,
    scopes: &mut Scopes,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<usize, Idents> {
    let model = context.model;
    let suffixes = names::overloads(model);
    let mut namespaces: BTreeMap<&str, Vec<(usize, &Operation)>> = BTreeMap::new();
    for (index, operation) in model.operations.iter().enumerate() {
        namespaces.entry(&operation.name.namespace).or_default().push((index, operation));
    }
    let mut idents = BTreeMap::new();
    for (name, operations) in namespaces {
        let scope = scopes.entry(name.to_owned()).or_default();
        let wishes = operations.iter().map(|(index, operation)| {
            let suffix = suffixes.get(index).map_or("", String::as_str);
            let overload = operation.signature(model);
            context.wish(overload, operation.place, || {
                let binding =
                    crate::select::binding_type(operation).map(|id| model.ty(id).name().name.clone());
                let is_collection =
                    operation.binding.as_ref().is_some_and(|binding| binding.ty.is_collection);
                names::request(&operation.name.name, &binding.unwrap_or_default(), is_collection, suffix)
            })
        });
        let mut wishes: Vec<_> = wishes.collect();
        let requests = scope.settle_items(&wishes, diagnostics);
        let has_body = |operation: &Operation| {
            operation.kind == OperationKind::Action && !operation.parameters.is_empty()
        };
        for (wish, request) in wishes.iter_mut().zip(&requests) {
            wish.ident = format!("{request}Parameters");
            wish.is_chosen = false;
        }
        let with_body = operations.iter().zip(wishes).filter(|((_, operation), _)| has_body(operation));
        let (with_body, wishes): (Vec<_>, Vec<_>) =
            with_body.map(|((index, _), wish)| (*index, wish)).unzip();
        let bodies = scope.settle_items(&wishes, diagnostics);
        let mut bodies: BTreeMap<_, _> = with_body.into_iter().zip(bodies).collect();
        for ((index, _), request) in operations.into_iter().zip(requests) {
            let parameters = bodies.remove(&index).unwrap_or_default();
            idents.insert(index, Idents { request, parameters });
        }
    }
    idents
}
