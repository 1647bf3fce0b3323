//! Operations as methods of typed paths: those bound to the type, and to its bases.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Node, Paths, steps};
use crate::csdl::OperationKind;
use crate::lower::{Context, docs, facts, names};
use crate::rust::Call;

pub(super) fn of(
    node: Node,
    paths: &Paths<'_>,
    context: &Context<'_>,
    taken: &mut BTreeSet<String>,
) -> Vec<Call> {
    let model = context.model;
    let overloads = names::overloads(model);
    let bases: Vec<_> = model.lineage(node.0).map(|(id, _)| id).collect();
    let mut calls = Vec::new();
    for (index, request) in paths.requests {
        let Some(operation) = model.operations.get(*index) else { continue };
        let is_bound = facts::binding_type(operation).is_some_and(|id| bases.contains(&id))
            && operation.binding.as_ref().is_some_and(|binding| binding.ty.is_collection == node.1);
        if !is_bound {
            continue;
        }
        let kind = match operation.kind {
            OperationKind::Action => "action",
            OperationKind::Function => "function",
        };
        let suffix = overloads.get(index).map_or("", String::as_str);
        let ident = names::free(names::call(&operation.name.name, suffix), taken, kind);
        taken.insert(ident.clone());
        let returned = operation.return_type.as_ref().filter(|_| operation.is_composable);
        let mut paragraphs = docs::described(&operation.annotations);
        paragraphs.push(Cow::Owned(format!("A [`{0}`](super::{0}).", request.path.ident)));
        calls.push(Call {
            ident,
            docs: docs::lines(paragraphs),
            request: request.path.clone(),
            input: request.input.clone(),
            result: returned.and_then(|returned| steps::result(&returned.ty, paths)),
        });
    }
    calls
}
