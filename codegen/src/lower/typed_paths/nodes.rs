//! Nodes of typed paths, and the facts that all parts of typed paths share.

use std::collections::{BTreeMap, BTreeSet};

use crate::lower::capabilities::Allowed;
use crate::rust::{PathRef, Request};
use crate::select::Slice;
use csdl::model::TypeId;

/// The content of a path: a type, and whether the path holds a collection of the type.
pub(super) type Node = (TypeId, bool);

/// The nodes with their names, requests and operations.
pub(super) struct Paths<'a> {
    pub(super) slices: &'a [Slice],
    pub(super) requests: &'a BTreeMap<usize, Request>,
    /// Positions of the operations by what they are bound to.
    pub(super) bound: BTreeMap<Node, Vec<usize>>,
    /// Suffixes that distinguish overloads.
    pub(super) overloads: BTreeMap<usize, String>,
    pub(super) refs: BTreeMap<Node, PathRef>,
    pub(super) allowed: BTreeMap<Node, Allowed>,
    /// Types whose paths also lead to what lives elsewhere.
    pub(super) shared: BTreeSet<TypeId>,
}
