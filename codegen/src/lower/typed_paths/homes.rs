//! Types whose entities also have paths outside of the path that contains them. Such a path leads through a navigation
//! property that is not contained, and may continue behind it.

use std::collections::BTreeSet;

use super::Paths;
use super::steps;
use crate::graph::is_entity;
use crate::lower::capabilities;
use crate::lower::context::Context;
use crate::lower::nodes;
use csdl::model::TypeId;

/// Returns the types that typed paths of the slices reach through a navigation property that is not contained. Also
/// returns the types that paths reach further on.
///
/// A larger slice may have more such types. The typed paths of these types then get a type parameter. The parameter has
/// a default, so that programs that name the paths without a parameter still compile.
pub(super) fn shared(paths: &Paths<'_>, context: &Context<'_>) -> BTreeSet<TypeId> {
    let model = context.model;
    let ids: BTreeSet<TypeId> = paths.refs.keys().map(|(id, _)| *id).collect();
    let mut pending: Vec<TypeId> = Vec::new();
    for &id in &ids {
        let ways = steps::open(id, paths, context).into_iter();
        pending.extend(ways.filter(|way| !capabilities::is_contained(way.property)).map(|way| way.target));
    }
    let mut shared = BTreeSet::new();
    while let Some(id) = pending.pop() {
        if !ids.contains(&id) || !shared.insert(id) {
            continue;
        }
        if !is_entity(id, model) {
            pending.extend(model.descendants(id));
        }
        let ways = steps::open(id, paths, context).into_iter();
        pending.extend(ways.filter(|way| capabilities::is_contained(way.property)).map(|way| way.target));
        for base in model.lineage(id).map(|(base, _)| base) {
            let bound = [false, true].map(|is_collection| paths.bound.get(&(base, is_collection)));
            let bound = bound.into_iter().flatten().flatten().filter(|it| paths.requests.contains_key(it));
            let operations = bound.filter_map(|&it| model.operations.get(it));
            pending.extend(operations.filter_map(nodes::result).map(|(id, _)| id));
        }
    }
    shared
}
