//! Selection: the types and operations that slices take in, and the paths that lead to them.
//!
//! The shape of a type does not depend on the rest of the slice, with one exception: a navigation property has a
//! field only if its target is in the slice. Must not know XML.

mod cause;
mod closure;
pub(crate) mod coverage;
mod divide;
pub(crate) mod explain;
mod leading;
mod path;
mod place;
pub(crate) mod summary;

use std::collections::{BTreeMap, BTreeSet};

pub use cause::{Cause, Causes, Link};
use divide::{Claim, Divided};
pub(crate) use leading::leading;
use path::Walks;
pub use path::{Path, Segment};
pub(crate) use place::Place;

use crate::graph::subtypes;
use crate::input::{self, Input};
use csdl::diagnostic::{Diagnostic, Diagnostics};
use csdl::model::{Model, Operation, TypeId};
use csdl::source::{FileId, Placed};

/// The slices of one version of the service, resolved against its metadata.
#[derive(Debug, Clone)]
pub struct Selection {
    /// The version, as in URLs.
    pub version: String,
    /// The metadata of the version.
    pub model: Model,
    /// The slices, in order of their names.
    pub slices: Vec<Slice>,
    /// The complex types that have typed paths, since paths lead on from them.
    pub(crate) leading: BTreeSet<TypeId>,
}

/// Reads the metadata, and resolves the slices of each version. `None` after an error.
pub fn select(input: &Input, diagnostics: &mut Diagnostics) -> Option<Vec<Selection>> {
    let mut models = Vec::new();
    for (version, files) in metadata_files(&input.slices.slices, input, diagnostics) {
        let model = csdl::model(&input.sources, &files, diagnostics);
        csdl::resolve::report_contradictions(&model, diagnostics);
        models.push((version, model));
    }
    if diagnostics.has_errors() {
        return None;
    }
    let selections = models.into_iter().map(|(version, model)| {
        let configs = input.slices.slices.iter().filter(|slice| slice.version.value == version);
        let leading = leading(&model);
        let slices = divide(configs, &Walks::new(&model, &leading), diagnostics);
        Selection { version, model, slices, leading }
    });
    let selections = selections.collect();
    (!diagnostics.has_errors()).then_some(selections)
}

/// The metadata files of each version, in the order in which its slices name them.
pub(crate) fn metadata_files<'a>(
    slices: impl IntoIterator<Item = &'a crate::input::Slice>,
    input: &Input,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Vec<FileId>> {
    let mut files: BTreeMap<String, Vec<FileId>> = BTreeMap::new();
    for slice in slices {
        let of_version = files.entry(slice.version.value.clone()).or_default();
        for name in &slice.metadata {
            for file in input.metadata_files(name, diagnostics) {
                if !of_version.contains(&file) {
                    of_version.push(file);
                }
            }
        }
    }
    files
}

/// Resolves the slices of one version. Unknown names are errors with suggestions.
///
/// Slices divide the version: the step with which a root of one slice ends, and an operation that one slice names,
/// belong to no other slice.
pub fn resolve<'a>(
    configs: impl IntoIterator<Item = &'a input::Slice>,
    model: &Model,
    diagnostics: &mut Diagnostics,
) -> Vec<Slice> {
    divide(configs, &Walks::new(model, &leading(model)), diagnostics)
}

/// Resolves the slices of one version, by walks over its metadata.
fn divide<'a>(
    configs: impl IntoIterator<Item = &'a input::Slice>,
    walks: &Walks<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Slice> {
    let model = walks.model;
    let claims: Vec<_> = configs.into_iter().map(|config| Claim::new(config, model, diagnostics)).collect();
    let divided = Divided::new(&claims, model);
    let slices =
        (0..).zip(claims).map(|(index, claim)| Slice::new(index, claim, &divided, walks, diagnostics));
    slices.collect()
}

/// A resolved slice.
#[derive(Debug, Clone)]
pub struct Slice {
    /// The slice as it was written.
    pub config: input::Slice,
    /// Types whose values can be received or sent, in declaration order.
    pub types: BTreeSet<TypeId>,
    /// The operations of the slice, by their positions in [`Model::operations`].
    pub operations: BTreeSet<usize>,
    /// The shortest path to each type that has one. Of several equally short ones, the first declared.
    pub paths: BTreeMap<(TypeId, bool), Path>,
    /// Entity sets and singletons that the slice's roots begin with.
    pub roots: BTreeSet<String>,
    /// Navigation properties on the way to the ends of the roots, each with the type at that point of the path.
    pub steps: BTreeSet<(TypeId, String)>,
    /// The paths of the types from which these navigation properties are followed.
    pub ancestors: BTreeMap<TypeId, Path>,
    /// Properties at the ends of the slice's roots, each with the type that declares it. They belong only to slices
    /// that have such a root.
    pub ends: BTreeSet<(TypeId, String)>,
    /// The causes of types and operations.
    pub causes: Causes,
}

impl Slice {
    /// Returns `true` if the slice has a concrete type together with a concrete derived type, so that values of the
    /// first can be narrowed.
    pub(crate) fn narrows(&self, id: TypeId, model: &Model) -> bool {
        self.types.contains(&id) && subtypes(id, model).iter().any(|subtype| self.types.contains(subtype))
    }

    /// The name, as in `slices.toml`.
    pub fn name(&self) -> &str {
        &self.config.name
    }

    /// Finds everything that the roots, types and operations of a slice take in.
    fn new(
        index: usize,
        claim: Claim<'_>,
        divided: &Divided,
        walks: &Walks<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let model = walks.model;
        let ends = claim.steps(model).collect();
        let Claim { config, starts, operations: named_operations } = claim;
        let mut excluded = Named::default();
        config.exclude.iter().for_each(|name| excluded.find(name, model, diagnostics));
        if !config.is_all {
            excluded.operations.extend(divided.operations_of_others(index));
        }
        let mut closure = closure::Closure::new(model, excluded.types, excluded.operations);
        if !config.is_all {
            closure.stop_at(divided.steps_of_others(index));
        }
        for start in &starts {
            closure.take(start.path.target, Cause::Root(start.text.clone()));
        }
        for name in &config.types {
            if let Some(id) = path::named_type(name, model, diagnostics) {
                closure.take(id, Cause::Named);
            }
        }
        let mut named = Named::default();
        config.names.iter().for_each(|name| named.find(name, model, diagnostics));
        for &id in &named.types {
            closure.take(id, Cause::Named);
        }
        for &index in named.operations.iter().chain(&named_operations) {
            closure.take_operation(index, Cause::Named);
        }
        if config.is_all {
            model.types().for_each(|(id, _)| closure.take(id, Cause::All));
            let operations = model.operations.iter().enumerate();
            let unbound = operations.filter(|(_, operation)| operation.binding.is_none());
            unbound.for_each(|(index, _)| closure.take_operation(index, Cause::All));
        }
        let causes = closure.finish();
        if causes.types.is_empty() && causes.operations.is_empty() && !diagnostics.has_errors() {
            diagnostics.push(
                Diagnostic::error(format!("slice `{}` takes in nothing", config.name))
                    .at(config.place, "this table")
                    .help("does `exclude` name all that the others take in?"),
            );
        }
        let types: BTreeSet<_> = causes.types.keys().copied().collect();
        let operations = causes.operations.keys().copied().collect();
        let starts = if config.is_all { path::all_roots(model) } else { starts };
        let mut paths = walks.shortest(&starts, &types);
        // A request must be the same in a larger slice. So the path to the binding type of an operation starts at the
        // nearest root of the service, inside or outside of the slice.
        let named = causes.operations.keys().filter_map(|&index| model.operations.get(index));
        let bindings: BTreeSet<_> = named.filter_map(Operation::bound_to).collect();
        // A slice of everything has already searched from all roots for all types.
        let is_whole = config.is_all && types.len() == model.types().count();
        if !bindings.is_empty() && !is_whole {
            let found = walks.shortest_of_all();
            for (id, is_collection) in bindings {
                let own = std::iter::once(id).chain(model.descendants(id));
                let nearest = own.map(|id| (id, is_collection)).find_map(|key| Some((key, found.get(&key)?)));
                paths.extend(nearest.map(|(key, path)| (key, path.clone())));
            }
        }
        let roots = starts.iter().map(|start| start.root.clone()).collect();
        let passed: Vec<_> = starts.into_iter().flat_map(|start| start.steps).collect();
        let steps = passed.iter().map(|(path, name)| (path.target, name.clone())).collect();
        let ancestors = passed.into_iter().map(|(path, _)| (path.target, path)).collect();
        Self { config: config.clone(), types, operations, paths, roots, steps, ancestors, ends, causes }
    }
}

/// Declarations that a list in `slices.toml` names.
#[derive(Default)]
struct Named {
    types: BTreeSet<TypeId>,
    operations: BTreeSet<usize>,
}

impl Named {
    /// Adds the operations of a name, or else the type of this name.
    fn find(&mut self, name: &Placed<String>, model: &Model, diagnostics: &mut Diagnostics) {
        let before = self.operations.len();
        self.operations.extend(operations(&name.value, model));
        if self.operations.len() == before {
            self.types.extend(path::named_type(name, model, diagnostics));
        }
    }
}

/// The operations of that qualified name, or the one with that binding type:
/// `microsoft.graph.remediate(microsoft.graph.alert)`.
fn operations(name: &str, model: &Model) -> Vec<usize> {
    let all = model.operations.iter().enumerate();
    let named = all.filter(|(_, operation)| {
        operation.name.to_string() == name || (name.ends_with(')') && operation.signature(model) == name)
    });
    named.map(|(index, _)| index).collect()
}
