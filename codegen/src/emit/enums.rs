//! Open enums.

use super::items::Items;
use super::print::members::Members;
use super::print::table::line;
use crate::rust::OpenEnum;
use crate::rust::names::UNKNOWN_MEMBER;
use crate::text::rust::Quoted;

pub(super) fn emit(ty: &OpenEnum, items: &mut Items) {
    items.runtime.insert("open_enum");
    let mut members = Members::of_type(&ty.docs, "enum", &ty.path.ident);
    for variant in &ty.variants {
        members.docs(&variant.docs);
        members.lines(&format!("    {},\n", variant.ident));
    }
    members.docs(&["A member that this version of the metadata does not have.".to_owned()]);
    members.lines(&format!("    {UNKNOWN_MEMBER}(open_enum::UnknownMember),\n"));
    items.texts.push(members.end());
    table(ty, items);
}

/// The table that describes an enum, with the match that reaches each member by its position.
fn table(ty: &OpenEnum, items: &mut Items) {
    let head = [
        format!("{}:", ty.path.ident),
        format!("{},", Quoted(&ty.csdl)),
        format!("is_flags: {} {{", ty.is_flags),
    ];
    let mut table = format!("graph_models_core::impl_open_enum! {{\n{}", line("    ", &head));
    for (index, variant) in ty.variants.iter().enumerate() {
        let (ident, wire, value) = (&variant.ident, Quoted(&variant.wire), variant.value);
        let row = [format!("{index} => {ident} ="), format!("{wire} as {value},")];
        table.push_str(&line("        ", &row));
    }
    table.push_str("    }\n}\n");
    items.tables.push_str(&table);
}
