//! Which Rust type holds a value of a CSDL type.

use super::Context;
use crate::model::{Model, Primitive, StructuredKind, Type, TypeId, TypeTarget};
use crate::rust::{Kind, PrimitiveKind, RustType};
use crate::slice::ENTITY;

/// Whether a type is a tagged enum: it has derived types, and is not the root of all entities.
pub(crate) fn is_hierarchy(id: TypeId, model: &Model) -> bool {
    model.structured(id).is_some_and(|ty| !ty.derived.is_empty() && ty.name.to_string() != ENTITY)
}

/// Whether values of a type may be any JSON: `graph.Json` and its like are complex types that
/// declare nothing, are not open, and stand in no hierarchy.
pub(crate) fn is_json(id: TypeId, model: &Model) -> bool {
    model.structured(id).is_some_and(|ty| {
        ty.kind == StructuredKind::Complex
            && ty.properties.is_empty()
            && ty.derived.is_empty()
            && ty.base.is_none()
            && !ty.is_open
    })
}

/// The kind of a type in use; `None` if the type is outside of all slices.
pub(super) fn kind(target: TypeTarget, context: &Context<'_>) -> Option<Kind> {
    let id = match target {
        TypeTarget::Primitive(primitive) => return Some(Kind::Primitive(primitive_kind(primitive))),
        TypeTarget::Declared(id) => id,
    };
    if !context.types.contains(&id) {
        return None;
    }
    if is_json(id, context.model) {
        return Some(Kind::Primitive(primitive_kind(Primitive::Untyped)));
    }
    let path = || context.paths.get(&id).cloned();
    Some(match context.model.ty(id) {
        Type::Definition(ty) => Kind::Primitive(primitive_kind(ty.underlying)),
        Type::Enum(ty) if ty.is_flags => Kind::Flags(path()?),
        Type::Enum(_) => Kind::Enum(path()?),
        Type::Structured(_) if is_hierarchy(id, context.model) => Kind::Hierarchy(path()?),
        Type::Structured(_) => Kind::Object(path()?),
    })
}

/// The type as CSDL writes it, for documentation.
pub(super) fn csdl_text(target: TypeTarget, is_collection: bool, model: &Model) -> String {
    let name = match target {
        TypeTarget::Primitive(primitive) => primitive.name().to_owned(),
        TypeTarget::Declared(id) => model.ty(id).name().to_string(),
    };
    if is_collection { format!("Collection({name})") } else { name }
}

fn primitive_kind(primitive: Primitive) -> PrimitiveKind {
    let (variant, rust) = match primitive {
        Primitive::Binary => ("Binary", RustType::Edm("Binary")),
        Primitive::Boolean => ("Boolean", RustType::Std("bool")),
        Primitive::Byte => ("Byte", RustType::Std("u8")),
        Primitive::Date => ("Date", RustType::Edm("Date")),
        Primitive::DateTimeOffset => ("DateTimeOffset", RustType::Edm("DateTimeOffset")),
        Primitive::Decimal => ("Decimal", RustType::Edm("Decimal")),
        Primitive::Double => ("Double", RustType::Std("f64")),
        Primitive::Duration => ("Duration", RustType::Edm("Duration")),
        Primitive::Guid => ("Guid", RustType::Edm("Guid")),
        Primitive::Int16 => ("Int16", RustType::Std("i16")),
        Primitive::Int32 => ("Int32", RustType::Std("i32")),
        Primitive::Int64 => ("Int64", RustType::Std("i64")),
        Primitive::SByte => ("SByte", RustType::Std("i8")),
        Primitive::Single => ("Single", RustType::Std("f32")),
        Primitive::Stream => ("Stream", RustType::Edm("Stream")),
        Primitive::String => ("String", RustType::Std("String")),
        Primitive::TimeOfDay => ("TimeOfDay", RustType::Edm("TimeOfDay")),
        Primitive::Untyped => ("Json", RustType::Edm("Json")),
    };
    PrimitiveKind { variant, rust }
}
