//! Open enums.

use proc_macro2::Literal;
use quote::{format_ident, quote};

use super::files::docs;
use super::pieces::Items;
use crate::rust::OpenEnum;

pub(super) fn emit(ty: &OpenEnum, items: &mut Items) {
    items.runtime.insert("open_enum");
    let name = format_ident!("{}", ty.path.ident);
    let info = format_ident!("{}", ty.path.info);
    let type_docs = docs(&ty.docs);
    let variants: Vec<_> = ty.variants.iter().map(|variant| format_ident!("{}", variant.ident)).collect();
    let variant_docs = ty.variants.iter().map(|variant| docs(&variant.docs));
    let indices: Vec<_> = (0..variants.len()).map(Literal::usize_unsuffixed).collect();
    let members = ty.variants.iter().map(|variant| {
        let wire = &variant.wire;
        let value = Literal::i64_unsuffixed(variant.value);
        quote!((#wire, #value))
    });
    let csdl = &ty.csdl;
    let is_flags = ty.is_flags;
    items.tokens.push(quote! {
        #type_docs
        #[non_exhaustive]
        pub enum #name {
            #(#variant_docs #variants,)*
            /// A member that this version of the metadata does not have.
            UnknownMember(open_enum::UnknownMember),
        }
    });
    items.tokens.push(quote! {
        pub(crate) static #info: open_enum::EnumInfo = open_enum::EnumInfo {
            name: #csdl,
            is_flags: #is_flags,
            members: &[#(#members),*],
        };
    });
    items.tokens.push(quote! {
        graph_core::impl_open_enum! {
            #name: #info { #(#indices => #variants,)* }
        }
    });
}
