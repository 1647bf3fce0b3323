//! Which identifier and module each type gets, before anything refers to it.

use std::collections::{BTreeMap, BTreeSet};

use super::kinds::is_hierarchy;
use super::names::{Scope, shouting, type_ident};
use super::{Context, file_of, kinds, module_path};
use crate::model::{Model, Type, TypeId};
use crate::rust::TypePath;

/// The taken identifiers of each namespace.
pub(super) type Scopes = BTreeMap<String, Scope>;

/// Gives every type its path.
pub(super) fn assign(context: &mut Context<'_>) -> Scopes {
    let mut scopes = Scopes::new();
    for id in context.types.clone() {
        let ty = context.model.ty(id);
        if matches!(ty, Type::Definition(_)) || kinds::is_json(id, context.model) {
            continue;
        }
        let csdl = ty.name().to_string();
        let ident = context.renamed(&csdl).unwrap_or_else(|| type_ident(&ty.name().name));
        let scope = scopes.entry(ty.name().namespace.clone()).or_default();
        let mut taken = scope.take_item(&ident, &csdl, ty.place());
        if taken.is_ok() && is_hierarchy(id, context.model) {
            taken = scope.take_item(&base_ident(id, &ident, context), &csdl, ty.place());
        }
        if let Err(collision) = taken {
            context.report(collision);
        }
        let path = TypePath {
            namespace: module_path(&ty.name().namespace),
            file: file_of(ty),
            info: shouting(&ident),
            ident,
        };
        context.paths.insert(id, path);
    }
    scopes
}

/// The struct of a base's own fields: `<Name>Base`, or `<Name>BaseFields` where metadata, in the slice or not,
/// declares a type that would be named so.
fn base_ident(id: TypeId, ident: &str, context: &Context<'_>) -> String {
    let base = format!("{ident}Base");
    let namespace = &context.model.ty(id).name().namespace;
    let is_declared = context.declared.get(namespace).is_some_and(|idents| idents.contains(&base));
    if is_declared { format!("{base}Fields") } else { base }
}

/// What the rules make of every type's name, by namespace.
pub(super) fn declared(model: &Model) -> BTreeMap<String, BTreeSet<String>> {
    let mut declared: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, ty) in model.types() {
        let name = ty.name();
        declared.entry(name.namespace.clone()).or_default().insert(type_ident(&name.name));
    }
    declared
}

/// The path of the struct that holds a type's own fields.
pub(super) fn own_struct(id: TypeId, path: &TypePath, context: &Context<'_>) -> TypePath {
    if !is_hierarchy(id, context.model) {
        return path.clone();
    }
    let ident = base_ident(id, &path.ident, context);
    TypePath { info: shouting(&ident), ident, ..path.clone() }
}
