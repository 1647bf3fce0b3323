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
    items.tokens.push(quote!(graph_core::impl_open_enum!(#name);));
    items.tokens.push(quote! {
        pub(crate) static #info: open_enum::EnumInfo = open_enum::EnumInfo {
            name: #csdl,
            is_flags: #is_flags,
            members: &[#(#members),*],
        };
    });
    let from_index = if variants.is_empty() {
        quote! {
            fn from_index(_index: usize) -> Option<Self> {
                None
            }
        }
    } else {
        quote! {
            fn from_index(index: usize) -> Option<Self> {
                match index {
                    #(#indices => Some(Self::#variants),)*
                    _ => None,
                }
            }
        }
    };
    items.tokens.push(quote! {
        impl open_enum::OpenEnum for #name {
            fn info() -> &'static open_enum::EnumInfo {
                &#info
            }

            fn member(&self) -> open_enum::Member<'_> {
                match self {
                    #(Self::#variants => open_enum::Member::Known(#indices),)*
                    Self::UnknownMember(member) => open_enum::Member::Unknown(member),
                }
            }

            #from_index

            fn from_unknown(member: open_enum::UnknownMember) -> Self {
                Self::UnknownMember(member)
            }
        }
    });
}
