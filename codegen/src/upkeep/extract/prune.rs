//! Prunes a document to the needed declarations. Inline annotations stay, and those out of line are removed.
//!
//! Must not know why something is needed.

use super::need::{Extent, Need};
use super::references;
use csdl::document::{Document, EntityContainer, Schema, StructuredType};
use csdl::source::Place;

/// The needed part of a document, without its references to other documents.
pub(super) fn document(mut whole: Document, need: &Need) -> Document {
    // An alias of an included schema ends with the reference that declares it.
    if whole.references.iter().flat_map(|reference| &reference.includes).any(|it| it.alias.is_some()) {
        references::expand(&mut whole);
    }
    let schemas = whole.schemas.into_iter().map(|it| schema(it, need)).filter(|schema| !schema.is_empty());
    Document { version: whole.version, schemas: schemas.collect(), ..Document::default() }
}

fn schema(mut schema: Schema, need: &Need) -> Schema {
    let has_type = |place: Place| need.types.contains_key(&place);
    schema.enum_types.retain(|ty| has_type(ty.place));
    schema.type_definitions.retain(|ty| has_type(ty.place));
    schema.complex_types.retain_mut(|ty| structured(&mut ty.structured, need));
    schema.entity_types.retain_mut(|ty| structured(&mut ty.structured, need));
    schema.operations.retain(|operation| need.operations.contains(&operation.place));
    schema.containers.retain_mut(|it| container(it, need));
    schema.terms.clear();
    schema.annotations.clear();
    schema
}

/// Cuts a type to its extent. Returns false if the type is not needed.
fn structured(ty: &mut StructuredType, need: &Need) -> bool {
    match need.types.get(&ty.place) {
        None => false,
        Some(Extent::Whole) => true,
        Some(Extent::Only(names)) => {
            ty.properties.retain(|property| names.contains(&property.name));
            ty.navigation_properties.retain(|property| names.contains(&property.name));
            true
        }
    }
}

/// Cuts a container to the needed roots. Returns false if there are none.
fn container(container: &mut EntityContainer, need: &Need) -> bool {
    container.children.retain(|child| need.roots.contains(&child.place));
    for child in &mut container.children {
        // Bindings name the resources that hold related entities. Such resources may be removed.
        child.bindings.clear();
    }
    !container.children.is_empty()
}
