//! The nodes of slices: the ends that typed paths can have.

use std::collections::BTreeSet;

use crate::select::Slice;
use csdl::model::{Model, Operation, TypeId};

/// The content of a path: a type, and true if the path holds a collection of the type.
pub(super) type Node = (TypeId, bool);

/// The nodes of a slice: its types that have a path, the types on the way to its roots, and the results of its
/// composable functions.
pub(super) fn of_slice(slice: &Slice, model: &Model) -> BTreeSet<Node> {
    let reached = slice.paths.keys().copied();
    let on_the_way = slice.steps.iter().map(|(id, _)| (*id, false));
    let called = slice.operations.iter().filter_map(|&index| model.operations.get(index));
    let nodes = reached.chain(on_the_way).chain(called.filter_map(result));
    // A collection also needs the path to its items.
    nodes.flat_map(|(id, is_collection)| [(id, is_collection), (id, false)]).collect()
}

/// The node at the result of a composable function.
pub(super) fn result(operation: &Operation) -> Option<Node> {
    let result = &operation.return_type.as_ref().filter(|_| operation.is_composable)?.ty;
    Some((result.target.declared()?, result.is_collection))
}
