//! Values of paths and queries, as expressions of exactly their Rust type.

use graph_models_codegen::rust::{Argument, Field, Kind, OpenEnum, PrimitiveKind, RustType, TypePath};
use graph_models_codegen::text::rust::Quoted;

/// The names that an expression is written with.
pub(crate) trait Names<'v> {
    /// The name of a type.
    fn ty(&mut self, path: &TypePath) -> String;

    /// The enumeration at a path.
    fn open_enum(&self, path: &TypePath) -> Option<&'v OpenEnum>;

    /// Notes that the expression uses an item of the generated crate.
    fn uses_crate(&mut self, path: &str);

    /// The expression of an argument that is no single value: a collection, JSON, or an object.
    fn json_argument_of(&mut self, field: &'v Field, text: &str) -> String;
}

/// The expression of a function's argument.
pub(crate) fn argument<'v>(argument: &'v Argument, text: &str, names: &mut impl Names<'v>) -> String {
    let field = &argument.field;
    let value = match &field.kind {
        _ if field.is_collection() => names.json_argument_of(field, text),
        Kind::Primitive(primitive) if primitive.variant == "String" => Quoted(text).to_string(),
        Kind::Primitive(primitive) if primitive.variant != "Json" => of_text(*primitive, text, names),
        Kind::Enum(path) => member(path, text, names),
        Kind::Flags(path) => format!("FlagSet::<{}>::from({})", names.ty(path), Quoted(text)),
        Kind::Primitive(_) | Kind::Object(_) | Kind::Hierarchy(_) => names.json_argument_of(field, text),
    };
    if argument.is_optional { format!("Some({value})") } else { value }
}

/// The member of an enumeration that has a name on the wire.
pub(crate) fn member<'v>(path: &TypePath, text: &str, names: &mut impl Names<'v>) -> String {
    let ty = names.ty(path);
    let variants = names.open_enum(path).map_or(&[][..], |ty| &ty.variants);
    match variants.iter().find(|variant| variant.wire == text) {
        Some(variant) => format!("{ty}::{}", variant.ident),
        None => format!("{ty}::from({})", Quoted(text)),
    }
}

/// The expression of a value from the text of a path or query.
fn of_text<'v>(primitive: PrimitiveKind, text: &str, names: &mut impl Names<'v>) -> String {
    match primitive.variant {
        "Boolean" if matches!(text, "true" | "false") => text.to_owned(),
        "Byte" | "SByte" | "Int16" | "Int32" | "Int64" => {
            let number = text.parse().ok().and_then(|number| integer(primitive, number));
            number.unwrap_or_else(|| parsed(primitive, text, names))
        }
        "String" => format!("{}.to_owned()", Quoted(text)),
        _ => parsed(primitive, text, names),
    }
}

/// An integer literal with its type as suffix. The usual type needs no suffix.
pub(crate) fn integer(primitive: PrimitiveKind, number: i64) -> Option<String> {
    let RustType::Std(ty) = primitive.rust else { return None };
    let is_in_range = match ty {
        "u8" => u8::try_from(number).is_ok(),
        "i8" => i8::try_from(number).is_ok(),
        "i16" => i16::try_from(number).is_ok(),
        "i32" => i32::try_from(number).is_ok(),
        _ => true,
    };
    let suffix = if ty == "i32" { String::new() } else { format!("_{ty}") };
    is_in_range.then(|| format!("{number}{suffix}"))
}

/// The expression that parses a text.
pub(crate) fn parsed<'v>(primitive: PrimitiveKind, text: &str, names: &mut impl Names<'v>) -> String {
    format!("{}.parse::<{}>()?", Quoted(text), type_of(primitive, names))
}

/// The type of a primitive value, as the program names it.
pub(crate) fn type_of<'v>(primitive: PrimitiveKind, names: &mut impl Names<'v>) -> String {
    match primitive.rust {
        RustType::Std(name) => name.to_owned(),
        RustType::Edm(name) => {
            names.uses_crate("edm");
            format!("edm::{name}")
        }
    }
}
