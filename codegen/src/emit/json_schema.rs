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
pub(super) type GateOf<'a> = &'a (dyn Fn(&TypePath, bool) -> Option<TokenStream> + Sync);

/// How many rows of a table, or types, stand in one file.
const ROWS: usize = 500;

/// The module that is reached by name; the others are parts of it.
pub(super) const MODULE: &str = "json_schema";

/// A module, and its items as text.
type Module = (String, Vec<String>);

/// The declaration of the modules.
pub(super) fn modules<'a>(names: impl Iterator<Item = &'a str>) -> TokenStream {
    let modules = names.map(|name| {
        let visibility = (name == MODULE).then(|| quote!(pub));
        let module = format_ident!("{name}");
        quote!(#visibility mod #module;)
    });
    quote!(graph_core::__with_schemars! { #(#modules)* })
}

/// The items of the module of all versions.
pub(super) fn versions(versions: &[Version]) -> Vec<TokenStream> {
    let roots = versions.iter().map(|version| {
        let module = format_ident!("{}", version.module);
        quote!(super::#module::json_schema::ROOTS)
    });
    vec![quote! {
        /// The types that are received or sent by themselves, by version of the service.
        pub const ROOTS: &[&[graph_core::schema::Root]] = &[#(#roots),*];
    }]
}

/// The modules of a version, the one that is reached by name first: the tables are printed on one core, what refers to
/// them on another. `gate` gives the attribute that leaves out what is about a type that is left out.
pub(super) fn files(version: &Version, gate: GateOf<'_>) -> Vec<Module> {
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
        schemas.all.iter().map(|(name, ty)| print(implementation(name, *ty, &gate))).collect()
    };
    let mut parts = Vec::new();
    let (mut items, implementations) = std::thread::scope(|scope| {
        let implementations = scope.spawn(implementations);
        let items = shared(version, &schemas, &gate, &mut parts);
        match implementations.join() {
            Ok(implementations) => (items, implementations),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    });
    if implementations.len() <= ROWS {
        items.extend(implementations);
    } else {
        let import = print(quote!(
            #[allow(unused_imports, reason = "features may leave out all types of a file")]
            use super::json_schema::SCHEMAS;
        ));
        parts.extend(implementations.chunks(ROWS).zip(1..).map(|(types, number)| {
            let items = std::iter::once(import.clone()).chain(types.iter().cloned());
            (format!("{MODULE}_types_{number}"), items.collect())
        }));
    }
    items.push(roots(version, &gate));
    std::iter::once((MODULE.to_owned(), items)).chain(parts).collect()
}

/// What all schemas share: tables, which stand in modules of their own where they are long, and what names them all.
fn shared(version: &Version, schemas: &Schemas<'_>, gate: Gate<'_>, parts: &mut Vec<Module>) -> Vec<String> {
    let mut tables = Vec::new();
    let kind = (quote!(static), quote!(&str));
    let texts = table("texts", &kind, &texts(version), &mut tables, parts);
    // What a reference leads to is compiled with it: it is to be compiled where a schema is made.
    let kind = (quote!(const), quote!(graph_core::schema::Subschema));
    let references = table("references", &kind, &references(schemas, gate), &mut tables, parts);
    let deprecated = version.texts.iter().filter(|(_, text)| text.is_deprecated).map(|(name, _)| name);
    let all = print(quote! {
        pub(super) const SCHEMAS: &graph_core::schema::Schemas = &graph_core::schema::Schemas {
            texts: &[#(#texts),*],
            deprecated: &[#(#deprecated),*],
            references: &[#(#references),*],
        };
    });
    std::iter::once(all).chain(tables).collect()
}

/// The parts of a table: an item where there is one, else modules.
fn table(
    name: &str,
    (kind, value): &(TokenStream, TokenStream),
    rows: &[TokenStream],
    items: &mut Vec<String>,
    parts: &mut Vec<Module>,
) -> Vec<TokenStream> {
    if rows.len() <= ROWS {
        let ident = format_ident!("{}", name.to_uppercase());
        items.push(print(quote!(#kind #ident: graph_core::schema::Rows<#value> = &[#(#rows),*];)));
        return vec![quote!(&#ident)];
    }
    let chunks = rows.chunks(ROWS).zip(1..).map(|(rows, number)| {
        let module = format!("{MODULE}_{name}_{number}");
        let ident = format_ident!("{module}");
        let part = quote!(pub(super) #kind ROWS: graph_core::schema::Rows<#value> = &[#(#rows),*];);
        parts.push((module, vec![print(part)]));
        quote!(&super::#ident::ROWS)
    });
    chunks.collect()
}

fn texts(version: &Version) -> Vec<TokenStream> {
    let texts = version.texts.iter().filter(|(_, text)| !text.text.is_empty());
    let rows = texts.map(|(name, text)| {
        let text = &text.text;
        quote!((#name, #text))
    });
    rows.collect()
}

fn references(schemas: &Schemas<'_>, gate: Gate<'_>) -> Vec<TokenStream> {
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
    references.into_values().collect()
}

fn implementation(name: &str, ty: Declared<'_>, gate: Gate<'_>) -> TokenStream {
    let (gate, path) = (gate(ty.path()), ty_path(ty.path()));
    match ty {
        Declared::Struct(_) => quote!(#gate graph_core::impl_json_schema!(object SCHEMAS, #path, #name);),
        Declared::OpenEnum(_) => {
            quote!(#gate graph_core::impl_json_schema!(open_enum SCHEMAS, #path, #name);)
        }
        Declared::TaggedEnum(ty) => {
            let base = ty_path(&ty.base);
            let variants = ty.variants.iter().map(|variant| ty_path(&variant.content));
            quote!(#gate graph_core::impl_json_schema!(hierarchy SCHEMAS, #path, #name, #base, [#(#variants),*]);)
        }
    }
}

/// The roots, as text: a line for each.
fn roots(version: &Version, gate: Gate<'_>) -> String {
    // Paths and attributes, whose tokens stand apart and need not.
    let close =
        |tokens: TokenStream| tokens.to_string().replace(' ', "").replace('=', " = ").replace(',', ", ");
    let mut text = String::from(
        "/// The types that are received or sent by themselves: each has a document of its own.\n\
         pub const ROOTS: &[graph_core::schema::Root] = &[\n",
    );
    for root in &version.schema_roots {
        if let Some(gate) = gate(&root.path) {
            text.push_str(&format!("    {}\n", close(gate)));
        }
        let path = ty_path(&root.path);
        let path = close(if root.is_collection { quote!(graph_core::Page<#path>) } else { path });
        text.push_str(&format!(
            "    graph_core::schema::Root {{ slice: {:?}, reference: graph_core::schema::reference::<{path}> }},\n",
            root.slice
        ));
    }
    text.push_str("];\n");
    text
}

/// The type, from the module.
fn ty_path(path: &TypePath) -> TokenStream {
    let modules = path.namespace.iter().map(|module| format_ident!("{module}"));
    let ident = format_ident!("{}", path.ident);
    quote!(super::#(#modules::)*#ident)
}
