//! The target of a step: the typed path, the home of its entities, and the requests that the step itself allows.

use super::Paths;
use crate::lower::capabilities::{self, Allowed};
use crate::lower::context::Context;
use crate::lower::nodes::Node;
use crate::rust::{Home, Target, WRITES};
use csdl::model::{Property, TypeId};

/// The target of a step that stays at the home of its entities: by a key, to a derived type, or to the result of a
/// function.
pub(super) fn same(from: TypeId, node: Node, paths: &Paths<'_>) -> Option<Target> {
    let is_shared = paths.shared.contains(&from) && paths.shared.contains(&node.0);
    plain(node, if is_shared { Home::Same } else { Home::There }, paths)
}

/// The target of a step from the root of the service.
pub(super) fn root(node: Node, paths: &Paths<'_>) -> Option<Target> {
    plain(node, Home::There, paths)
}

/// The target of a segment that is a navigation property: its value, or the collection and one of its items.
pub(super) fn through(
    (from, owner): (TypeId, TypeId),
    property: &Property,
    node: Node,
    paths: &Paths<'_>,
    context: &Context<'_>,
) -> Option<Target> {
    let is_contained = capabilities::is_contained(property);
    let allowed = capabilities::of_navigation(owner, property, context);
    let target = if is_contained { same(from, node, paths) } else { plain(node, Home::Elsewhere, paths) };
    // The features of the step are those of the requests behind it, and not those of all types behind it.
    let owners = paths.reach.property(owner, &property.name).cloned();
    let target =
        target.map(|target| Target { needs: owners.into_iter().chain(target.needs).collect(), ..target });
    let entity = context.paths.get(&node.0).filter(|_| context.types.contains(&node.0));
    let mut requests = requests(&allowed, is_contained, property.ty.is_collection, node.1);
    // References and deletions need no entity type.
    requests.retain(|request| entity.is_some() || !["create", "update", "replace"].contains(request));
    if requests.is_empty() {
        return target;
    }
    // The runtime has the step by a key with a single property.
    let item = match node.1 && context.model.effective_key(node.0).len() == 1 {
        true => through((from, owner), property, (node.0, false), paths, context).map(Box::new),
        false => None,
    };
    let ty = entity.and_then(|_| paths.reach.ty(node.0));
    let of_item: Vec<_> = item.as_deref().map(|item: &Target| item.needs.clone()).unwrap_or_default();
    target.map(|mut target| {
        target.needs.extend(ty.cloned().into_iter().chain(of_item));
        Target { requests, entity: entity.cloned(), item, ..target }
    })
}

/// The requests on the references of a collection.
pub(super) const REFERENCES_OF_MANY: [&str; 3] = ["add_reference", "remove_reference", "list_references"];
/// The requests on a single reference.
pub(super) const REFERENCES_OF_ONE: [&str; 3] = ["set_reference", "remove_reference", "get_reference"];

/// The requests that a way allows, by the names in the runtime. Other requests of a contained property belong to the
/// path that it leads to.
fn requests(
    allowed: &Allowed,
    is_contained: bool,
    of_collection: bool,
    is_collection: bool,
) -> Vec<&'static str> {
    let references: &[&str] = match (allowed.contains("reference"), of_collection, is_collection) {
        (false, ..) => &[],
        (true, _, true) => &REFERENCES_OF_MANY,
        // An item of a collection can only be taken out of it.
        (true, true, false) => &["remove_reference"],
        (true, false, false) => &REFERENCES_OF_ONE,
    };
    let is_here = |request: &&str| (*request == "create") == is_collection;
    let writes = WRITES.into_iter().filter(|request| !is_contained && allowed.contains(request));
    references.iter().copied().chain(writes.filter(is_here)).collect()
}

fn plain(node: Node, home: Home, paths: &Paths<'_>) -> Option<Target> {
    let path = paths.refs.get(&node)?.clone();
    let needs = paths.reach.node(node).cloned().into_iter().collect();
    Some(Target { path, home, requests: Vec::new(), entity: None, item: None, needs })
}
