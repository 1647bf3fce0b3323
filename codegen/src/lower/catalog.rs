//! The catalog: all known requests of a version, with the facts about each.
//!
//! Each operation has a row, and so has each request of an entity set, singleton or navigation property, at the
//! shortest path to it. There are far more URLs than rows. Only the URLs that permissions name have rows of their
//! own.

use std::collections::BTreeMap;

use super::context::Context;
use super::reach::Set;
use super::reference::{self, Origin};
use super::template::{Keys, template};
use super::{capabilities, facts, required};
use crate::rust::{Info, Listed, Request, bare_template};
use crate::select::{Path, Segment, Slice};
use csdl::model::TypeId;

/// The rows in the order of their paths without key names, then of their methods.
///
/// Each row has the positions of the slices that contain it: the slices with the type of the request, or with the
/// resource of the row. A row that only permissions name has none.
pub(super) fn lower(
    slices: &[Slice],
    requests: &BTreeMap<usize, Request>,
    permitted: impl Iterator<Item = Listed>,
    context: &Context<'_>,
) -> Vec<(Listed, Set)> {
    let mut rows = BTreeMap::new();
    for (&index, request) in requests {
        let slices = context.reach.operation(index).cloned().unwrap_or_default();
        let row = Listed::Request { path: request.path.clone(), info: request.info.clone() };
        rows.entry(order(&request.info)).or_insert((row, slices));
    }
    for (position, slice) in slices.iter().enumerate() {
        for info in of_slice(slice, context) {
            let new = |info| (Listed::Resource(info), Set::new());
            let (row, slices) = rows.entry(order(&info)).or_insert_with(|| new(info));
            if let Listed::Resource(_) = row {
                slices.insert(position);
            }
        }
    }
    for row in permitted {
        rows.entry(order(row.info())).or_insert_with(|| (row, Set::new()));
    }
    for (row, _) in rows.values_mut() {
        match row {
            // The facts are those of the type, which are complete.
            Listed::Request { .. } => {}
            Listed::Call { info, .. } | Listed::Resource(info) => required::add(info, context),
        }
    }
    rows.into_values().collect()
}

/// The key by which the runtime finds a request.
fn order(info: &Info) -> (String, &'static str) {
    (bare_template(&info.template), info.method)
}

fn of_slice(slice: &Slice, context: &Context<'_>) -> Vec<Info> {
    let model = context.model;
    let mut infos = Vec::new();
    for root in model.roots.iter().filter(|root| slice.roots.contains(&root.name)) {
        if context.types.contains(&root.ty) {
            let origin = Origin::Root(&root.name);
            resource(&Path::root(root), origin, &capabilities::of_root(root, context), context, &mut infos);
        }
    }
    let on_the_way = slice.steps.iter().filter_map(|(id, name)| {
        let path = slice.ancestors.get(id)?;
        let (owner, property) =
            model.effective_properties(*id).into_iter().find(|(_, it)| it.name == *name)?;
        Some((path, owner, property))
    });
    let inside = slice.paths.values().filter(|path| !path.is_collection).flat_map(|path| {
        let is_cast = matches!(path.segments.last(), Some(Segment::Cast(_)));
        let own = move |owner: TypeId| !is_cast || owner == path.target;
        let properties = model.effective_properties(path.target).into_iter();
        properties.filter(move |(owner, _)| own(*owner)).map(move |(owner, it)| (path, owner, it))
    });
    for (parent, owner, property) in on_the_way.chain(inside) {
        let target = property.ty.target.declared().filter(|id| context.types.contains(id));
        let Some(target) = target.filter(|_| property.is_navigation()) else { continue };
        let allowed = capabilities::of_step(owner, property, parent.is_elsewhere, context);
        if allowed.contains("path") {
            let path = parent.child(property, target);
            let origin = Origin::Property(parent.target, &property.name);
            resource(&path, origin, &allowed, context, &mut infos);
        }
    }
    infos
}

/// The rows of one resource: those of a collection and its items, or those of a single value.
fn resource(
    path: &Path,
    origin: Origin<'_>,
    allowed: &capabilities::Allowed,
    context: &Context<'_>,
    infos: &mut Vec<Info>,
) {
    let item = match path.is_collection {
        true => {
            (!context.model.effective_key(path.target).is_empty()).then(|| path.clone().keyed(context.model))
        }
        false => Some(path.clone()),
    };
    let rows = [
        ("list", "GET", Some(path), ""),
        ("create", "POST", Some(path), ""),
        ("count", "GET", Some(path), "/$count"),
        ("get", "GET", item.as_ref(), ""),
        ("update", "PATCH", item.as_ref(), ""),
        ("replace", "PUT", item.as_ref(), ""),
        ("delete", "DELETE", item.as_ref(), ""),
        ("media", "GET", item.as_ref(), "/$value"),
    ];
    for (name, method, path, suffix) in rows {
        if let Some(path) = path.filter(|_| allowed.contains(name)) {
            let template = template(path, &mut Keys::default(), context.model) + suffix;
            let resource = (path.target, path.is_collection);
            infos.push(info(name, method, template, resource, origin, context));
        }
    }
}

/// The facts about a request that a typed path makes: of a resource of this type, and of a collection of it if the
/// flag is true.
pub(super) fn info(
    name: &str,
    method: &'static str,
    template: String,
    (target, is_collection): (TypeId, bool),
    origin: Origin<'_>,
    context: &Context<'_>,
) -> Info {
    let mut info = Info {
        name: name.to_owned(),
        version: context.version.to_owned(),
        method,
        binding: (context.model.ty(target).name().to_string(), is_collection),
        facts: facts::of_request(method, &template, context),
        template,
    };
    reference::complete(&mut info, || context.reference.of_resource(name, target, origin));
    info
}
