//! Structs: fields, and the table that describes them.

use super::inputs::value_type;
use super::members::{Members, lay_out_type};
use super::paths::From;
use super::pieces::Items;
use crate::rust::{Field, Flag, Kind, Struct};

pub(super) fn emit(ty: &Struct, from: From<'_>, items: &mut Items) {
    items.runtime.insert("model");
    let mut members = Members::of_type(&ty.docs, "struct", &ty.path.ident);
    for field in &ty.fields {
        let value = value_type(field, from, items);
        members.docs(&field.docs);
        members.line(&["pub ", &field.ident, ": Option<", &value, ">,"], |layout| {
            layout.word(&format!("pub {}: ", field.ident));
            lay_out_type(&format!("Option<{value}>"), layout);
            layout.word(",");
        });
    }
    members.lines("    extra: model::Extra,\n");
    items.texts.push(members.end());
    table(ty, from, items);
}

/// The table that describes it, with what reaches each field by its position.
fn table(ty: &Struct, from: From<'_>, items: &mut Items) {
    let mut table = format!(
        "graph_core::impl_model! {{\n    {}: {:?}, bases: {:?}, is_open: {}, is_tagged: {} {{\n",
        ty.path.ident, ty.csdl, ty.bases, ty.is_open, ty.is_tagged
    );
    for (index, field) in ty.fields.iter().enumerate() {
        let (ident, slot, wire) = (&field.ident, slot(field), &field.wire);
        let (kind, flags) = (kind(&field.kind, from, items), flags(&field.flags));
        table.push_str(&format!("        {index} => {ident}: {slot} = {wire:?} as {kind}{flags},\n"));
    }
    table.push_str("    }\n}\n");
    items.tables.push_str(&table);
}

/// The variant of `Type`, and the generated type it is of.
fn kind(kind: &Kind, from: From<'_>, items: &mut Items) -> String {
    let (variant, path) = match kind {
        Kind::Primitive(primitive) => return primitive.variant.to_owned(),
        Kind::Enum(path) | Kind::Flags(path) => ("Enum", path),
        Kind::Object(path) => ("Object", path),
        Kind::Hierarchy(path) => ("Hierarchy", path),
    };
    format!("{variant}({})", from.ty_text(path, items))
}

fn flags(flags: &[Flag]) -> String {
    let flags: Vec<_> = flags
        .iter()
        .map(|flag| match flag {
            Flag::Key => "KEY",
            Flag::Collection => "COLLECTION",
            Flag::Navigation => "NAVIGATION",
            Flag::Contained => "CONTAINED",
            Flag::ReadOnly => "READ_ONLY",
            Flag::Computed => "COMPUTED",
            Flag::Immutable => "IMMUTABLE",
            Flag::Sensitive => "SENSITIVE",
        })
        .collect();
    if flags.is_empty() { String::new() } else { format!(" [{}]", flags.join(" ")) }
}

/// The variant of `Slot` that holds a field.
fn slot(field: &Field) -> String {
    let kind = match &field.kind {
        Kind::Primitive(primitive) => primitive.variant,
        Kind::Enum(_) => "Enum",
        Kind::Flags(_) => "Flags",
        Kind::Object(_) => "Object",
        Kind::Hierarchy(_) => "Hierarchy",
    };
    format!("{kind}{}", if field.is_collection() { "List" } else { "" })
}
