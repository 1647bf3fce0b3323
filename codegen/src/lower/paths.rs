//! The identifier and the module of each type, assigned before anything refers to the type.

use std::collections::BTreeMap;

use super::context::Context;
use super::namespace_table::{IdentRequest, NamespaceTable};
use crate::graph::{is_hierarchy, subtypes};
use crate::rust::TypePath;
use crate::rust::names::type_ident;
use crate::select::Slice;
use csdl::diagnostic::Diagnostics;
use csdl::model::{Type, TypeId};

/// The taken identifiers of each namespace.
pub(super) type NamespaceTables = BTreeMap<String, NamespaceTable>;

/// Gives a path to every type, inside and outside of the slices: the name of a type depends only on declarations.
pub(super) fn assign(
    slices: &[Slice],
    context: &mut Context<'_>,
    diagnostics: &mut Diagnostics,
) -> NamespaceTables {
    let mut tables = NamespaceTables::new();
    let mut namespaces: BTreeMap<&str, Vec<TypeId>> = BTreeMap::new();
    for (id, ty) in context.model.types() {
        if !matches!(ty, Type::Definition(_)) && !crate::graph::is_json(id, context.model) {
            namespaces.entry(&ty.name().namespace).or_default().push(id);
        }
    }
    for (name, mut ids) in namespaces {
        let model = context.model;
        // CSDL names of types begin in lower case. If two types would have the same identifier, the one that follows
        // this custom keeps it.
        ids.sort_by_key(|&id| {
            let name = &model.ty(id).name().name;
            (name.starts_with(char::is_uppercase), name)
        });
        let request = |&id: &TypeId| {
            let ty = model.ty(id);
            context.ident_request(ty.name().to_string(), ty.place(), || type_ident(&ty.name().name))
        };
        let requests: Vec<_> = ids.iter().map(request).collect();
        let table = tables.entry(name.to_owned()).or_default();
        let idents = table.assign_items(&requests, diagnostics);
        for (&id, ident) in ids.iter().zip(idents) {
            let path = context.type_path(name, ident);
            context.paths.insert(id, path);
        }
        let bases: Vec<_> = ids.iter().copied().filter(|&id| is_hierarchy(id, model)).collect();
        let requests = bases.iter().filter_map(|&id| reserve(id, "Base", "BaseFields", table, context));
        let requests: Vec<_> = requests.collect();
        let idents = table.assign_items(&requests, diagnostics);
        context.base_idents.extend(bases.into_iter().zip(idents));
        let bases: Vec<_> = ids.into_iter().filter(|&id| !subtypes(id, model).is_empty()).collect();
        let requests = bases.iter().filter_map(|&id| reserve(id, "Kind", "Subtype", table, context));
        let requests: Vec<_> = requests.collect();
        let idents = table.assign_items(&requests, diagnostics);
        let narrowed = bases.into_iter().zip(idents);
        for (id, ident) in narrowed.filter(|&(id, _)| slices.iter().any(|slice| slice.narrows(id, model))) {
            let path = context.type_path(name, ident);
            context.kinds.insert(id, path);
        }
    }
    tables
}

/// The name of a type with a suffix: `<Name>Base` for the struct of an abstract base's fields, `<Name>Kind` for the
/// enum that the struct of a concrete base narrows to. The other suffix is used if metadata declares a type of that
/// name, inside or outside of the slices.
fn reserve(
    id: TypeId,
    suffix: &str,
    other: &str,
    table: &NamespaceTable,
    context: &Context<'_>,
) -> Option<IdentRequest> {
    let name = context.paths.get(&id)?.ident.trim_end_matches('_');
    let ty = context.model.ty(id);
    let ident = format!("{name}{suffix}");
    let ident = if table.has(&ident) { format!("{name}{other}") } else { ident };
    Some(IdentRequest { ident, is_chosen: false, csdl: ty.name().to_string(), place: ty.place() })
}

/// The path of the struct that holds a type's own fields.
pub(super) fn own_struct(id: TypeId, path: &TypePath, context: &Context<'_>) -> TypePath {
    match context.base_idents.get(&id) {
        Some(ident) => TypePath { ident: ident.clone(), ..path.clone() },
        None => path.clone(),
    }
}
