//! Structs: fields, the table that describes them, and what reaches them by position.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::files::docs;
use super::paths::From;
use super::pieces::Items;
use crate::rust::{Field, Flag, Kind, RustType, Struct};

pub(super) fn emit(ty: &Struct, from: From<'_>, items: &mut Items) {
    items.runtime.insert("model");
    let name = format_ident!("{}", ty.path.ident);
    let type_docs = docs(&ty.docs);
    let fields: Vec<_> = ty.fields.iter().map(|field| declaration(field, from, items)).collect();
    items.tokens.push(quote! {
        #type_docs
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
            extra: model::Extra,
        }
    });
    table(ty, from, items);
    reflection(ty, items);
}

fn declaration(field: &Field, from: From<'_>, items: &mut Items) -> TokenStream {
    let docs = docs(&field.docs);
    let ident = format_ident!("{}", field.ident);
    let value = value_type(field, from, items);
    quote!(#docs pub #ident: Option<#value>)
}

/// The type of a field's value, without the `Option` around it.
pub(super) fn value_type(field: &Field, from: From<'_>, items: &mut Items) -> TokenStream {
    let (item, is_boxed) = match &field.kind {
        Kind::Primitive(primitive) => (rust_type(primitive.rust, items), false),
        Kind::Enum(path) | Kind::Hierarchy(path) => (from.ty(path, items), false),
        Kind::Flags(path) => {
            items.runtime.insert("open_enum");
            let member = from.ty(path, items);
            (quote!(open_enum::FlagSet<#member>), false)
        }
        Kind::Object(path) => (from.ty(path, items), true),
    };
    match (field.is_collection(), is_boxed) {
        (true, _) => quote!(Vec<#item>),
        (false, true) => quote!(Box<#item>),
        (false, false) => item,
    }
}

fn rust_type(ty: RustType, items: &mut Items) -> TokenStream {
    match ty {
        RustType::Std(name) => {
            let name = format_ident!("{name}");
            quote!(#name)
        }
        RustType::Edm(name) => {
            items.runtime.insert("edm");
            let name = format_ident!("{name}");
            quote!(edm::#name)
        }
    }
}

fn table(ty: &Struct, from: From<'_>, items: &mut Items) {
    let info = format_ident!("{}", ty.path.info);
    let (csdl, bases) = (&ty.csdl, &ty.bases);
    let (is_open, is_tagged) = (ty.is_open, ty.is_tagged);
    let rows: Vec<_> = ty.fields.iter().map(|field| row(field, from, items)).collect();
    items.tokens.push(quote! {
        pub(crate) static #info: model::ModelInfo = model::ModelInfo {
            name: #csdl,
            bases: &[#(#bases),*],
            is_open: #is_open,
            is_tagged: #is_tagged,
            fields: &[#(#rows),*],
        };
    });
}

fn row(field: &Field, from: From<'_>, items: &mut Items) -> TokenStream {
    let wire = &field.wire;
    let ty = match &field.kind {
        Kind::Primitive(primitive) => {
            let variant = format_ident!("{}", primitive.variant);
            quote!(model::Type::#variant)
        }
        Kind::Enum(path) | Kind::Flags(path) => {
            let info = from.info(path, items);
            quote!(model::Type::Enum(&#info))
        }
        Kind::Object(path) => {
            let info = from.info(path, items);
            quote!(model::Type::Object(&#info))
        }
        Kind::Hierarchy(path) => {
            let info = from.info(path, items);
            quote!(model::Type::Hierarchy(&#info))
        }
    };
    let flags = field.flags.iter().map(|flag| match flag {
        Flag::Key => quote!(.key()),
        Flag::Collection => quote!(.collection()),
        Flag::Navigation => quote!(.navigation()),
        Flag::Contained => quote!(.contained()),
        Flag::ReadOnly => quote!(.read_only()),
        Flag::Computed => quote!(.computed()),
        Flag::Immutable => quote!(.immutable()),
        Flag::Sensitive => quote!(.sensitive()),
    });
    quote!(model::FieldInfo::new(#wire, #ty)#(#flags)*)
}

/// What reaches a field by its position, and all traits on top of it.
fn reflection(ty: &Struct, items: &mut Items) {
    let name = format_ident!("{}", ty.path.ident);
    let info = format_ident!("{}", ty.path.info);
    let rows = ty.fields.iter().enumerate().map(|(index, field)| {
        let index = Literal::usize_unsuffixed(index);
        let ident = format_ident!("{}", field.ident);
        let variant = variant(field);
        quote!(#index => #ident: #variant,)
    });
    items.tokens.push(quote!(graph_core::impl_model! { #name: #info { #(#rows)* } }));
}

fn variant(field: &Field) -> proc_macro2::Ident {
    let kind = match &field.kind {
        Kind::Primitive(primitive) => primitive.variant,
        Kind::Enum(_) => "Enum",
        Kind::Flags(_) => "Flags",
        Kind::Object(_) => "Object",
        Kind::Hierarchy(_) => "Hierarchy",
    };
    format_ident!("{kind}{}", if field.is_collection() { "List" } else { "" })
}
