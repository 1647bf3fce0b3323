//! The Rust type for values of a CSDL type.

use super::context::Context;
use crate::graph::{is_hierarchy, is_json};
use crate::rust::{Kind, PrimitiveKind, RustType};
use csdl::model::{Primitive, Type, TypeTarget};

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
