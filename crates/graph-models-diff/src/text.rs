//! Elements as text, for the old and new value of findings.

use csdl::document::Facets;
use csdl::model::{
    Member, Model, Operation, Parameter, Property, PropertyKind, ReturnType, StructuredKind, Type,
};

/// A property in one line: `Edm.String, not nullable, MaxLength 64`.
pub(crate) fn property(model: &Model, property: &Property) -> String {
    let mut text = model.type_text(&property.ty);
    if let PropertyKind::Navigation { is_contained } = property.kind {
        text.push_str(if is_contained { ", contained navigation" } else { ", navigation" });
    }
    nullability(property.nullable, &mut text);
    push_facets(&property.facets, &mut text);
    text
}

/// A parameter in one line, like a property.
pub(crate) fn parameter(model: &Model, parameter: &Parameter) -> String {
    let mut text = model.type_text(&parameter.ty);
    nullability(parameter.nullable, &mut text);
    push_facets(&parameter.facets, &mut text);
    text
}

/// The result of an operation in one line, or `nothing`.
pub(crate) fn result(model: &Model, result: Option<&ReturnType>) -> String {
    let Some(result) = result else { return "nothing".to_owned() };
    let mut text = model.type_text(&result.ty);
    nullability(result.nullable, &mut text);
    push_facets(&result.facets, &mut text);
    text
}

fn nullability(nullable: Option<bool>, text: &mut String) {
    if nullable == Some(false) {
        text.push_str(", not nullable");
    }
}

/// Appends the given facets: `, MaxLength 64`.
pub(crate) fn push_facets(facets: &Facets, text: &mut String) {
    for (name, value) in self::facets(facets) {
        if let Some(value) = value {
            text.push_str(&format!(", {name} {value}"));
        }
    }
}

/// All facets by name, each with the value that is given.
pub(crate) fn facets(facets: &Facets) -> [(&'static str, Option<String>); 5] {
    [
        ("MaxLength", facets.max_length.clone()),
        ("Precision", facets.precision.clone()),
        ("Scale", facets.scale.clone()),
        ("Unicode", facets.unicode.map(|unicode| unicode.to_string())),
        ("SRID", facets.srid.clone()),
    ]
}

/// `Nullable` as it is written: `Nullable false`, `Nullable not given`.
pub(crate) fn nullable(nullable: Option<bool>) -> String {
    match nullable {
        Some(nullable) => format!("Nullable {nullable}"),
        None => "Nullable not given".to_owned(),
    }
}

/// The kind of a type: `abstract entity type`, `enumeration of flags`.
pub(crate) fn kind(ty: &Type) -> &'static str {
    match ty {
        Type::Structured(ty) => match (ty.kind, ty.is_abstract) {
            (StructuredKind::Entity { .. }, true) => "abstract entity type",
            (StructuredKind::Entity { .. }, false) => "entity type",
            (StructuredKind::Complex, true) => "abstract complex type",
            (StructuredKind::Complex, false) => "complex type",
        },
        Type::Enum(ty) if ty.is_flags => "enumeration of flags",
        Type::Enum(_) => "enumeration",
        Type::Definition(_) => "type definition",
    }
}

/// A whole type in one line: `entity type, derived from microsoft.graph.entity, 3 properties`.
pub(crate) fn ty(model: &Model, ty: &Type) -> String {
    let mut text = kind(ty).to_owned();
    let (count, what) = match ty {
        Type::Structured(ty) => {
            if let Some(base) = ty.base {
                text.push_str(&format!(", derived from {}", model.ty(base).name()));
            }
            if ty.declares_open {
                text.push_str(", open");
            }
            (ty.properties.len(), ("property", "properties"))
        }
        Type::Enum(ty) => (ty.members.len(), ("member", "members")),
        Type::Definition(ty) => return format!("{text} of {}", ty.underlying.name()),
    };
    text.push_str(&format!(", {count} {}", if count == 1 { what.0 } else { what.1 }));
    text
}

/// The members of a type, by their paths.
pub(crate) fn members(ty: &Type) -> Vec<String> {
    let owner = ty.name();
    names(ty).map(|name| format!("{owner}/{name}")).collect()
}

/// The names of the properties or members that a type declares.
pub(crate) fn names(ty: &Type) -> impl Iterator<Item = &str> {
    let (properties, members): (&[Property], &[Member]) = match ty {
        Type::Structured(ty) => (&ty.properties, &[]),
        Type::Enum(ty) => (&[], &ty.members),
        Type::Definition(_) => (&[], &[]),
    };
    let properties = properties.iter().map(|property| property.name.as_str());
    properties.chain(members.iter().map(|member| member.name.as_str()))
}

/// An operation in one line: `action(a: Edm.String, b: Edm.Int32) returns nothing`.
pub(crate) fn operation(model: &Model, operation: &Operation) -> String {
    let parameters: Vec<_> = operation
        .parameters
        .iter()
        .map(|parameter| format!("{}: {}", parameter.name, model.type_text(&parameter.ty)))
        .collect();
    let result = self::result(model, operation.return_type.as_ref());
    format!("{}({}) returns {result}", operation.kind, parameters.join(", "))
}
