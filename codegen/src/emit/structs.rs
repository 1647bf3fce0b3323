//! Structs: fields, and the table that describes them.

use super::gates;
use super::inputs::field_type;
use super::items::Items;
use super::paths::From;
use super::print::members::{Members, lay_out_type};
use super::print::table::{fill, line};
use crate::rust::{Field, Flag, Kind, Struct};
use crate::text::rust::{Quoted, list};

pub(super) fn emit(ty: &Struct, from: From<'_>, items: &mut Items) {
    items.runtime.insert("model");
    let mut members = Members::of_type(&ty.docs, "struct", &ty.path.ident);
    for field in &ty.fields {
        let ty = items.behind(&field.gate, |items| field_type(field, from, items));
        members.docs(&field.docs);
        members.gate(&field.gate);
        members.line(&["pub ", &field.ident, ": ", &ty, ","], |layout| {
            layout.word(&format!("pub {}: ", field.ident));
            lay_out_type(&ty, layout);
            layout.word(",");
        });
    }
    members.lines("    extra: model::Extra,\n");
    items.texts.push(members.end());
    table(ty, items);
}

/// The table that describes a struct, with the matches that reach each field by its position.
fn table(ty: &Struct, items: &mut Items) {
    let mut head = vec![
        format!("{}:", ty.path.ident),
        format!("{},", Quoted(&ty.csdl)),
        "bases:".to_owned(),
        format!("{},", list(&ty.bases)),
    ];
    if !ty.derived.is_empty() {
        let mut words: Vec<_> = ty.derived.iter().map(|name| format!("{},", Quoted(name))).collect();
        if let Some(last) = words.last_mut() {
            last.pop();
        }
        head.push(fill("derived: [", &words, "],", "        ").trim().to_owned());
    }
    head.push(format!("is_open: {}, is_tagged: {} {{", ty.is_open, ty.is_tagged));
    let mut table = format!("graph_models_core::impl_model! {{\n{}", line("    ", &head));
    let (plain, gated): (Vec<_>, Vec<_>) = ty.fields.iter().partition(|field| field.gate.is_open());
    for (index, field) in plain.iter().enumerate() {
        table.push_str(&row(&format!("{index} => "), field));
    }
    if !gated.is_empty() {
        table.push_str(&format!("    }} with {} {{\n", plain.len()));
        for field in gated {
            table.push_str(&gates::attribute(&field.gate, "        "));
            table.push_str(&row("", field));
        }
    }
    table.push_str("    }\n}\n");
    items.tables.push_str(&table);
}

/// The row of a field, after its position.
fn row(position: &str, field: &Field) -> String {
    let (ident, slot, wire) = (&field.ident, slot(field), Quoted(&field.wire));
    let flags = flags(&field.flags);
    let expanded = if field.is_erased() { " in Expanded.erased" } else { "" };
    let row = [format!("{position}{ident}: {slot}{expanded}"), format!("= {wire}{flags},")];
    line("        ", &row)
}

/// The position of each field in the table, in which fields behind gates come last. `None` for a field behind a gate,
/// since its position depends on the features.
pub(super) fn positions(fields: &[Field]) -> Vec<Option<usize>> {
    let mut plain = 0..;
    fields.iter().map(|field| if field.gate.is_open() { plain.next() } else { None }).collect()
}

/// The flags of a property. The slot already says that a property is a collection.
fn flags(flags: &[Flag]) -> String {
    let flags: Vec<_> = flags
        .iter()
        .filter_map(|flag| match flag {
            Flag::Collection => None,
            Flag::Key => Some("KEY"),
            Flag::Navigation => Some("NAVIGATION"),
            Flag::Contained => Some("CONTAINED"),
            Flag::ReadOnly => Some("READ_ONLY"),
            Flag::Computed => Some("COMPUTED"),
            Flag::Immutable => Some("IMMUTABLE"),
            Flag::Sensitive => Some("SENSITIVE"),
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
