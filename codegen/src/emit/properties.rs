//! Properties as typed constants, beside the types they belong to.
//!
//! The emitter writes text and no tokens, since the form is simple and no other item is as frequent.

use super::inputs::value_type;
use super::items::Items;
use super::paths::From;
use super::print::layout::{INDENT, Layout};
use super::print::members::{Members, lay_out_type};
use super::structs::positions;
use crate::rust::{Access, Field, Structured};
use crate::text::rust::Quoted;

pub(super) fn emit(ty: &Structured, from: From<'_>, items: &mut Items) {
    let (path, fields) = match ty {
        Structured::Struct(ty) => (&ty.path, &ty.fields),
        Structured::TaggedEnum(ty) => (&ty.path, &ty.accessors),
        // The struct has the constants.
        Structured::KindEnum(_) => return,
    };
    if fields.is_empty() {
        return;
    }
    items.runtime.insert("model");
    let mut members = Members::new(format!("impl {} {{\n", from.ty_text(path, items)));
    for (position, field) in positions(fields).into_iter().zip(fields) {
        items.behind(&field.gate, |items| constant(position, field, from, items, &mut members));
    }
    items.texts.push(members.end());
}

fn constant(
    position: Option<usize>,
    field: &Field,
    from: From<'_>,
    items: &mut Items,
    members: &mut Members,
) {
    members.docs(&[format!("`{}`", field.wire)]);
    members.gate(&field.gate);
    let value = value_type(field, from, items);
    let access = match field.access() {
        Access::Writable => "",
        Access::ReadOnly => ", model::ReadOnly",
        Access::Navigation => ", model::Navigation",
    };
    let wire = Quoted(&field.wire).to_string();
    let (make, arguments) = match position {
        Some(position) => ("property", vec![position.to_string(), wire]),
        None => ("gated_property", vec![wire]),
    };
    items.support.insert(make);
    let joined = arguments.join(", ");
    let line = [
        "pub const ",
        &field.constant,
        ": model::Field<Self, ",
        &value,
        access,
        "> = ",
        make,
        "(",
        &joined,
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
        layout.word(make);
        layout.word("(");
        layout.open(INDENT);
        layout.zero();
        for (index, argument) in arguments.iter().enumerate() {
            if index == 0 { layout.word(argument) } else { another(argument, layout) }
        }
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
