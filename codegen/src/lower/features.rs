//! Cargo features: the items that each feature names. The items that these use are found when files are made.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::nodes::{self, Node};
use crate::graph::ROOT_NAMESPACE;
use crate::input::{Features, Input};
use crate::rust::names::{self, feature};
use crate::rust::{Feature, Namespace, PathRef, Request, RootPath, Step, Structured, TypePath};
use crate::select::Slice;

type Item = (Vec<String>, String);

/// The features of a version; empty if all versions together would have only one. `operations` has the position of the
/// operation of each request.
pub(super) fn decide(
    slices: &[Slice],
    input: &Input,
    context: &Context<'_>,
    namespaces: &[Namespace],
    operations: &BTreeMap<TypePath, usize>,
    refs: &BTreeMap<Node, PathRef>,
    roots: &[RootPath],
) -> Vec<Feature> {
    let features: Vec<_> = match input.options.features {
        Features::None => Vec::new(),
        Features::Slices => {
            let features = slices.iter().map(|slice| Feature {
                name: slice.name().to_owned(),
                description: slice.config.description.clone(),
                items: of_slice(slice, context, namespaces, operations, refs)
                    .into_iter()
                    .chain(roots_where(roots, |root, _| slice.roots.contains(&root.name)))
                    .collect(),
            });
            features.collect()
        }
        Features::Namespaces => {
            let full = namespaces.iter().filter(|namespace| !items(namespace).is_empty());
            let mut taken = BTreeSet::new();
            let features = full.map(|namespace| Feature {
                name: of_namespace(&namespace.name, &mut taken),
                description: format!("The namespace `{}`.", namespace.name),
                items: items(namespace)
                    .into_iter()
                    .chain(roots_where(roots, |_, step| step.target.path.namespace == namespace.path))
                    .collect(),
            });
            features.collect()
        }
    };
    if features.len() < 2 && input.slices.slices.len() < 2 { Vec::new() } else { features }
}

/// The feature of a namespace. A number keeps it unique, since `microsoft.graph.aB` and `microsoft.graph.a.b` would
/// have the same feature.
fn of_namespace(namespace: &str, taken: &mut BTreeSet<String>) -> String {
    let name = feature(namespace.strip_prefix(ROOT_NAMESPACE).unwrap_or(namespace));
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let mut free = std::iter::once(name.clone()).chain(numbered);
    free.find(|name| taken.insert(name.clone())).unwrap_or_default()
}

/// The starting points of typed paths. The items that they use are added later.
fn roots_where(roots: &[RootPath], is_asked_for: impl Fn(&RootPath, &Step) -> bool) -> Vec<Item> {
    let firsts = roots.iter().filter_map(|root| Some((root, root.steps.first()?)));
    let asked_for = firsts.filter(|(root, step)| is_asked_for(root, step));
    asked_for.map(|(_, step)| typed_path(&[], &step.ident)).collect()
}

fn items(namespace: &Namespace) -> Vec<Item> {
    let structured = namespace.complex_types.iter().chain(&namespace.entity_types);
    let paths = namespace.enums.iter().map(|ty| &ty.path).chain(structured.map(Structured::path));
    let requests = namespace.requests.iter().map(|request| &request.path);
    let typed_paths = namespace.paths.iter().map(|path| typed_path(&namespace.path, &path.ident));
    paths.chain(requests).map(item).chain(typed_paths).collect()
}

/// A typed path by its name.
fn typed_path(namespace: &[String], ident: &str) -> Item {
    (names::paths_of(namespace), ident.to_owned())
}

fn of_slice(
    slice: &Slice,
    context: &Context<'_>,
    namespaces: &[Namespace],
    operations: &BTreeMap<TypePath, usize>,
    refs: &BTreeMap<Node, PathRef>,
) -> Vec<Item> {
    let types = slice.types.iter().filter_map(|id| context.paths.get(id)).map(item);
    // The enum has only the variants whose types the enabled features have.
    let kinds = context.kinds.iter().filter(|(id, _)| slice.types.contains(id));
    let types = types.chain(kinds.map(|(_, path)| item(path)));
    let is_of_slice = |request: &&Request| {
        operations.get(&request.path).is_some_and(|index| slice.operations.contains(index))
    };
    let requests = namespaces.iter().flat_map(|namespace| &namespace.requests).filter(is_of_slice);
    let paths = nodes::of_slice(slice, context.model).into_iter().filter_map(|node| refs.get(&node));
    let paths = paths.map(|path| typed_path(&path.namespace, &path.ident));
    types.chain(paths).chain(requests.map(|request| item(&request.path))).collect()
}

fn item(path: &TypePath) -> Item {
    (path.namespace.clone(), path.ident.clone())
}
