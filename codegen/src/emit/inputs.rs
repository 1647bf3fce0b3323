//! The parameters of an operation, as arguments of the functions that make its request.

use super::items::Items;
use super::paths::From;
use crate::rust::{Field, Kind, RequestInput, RustType};
use crate::text::rust::Quoted;

/// An argument: its name, its type, and the expression that passes it on.
pub(super) struct Argument {
    pub(super) ident: String,
    pub(super) ty: String,
    pub(super) value: String,
}

/// The arguments of an operation: the required members of an action's body, or the parameters in the path of a
/// function.
pub(super) fn arguments(input: &RequestInput, from: From<'_>, items: &mut Items) -> Vec<Argument> {
    match input {
        RequestInput::None => Vec::new(),
        RequestInput::Body(parameters) => {
            parameters.required().map(|field| in_body(field, from, items)).collect()
        }
        RequestInput::Path(arguments) => {
            let all = arguments.iter();
            all.map(|argument| in_path(argument, from, items)).collect()
        }
    }
}

fn in_body(field: &Field, from: From<'_>, items: &mut Items) -> Argument {
    let ident = field.ident.clone();
    if is_text(field) {
        let value = format!("{ident}: Some({ident}.into())");
        return Argument { ident, ty: "impl Into<String>".to_owned(), value };
    }
    let item = value_type(field, from, items);
    let ty = match (field.is_collection(), &field.kind) {
        (false, Kind::Object(_)) => format!("impl Into<{item}>"),
        _ => item,
    };
    let value = match ty.starts_with("impl") {
        true => format!("{ident}: Some({ident}.into())"),
        false => format!("{ident}: Some({ident})"),
    };
    Argument { ident, ty, value }
}

fn in_path(argument: &crate::rust::Argument, from: From<'_>, items: &mut Items) -> Argument {
    let (field, is_optional) = (&argument.field, argument.is_optional);
    let (ident, wire) = (field.ident.clone(), Quoted(&field.wire));
    let is_plain = matches!(field.kind, Kind::Primitive(_)) && !is_json(field);
    let form = match (field.is_collection(), &field.kind) {
        (false, Kind::Enum(_) | Kind::Flags(_)) => "Text",
        (false, _) if is_text(field) && argument.is_names => "Names",
        (false, _) if is_text(field) => "Text",
        (false, _) if is_plain => "Plain",
        _ => "Json",
    };
    let item = item_type(&field.kind, from, items);
    let ty = match (field.is_collection(), is_text(field), is_optional) {
        (true, ..) => format!("Vec<{item}>"),
        (false, true, true) => "&str".to_owned(),
        (false, true, false) => "impl std::fmt::Display".to_owned(),
        (false, false, _) => item,
    };
    let value = match is_optional {
        true => format!(
            "({wire}, {ident}.as_ref().map_or(request::Argument::Absent, |value| request::Argument::{form}(value)))"
        ),
        false => format!("({wire}, request::Argument::{form}(&{ident}))"),
    };
    let ty = if is_optional { format!("Option<{ty}>") } else { ty };
    Argument { ident, ty, value }
}

fn is_text(field: &Field) -> bool {
    let is_string =
        matches!(&field.kind, Kind::Primitive(primitive) if primitive.rust == RustType::Std("String"));
    is_string && !field.is_collection()
}

fn is_json(field: &Field) -> bool {
    matches!(&field.kind, Kind::Primitive(primitive) if primitive.variant == "Json")
}

/// The type of a field's value, without the `Option` around it.
pub(super) fn value_type(field: &Field, from: From<'_>, items: &mut Items) -> String {
    let item = item_type(&field.kind, from, items);
    match (field.is_collection(), &field.kind) {
        (true, _) => format!("Vec<{item}>"),
        (false, Kind::Object(_)) => format!("Box<{item}>"),
        (false, _) => item,
    }
}

/// The type of a field.
pub(super) fn field_type(field: &Field, from: From<'_>, items: &mut Items) -> String {
    if !field.is_erased() {
        return format!("Option<{}>", value_type(field, from, items));
    }
    items.runtime.insert("model");
    let item = item_type(&field.kind, from, items);
    let field_type = if field.is_nested { "Nested" } else { "Expanded" };
    match field.is_collection() {
        true => format!("model::{field_type}<Vec<{item}>>"),
        false => format!("model::{field_type}<{item}>"),
    }
}

/// The type of one value.
pub(super) fn item_type(kind: &Kind, from: From<'_>, items: &mut Items) -> String {
    match kind {
        Kind::Primitive(primitive) => match primitive.rust {
            RustType::Std(name) => name.to_owned(),
            RustType::Edm(name) => {
                items.runtime.insert("edm");
                format!("edm::{name}")
            }
        },
        Kind::Flags(path) => {
            items.runtime.insert("open_enum");
            format!("open_enum::FlagSet<{}>", from.ty_text(path, items))
        }
        Kind::Enum(path) | Kind::Object(path) | Kind::Hierarchy(path) => from.ty_text(path, items),
    }
}
