//! A model and its slices to Rust: every decision about identifiers, types, boxing and collisions.
//!
//! Must not know XML or tokens.

mod capabilities;
mod catalog;
mod docs;
mod enums;
mod facts;
mod features;
mod kinds;
mod modules;
mod names;
mod paths;
mod permitted;
mod requests;
mod schema_roots;
mod scope;
mod structs;
mod texts;
mod typed_paths;

use std::collections::{BTreeMap, BTreeSet};

use crate::Features;
use crate::beside::beside;
use crate::config::{Overlay, Permissions};
use crate::diagnostic::Diagnostics;
use crate::model::{Model, StructuredKind, Type, TypeId};
use crate::rust::{FileKind, Listed, Namespace, Overview, PathType, Request, RootPath, TypePath, Version};
use crate::slice::Slice;
use crate::source::Place;

/// The namespace whose types stand in the version's module itself.
const ROOT_NAMESPACE: &str = "microsoft.graph";

pub(crate) use facts::{check as check_entries, check_requests, operation_text};
pub(crate) use kinds::{is_hierarchy, is_json};
pub(crate) use names::{camel, snake};
pub(crate) use requests::has_request;

/// What lowering reads.
pub(crate) struct Input<'a> {
    pub(crate) model: &'a Model,
    pub(crate) slices: &'a [Slice],
    /// The metadata files, as `slices.toml` names them.
    pub(crate) files: &'a [String],
    pub(crate) descriptions: &'a [(String, String)],
    pub(crate) version: &'a str,
    pub(crate) overlay: &'a Overlay,
    pub(crate) permissions: &'a Permissions,
    pub(crate) features: Features,
}

/// What the parts of lowering share.
struct Context<'a> {
    model: &'a Model,
    version: &'a str,
    overlay: &'a Overlay,
    permissions: &'a Permissions,
    /// All types of all slices.
    types: BTreeSet<TypeId>,
    /// The modules of each namespace.
    modules: BTreeMap<String, Vec<String>>,
    /// Rust names by CSDL name, where the overlay gives one.
    renames: BTreeMap<&'a str, &'a str>,
    /// Identifiers by type, in the slices or not.
    paths: BTreeMap<TypeId, TypePath>,
    /// Identifiers of the structs of bases.
    base_idents: BTreeMap<TypeId, String>,
}

/// Lowers all slices of one version.
pub(crate) fn version(input: &Input<'_>, diagnostics: &mut Diagnostics) -> Version {
    let mut context = Context {
        model: input.model,
        version: input.version,
        overlay: input.overlay,
        permissions: input.permissions,
        types: input.slices.iter().flat_map(|slice| slice.types.iter().copied()).collect(),
        modules: modules::assign(input.model, diagnostics),
        renames: facts::renames(input.overlay),
        paths: BTreeMap::new(),
        base_idents: BTreeMap::new(),
    };
    let scopes = paths::assign(&mut context, diagnostics);
    let context = context;
    // All have their names by now: types need nothing of requests, and these nothing of what types hold.
    let mut of_requests = Diagnostics::default();
    let (mut namespaces, calls) = beside(
        || lower_types(&context, diagnostics),
        || Calls::lower(input.slices, &context, scopes, &mut of_requests),
    );
    diagnostics.append(of_requests);
    let Calls { requests, paths, roots, catalog } = calls;
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
    let features = features::of(input, &context, &namespaces, &roots);
    let (texts, schema_roots) = beside(
        || texts::collect(namespaces.iter(), &context),
        || schema_roots::collect(input.slices, namespaces.iter(), &catalog, &context),
    );
    Version {
        version: input.version.to_owned(),
        module: names::module(&input.version.replace('.', "_")),
        inputs: input.files.to_vec(),
        slices: input.descriptions.to_vec(),
        texts,
        overview: Overview::default(),
        schema_roots,
        namespaces,
        catalog,
        roots,
        features,
        has_kind_features: input.features == Features::Namespaces,
    }
}

/// What can be asked for, and where.
struct Calls {
    /// Requests by the position of the operation in the model.
    requests: BTreeMap<usize, Request>,
    /// Typed paths, each with the name of its namespace.
    paths: Vec<(String, PathType)>,
    roots: Vec<RootPath>,
    catalog: Vec<Listed>,
}

impl Calls {
    fn lower(
        slices: &[Slice],
        context: &Context<'_>,
        mut scopes: paths::Scopes,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut requests = requests::lower(slices, context, &mut scopes, diagnostics);
        let permitted = permitted::infos(&requests, context);
        permitted::complete(&mut requests, &permitted);
        let (paths, roots) = typed_paths::lower(slices, &requests, context, diagnostics);
        let catalog = catalog::lower(slices, &requests, permitted, context);
        Self { requests, paths, roots, catalog }
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

/// Adds the modules that lead to a namespace, down from that of the version, and hold nothing themselves.
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

/// The namespace so many levels above another.
fn above(namespace: &str, levels: usize) -> &str {
    (0..levels).fold(namespace, |name, _| name.rsplit_once('.').map_or(name, |(parent, _)| parent))
}

impl Context<'_> {
    /// The modules that lead to a namespace, down from that of the version.
    fn module_path(&self, namespace: &str) -> Vec<String> {
        self.modules.get(namespace).cloned().unwrap_or_default()
    }

    /// The identifier chosen by hand for a declaration, if the overlay has one.
    fn renamed(&self, csdl: &str) -> Option<String> {
        self.renames.get(csdl).map(|&ident| ident.to_owned())
    }

    /// A declaration that wishes for the identifier which the rules make of its name, unless the overlay has one.
    fn wish(&self, csdl: String, place: Place, rule: impl FnOnce() -> String) -> scope::Wish {
        let chosen = self.renamed(&csdl);
        scope::Wish { is_chosen: chosen.is_some(), ident: chosen.unwrap_or_else(rule), csdl, place }
    }
}

fn file_of(ty: &Type) -> FileKind {
    match ty {
        Type::Enum(_) | Type::Definition(_) => FileKind::Enums,
        Type::Structured(ty) if ty.kind == StructuredKind::Complex => FileKind::ComplexTypes,
        Type::Structured(_) => FileKind::EntityTypes,
    }
}
