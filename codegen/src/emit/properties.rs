//! Properties as typed constants, beside the types they belong to.
//!
//! Made as text: their form is simple, and there are more of them than of anything else.

use super::inputs::item_type;
use super::layout::{INDENT, Layout};
use super::paths::From;
use super::pieces::Items;
use super::print::space_out;
use crate::rust::{Access, Field, Kind, Structured};

pub(super) fn emit(ty: &Structured, from: From<'_>, items: &mut Items) -> String {
    let (path, fields) = match ty {
        Structured::Struct(ty) => (&ty.path, &ty.fields),
        Structured::TaggedEnum(ty) => (&ty.path, &ty.accessors),
    };
    if fields.is_empty() {
        return String::new();
    }
    items.runtime.insert("model");
    let mut layout = Layout::default();
    layout.word(&format!("impl {} {{", from.ty_text(path, items)));
    layout.open(INDENT);
    for (position, field) in fields.iter().enumerate() {
        layout.hard(0);
        constant(position, field, from, items, &mut layout);
    }
    layout.hard(-INDENT);
    layout.close();
    layout.word("}");
    layout.hard(0);
    space_out(&layout.finish())
}

fn constant(position: usize, field: &Field, from: From<'_>, items: &mut Items, layout: &mut Layout) {
    layout.word(&format!("/// `{}`", field.wire));
    layout.hard(0);
    layout.open(0);
    layout.word(&format!("pub const {}: model::Field<", field.constant));
    layout.open(INDENT);
    layout.zero();
    layout.word("Self,");
    layout.space();
    value_type(field, from, items, layout);
    match field.access() {
        Access::Writable => {}
        Access::ReadOnly => another("model::ReadOnly", layout),
        Access::Navigation => another("model::Navigation", layout),
    }
    layout.end_of_list(0);
    layout.close();
    layout.word("> = ");
    layout.never();
    layout.word("model::constant(");
    layout.open(INDENT);
    layout.zero();
    layout.show(&position);
    another(&format!("{:?}", field.wire), layout);
    layout.end_of_list(0);
    layout.close();
    layout.word(");");
    layout.close();
}

/// Another element of a list.
fn another(word: &str, layout: &mut Layout) {
    layout.word(",");
    layout.space();
    layout.word(word);
}

/// The type of a field's value, without the `Option` around it.
fn value_type(field: &Field, from: From<'_>, items: &mut Items, layout: &mut Layout) {
    let item = item_type(&field.kind, from, items);
    let text = match (field.is_collection(), &field.kind) {
        (true, _) => format!("Vec<{item}>"),
        (false, Kind::Object(_)) => format!("Box<{item}>"),
        (false, _) => item,
    };
    // What each has in angle brackets is one type.
    let outer: Vec<_> = text.trim_end_matches('>').split('<').collect();
    for (index, name) in outer.iter().enumerate() {
        if index > 0 {
            layout.word("<");
            layout.open(INDENT);
            layout.zero();
        }
        layout.word(name);
    }
    for _ in 1..outer.len() {
        layout.end_of_list(0);
        layout.close();
        layout.word(">");
    }
}
