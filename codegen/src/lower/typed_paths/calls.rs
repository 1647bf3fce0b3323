//! Operations as methods of typed paths: those bound to the type or to one of its bases.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{Paths, targets};
use crate::lower::context::Context;
use crate::lower::docs;
use crate::lower::nodes::{self, Node};
use crate::rust::Call;
use crate::rust::names;
use csdl::document::OperationKind;
use csdl::model::{Model, Operation, QualifiedName};

pub(super) fn decide(
    node: Node,
    paths: &Paths<'_>,
    context: &Context<'_>,
    taken: &mut BTreeSet<String>,
) -> Vec<Call> {
    let visible = visible(node, paths, context.model);
    let mut groups: BTreeMap<&QualifiedName, Vec<(usize, &Operation)>> = BTreeMap::new();
    for &(index, operation) in &visible {
        groups.entry(&operation.name).or_default().push((index, operation));
    }
    let suffixes: BTreeMap<usize, String> = groups.into_values().flat_map(names::suffixes).collect();
    let calls = visible.into_iter().filter_map(|(index, operation)| {
        let suffix = suffixes.get(&index).map_or("", String::as_str);
        call(index, operation, suffix, node, paths, context, taken)
    });
    calls.collect()
}

/// All declared operations that a node has, inside and outside of the slices, so that a larger slice renames nothing.
///
/// An operation bound to a type hides those of its bases that it overrides: for an action each one of its name, for a
/// function each one with the same parameters, in any order.
fn visible<'m>(
    (id, is_collection): Node,
    paths: &Paths<'_>,
    model: &'m Model,
) -> Vec<(usize, &'m Operation)> {
    let mut seen = BTreeSet::new();
    let mut visible = Vec::new();
    for base in model.lineage(id).map(|(id, _)| id) {
        for &index in paths.bound.get(&(base, is_collection)).into_iter().flatten() {
            let Some(operation) = model.operations.get(index) else { continue };
            let parameters = (operation.kind == OperationKind::Function)
                .then(|| operation.parameters.iter().map(|it| it.name.as_str()).collect::<BTreeSet<_>>());
            if seen.insert((&operation.name, parameters)) {
                visible.push((index, operation));
            }
        }
    }
    visible
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
    let ident = names::call(&operation.name.name, suffix);
    let ident = names::free(ident, |ident| taken.contains(ident), &operation.kind.to_string());
    taken.insert(ident.clone());
    let result = nodes::result(operation).and_then(|result| targets::same(ty, result, paths));
    let up = "super::".repeat(context.module_path(&context.model.ty(ty).name().namespace).len() + 1);
    let link = format!("[`{}`]({up}{})", request.path.ident, request.path);
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
