//! Base types: they are linked when all types have names, and then checked. The collection of inherited properties
//! relies on these checks.

use std::collections::BTreeMap;

use super::limits;
use super::names::{Names, schemas};
use super::types::declared_here;
use crate::diagnostic::{Diagnostic, Diagnostics, Kind};
use crate::document::{Document, StructuredType};
use crate::limits::DEEPEST_INHERITANCE;
use crate::model::{Model, Type, TypeId};
use crate::source::Placed;

/// Links every structured type with its base, both ways. A link that would close a cycle is not made. Returns
/// `false`, with incomplete links, if a chain of types is deeper than the limit allows.
pub(super) fn link(
    documents: &[Document],
    names: &Names,
    model: &mut Model,
    diagnostics: &mut Diagnostics,
) -> bool {
    for schema in schemas(documents) {
        let complex = schema.complex_types.iter().map(|ty| &ty.structured);
        for ty in complex.chain(schema.entity_types.iter().map(|ty| &ty.structured)) {
            let Some(base) = &ty.base_type else { continue };
            let Some(id) = declared_here(model, &schema.namespace, &ty.name, ty.place) else { continue };
            let Some(base_id) = names.require(model, &base.value, base.place, diagnostics) else { continue };
            // The bases of this base that are linked so far.
            let bases: Vec<_> = model.lineage(base_id).take(DEEPEST_INHERITANCE).map(|(id, _)| id).collect();
            if bases.len() == DEEPEST_INHERITANCE && !bases.contains(&id) {
                diagnostics.push(limits::too_deep(&ty.name, base.place));
                return false;
            }
            if accept(id, base_id, &bases, ty, base, model, diagnostics) {
                connect(id, base_id, model);
            }
        }
    }
    if !limits::depth(model, diagnostics) {
        return false;
    }
    inherit_openness(model);
    true
}

fn accept(
    id: TypeId,
    base_id: TypeId,
    bases: &[TypeId],
    ty: &StructuredType,
    base: &Placed<String>,
    model: &Model,
    diagnostics: &mut Diagnostics,
) -> bool {
    let is_entity = |id| model.structured(id).map(|ty| ty.kind.is_entity());
    if is_entity(base_id) != is_entity(id) {
        diagnostics.push(
            Diagnostic::error(format!("`{}` and its base `{}` are of different kinds", ty.name, base.value))
                .at(
                    base.place,
                    "an entity type derives from entity types only, a complex type from complex types",
                )
                .at(model.ty(base_id).place(), "the base is declared here"),
        );
        return false;
    }
    if bases.contains(&id) {
        let cycle: Vec<_> = bases.iter().map(|&id| model.ty(id).name().to_string()).collect();
        diagnostics.push(
            Diagnostic::error(format!("`{}` derives from itself", ty.name))
                .at(base.place, "this base closes the cycle")
                .help(format!(
                    "the cycle is: {} -> {}",
                    cycle.join(" -> "),
                    cycle.first().map_or("", String::as_str)
                )),
        );
        return false;
    }
    true
}

fn connect(id: TypeId, base_id: TypeId, model: &mut Model) {
    if let Some(Type::Structured(ty)) = model.types.get_mut(id.0) {
        ty.base = Some(base_id);
    }
    if let Some(Type::Structured(base)) = model.types.get_mut(base_id.0) {
        base.derived.push(id);
    }
}

/// A type derived from an open type is open (section 6.3).
fn inherit_openness(model: &mut Model) {
    let open: Vec<TypeId> = model
        .types()
        .filter(|&(id, _)| model.lineage(id).any(|(_, ty)| ty.is_open))
        .map(|(id, _)| id)
        .collect();
    for id in open {
        if let Some(Type::Structured(ty)) = model.types.get_mut(id.0) {
            ty.is_open = true;
        }
    }
}

/// Checks property names along each lineage.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    for (id, ty) in model.types() {
        let Type::Structured(ty) = ty else { continue };
        let mut seen = BTreeMap::new();
        for (owner, property) in model.effective_properties(id) {
            let first = seen.insert(property.name.as_str(), property.place);
            // A property that a base repeats is reported once, at the base.
            if let (Some(first), true) = (first, owner == id) {
                diagnostics.push(
                    Diagnostic::error(format!(
                        "property `{}` of `{}` is declared twice",
                        property.name, ty.name
                    ))
                    .at(property.place, "declared again here")
                    .at(first, "first declared here")
                    .kind(Kind::KeepsModel),
                );
            }
        }
    }
}

/// Checks that keys name properties, and that paths in keys have aliases.
pub(super) fn check_keys(documents: &[Document], model: &Model, diagnostics: &mut Diagnostics) {
    for schema in schemas(documents) {
        for ty in &schema.entity_types {
            let Some(key) = &ty.key else { continue };
            let ty = &ty.structured;
            let Some(id) = declared_here(model, &schema.namespace, &ty.name, ty.place) else { continue };
            for property in &key.properties {
                let name = &property.name;
                let said = format!("the key of `{}` names `{}`", model.ty(id).name(), name.value);
                // A key may reach into a complex property by a path (section 6.6).
                let (problem, label) = if model.property_at(id, &name.value).is_none() {
                    (", which is no property of it", "not a property, own or inherited")
                } else if name.value.contains('/') && property.alias.is_none() {
                    (" without an alias", "a path of several names needs an `Alias`")
                } else {
                    continue;
                };
                let error = Diagnostic::error(format!("{said}{problem}")).kind(Kind::KeepsModel);
                diagnostics.push(error.at(name.place, label));
            }
        }
    }
}
