//! Turns a model and its slices into decided Rust: makes every decision about identifiers, types, boxing and
//! collisions.
//!
//! Must not know XML or tokens.

mod capabilities;
mod catalog;
mod context;
mod docs;
mod enums;
mod facts;
mod features;
mod kinds;
mod marks;
mod modules;
mod namespace_table;
mod nesting;
mod nodes;
mod overloads;
mod overview;
mod owners;
mod paths;
mod permitted;
mod reach;
mod reference;
mod requests;
mod required;
mod schema_roots;
mod structs;
mod template;
mod texts;
mod typed_paths;
mod unknown;

use std::collections::{BTreeMap, BTreeSet};

pub use capabilities::{requests_at_property, requests_at_root, requests_of_term};
use context::Context;
pub(crate) use facts::check as check_overlay;
pub use nesting::Nesting;
use reach::Reach;
use reference::Reference;
use typed_paths::TypedPaths;

use crate::graph::ROOT_NAMESPACE;
use crate::input::{Features, Input, Overlay};
use crate::rust::names;
use crate::rust::{Listed, Namespace, Overview, Request, TypePath, Version};
use crate::select::{Selection, Slice, leading};
use csdl::diagnostic::Diagnostics;
use csdl::model::{Model, StructuredKind, Type, TypeId};

/// The decided Rust of one model by itself, for programs that compare the crates of two models. `None` after an error.
///
/// Has the items and the typed paths, but neither the catalog nor documentation of slices. Entries of the overlay that
/// do not apply to the model are ignored.
pub fn decide_model(model: &Model, version: &str, slices: &[Slice], overlay: &Overlay) -> Option<Version> {
    let mut input = Input::default();
    input.set_overlay(overlay.clone());
    let mut diagnostics = Diagnostics::default();
    let part = Part { version, model, slices, leading: &leading(model), is_for_people: false };
    let version = self::version(&part, &input, &mut diagnostics);
    (!diagnostics.has_errors()).then_some(version)
}

/// Lowers all versions. `None` after an error.
pub(crate) fn versions(
    selections: &[Selection],
    input: &Input,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Version>> {
    let models: Vec<_> = selections.iter().map(|selection| &selection.model).collect();
    facts::check(&models, &input.slices, &input.overlay, &input.permissions, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let mut versions = Vec::new();
    for selection in selections {
        let Selection { version, model, slices, leading } = selection;
        versions.push(self::version(
            &Part { version, model, slices, leading, is_for_people: true },
            input,
            diagnostics,
        ));
        if diagnostics.has_errors() {
            return None;
        }
    }
    let listed = versions.iter().flat_map(|version| &version.catalog);
    let listed: Vec<_> = listed.map(Listed::info).collect();
    facts::check_requests(&listed, &input.overlay, &input.permissions, diagnostics);
    (!diagnostics.has_errors()).then_some(versions)
}

/// The slices of one version of the service, resolved against its metadata.
struct Part<'a> {
    version: &'a str,
    model: &'a Model,
    slices: &'a [Slice],
    /// The complex types that have typed paths, since paths lead on from them.
    leading: &'a BTreeSet<TypeId>,
    /// True if the version also gets everything that people read beside the items.
    is_for_people: bool,
}

/// Lowers all slices of one version.
fn version(part: &Part<'_>, input: &Input, diagnostics: &mut Diagnostics) -> Version {
    let &Part { version: name, model, slices, leading, is_for_people } = part;
    let mut context = Context {
        model,
        version: name,
        overlay: &input.overlay,
        requests: facts::requests(&input.overlay),
        permissions: &input.permissions,
        reference: Reference::new(name, slices, model),
        types: slices.iter().flat_map(|slice| slice.types.iter().copied()).collect(),
        modules: modules::assign(model, diagnostics),
        renames: facts::renames(&input.overlay),
        paths: BTreeMap::new(),
        base_idents: BTreeMap::new(),
        kinds: BTreeMap::new(),
        reach: match input.options.features {
            Features::Slices if slices.len() > 1 => Reach::new(slices, model),
            _ => Reach::default(),
        },
        leading,
        nesting: Nesting::new(model),
    };
    let tables = paths::assign(slices, &mut context, diagnostics);
    let context = context;
    // All identifiers are assigned now. Types do not depend on requests, and requests do not depend on the content of
    // types.
    let mut of_requests = Diagnostics::default();
    let (mut namespaces, calls) = join(
        || lower_types(&context, diagnostics),
        || Calls::lower(slices, &context, tables, is_for_people, &mut of_requests),
    );
    diagnostics.append(of_requests);
    let Calls { requests, paths: TypedPaths { types: paths, refs, roots }, rows } = calls;
    let operations = requests.iter().map(|(&index, request)| (request.path.clone(), index));
    let operations: BTreeMap<TypePath, usize> = operations.collect();
    for request in requests.into_values() {
        let name = request.info.name.rsplit_once('.').map_or("", |(namespace, _)| namespace).to_owned();
        namespace(&mut namespaces, &name, &context).requests.push(request);
    }
    for (name, path) in paths {
        namespace(&mut namespaces, &name, &context).paths.push(path);
    }
    let mut namespaces: Vec<_> = namespaces.into_values().collect();
    add_parents(&mut namespaces);
    namespaces.sort_by(|a, b| a.path.cmp(&b.path));
    let features = features::decide(slices, input, &context, &namespaces, &operations, &refs, &roots);
    let of_slices = owners::Roots::new(slices);
    let catalog_parts = owners::parts(&rows, &of_slices, &context.reach);
    let catalog: Vec<_> = rows.into_iter().map(|(listed, _)| listed).collect();
    let (texts, schema_roots) = match is_for_people {
        true => join(
            || texts::collect(&namespaces, &operations, &context),
            || schema_roots::collect(slices, &namespaces, &operations, &catalog, &context),
        ),
        false => Default::default(),
    };
    let files = slices.iter().flat_map(|slice| &slice.config.metadata);
    let files: BTreeSet<_> = files.map(|file| file.value.clone()).collect();
    let mut version = Version {
        version: name.to_owned(),
        module: names::module(&name.replace('.', "_")),
        inputs: files.into_iter().collect(),
        made_by: input.options.made_by,
        slices: owners::slices(slices, &of_slices, &catalog),
        texts,
        pages: if is_for_people { context.reference.pages() } else { BTreeMap::new() },
        overview: Overview::default(),
        schema_roots,
        namespaces,
        catalog,
        catalog_parts,
        roots,
        features,
        has_kind_features: input.options.features == Features::Namespaces,
    };
    if is_for_people {
        version.overview = overview::decide(&version);
        marks::add(slices, &operations, &context, &mut version);
    }
    version
}

/// Requests, and the typed paths that lead to them.
struct Calls {
    /// Requests by the position of the operation in the model.
    requests: BTreeMap<usize, Request>,
    paths: TypedPaths,
    /// The rows of the catalog, each with the slices that contain it.
    rows: Vec<(Listed, reach::Set)>,
}

impl Calls {
    fn lower(
        slices: &[Slice],
        context: &Context<'_>,
        mut tables: paths::NamespaceTables,
        has_catalog: bool,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut requests = requests::lower(slices, context, &mut tables, diagnostics);
        let permitted = if has_catalog { permitted::find(&requests, context) } else { Vec::new() };
        permitted::complete(&mut requests, &permitted, context);
        context.reference.link(&mut requests);
        for request in requests.values_mut() {
            required::add(&mut request.info, context);
        }
        let paths = typed_paths::lower(slices, &requests, &tables, context, diagnostics);
        let rows = match has_catalog {
            true => catalog::lower(slices, &requests, permitted::rows(permitted), context),
            false => Vec::new(),
        };
        Self { requests, paths, rows }
    }
}

fn lower_types(context: &Context<'_>, diagnostics: &mut Diagnostics) -> BTreeMap<String, Namespace> {
    let mut namespaces = BTreeMap::new();
    let model = context.model;
    for &id in &context.types {
        let Some(path) = context.paths.get(&id).cloned() else { continue };
        let ty = model.ty(id);
        let name = &ty.name().namespace;
        match ty {
            Type::Definition(_) => {}
            Type::Enum(ty) => {
                let item = enums::lower(ty, path, context, diagnostics);
                namespace(&mut namespaces, name, context).enums.push(item);
            }
            Type::Structured(ty) => {
                let items = structs::lower(id, ty, &path, context, diagnostics);
                let namespace = namespace(&mut namespaces, name, context);
                match ty.kind {
                    StructuredKind::Entity { .. } => namespace.entity_types.extend(items),
                    StructuredKind::Complex => namespace.complex_types.extend(items),
                }
            }
        }
    }
    namespaces
}

/// The module of a namespace, made when first needed.
fn namespace<'n>(
    namespaces: &'n mut BTreeMap<String, Namespace>,
    name: &str,
    context: &Context<'_>,
) -> &'n mut Namespace {
    namespaces.entry(name.to_owned()).or_insert_with(|| Namespace {
        name: name.to_owned(),
        path: context.module_path(name),
        enums: Vec::new(),
        complex_types: Vec::new(),
        entity_types: Vec::new(),
        requests: Vec::new(),
        paths: Vec::new(),
    })
}

/// Adds the empty modules between the module of the version and the module of each namespace.
fn add_parents(namespaces: &mut Vec<Namespace>) {
    let mut known: BTreeSet<Vec<String>> =
        namespaces.iter().map(|namespace| namespace.path.clone()).collect();
    let mut parents = Vec::new();
    for namespace in namespaces.iter() {
        for depth in 0..namespace.path.len() {
            let path: Vec<_> = namespace.path.iter().take(depth).cloned().collect();
            if known.insert(path.clone()) {
                let levels = namespace.path.len() - depth;
                let name = if depth == 0 { ROOT_NAMESPACE } else { above(&namespace.name, levels) };
                parents.push(Namespace { name: name.to_owned(), path, ..Namespace::default() });
            }
        }
    }
    namespaces.append(&mut parents);
}

/// The namespace that is the given number of levels above another.
fn above(namespace: &str, levels: usize) -> &str {
    (0..levels).fold(namespace, |name, _| name.rsplit_once('.').map_or(name, |(parent, _)| parent))
}

/// Runs two closures in parallel. A panic of either one is passed on.
fn join<A, B: Send>(one: impl FnOnce() -> A, other: impl FnOnce() -> B + Send) -> (A, B) {
    std::thread::scope(|scope| {
        let other = scope.spawn(other);
        let one = one();
        match other.join() {
            Ok(other) => (one, other),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}
