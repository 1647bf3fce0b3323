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
    let type_docs = docs(&ty.docs);
    let variants: Vec<_> = ty.variants.iter().map(|variant| format_ident!("{}", variant.ident)).collect();
    let contents: Vec<_> = ty.variants.iter().map(|variant| from.ty(&variant.content, items)).collect();
    let variant_docs = ty.variants.iter().map(|variant| docs(&variant.docs));
    let base = from.ty(&ty.base, items);
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
    accessors(ty, from, items);
    table(ty, from, items);
}

/// The table that describes it, with what reaches each variant by its position.
fn table(ty: &TaggedEnum, from: From<'_>, items: &mut Items) {
    let base = from.ty_text(&ty.base, items);
    let mut table =
        format!("graph_core::impl_hierarchy! {{\n    {}: {:?}, base: {base} {{\n", ty.path.ident, ty.csdl);
    for (index, variant) in ty.variants.iter().enumerate() {
        let (ident, content) = (&variant.ident, from.ty_text(&variant.content, items));
        table.push_str(&format!("        {index} => {ident}({content}) = {:?},\n", variant.csdl));
    }
    table.push_str("    }\n}\n");
    items.tables.push_str(&table);
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
    let (result, reach) = match &field.kind {
        _ if field.is_collection() => (quote!(&#value), quote!(shared)),
        Kind::Primitive(primitive) => match primitive.rust {
            RustType::Std("String") => (quote!(&str), quote!(shared_text)),
            RustType::Std(_) => (quote!(#value), quote!(shared_copy)),
            RustType::Edm(_) => (quote!(&#value), quote!(shared)),
        },
        Kind::Object(path) => {
            let object = from.ty(path, items);
            (quote!(&#object), quote!(shared_object))
        }
        Kind::Enum(_) | Kind::Flags(_) | Kind::Hierarchy(_) => (quote!(&#value), quote!(shared)),
    };
    quote! {
        #docs
        #[inline]
        pub fn #ident(&self) -> Option<#result> {
            model::#reach(self, #index)
        }
    }
}
