//! Cargo features: what each asks for. What that uses in turn is followed when files are made.

use std::collections::BTreeSet;

use super::context::Context;
use crate::graph::ROOT_NAMESPACE;
use crate::input::Features;
use crate::rust::names::feature;
use crate::rust::{Feature, Namespace, PathType, Request, RootPath, Step, Structured, TypePath};
use crate::select::Slice;

type Item = (Vec<String>, String);

/// The features of a version; none if there would be but one.
pub(super) fn decide(
    slices: &[Slice],
    kind: Features,
    context: &Context<'_>,
    namespaces: &[Namespace],
    roots: &[RootPath],
) -> Vec<Feature> {
    let features: Vec<_> = match kind {
        Features::None => Vec::new(),
        Features::Slices => {
            let features = slices.iter().map(|slice| Feature {
                name: slice.name().to_owned(),
                description: slice.config.description.clone(),
                items: of_slice(slice, context, namespaces)
                    .into_iter()
                    .chain(roots_where(roots, |name, _| slice.roots.contains(name)))
                    .collect(),
            });
            features.collect()
        }
        Features::Namespaces => {
            let full = namespaces.iter().filter(|namespace| !items(namespace).is_empty());
            let features = full.map(|namespace| Feature {
                name: feature(namespace.name.strip_prefix(ROOT_NAMESPACE).unwrap_or(&namespace.name)),
                description: format!("The namespace `{}`.", namespace.name),
                items: items(namespace)
                    .into_iter()
                    .chain(roots_where(roots, |_, step| step.target.path.namespace == namespace.path))
                    .collect(),
            });
            features.collect()
        }
    };
    if features.len() < 2 { Vec::new() } else { features }
}

/// The starting points of typed paths. The items that they use follow.
fn roots_where(roots: &[RootPath], is_asked_for: impl Fn(&str, &Step) -> bool) -> Vec<Item> {
    let firsts = roots.iter().filter_map(|root| root.steps.first());
    let asked_for = firsts.filter(|step| {
        let name = step.template.split('/').nth(1).unwrap_or_default();
        is_asked_for(name, step)
    });
    asked_for.map(|step| (vec!["paths".to_owned()], step.ident.clone())).collect()
}

fn items(namespace: &Namespace) -> Vec<Item> {
    let structured = namespace.complex_types.iter().chain(&namespace.entity_types);
    let paths = namespace.enums.iter().map(|ty| &ty.path).chain(structured.map(Structured::path));
    let requests = namespace.requests.iter().map(|request| &request.path);
    paths.chain(requests).map(item).chain(typed_paths(namespace, |_| true)).collect()
}

/// The typed paths of a namespace to what is asked for.
fn typed_paths(
    namespace: &Namespace,
    is_asked_for: impl Fn(&PathType) -> bool,
) -> impl Iterator<Item = Item> {
    let module: Vec<_> = namespace.path.iter().cloned().chain(["paths".to_owned()]).collect();
    let paths = namespace.paths.iter().filter(move |path| is_asked_for(path));
    paths.map(move |path| (module.clone(), path.ident.clone()))
}

fn of_slice(slice: &Slice, context: &Context<'_>, namespaces: &[Namespace]) -> Vec<Item> {
    let types = slice.types.iter().filter_map(|id| context.paths.get(id)).map(item);
    // Only where a value may be narrowed to something: the enum needs all types that it has variants for.
    let kinds = context.kinds.iter().filter(|&(&id, _)| slice.narrows(id, context.model));
    let types = types.chain(kinds.map(|(_, path)| item(path)));
    let requests = namespaces.iter().flat_map(|namespace| &namespace.requests);
    // There may be no way from a root to a path of a type, but what it leads to is there only with features.
    let entities: BTreeSet<_> = slice.types.iter().filter_map(|id| context.paths.get(id)).collect();
    let has_entity = |path: &PathType| path.entity.as_ref().is_some_and(|entity| entities.contains(entity));
    let paths = namespaces.iter().flat_map(|namespace| typed_paths(namespace, &has_entity));
    types
        .chain(paths)
        .chain(requests.filter(|request| has(slice, request, context)).map(|request| item(&request.path)))
        .collect()
}

fn has(slice: &Slice, request: &Request, context: &Context<'_>) -> bool {
    let operations = slice.operations.iter().filter_map(|&index| context.model.operations.get(index));
    let mut named = operations.filter(|operation| operation.name.to_string() == request.info.name);
    named.any(|operation| {
        let binding =
            crate::select::binding_type(operation).map(|id| context.model.ty(id).name().to_string());
        binding.unwrap_or_default() == request.info.binding.0
    })
}

fn item(path: &TypePath) -> Item {
    (path.namespace.clone(), path.ident.clone())
}
