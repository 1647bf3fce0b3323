//! Tagged enums: one variant per concrete type of a base, and `Unknown`.

use super::gates;
use super::inputs::value_type;
use super::items::Items;
use super::paths::From;
use super::print::layout::INDENT;
use super::print::members::{Members, lay_out_type};
use super::print::table::line;
use super::structs::positions;
use crate::rust::names::UNKNOWN;
use crate::rust::{Field, Gate, Kind, RustType, TaggedEnum, TaggedVariant, TypePath};
use crate::text::rust::Quoted;

pub(super) fn emit(ty: &TaggedEnum, from: From<'_>, items: &mut Items) {
    let mut members = Members::of_type(&ty.docs, "enum", &ty.path.ident);
    for variant in &ty.variants {
        members.docs(&variant.docs);
        members.gate(&variant.gate);
        let content = items.behind(&variant.gate, |items| from.ty_text(&variant.content, items));
        self::variant(&variant.ident, &content, &mut members);
    }
    // If the base is concrete, a value without a tag is of the base.
    let other = match ty.variants.iter().any(|variant| variant.content == ty.base) {
        true => "A type that has no variant here:",
        false => "A type that this version of the metadata does not have, or none was named:",
    };
    members.docs(&[other.to_owned(), "the properties of the base are fields, all else is kept.".to_owned()]);
    variant(UNKNOWN, &from.ty_text(&ty.base, items), &mut members);
    items.texts.push(members.end());
    accessors(ty, from, items);
    table(ty, from, items);
}

/// The table that describes an enum, with the match that reaches each variant by its position.
fn table(ty: &TaggedEnum, from: From<'_>, items: &mut Items) {
    let base = from.ty_text(&ty.base, items);
    let head = [format!("{}:", ty.path.ident), format!("{},", Quoted(&ty.csdl)), format!("base: {base} {{")];
    let mut table = format!("graph_models_core::impl_hierarchy! {{\n{}", line("    ", &head));
    let (plain, gated): (Vec<_>, Vec<_>) = ty.variants.iter().partition(|variant| variant.gate.is_open());
    for (index, variant) in plain.iter().enumerate() {
        table.push_str(&row(&format!("{index} => "), variant, from, items));
    }
    if !gated.is_empty() {
        table.push_str(&format!("    }} with {} {{\n", plain.len()));
        for variant in gated {
            table.push_str(&gates::attribute(&variant.gate, "        "));
            table.push_str(&items.behind(&variant.gate, |items| row("", variant, from, items)));
        }
    }
    if !ty.above.is_empty() {
        table.push_str("    } into {\n");
        for (above, gate) in &ty.above {
            table.push_str(&list_row(above, gate, from, items));
        }
    }
    table.push_str("    }\n}\n");
    items.tables.push_str(&table);
}

/// The row of a type in a list of types, behind its gate.
fn list_row(ty: &TypePath, gate: &Gate, from: From<'_>, items: &mut Items) -> String {
    let text = items.behind(gate, |items| from.ty_text(ty, items));
    gates::attribute(gate, "        ") + &line("        ", &[format!("{text},")])
}

/// The row of a variant, after its position.
fn row(position: &str, variant: &TaggedVariant, from: From<'_>, items: &mut Items) -> String {
    let (ident, content) = (&variant.ident, from.ty_text(&variant.content, items));
    let csdl = format!("= {},", Quoted(&variant.csdl));
    line("        ", &[format!("{position}{ident}"), format!("({content})"), csdl])
}

/// The call that narrows the struct of a concrete base to its enum, and widens the structs of derived types.
pub(super) fn narrow(ty: &TaggedEnum, from: From<'_>, items: &mut Items) {
    let head = format!("{}: {} {{", ty.path.ident, from.ty_text(&ty.base, items));
    let mut table = format!("\ngraph_models_core::impl_narrow! {{\n{}", line("    ", &[head]));
    for variant in ty.variants.iter().filter(|variant| variant.content != ty.base) {
        table.push_str(&list_row(&variant.content, &variant.gate, from, items));
    }
    table.push_str("    }\n}\n");
    items.tables.push_str(&table);
}

fn variant(ident: &str, content: &str, members: &mut Members) {
    members.line(&[ident, "(Box<", content, ">),"], |layout| {
        layout.word(ident);
        layout.open(INDENT);
        layout.word("(");
        layout.zero();
        lay_out_type(&format!("Box<{content}>"), layout);
        layout.end_of_list(0);
        layout.word(")");
        layout.close();
        layout.word(",");
    });
}

/// Emits the properties of the base as methods.
fn accessors(ty: &TaggedEnum, from: From<'_>, items: &mut Items) {
    if ty.accessors.is_empty() {
        return;
    }
    let mut members = Members::new(format!("impl {} {{\n", ty.path.ident));
    for (position, field) in positions(&ty.accessors).into_iter().zip(&ty.accessors) {
        members.docs(&field.docs);
        members.gate(&field.gate);
        items.behind(&field.gate, |items| accessor(position, field, from, items, &mut members));
    }
    items.texts.push(members.end());
}

fn accessor(
    position: Option<usize>,
    field: &Field,
    from: From<'_>,
    items: &mut Items,
    members: &mut Members,
) {
    let value = value_type(field, from, items);
    let (mark, value, reach) = match &field.kind {
        Kind::Object(path) if field.is_erased() && !field.is_collection() => {
            ("&", from.ty_text(path, items), "shared_expanded")
        }
        _ if field.is_erased() => ("&", value, "shared_expanded"),
        _ if field.is_collection() => ("&", value, "shared"),
        Kind::Primitive(primitive) => match primitive.rust {
            RustType::Std("String") => ("&", "str".to_owned(), "shared_text"),
            RustType::Std(_) => ("", value, "shared_copy"),
            RustType::Edm(_) => ("&", value, "shared"),
        },
        Kind::Object(path) => ("&", from.ty_text(path, items), "shared_object"),
        Kind::Enum(_) | Kind::Flags(_) | Kind::Hierarchy(_) => ("&", value, "shared"),
    };
    // Only navigation properties have gates.
    let (reach, position) = match position {
        Some(position) => (reach, position.to_string()),
        None => ("shared_gated", Quoted(&field.wire).to_string()),
    };
    items.support.insert(reach);
    members.lines("    #[inline]\n");
    members.line(&["pub fn ", &field.ident, "(&self) -> Option<", mark, &value, "> {"], |layout| {
        layout.open(INDENT);
        layout.word("pub fn ");
        layout.word(&field.ident);
        layout.word("(");
        layout.never();
        layout.open(0);
        layout.zero();
        layout.word("&self");
        layout.end_of_list(0);
        layout.close();
        layout.word(")");
        layout.open(-INDENT);
        layout.word(" -> ");
        lay_out_type(&format!("Option<{mark}{value}>"), layout);
        layout.close();
        layout.word(" {");
        layout.close();
    });
    members.lines(&format!("        {reach}(self, {position})\n    }}\n"));
}
