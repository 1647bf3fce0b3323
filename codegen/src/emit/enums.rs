//! Open enums.

use quote::{format_ident, quote};

use super::files::docs;
use super::pieces::Items;
use crate::rust::OpenEnum;

pub(super) fn emit(ty: &OpenEnum, items: &mut Items) {
    items.runtime.insert("open_enum");
    let name = format_ident!("{}", ty.path.ident);
    let type_docs = docs(&ty.docs);
    let variants: Vec<_> = ty.variants.iter().map(|variant| format_ident!("{}", variant.ident)).collect();
    let variant_docs = ty.variants.iter().map(|variant| docs(&variant.docs));
    items.tokens.push(quote! {
        #type_docs
        #[non_exhaustive]
        pub enum #name {
            #(#variant_docs #variants,)*
            /// A member that this version of the metadata does not have.
            UnknownMember(open_enum::UnknownMember),
        }
    });
    table(ty, items);
}

/// The table that describes it, with what reaches each member by its position.
fn table(ty: &OpenEnum, items: &mut Items) {
    let mut table = format!(
        "graph_core::impl_open_enum! {{\n    {}: {:?}, is_flags: {} {{\n",
        ty.path.ident, ty.csdl, ty.is_flags
    );
    for (index, variant) in ty.variants.iter().enumerate() {
        let (ident, wire, value) = (&variant.ident, &variant.wire, variant.value);
        table.push_str(&format!("        {index} => {ident} = {wire:?} as {value},\n"));
    }
    table.push_str("    }\n}\n");
    items.tables.push_str(&table);
}
