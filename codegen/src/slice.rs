//! The closure of a slice: which types and operations it takes in, and by which paths they are reached.
//!
//! The shape of a type never depends on what else is in the slice, except that a navigation property
//! has a field only if its target is in. Must not know XML or Rust.

mod closure;
mod path;

use std::collections::{BTreeMap, BTreeSet};

pub use path::{Path, Segment};

use crate::config;
use crate::diagnostic::Diagnostics;
use crate::model::{Model, TypeId};

/// The root of all entity types of Graph: more than a thousand types derive from it, so it is never
/// a tagged enum; where a property is of this very type, the value is kept as an open entity.
pub const ENTITY: &str = "microsoft.graph.entity";

/// A resolved slice.
#[derive(Debug, Clone)]
pub struct Slice {
    /// Name, as in `slices.toml`.
    pub name: String,
    /// Types whose values can be received or sent, in declaration order.
    pub types: BTreeSet<TypeId>,
    /// Those of them that `slices.toml` names.
    pub named: BTreeSet<TypeId>,
    /// Positions in [`Model::operations`] of the operations bound to them.
    pub operations: BTreeSet<usize>,
    /// The shortest path to each type that has one; of several the first declared.
    pub paths: BTreeMap<(TypeId, bool), Path>,
    /// Entity sets and singletons that the slice's roots begin with.
    pub roots: BTreeSet<String>,
    /// Navigation properties on the way to the ends of the roots, each with the type it is taken from.
    pub steps: BTreeSet<(TypeId, String)>,
    /// The paths of the types they are taken from.
    pub ancestors: BTreeMap<TypeId, Path>,
}

impl Slice {
    /// Finds what the slice's roots and types take in. Unknown names are errors with suggestions.
    pub fn resolve(config: &config::Slice, model: &Model, diagnostics: &mut Diagnostics) -> Self {
        let starts = path::starts(config, model, diagnostics);
        let mut closure = closure::Closure::new(model);
        for start in &starts {
            closure.take(start.path.target);
        }
        let mut named = BTreeSet::new();
        for name in &config.types {
            if let Some(id) = path::named_type(name, model, diagnostics) {
                closure.take(id);
                named.insert(id);
            }
        }
        let (types, operations) = closure.finish();
        let paths = path::shortest(&starts, &types, model);
        let roots = starts.iter().map(|start| start.root.clone()).collect();
        let passed: Vec<_> = starts.into_iter().flat_map(|start| start.steps).collect();
        let steps = passed.iter().map(|(path, name)| (path.target, name.clone())).collect();
        let ancestors = passed.into_iter().map(|(path, _)| (path.target, path)).collect();
        Self { name: config.name.clone(), types, named, operations, paths, roots, steps, ancestors }
    }
}
