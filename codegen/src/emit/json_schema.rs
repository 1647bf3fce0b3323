//! What `schemars::JsonSchema` needs beside the tables: descriptions, and which type a reference means.
//!
//! It stands in a module of its own, which only the feature `schemars` of the runtime compiles.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::print::print;
use crate::rust::{TypePath, Version};
use crate::schemas::{Declared, Schemas};

/// Gives the attribute that leaves an item out where its type is left out.
type Gate<'a> = &'a (dyn Fn(&TypePath) -> Option<TokenStream> + Sync);

/// Gives the same for a type, or for a request.
type GateOf<'a> = &'a (dyn Fn(&TypePath, bool) -> Option<TokenStream> + Sync);

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
        pub static ROOTS: &[&[graph_core::schema::Root]] = &[#(#roots),*];
    }]
}

/// The items of the module of a version, as text: the tables on one core, what refers to them on another.
/// `gate` gives the attribute that leaves out what is about a type that is left out.
pub(super) fn items(version: &Version, gate: GateOf<'_>) -> Vec<String> {
    let schemas = Schemas::new(version);
    // The parameters of an action are there with the request.
    let requests = version.namespaces.iter().flat_map(|namespace| &namespace.requests);
    let bodies: BTreeMap<_, _> =
        requests.filter_map(|request| Some((&request.body()?.body.path, &request.path))).collect();
    let gate = |path: &TypePath| match bodies.get(path) {
        Some(request) => gate(request, true),
        None => gate(path, false),
    };
    let implementations = || -> Vec<_> {
        schemas.all.iter().map(|(name, ty)| print(&implementation(name, *ty, &gate))).collect()
    };
    let (mut items, implementations, roots) = std::thread::scope(|scope| {
        let implementations = scope.spawn(implementations);
        let items = vec![print(&shared(version, &schemas, &gate))];
        let roots = print(&roots(version, &gate));
        match implementations.join() {
            Ok(implementations) => (items, implementations, roots),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    });
    items.extend(implementations);
    items.push(roots);
    items
}

fn shared(version: &Version, schemas: &Schemas<'_>, gate: Gate<'_>) -> TokenStream {
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
            let (gate, path) = (gate(ty.path()), ty_path(ty.path()));
            let reference = match ty {
                Declared::OpenEnum(ty) if ty.is_flags => quote!(graph_core::open_enum::FlagSet<#path>),
                // No property is of the struct of a base's own fields, or of an action's parameters.
                Declared::Struct(ty) if *name != ty.csdl => return None,
                Declared::OpenEnum(_) | Declared::TaggedEnum(_) | Declared::Struct(_) => path,
            };
            let csdl = ty.csdl();
            Some((csdl, quote!(#gate (#csdl, graph_core::schema::reference::<#reference>))))
        })
        .collect();
    let references = references.into_values();
    quote! {
        static SCHEMAS: graph_core::schema::Schemas = graph_core::schema::Schemas {
            texts: &[#(#texts),*],
            deprecated: &[#(#deprecated),*],
            references: &[#(#references),*],
        };
    }
}

fn implementation(name: &str, ty: Declared<'_>, gate: Gate<'_>) -> TokenStream {
    let (gate, path) = (gate(ty.path()), ty_path(ty.path()));
    match ty {
        Declared::Struct(_) => quote!(#gate graph_core::impl_json_schema!(object SCHEMAS, #path, #name);),
        Declared::OpenEnum(_) => {
            quote!(#gate graph_core::impl_json_schema!(open_enum SCHEMAS, #path, #name);)
        }
        Declared::TaggedEnum(ty) => {
            let variants = ty.variants.iter().map(|variant| ty_path(&variant.content));
            quote!(#gate graph_core::impl_json_schema!(hierarchy SCHEMAS, #path, #name, [#(#variants),*]);)
        }
    }
}

fn roots(version: &Version, gate: Gate<'_>) -> TokenStream {
    let roots = version.schema_roots.iter().map(|root| {
        let slice = &root.slice;
        let (gate, path) = (gate(&root.path), ty_path(&root.path));
        let path = if root.is_collection { quote!(graph_core::Page<#path>) } else { path };
        quote! {
            #gate graph_core::schema::Root {
                slice: #slice,
                reference: graph_core::schema::reference::<#path>,
            }
        }
    });
    quote! {
        /// The types that are received or sent by themselves: each has a document of its own.
        pub static ROOTS: &[graph_core::schema::Root] = &[#(#roots),*];
    }
}

/// The type, from the module.
fn ty_path(path: &TypePath) -> TokenStream {
    let modules = path.namespace.iter().map(|module| format_ident!("{module}"));
    let ident = format_ident!("{}", path.ident);
    quote!(super::#(#modules::)*#ident)
}
