//! The catalog: all requests that are known of a version, with what is known of each.
//!
//! There is a row for each operation, and for each entity set, singleton and navigation property at the shortest path
//! to it: as many as the model has, where there are far more URLs. Of those others the ones that permissions name have
//! a row too.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::template::{Keys, template};
use super::{capabilities, facts};
use crate::rust::names;
use crate::rust::{self, Info, Listed, Request};
use crate::select::{Path, Segment, Slice};
use csdl::model::{PropertyKind, TypeId, TypeTarget};

/// The rows in the order of their paths, names of keys left out, then of their methods.
pub(super) fn lower(
    slices: &[Slice],
    requests: &BTreeMap<usize, Request>,
    permitted: Vec<Info>,
    context: &Context<'_>,
) -> Vec<Listed> {
    let mut rows = BTreeMap::new();
    for request in requests.values() {
        let (path, info) = (request.path.clone(), request.info.clone());
        rows.entry(order(&info)).or_insert(Listed::Request { path, constant: String::new(), info });
    }
    for slice in slices {
        for info in of_slice(slice, context) {
            rows.entry(order(&info)).or_insert(Listed::Resource(info));
        }
    }
    for info in permitted {
        rows.entry(order(&info)).or_insert(Listed::Resource(info));
    }
    let mut rows: Vec<_> = rows.into_values().collect();
    name_statics(&mut rows);
    rows
}

/// Names the static of each request that has a type, by its modules and its type. Upper case makes some names alike,
/// and one may be that of the catalog: such a name says that it is of a request.
fn name_statics(rows: &mut [Listed]) {
    let mut taken = BTreeSet::from([names::CATALOG.to_owned()]);
    for row in rows {
        let Listed::Request { path, constant, .. } = row else { continue };
        let words: Vec<_> =
            path.namespace.iter().chain([&path.ident]).map(|word| names::shouting(word)).collect();
        *constant = names::free(words.join("__"), &taken, "REQUEST");
        taken.insert(constant.clone());
    }
}

/// The key by which the runtime finds a request: the method, and the template without key names and quotes.
fn order(info: &Info) -> (String, &'static str) {
    let mut is_key = false;
    let bare = info.template.chars().filter(|&character| match character {
        '{' => !std::mem::replace(&mut is_key, true),
        '}' => {
            is_key = false;
            false
        }
        '\'' => false,
        _ => !is_key,
    });
    (bare.collect(), info.method)
}

fn of_slice(slice: &Slice, context: &Context<'_>) -> Vec<Info> {
    let model = context.model;
    let mut infos = Vec::new();
    for root in model.roots.iter().filter(|root| slice.roots.contains(&root.name)) {
        if context.types.contains(&root.ty) {
            resource(&Path::root(root), &capabilities::of_root(root, context), context, &mut infos);
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
        let (PropertyKind::Navigation { .. }, TypeTarget::Declared(target)) =
            (property.kind, property.ty.target)
        else {
            continue;
        };
        if !context.types.contains(&target) {
            continue;
        }
        let allowed = capabilities::of_step(owner, property, parent.is_elsewhere, context);
        if allowed.contains("path") {
            let path = parent.child(property, target);
            resource(&path, &allowed, context, &mut infos);
        }
    }
    infos
}

/// The rows of one resource: of a collection, and of its items; or of a single one.
fn resource(path: &Path, allowed: &capabilities::Allowed, context: &Context<'_>, infos: &mut Vec<Info>) {
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
            infos.push(info(name, method, path, suffix, context));
        }
    }
}

fn info(name: &str, method: &'static str, path: &Path, suffix: &str, context: &Context<'_>) -> Info {
    let template = template(path, &mut Keys::default(), context.model) + suffix;
    Info {
        name: name.to_owned(),
        version: context.version.to_owned(),
        method,
        binding: (context.model.ty(path.target).name().to_string(), path.is_collection),
        facts: facts::of_request(method, &template, context),
        template,
    }
}

/// The slices, each with the rows of the catalog below its roots. A row below roots of several slices belongs to the
/// slices with the longest of these roots.
pub(super) fn slices(slices: &[Slice], catalog: &[Listed]) -> Vec<rust::Slice> {
    let mut roots: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (index, slice) in slices.iter().enumerate() {
        for root in &slice.config.roots {
            roots.entry(format!("/{}", without_keys(&root.value))).or_default().insert(index);
        }
    }
    let mut of_slices: Vec<Vec<usize>> = vec![Vec::new(); slices.len()];
    for (position, listed) in catalog.iter().enumerate() {
        let owners = owners(&without_keys(&listed.info().template), &roots);
        for (index, (slice, rows)) in slices.iter().zip(&mut of_slices).enumerate() {
            if slice.config.is_all || owners.is_some_and(|owners| owners.contains(&index)) {
                rows.push(position);
            }
        }
    }
    let slices = slices.iter().zip(of_slices).map(|(Slice { config, .. }, requests)| rust::Slice {
        name: config.name.clone(),
        description: config.description.clone(),
        is_all: config.is_all,
        roots: config.roots.iter().map(|root| root.value.clone()).collect(),
        requests,
    });
    slices.collect()
}

/// The slices with the longest root that a path is below. `roots` are paths without keys.
fn owners<'r>(path: &str, roots: &'r BTreeMap<String, BTreeSet<usize>>) -> Option<&'r BTreeSet<usize>> {
    let ends = path.match_indices(['/', '(']).map(|(end, _)| end).chain([path.len()]);
    let mut ends: Vec<_> = ends.filter(|&end| end > 0).collect();
    ends.reverse();
    ends.into_iter().find_map(|end| roots.get(path.get(..end)?))
}

/// The path with its keys left out, which roots may leave out too.
fn without_keys(path: &str) -> String {
    let mut depth = 0_usize;
    let kept = path.chars().filter(|&character| {
        let is_kept = depth == 0 || character == '}';
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        is_kept
    });
    kept.collect::<String>().replace("/{}", "")
}
