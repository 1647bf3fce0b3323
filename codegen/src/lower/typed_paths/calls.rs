//! Operations as methods of typed paths: those bound to the type or to one of its bases.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::nodes::{Node, Paths};
use super::steps;
use crate::lower::context::Context;
use crate::lower::docs;
use crate::rust::Call;
use crate::rust::names;
use csdl::document::OperationKind;
use csdl::model::Operation;

pub(super) fn decide(
    node: Node,
    paths: &Paths<'_>,
    context: &Context<'_>,
    taken: &mut BTreeSet<String>,
) -> Vec<Call> {
    let (id, is_collection) = node;
    let mut seen = BTreeSet::new();
    let mut calls = Vec::new();
    // An operation bound to a type hides the operations of the same name bound to its bases.
    for base in context.model.lineage(id).map(|(id, _)| id) {
        for &index in paths.bound.get(&(base, is_collection)).into_iter().flatten() {
            let Some(operation) = context.model.operations.get(index) else { continue };
            let suffix = paths.overloads.get(&index).map_or("", String::as_str);
            if seen.insert((&operation.name, suffix)) {
                calls.extend(call(index, operation, suffix, node, paths, context, taken));
            }
        }
    }
    calls
}

fn call(
    index: usize,
    operation: &Operation,
    suffix: &str,
    node: Node,
    paths: &Paths<'_>,
    context: &Context<'_>,
    taken: &mut BTreeSet<String>,
) -> Option<Call> {
    let (ty, _) = node;
    let request = paths.requests.get(&index)?;
    let kind = match operation.kind {
        OperationKind::Action => "action",
        OperationKind::Function => "function",
    };
    let ident = names::free(names::call(&operation.name.name, suffix), |ident| taken.contains(ident), kind);
    taken.insert(ident.clone());
    let returned = operation.return_type.as_ref().filter(|_| operation.is_composable);
    let result = returned.and_then(|returned| steps::result(ty, &returned.ty, paths));
    let modules = request.path.namespace.iter().fold(String::new(), |text, module| text + module + "::");
    let up = "super::".repeat(context.module_path(&context.model.ty(ty).name().namespace).len() + 1);
    let link = format!("[`{0}`]({up}{modules}{0})", request.path.ident);
    let mut paragraphs = docs::described(&operation.annotations);
    paragraphs.push(Cow::Owned(match &result {
        Some(_) => format!("Goes on from the result of {link}."),
        None => format!("Makes a {link}."),
    }));
    let needs = result.iter().flat_map(|result| result.needs.iter().map(Some));
    let reach = paths.reach;
    let gate = reach.gate(reach.node(node), needs.chain([reach.operation(index)]));
    Some(Call {
        ident,
        gate,
        docs: docs::lines(paragraphs),
        request: request.path.clone(),
        input: request.input.clone(),
        result,
    })
}
