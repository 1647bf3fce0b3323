//! Typed paths: one Rust type for each type of resource and not for each URL, so that there are as many typed paths
//! as types.

mod calls;
mod homes;
mod steps;
mod targets;

use std::collections::{BTreeMap, BTreeSet};

use super::capabilities::{self, Allowed};
use super::context::Context;
use super::docs;
use super::namespace_table::{IdentRequest, NamespaceTable};
use super::nodes::{self, Node};
use super::paths::NamespaceTables;
use super::reach::Reach;
use crate::graph::{DRIVE_ITEM, SITE, answers_entity};
use crate::rust::names;
use crate::rust::{Address, Gate, PathRef, PathType, Request, RootPath, Stream, WRITES};
use crate::select::Slice;
use csdl::diagnostic::Diagnostics;
use csdl::model::{Model, TypeId};
use targets::{REFERENCES_OF_MANY, REFERENCES_OF_ONE};

/// The typed paths of all slices.
pub(super) struct TypedPaths {
    /// The typed paths, each with the name of its namespace.
    pub(super) types: Vec<(String, PathType)>,
    /// The names of all typed paths, by the node at their end.
    pub(super) refs: BTreeMap<Node, PathRef>,
    /// The starting points.
    pub(super) roots: Vec<RootPath>,
}

/// The nodes with their names, requests and operations.
struct Paths<'a> {
    slices: &'a [Slice],
    reach: &'a Reach,
    requests: &'a BTreeMap<usize, Request>,
    /// Positions of all declared operations by the node that they are bound to.
    bound: BTreeMap<Node, Vec<usize>>,
    refs: BTreeMap<Node, PathRef>,
    allowed: BTreeMap<Node, Allowed>,
    /// Writes that belong to a single way to the node, which does not contain the entity.
    of_ways: BTreeMap<Node, BTreeSet<&'static str>>,
    /// Types whose paths also lead to entities that another path contains.
    shared: BTreeSet<TypeId>,
}

/// Makes the typed paths of all slices, and the roots where they begin.
pub(super) fn lower(
    slices: &[Slice],
    requests: &BTreeMap<usize, Request>,
    tables: &NamespaceTables,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> TypedPaths {
    let mut paths = Paths {
        slices,
        reach: &context.reach,
        requests,
        bound: bound(context.model),
        refs: BTreeMap::new(),
        allowed: BTreeMap::new(),
        of_ways: writes_of_ways(context),
        shared: BTreeSet::new(),
    };
    name(&mut paths, tables, context, diagnostics);
    allow(&mut paths, context);
    paths.shared = homes::shared(&paths, context);
    let (mut types, mut singles) = (Vec::new(), BTreeMap::new());
    for &(id, is_collection) in paths.refs.keys() {
        let path = path_type((id, is_collection), &paths, context);
        if !is_collection {
            singles.insert(id, path.steps.clone());
        }
        types.push((context.model.ty(id).name().namespace.clone(), path));
    }
    let names: BTreeSet<_> = slices.iter().flat_map(|slice| &slice.roots).collect();
    let roots = context.model.roots.iter().filter(|root| names.contains(&root.name));
    // The names of typed paths are in the same module.
    let root_paths = paths.refs.values().filter(|path| path.namespace.is_empty());
    let mut taken = root_paths.map(|path| path.ident.clone()).collect();
    let roots = roots.filter_map(|root| steps::root(root, &singles, &mut taken, &paths, context));
    let roots = roots.collect();
    TypedPaths { types, refs: paths.refs, roots }
}

fn bound(model: &Model) -> BTreeMap<Node, Vec<usize>> {
    let mut bound: BTreeMap<Node, Vec<usize>> = BTreeMap::new();
    for (index, operation) in model.operations.iter().enumerate() {
        if let Some(node) = operation.bound_to() {
            bound.entry(node).or_default().push(index);
        }
    }
    bound
}

/// The writes that navigation properties allow at their own path, although they do not contain the entity: by the node
/// that the property leads to. All declared properties count, inside and outside of the slices, so that a larger slice
/// renames nothing.
fn writes_of_ways(context: &Context<'_>) -> BTreeMap<Node, BTreeSet<&'static str>> {
    let model = context.model;
    let mut writes: BTreeMap<Node, BTreeSet<&'static str>> = BTreeMap::new();
    for owner in model.types().map(|(id, _)| id) {
        let properties = model.structured(owner).into_iter().flat_map(|ty| &ty.properties);
        for property in properties.filter(|property| !capabilities::is_contained(property)) {
            let Some(target) = property.ty.target.declared() else { continue };
            let allowed = capabilities::of_navigation(owner, property, context);
            for request in WRITES.into_iter().filter(|request| allowed.contains(request)) {
                writes.entry((target, request == "create")).or_default().insert(request);
            }
        }
    }
    writes
}

/// Names the typed paths: those to the types of the slices, and those on the way to a slice's root. All declared
/// entity types get names, and so do all complex types with typed paths, so that a larger slice renames nothing. No
/// typed path has the name of a type or request of its namespace.
fn name(
    paths: &mut Paths<'_>,
    tables: &NamespaceTables,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) {
    let model = context.model;
    let nodes: BTreeSet<Node> = paths.slices.iter().flat_map(|slice| nodes::of_slice(slice, model)).collect();
    let mut namespaces: BTreeMap<&str, Vec<Node>> = BTreeMap::new();
    for (id, ty) in model.types() {
        if model.structured(id).is_some_and(|ty| ty.kind.is_entity()) {
            namespaces.entry(&ty.name().namespace).or_default().extend([(id, false), (id, true)]);
        } else if context.leading.contains(&id) {
            namespaces.entry(&ty.name().namespace).or_default().push((id, false));
        }
    }
    for (name, declared) in namespaces {
        let request = |&(id, is_collection): &Node| {
            let entity = context.paths.get(&id).map(|path| path.ident.as_str()).unwrap_or_default();
            let ty = model.ty(id);
            let mut ident = names::path(entity, is_collection);
            while tables.get(name).is_some_and(|table| table.has(&ident)) {
                ident.push('_');
            }
            IdentRequest { ident, is_chosen: false, csdl: ty.name().to_string(), place: ty.place() }
        };
        let requests: Vec<_> = declared.iter().map(request).collect();
        let idents = NamespaceTable::default().assign(&requests, diagnostics);
        let namespace = context.module_path(name);
        let refs = declared.into_iter().zip(idents).filter(|(node, _)| nodes.contains(node));
        paths.refs.extend(refs.map(|(node, ident)| (node, PathRef { namespace: namespace.clone(), ident })));
    }
}

/// Collects the requests that at least one way to a type allows. Creation, change and deletion are allowed only where
/// the entity is contained. References belong to a single way, so that only their names are reserved here.
fn allow(paths: &mut Paths<'_>, context: &Context<'_>) {
    let model = context.model;
    let mut add = |target: TypeId, is_collection: bool, allowed: Allowed| {
        for id in std::iter::once(target).chain(model.descendants(target)) {
            let is_cast = id != target;
            for node in [(id, true), (id, false)] {
                if !paths.refs.contains_key(&node) || (node.1 && !is_collection) {
                    continue;
                }
                let of_node = allowed.iter().filter_map(|&request| match request {
                    "list" | "count" => node.1.then_some(request),
                    // An entity of a derived type can be created in the collection of this type.
                    "create" => (node.1 == is_collection).then_some(request),
                    "reference" => (!is_cast).then_some(request),
                    _ => (!node.1).then_some(request),
                });
                paths.allowed.entry(node).or_default().extend(of_node);
            }
        }
    };
    // Equal ways are kept once, since many properties lead to one type.
    let mut ways: BTreeSet<(TypeId, bool, Allowed)> = BTreeSet::new();
    for root in &model.roots {
        ways.insert((root.ty, root.is_collection, capabilities::of_root(root, context)));
    }
    let owners: BTreeSet<TypeId> = paths.refs.keys().map(|(id, _)| *id).collect();
    for owner in owners {
        for (declaring, property) in model.effective_properties(owner) {
            let Some(target) = property.ty.target.declared() else { continue };
            let is_on_the_way = !property.ty.is_collection && paths.refs.contains_key(&(target, false));
            if !property.is_navigation() && !is_on_the_way {
                continue;
            }
            let mut allowed = capabilities::of_navigation(declaring, property, context);
            if !capabilities::is_contained(property) {
                allowed.retain(|request| !WRITES.contains(request));
            }
            if allowed.contains("path") {
                ways.insert((target, property.ty.is_collection, allowed));
            }
        }
    }
    let operations = paths.requests.keys().filter_map(|&index| model.operations.get(index));
    for operation in operations {
        if let Some((id, is_collection)) = nodes::result(operation) {
            ways.insert((id, is_collection, capabilities::of_result(operation, context)));
        }
    }
    for (target, is_collection, allowed) in ways {
        add(target, is_collection, allowed);
    }
}

fn path_type(node: Node, paths: &Paths<'_>, context: &Context<'_>) -> PathType {
    let (id, is_collection) = node;
    let model = context.model;
    let csdl = model.ty(id).name();
    let entity = context.paths.get(&id).filter(|_| context.types.contains(&id)).cloned();
    let always = names::OF_ANY_VALUE.into_iter().chain(names::OF_PATHS);
    // The type of a way dereferences to the typed path, so its methods must not share a name.
    let of_ways = paths.of_ways.get(&node).into_iter().flatten().copied();
    let mut taken: BTreeSet<_> = always.chain(of_ways).map(str::to_owned).collect();
    let allowed = paths.allowed.get(&node).filter(|_| entity.is_some());
    let requests = requests(allowed);
    taken.extend(requests.iter().map(|request| (*request).to_owned()));
    if allowed.is_some_and(|allowed| allowed.contains("reference")) {
        let names: &[&str] = if is_collection { &REFERENCES_OF_MANY } else { &REFERENCES_OF_ONE };
        taken.extend(names.iter().map(|name| (*name).to_owned()));
    }
    let steps = steps::decide(node, paths, context, &mut taken);
    let calls = calls::decide(node, paths, context, &mut taken);
    let address = address(node, paths, context).filter(|_| taken.insert(names::BY_PATH.to_owned()));
    let streams = match entity {
        Some(_) if !is_collection => streams(id, paths.allowed.get(&node), context, &mut taken),
        _ => Vec::new(),
    };
    let what = if is_collection { "A collection of" } else { "One" };
    PathType {
        ident: paths.refs.get(&node).map(|path| path.ident.clone()).unwrap_or_default(),
        csdl: csdl.to_string(),
        docs: docs::lines([format!("{what} `{csdl}`, by its path.").into()]),
        entity_gate: match entity {
            Some(_) => context.reach.gate(context.reach.node(node), [context.reach.ty(id)]),
            None => Gate::default(),
        },
        entity,
        is_shared: paths.shared.contains(&id),
        requests,
        steps,
        calls,
        streams,
        address,
        is_collection,
    }
}

/// The requests that are allowed, as `graph_models_core::path!` names them.
fn requests(allowed: Option<&Allowed>) -> Vec<&'static str> {
    let named = ["list", "get", "create", "update", "replace", "delete", "count"];
    named.into_iter().filter(|name| allowed.is_some_and(|allowed| allowed.contains(name))).collect()
}

/// The address by names instead of keys, if the service has one.
fn address(node: Node, paths: &Paths<'_>, context: &Context<'_>) -> Option<(Address, Gate)> {
    let (id, is_collection) = node;
    let target = targets::same(id, (id, false), paths)?;
    let name = context.model.ty(id).name().to_string();
    let address = match is_collection {
        false => (name == DRIVE_ITEM).then_some(Address::Names(target)),
        true => (name == SITE).then_some(Address::Host(target)),
    };
    let reach = &context.reach;
    address.map(|address| (address, reach.gate(reach.node(node), [reach.node((id, false))])))
}

/// The streams of an entity: that of a media entity itself, and those of its properties.
fn streams(
    id: TypeId,
    allowed: Option<&Allowed>,
    context: &Context<'_>,
    taken: &mut BTreeSet<String>,
) -> Vec<Stream> {
    let model = context.model;
    let is_media = allowed.is_some_and(|allowed| allowed.contains("media"));
    let own = is_media
        .then(|| ("media".to_owned(), "/$value".to_owned(), None, capabilities::has_stream(id, model)));
    let properties = model.effective_properties(id).into_iter();
    let properties = properties.filter(|(_, property)| capabilities::is_stream(property));
    let properties = properties.map(|(owner, property)| {
        let owner = model.ty(owner).name().to_string();
        let answer = context.paths.get(&id).filter(|_| answers_entity(&owner, &property.name));
        (names::snake(&property.name), format!("/{}", property.name), answer.cloned(), false)
    });
    let mut streams = Vec::new();
    for (ident, segment, answer, is_deletable) in own.into_iter().chain(properties) {
        let methods = |ident: &str| [ident.to_owned(), format!("write_{ident}"), format!("delete_{ident}")];
        let is_taken = |ident: &str| methods(ident).iter().any(|method| taken.contains(method));
        let ident = names::free(ident, is_taken, "media");
        taken.extend(methods(&ident));
        streams.push(Stream { ident, segment, answer, is_deletable });
    }
    streams
}
