//! Types: first their names, so that they can refer to each other in any order, then their content.

use std::collections::BTreeMap;

use super::names::{Names, schemas};
use crate::diagnostic::{Diagnostic, Diagnostics, Kind};
use crate::document::{self, Document, ReferentialConstraint};
use crate::model::{
    Annotations, EnumType, KeyProperty, Member, Model, Primitive, Property, PropertyKind, QualifiedName,
    StructuredKind, StructuredType, Type, TypeDefinition, TypeId,
};
use crate::source::{Place, Placed};

/// Declares every type by name: enums, type definitions and the shells of structured types.
pub(super) fn declare(documents: &[Document], names: &Names, diagnostics: &mut Diagnostics) -> Model {
    let mut model = Model::default();
    for schema in schemas(documents) {
        let qualified =
            |name: &str| QualifiedName { namespace: schema.namespace.clone(), name: name.to_owned() };
        for ty in &schema.enum_types {
            insert(&mut model, Type::Enum(enum_type(ty, qualified(&ty.name), diagnostics)), diagnostics);
        }
        for ty in &schema.type_definitions {
            let definition = TypeDefinition {
                name: qualified(&ty.name),
                underlying: underlying(&ty.underlying_type, names, diagnostics),
                facets: ty.facets.clone(),
                annotations: Annotations(ty.annotations.clone()),
                place: ty.place,
            };
            insert(&mut model, Type::Definition(definition), diagnostics);
        }
        for ty in &schema.complex_types {
            let shell = shell(&ty.structured, qualified(&ty.structured.name), StructuredKind::Complex);
            insert(&mut model, Type::Structured(shell), diagnostics);
        }
        for ty in &schema.entity_types {
            let kind = StructuredKind::Entity { has_stream: ty.has_stream };
            let shell = shell(&ty.structured, qualified(&ty.structured.name), kind);
            insert(&mut model, Type::Structured(shell), diagnostics);
        }
    }
    model
}

/// Fills the shells with properties and keys.
pub(super) fn fill(documents: &[Document], names: &Names, model: &mut Model, diagnostics: &mut Diagnostics) {
    for schema in schemas(documents) {
        for ty in &schema.complex_types {
            fill_one(&schema.namespace, &ty.structured, None, names, model, diagnostics);
        }
        for ty in &schema.entity_types {
            fill_one(&schema.namespace, &ty.structured, ty.key.as_ref(), names, model, diagnostics);
        }
    }
}

/// The id of the declaration at this place; `None` if an earlier type has the same name.
pub(super) fn declared_here(model: &Model, namespace: &str, name: &str, place: Place) -> Option<TypeId> {
    let id = model.find(&format!("{namespace}.{name}"))?;
    (model.ty(id).place() == place).then_some(id)
}

fn insert(model: &mut Model, ty: Type, diagnostics: &mut Diagnostics) {
    let id = TypeId(model.types.len());
    let name = ty.name().to_string();
    if let Some(&other) = model.by_name.get(&name) {
        // Types are inserted by kind and not in the order of the document.
        let (place, other) = (ty.place(), model.ty(other).place());
        diagnostics.push(
            Diagnostic::error(format!("type `{name}` is declared twice"))
                .at(place.max(other), "declared again here")
                .at(place.min(other), "first declared here"),
        );
        return;
    }
    model.by_name.insert(name, id);
    model.types.push(ty);
}

fn shell(ty: &document::StructuredType, name: QualifiedName, kind: StructuredKind) -> StructuredType {
    StructuredType {
        name,
        kind,
        base: None,
        derived: Vec::new(),
        is_abstract: ty.is_abstract,
        is_open: ty.is_open,
        declares_open: ty.is_open,
        key: Vec::new(),
        properties: Vec::new(),
        annotations: Annotations(ty.annotations.clone()),
        place: ty.place,
    }
}

fn enum_type(ty: &document::EnumType, name: QualifiedName, diagnostics: &mut Diagnostics) -> EnumType {
    let mut members: Vec<Member> = Vec::with_capacity(ty.members.len());
    let mut seen = BTreeMap::new();
    let mut next = 0_i64;
    for member in &ty.members {
        if let Some(first) = seen.insert(member.name.as_str(), member.place) {
            diagnostics.push(
                Diagnostic::error(format!("member `{}` of `{name}` is declared twice", member.name))
                    .at(member.place, "declared again here")
                    .at(first, "first declared here"),
            );
            continue;
        }
        let value = member.value.as_ref().map_or(next, |value| value.value);
        next = value.saturating_add(1);
        members.push(Member {
            name: member.name.clone(),
            value,
            annotations: Annotations(member.annotations.clone()),
            place: member.place,
        });
    }
    EnumType {
        name,
        underlying: ty.underlying_type.as_ref().map_or(Primitive::Int32, |underlying| {
            integer(underlying).unwrap_or_else(|| {
                diagnostics.push(
                    Diagnostic::error(format!("`{}` cannot underlie an enumeration", underlying.value))
                        .at(underlying.place, "expected an integer type such as `Edm.Int32`"),
                );
                Primitive::Int32
            })
        }),
        is_flags: ty.is_flags,
        members,
        annotations: Annotations(ty.annotations.clone()),
        place: ty.place,
    }
}

fn integer(name: &Placed<String>) -> Option<Primitive> {
    Primitive::parse(&name.value).filter(|primitive| {
        matches!(
            primitive,
            Primitive::Byte | Primitive::SByte | Primitive::Int16 | Primitive::Int32 | Primitive::Int64
        )
    })
}

/// The primitive type that a type definition stands for.
fn underlying(name: &Placed<String>, names: &Names, diagnostics: &mut Diagnostics) -> Primitive {
    Primitive::parse(&names.expand(&name.value, name.place.file)).unwrap_or_else(|| {
        diagnostics.push(
            Diagnostic::error(format!("`{}` is not a primitive type", name.value))
                .at(name.place, "expected a type of `Edm`"),
        );
        Primitive::String
    })
}

fn fill_one(
    namespace: &str,
    ty: &document::StructuredType,
    key: Option<&document::Key>,
    names: &Names,
    model: &mut Model,
    diagnostics: &mut Diagnostics,
) {
    let Some(id) = declared_here(model, namespace, &ty.name, ty.place) else { return };
    let mut properties: Vec<Property> =
        Vec::with_capacity(ty.properties.len() + ty.navigation_properties.len());
    let structural =
        ty.properties.iter().filter_map(|property| structural(property, names, model, diagnostics));
    properties.extend(structural);
    let navigation = ty
        .navigation_properties
        .iter()
        .filter_map(|property| navigation(property, names, model, diagnostics));
    properties.extend(navigation);
    let key = key.map(|key| key.properties.iter().map(key_property).collect());
    if let Some(Type::Structured(filled)) = model.types.get_mut(id.0) {
        filled.properties = properties;
        filled.key = key.unwrap_or_default();
    }
}

fn key_property(property: &document::PropertyRef) -> KeyProperty {
    KeyProperty { path: property.name.value.clone(), alias: property.alias.clone() }
}

fn structural(
    property: &document::Property,
    names: &Names,
    model: &Model,
    diagnostics: &mut Diagnostics,
) -> Option<Property> {
    let ty = names.type_use(model, &property.ty, diagnostics)?;
    Some(Property {
        name: property.name.clone(),
        kind: PropertyKind::Structural,
        ty,
        nullable: property.nullable,
        default_value: property.default_value.clone(),
        facets: property.facets.clone(),
        partner: None,
        referential_constraints: Vec::new(),
        on_delete: None,
        annotations: Annotations(property.annotations.clone()),
        place: property.place,
    })
}

fn navigation(
    property: &document::NavigationProperty,
    names: &Names,
    model: &Model,
    diagnostics: &mut Diagnostics,
) -> Option<Property> {
    let ty = names.type_use(model, &property.ty, diagnostics)?;
    let is_entity = match ty.target.declared() {
        Some(id) => model.structured(id).is_some_and(|ty| ty.kind.is_entity()),
        // `Edm.EntityType` is the only built-in type that a navigation property may have.
        None => property.ty.name == "Edm.EntityType",
    };
    if !is_entity {
        diagnostics.push(
            Diagnostic::error(format!(
                "navigation property `{}` does not lead to an entity type",
                property.name
            ))
            .at(ty.place, "not an entity type")
            .kind(Kind::KeepsModel),
        );
    }
    let full = |path: &str| names.expand_words(path, property.place.file);
    let constraints = property.referential_constraints.iter().map(|constraint| ReferentialConstraint {
        property: Placed { value: full(&constraint.property.value), ..constraint.property.clone() },
        referenced_property: full(&constraint.referenced_property),
        ..constraint.clone()
    });
    Some(Property {
        name: property.name.clone(),
        kind: PropertyKind::Navigation { is_contained: property.contains_target },
        ty,
        nullable: property.nullable,
        default_value: None,
        facets: document::Facets::default(),
        partner: property.partner.as_deref().map(full),
        referential_constraints: constraints.collect(),
        on_delete: property.on_delete.clone(),
        annotations: Annotations(property.annotations.clone()),
        place: property.place,
    })
}
