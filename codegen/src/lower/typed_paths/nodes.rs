//! Nodes of typed paths, and the facts that all parts of typed paths share.

use std::collections::{BTreeMap, BTreeSet};

use crate::lower::capabilities::Allowed;
use crate::lower::reach::Reach;
use crate::rust::{PathRef, Request};
use crate::select::Slice;
use csdl::model::{Model, Operation, TypeId};

/// The content of a path: a type, and true if the path holds a collection of the type.
pub(crate) type Node = (TypeId, bool);

/// The nodes of a slice: its types that have a path, the types on the way to its roots, and the results of its
/// composable functions.
pub(crate) fn of_slice(slice: &Slice, model: &Model) -> BTreeSet<Node> {
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

/// The nodes with their names, requests and operations.
pub(super) struct Paths<'a> {
    pub(super) slices: &'a [Slice],
    pub(super) reach: &'a Reach,
    pub(super) requests: &'a BTreeMap<usize, Request>,
    /// Positions of all declared operations by the node that they are bound to.
    pub(super) bound: BTreeMap<Node, Vec<usize>>,
    pub(super) refs: BTreeMap<Node, PathRef>,
    pub(super) allowed: BTreeMap<Node, Allowed>,
    /// Writes that only some navigation properties to the node allow. These properties do not contain the entity.
    pub(super) of_ways: BTreeMap<Node, BTreeSet<&'static str>>,
    /// Types whose paths also lead to entities that another path contains.
    pub(super) shared: BTreeSet<TypeId>,
}
