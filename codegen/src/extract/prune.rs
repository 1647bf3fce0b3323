//! A document without what is not in scope. Annotations inline stay, those out of line go.
//!
//! Must not know why something is in scope.

use super::scope::{Extent, Scope};
use crate::csdl::{Document, EntityContainer, Schema, StructuredType};
use crate::source::Place;

/// The part of a document that is in scope.
pub(super) fn document(whole: Document, scope: &Scope) -> Document {
    let schemas = whole.schemas.into_iter().map(|it| schema(it, scope)).filter(|schema| !is_empty(schema));
    Document { version: whole.version, schemas: schemas.collect(), ..Document::default() }
}

fn schema(mut schema: Schema, scope: &Scope) -> Schema {
    let has_type = |place: Place| scope.types.contains_key(&place);
    schema.enum_types.retain(|ty| has_type(ty.place));
    schema.type_definitions.retain(|ty| has_type(ty.place));
    schema.complex_types.retain_mut(|ty| structured(&mut ty.structured, scope));
    schema.entity_types.retain_mut(|ty| structured(&mut ty.structured, scope));
    schema.operations.retain(|operation| scope.operations.contains(&operation.place));
    schema.containers.retain_mut(|it| container(it, scope));
    schema.terms.clear();
    schema.annotations.clear();
    schema
}

/// Cuts a type to its extent; false if it is not in scope at all.
fn structured(ty: &mut StructuredType, scope: &Scope) -> bool {
    match scope.types.get(&ty.place) {
        None => false,
        Some(Extent::Whole) => true,
        Some(Extent::Only(names)) => {
            ty.properties.retain(|property| names.contains(&property.name));
            ty.navigation_properties.retain(|property| names.contains(&property.name));
            true
        }
    }
}

/// Cuts a container to the roots in scope; false if there are none.
fn container(container: &mut EntityContainer, scope: &Scope) -> bool {
    container.children.retain(|child| scope.roots.contains(&child.place));
    for child in &mut container.children {
        // They say where related entities are found, by names of resources that are not in scope.
        child.bindings.clear();
    }
    !container.children.is_empty()
}

fn is_empty(schema: &Schema) -> bool {
    schema.enum_types.is_empty()
        && schema.type_definitions.is_empty()
        && schema.complex_types.is_empty()
        && schema.entity_types.is_empty()
        && schema.operations.is_empty()
        && schema.containers.is_empty()
}
