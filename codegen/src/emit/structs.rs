//! Structs: fields, and the table that describes them.

use proc_macro2::TokenStream;
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

/// The table that describes it, with what reaches each field by its position.
fn table(ty: &Struct, from: From<'_>, items: &mut Items) {
    let mut table = format!(
        "graph_core::impl_model! {{\n    {}: {:?}, bases: {:?}, is_open: {}, is_tagged: {} {{\n",
        ty.path.ident, ty.csdl, ty.bases, ty.is_open, ty.is_tagged
    );
    for (index, field) in ty.fields.iter().enumerate() {
        let (ident, slot, wire) = (&field.ident, slot(field), &field.wire);
        let (kind, flags) = (kind(&field.kind, from, items), flags(&field.flags));
        table.push_str(&format!("        {index} => {ident}: {slot} = {wire:?} as {kind}{flags},\n"));
    }
    table.push_str("    }\n}\n");
    items.tables.push_str(&table);
}

/// The variant of `Type`, and the generated type it is of.
fn kind(kind: &Kind, from: From<'_>, items: &mut Items) -> String {
    let (variant, path) = match kind {
        Kind::Primitive(primitive) => return primitive.variant.to_owned(),
        Kind::Enum(path) | Kind::Flags(path) => ("Enum", path),
        Kind::Object(path) => ("Object", path),
        Kind::Hierarchy(path) => ("Hierarchy", path),
    };
    format!("{variant}({})", from.ty_text(path, items))
}

fn flags(flags: &[Flag]) -> String {
    let flags: Vec<_> = flags
        .iter()
        .map(|flag| match flag {
            Flag::Key => "KEY",
            Flag::Collection => "COLLECTION",
            Flag::Navigation => "NAVIGATION",
            Flag::Contained => "CONTAINED",
            Flag::ReadOnly => "READ_ONLY",
            Flag::Computed => "COMPUTED",
            Flag::Immutable => "IMMUTABLE",
            Flag::Sensitive => "SENSITIVE",
        })
        .collect();
    if flags.is_empty() { String::new() } else { format!(" [{}]", flags.join(" ")) }
}

/// The variant of `Slot` that holds a field.
fn slot(field: &Field) -> String {
    let kind = match &field.kind {
        Kind::Primitive(primitive) => primitive.variant,
        Kind::Enum(_) => "Enum",
        Kind::Flags(_) => "Flags",
        Kind::Object(_) => "Object",
        Kind::Hierarchy(_) => "Hierarchy",
    };
    format!("{kind}{}", if field.is_collection() { "List" } else { "" })
}
