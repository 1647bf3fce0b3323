//! Tagged enums: one variant per concrete type of a hierarchy, and `Unknown`.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::files::docs;
use super::paths::From;
use super::pieces::Items;
use super::structs::value_type;
use crate::rust::{Field, Kind, RustType, TaggedEnum};

pub(super) fn emit(ty: &TaggedEnum, from: From<'_>, items: &mut Items) {
    items.runtime.insert("model");
    let name = format_ident!("{}", ty.path.ident);
    let info = format_ident!("{}", ty.path.info);
    let type_docs = docs(&ty.docs);
    let csdl = &ty.csdl;
    let variants: Vec<_> = ty.variants.iter().map(|variant| format_ident!("{}", variant.ident)).collect();
    let contents: Vec<_> = ty.variants.iter().map(|variant| from.ty(&variant.content, items)).collect();
    let infos: Vec<_> = ty.variants.iter().map(|variant| from.info(&variant.content, items)).collect();
    let variant_docs = ty.variants.iter().map(|variant| docs(&variant.docs));
    let indices = (0..variants.len()).map(Literal::usize_unsuffixed);
    let base = from.ty(&ty.base, items);
    let base_info = from.info(&ty.base, items);
    items.tokens.push(quote! {
        #type_docs
        #[non_exhaustive]
        pub enum #name {
            #(#variant_docs #variants(Box<#contents>),)*
            /// A type that this version of the metadata does not have, or none was named:
            /// the properties of the base are fields, all else is kept.
            Unknown(Box<#base>),
        }
    });
    items.tokens.push(quote! {
        pub(crate) static #info: model::HierarchyInfo = model::HierarchyInfo {
            name: #csdl,
            variants: &[#(&#infos),*],
            base: &#base_info,
        };
    });
    items.tokens.push(quote! {
        graph_core::impl_hierarchy! {
            #name: #info { #(#indices => #variants(#contents),)* }
        }
    });
    accessors(ty, from, items);
}

/// What every variant has, without a match.
fn accessors(ty: &TaggedEnum, from: From<'_>, items: &mut Items) {
    if ty.accessors.is_empty() {
        return;
    }
    let name = format_ident!("{}", ty.path.ident);
    let methods: Vec<_> =
        ty.accessors.iter().enumerate().map(|(index, field)| accessor(index, field, from, items)).collect();
    items.tokens.push(quote!(impl #name { #(#methods)* }));
}

fn accessor(index: usize, field: &Field, from: From<'_>, items: &mut Items) -> TokenStream {
    let docs = docs(&field.docs);
    let ident = format_ident!("{}", field.ident);
    let index = Literal::usize_unsuffixed(index);
    let value = value_type(field, from, items);
    let (result, convert) = match &field.kind {
        _ if field.is_collection() => (quote!(&#value), TokenStream::new()),
        Kind::Primitive(primitive) => match primitive.rust {
            RustType::Std("String") => (quote!(&str), quote!(.map(String::as_str))),
            RustType::Std(_) => (quote!(#value), quote!(.copied())),
            RustType::Edm(_) => (quote!(&#value), TokenStream::new()),
        },
        Kind::Object(path) => {
            let object = from.ty(path, items);
            (quote!(&#object), quote!(.map(Box::as_ref)))
        }
        Kind::Enum(_) | Kind::Flags(_) | Kind::Hierarchy(_) => (quote!(&#value), TokenStream::new()),
    };
    quote! {
        #docs
        pub fn #ident(&self) -> Option<#result> {
            model::field::<#value>(self.as_model(), #index)#convert
        }
    }
}
