//! The nodes of slices: the ends that typed paths can have.

use std::collections::BTreeSet;

use crate::select::Slice;
use csdl::model::{Model, TypeId, TypeTarget};

/// The content of a path: a type, and true if the path holds a collection of the type.
pub(super) type Node = (TypeId, bool);

/// The nodes of a slice: its types that have a path, the types on the way to its roots, and the results of its
/// composable functions.
pub(super) fn of_slice(slice: &Slice, model: &Model) -> BTreeSet<Node> {
    let reached = slice.paths.keys().copied();
    let on_the_way = slice.steps.iter().map(|(id, _)| (*id, false));
    let called = slice.operations.iter().filter_map(|&index| model.operations.get(index));
    let called = called.filter(|operation| operation.is_composable).filter_map(|operation| {
        let result = &operation.return_type.as_ref()?.ty;
        let TypeTarget::Declared(id) = result.target else { return None };
        Some((id, result.is_collection))
    });
    let nodes = reached.chain(on_the_way).chain(called);
    // A collection also needs the path to its items.
    nodes.flat_map(|(id, is_collection)| [(id, is_collection), (id, false)]).collect()
}
