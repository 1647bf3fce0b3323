//! Open enums.

use super::pieces::Items;
use super::print::members::Members;
use crate::rust::OpenEnum;
use crate::text::rust::Quoted;

pub(super) fn emit(ty: &OpenEnum, items: &mut Items) {
    items.runtime.insert("open_enum");
    let mut members = Members::of_type(&ty.docs, "enum", &ty.path.ident);
    for variant in &ty.variants {
        members.docs(&variant.docs);
        members.lines(&format!("    {},\n", variant.ident));
    }
    members.docs(&["A member that this version of the metadata does not have.".to_owned()]);
    members.lines("    UnknownMember(open_enum::UnknownMember),\n");
    items.texts.push(members.end());
    table(ty, items);
}

/// The table that describes it, with what reaches each member by its position.
fn table(ty: &OpenEnum, items: &mut Items) {
    let mut table = format!(
        "graph_models_core::impl_open_enum! {{\n    {}: {}, is_flags: {} {{\n",
        ty.path.ident,
        Quoted(&ty.csdl),
        ty.is_flags
    );
    for (index, variant) in ty.variants.iter().enumerate() {
        let (ident, wire, value) = (&variant.ident, Quoted(&variant.wire), variant.value);
        table.push_str(&format!("        {index} => {ident} = {wire} as {value},\n"));
    }
    table.push_str("    }\n}\n");
    items.tables.push_str(&table);
}
