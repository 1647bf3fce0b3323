//! Properties as typed constants, beside the types they belong to.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::paths::From;
use super::pieces::Items;
use super::structs::value_type;
use crate::rust::{Access, Field, Structured, TypePath};

pub(super) fn emit(ty: &Structured, from: From<'_>, items: &mut Items) {
    match ty {
        Structured::Struct(ty) => constants(&ty.path, &ty.fields, from, items),
        Structured::TaggedEnum(ty) => constants(&ty.path, &ty.accessors, from, items),
    }
}

fn constants(path: &TypePath, fields: &[Field], from: From<'_>, items: &mut Items) {
    if fields.is_empty() {
        return;
    }
    items.runtime.insert("model");
    let name = from.ty(path, items);
    let constants: Vec<_> =
        fields.iter().enumerate().map(|(position, field)| constant(position, field, from, items)).collect();
    items.tokens.push(quote!(impl #name { #(#constants)* }));
}

fn constant(position: usize, field: &Field, from: From<'_>, items: &mut Items) -> TokenStream {
    let doc = format!(" `{}`", field.wire);
    let name = format_ident!("{}", field.constant);
    let wire = &field.wire;
    let position = Literal::usize_unsuffixed(position);
    let value = value_type(field, from, items);
    let access = match field.access() {
        Access::Writable => TokenStream::new(),
        Access::ReadOnly => quote!(, model::ReadOnly),
        Access::Navigation => quote!(, model::Navigation),
    };
    quote! {
        #[doc = #doc]
        pub const #name: model::Field<Self, #value #access> = model::constant(#position, #wire);
    }
}
