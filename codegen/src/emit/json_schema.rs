//! What `schemars::JsonSchema` needs beside the tables: descriptions, and which type a reference means.
//!
//! It stands in a module of its own, which only the feature `schemars` of the runtime compiles.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::rust::{TypePath, Version};
use crate::schemas::{Declared, Schemas};

/// The declaration of the module.
pub(super) fn module() -> TokenStream {
    quote! {
        graph_core::__with_schemars! {
            pub mod json_schema;
        }
    }
}

/// The items of the module of all versions.
pub(super) fn versions(versions: &[Version]) -> Vec<TokenStream> {
    let roots = versions.iter().map(|version| {
        let module = format_ident!("{}", version.module);
        quote!(super::#module::json_schema::ROOTS)
    });
    vec![quote! {
        /// The types that are received or sent by themselves, by version of the service.
        pub static ROOTS: &[&[schema::Root]] = &[#(#roots),*];
    }]
}

/// The items of the module of a version.
pub(super) fn items(version: &Version) -> Vec<TokenStream> {
    let schemas = Schemas::new(version);
    let mut items = vec![shared(version, &schemas)];
    items.extend(schemas.all.iter().map(|(name, ty)| implementation(name, *ty)));
    items.push(roots(version));
    items
}

fn shared(version: &Version, schemas: &Schemas<'_>) -> TokenStream {
    let texts = version.texts.iter().filter(|(_, text)| !text.text.is_empty());
    let texts = texts.map(|(name, text)| {
        let text = &text.text;
        quote!((#name, #text))
    });
    let deprecated = version.texts.iter().filter(|(_, text)| text.is_deprecated).map(|(name, _)| name);
    let references: BTreeMap<_, _> = schemas
        .all
        .iter()
        .filter_map(|(name, ty)| {
            let path = ty_path(ty.path());
            match ty {
                Declared::OpenEnum(ty) if ty.is_flags => {
                    Some((&ty.csdl, quote!(schema::reference::<open_enum::FlagSet<#path>>)))
                }
                Declared::OpenEnum(ty) => Some((&ty.csdl, quote!(schema::reference::<#path>))),
                Declared::TaggedEnum(ty) => Some((&ty.csdl, quote!(schema::reference::<#path>))),
                Declared::Struct(ty) if *name == ty.csdl => {
                    Some((&ty.csdl, quote!(schema::reference::<#path>)))
                }
                // No property is of the struct of a base's own fields, or of an action's parameters.
                Declared::Struct(_) => None,
            }
        })
        .collect();
    let references = references.into_iter().map(|(name, reference)| quote!((#name, #reference)));
    quote! {
        static SCHEMAS: schema::Schemas = schema::Schemas {
            texts: &[#(#texts),*],
            deprecated: &[#(#deprecated),*],
            references: &[#(#references),*],
        };
    }
}

fn implementation(name: &str, ty: Declared<'_>) -> TokenStream {
    let path = ty_path(ty.path());
    match ty {
        Declared::Struct(_) => quote!(graph_core::impl_json_schema!(object SCHEMAS, #path, #name);),
        Declared::OpenEnum(_) => quote!(graph_core::impl_json_schema!(open_enum SCHEMAS, #path, #name);),
        Declared::TaggedEnum(ty) => {
            let variants = ty.variants.iter().map(|variant| ty_path(&variant.content));
            quote!(graph_core::impl_json_schema!(hierarchy SCHEMAS, #path, #name, [#(#variants),*]);)
        }
    }
}

fn roots(version: &Version) -> TokenStream {
    let roots = version.schema_roots.iter().map(|root| {
        let slice = &root.slice;
        let path = ty_path(&root.path);
        let path = if root.is_collection { quote!(Page<#path>) } else { path };
        quote!(schema::Root { slice: #slice, reference: schema::reference::<#path> })
    });
    quote! {
        /// The types that are received or sent by themselves: each has a document of its own.
        pub static ROOTS: &[schema::Root] = &[#(#roots),*];
    }
}

/// The type, from the module.
fn ty_path(path: &TypePath) -> TokenStream {
    let modules = path.namespace.iter().map(|module| format_ident!("{module}"));
    let ident = format_ident!("{}", path.ident);
    quote!(super::#(#modules::)*#ident)
}
