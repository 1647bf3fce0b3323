//! The modules of namespaces.

use std::collections::BTreeMap;

use super::namespace_table::{IdentRequest, NamespaceTable};
use crate::graph::ROOT_NAMESPACE;
use crate::rust::names::module;
use csdl::diagnostic::{Diagnostic, Diagnostics};
use csdl::model::Model;
use csdl::source::Place;

/// The most parts of a namespace that become modules. Each module is a folder inside the one before, and compilers
/// and file systems limit the depth. Graph has two.
const MOST_PARTS: usize = 16;

/// The modules of all namespaces, inside and outside of the slices. `microsoft.graph.security` is the module
/// `security`; a namespace outside of `microsoft.graph` keeps all its parts. If two namespaces would have the same
/// module, one below `microsoft.graph` keeps the name.
pub(super) fn assign(model: &Model, diagnostics: &mut Diagnostics) -> BTreeMap<String, Vec<String>> {
    // Namespaces and their parents, by depth, so that a parent gets its module before its children.
    let mut levels: BTreeMap<usize, BTreeMap<(bool, &str), Place>> = BTreeMap::new();
    for (name, place) in namespaces(model) {
        let count = parts(name).count();
        if count > MOST_PARTS {
            diagnostics.push(
                Diagnostic::error(format!("the namespace `{name}` has {count} parts"))
                    .at(place, format!("a namespace has at most {MOST_PARTS} parts that are modules")),
            );
            continue;
        }
        let mut current = Some(name);
        while let Some(name) = current {
            let depth = parts(name).count();
            if depth == 0 {
                break;
            }
            levels.entry(depth).or_default().entry((!is_below_root(name), name)).or_insert(place);
            current = parent(name);
        }
    }
    let mut modules = BTreeMap::from([(ROOT_NAMESPACE.to_owned(), Vec::new())]);
    for names in levels.into_values() {
        let mut siblings: BTreeMap<Vec<String>, Vec<(&str, Place)>> = BTreeMap::new();
        for ((_, name), place) in names {
            let above = parent(name).and_then(|parent| modules.get(parent)).cloned().unwrap_or_default();
            siblings.entry(above).or_default().push((name, place));
        }
        for (above, names) in siblings {
            let requests: Vec<_> = names.iter().map(|&(name, place)| request(name, place)).collect();
            let idents = NamespaceTable::of_modules().assign(&requests, diagnostics);
            for ((name, _), ident) in names.into_iter().zip(idents) {
                let path = above.iter().cloned().chain([ident]).collect();
                modules.insert(name.to_owned(), path);
            }
        }
    }
    modules
}

/// The namespaces that declare something, each with the place of one of its declarations.
fn namespaces(model: &Model) -> BTreeMap<&str, Place> {
    let types = model.types().map(|(_, ty)| (ty.name().namespace.as_str(), ty.place()));
    let operations =
        model.operations.iter().map(|operation| (operation.name.namespace.as_str(), operation.place));
    types.chain(operations).collect()
}

fn request(namespace: &str, place: Place) -> IdentRequest {
    let last = namespace.rsplit('.').next().unwrap_or(namespace);
    IdentRequest { ident: module(last), is_chosen: false, csdl: namespace.to_owned(), place }
}

fn is_below_root(namespace: &str) -> bool {
    below_root(namespace).is_some()
}

fn below_root(namespace: &str) -> Option<&str> {
    namespace.strip_prefix(ROOT_NAMESPACE).filter(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The parts of a namespace that are modules.
fn parts(namespace: &str) -> impl Iterator<Item = &str> {
    below_root(namespace).unwrap_or(namespace).split('.').filter(|part| !part.is_empty())
}

/// The namespace whose module contains the module of this one.
fn parent(namespace: &str) -> Option<&str> {
    namespace.rsplit_once('.').map(|(parent, _)| parent)
}
