//! Properties as typed constants, beside the types they belong to.
//!
//! Made as text: their form is simple, and there are more of them than of anything else.

use super::inputs::value_type;
use super::items::Items;
use super::paths::From;
use super::print::layout::{INDENT, Layout};
use super::print::members::{Members, lay_out_type};
use crate::rust::{Access, Field, Structured};
use crate::text::rust::Quoted;

pub(super) fn emit(ty: &Structured, from: From<'_>, items: &mut Items) {
    let (path, fields) = match ty {
        Structured::Struct(ty) => (&ty.path, &ty.fields),
        Structured::TaggedEnum(ty) => (&ty.path, &ty.accessors),
        // The constants are at the struct.
        Structured::KindEnum(_) => return,
    };
    if fields.is_empty() {
        return;
    }
    items.runtime.insert("model");
    items.support.insert("property");
    let mut members = Members::new(format!("impl {} {{\n", from.ty_text(path, items)));
    for (position, field) in fields.iter().enumerate() {
        constant(position, field, from, items, &mut members);
    }
    items.texts.push(members.end());
}

fn constant(position: usize, field: &Field, from: From<'_>, items: &mut Items, members: &mut Members) {
    members.docs(&[format!("`{}`", field.wire)]);
    let value = value_type(field, from, items);
    let access = match field.access() {
        Access::Writable => "",
        Access::ReadOnly => ", model::ReadOnly",
        Access::Navigation => ", model::Navigation",
    };
    let (position, wire) = (position.to_string(), Quoted(&field.wire).to_string());
    let line = [
        "pub const ",
        &field.constant,
        ": model::Field<Self, ",
        &value,
        access,
        "> = property(",
        &position,
        ", ",
        &wire,
        ");",
    ];
    members.line(&line, |layout| {
        layout.open(0);
        layout.word(&format!("pub const {}: model::Field<", field.constant));
        layout.open(INDENT);
        layout.zero();
        layout.word("Self,");
        layout.space();
        lay_out_type(&value, layout);
        if let Some(access) = access.strip_prefix(", ") {
            another(access, layout);
        }
        layout.end_of_list(0);
        layout.close();
        layout.word("> = ");
        layout.never();
        layout.word("property(");
        layout.open(INDENT);
        layout.zero();
        layout.word(&position);
        another(&wire, layout);
        layout.end_of_list(0);
        layout.close();
        layout.word(");");
        layout.close();
    });
}

/// Another element of a list.
fn another(word: &str, layout: &mut Layout) {
    layout.word(",");
    layout.space();
    layout.word(word);
}
