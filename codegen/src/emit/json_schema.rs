//! The data for `schemars::JsonSchema` that tables do not have: descriptions, and the types of references.
//!
//! The data is in a module of its own, which only the feature `schemars` of the runtime compiles.

mod texts;
mod types;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::print::print;
use crate::rust::schemas::Schemas;
use crate::rust::{TypePath, Version};

/// The positions of the features that an item needs, any one of which is sufficient, and the feature of its kind.
pub(super) type Needs = (Vec<usize>, Option<&'static str>);

/// Returns what an item needs that needs a generated type. The flag is true if the path names a request, and false if
/// the path names a type.
pub(super) type NeedsOf<'a> = &'a (dyn Fn(&TypePath, bool) -> Needs + Sync);

/// The most types in one file.
const TYPES: usize = 800;

/// The module that other code names. All other schema modules are parts of it.
pub(super) const MODULE: &str = "json_schema";

/// A module, and its items as text.
type Module = (String, Vec<String>);

/// A constant that is a part of a list, with the attribute that leaves it out.
struct Part {
    gate: Option<TokenStream>,
    path: TokenStream,
}

/// The declaration of the modules.
pub(super) fn modules<'a>(names: impl Iterator<Item = &'a str>) -> TokenStream {
    let modules = names.map(|name| {
        let visibility = (name == MODULE).then(|| quote!(pub));
        let module = format_ident!("{name}");
        quote!(#visibility mod #module;)
    });
    quote!(graph_models_core::__with_schemars! { #(#modules)* })
}

/// The items of the module of all versions.
pub(super) fn versions(
    versions: &[Version],
    gate: impl Fn(&Version) -> Option<TokenStream>,
) -> Vec<TokenStream> {
    let roots = versions.iter().map(|version| {
        let (gate, module) = (gate(version), format_ident!("{}", version.module));
        quote!(#gate super::#module::json_schema::ROOTS)
    });
    vec![quote! {
        /// The types that are received or sent by themselves, by version of the service.
        pub const ROOTS: &[&[graph_models_core::schema::Roots]] = &[#(#roots),*];
    }]
}

/// The modules of a version. The first one is the module that other code names. The schema of a type is left out if
/// `needs` says so of the type.
pub(super) fn files(version: &Version, needs: NeedsOf<'_>) -> Vec<Module> {
    let schemas = Schemas::new(version);
    if schemas.all.is_empty() {
        return vec![(MODULE.to_owned(), vec![print(roots(version, &schemas))])];
    }
    let (texts, mut items, mut parts) = texts::make(version);
    let (types, of_types, type_parts) = types::make(version, &schemas, needs);
    items.extend(of_types);
    parts.extend(type_parts);
    let deprecated = version.texts.iter().filter(|(_, text)| text.is_deprecated).map(|(name, _)| name);
    let gates = types.iter().map(|part| &part.gate);
    // If there are no roots, only the types use the schemas.
    let may_be_unused = version.schema_roots.is_empty() && types.iter().all(|part| part.gate.is_some());
    let allow = may_be_unused
        .then(|| quote!(#[allow(dead_code, reason = "features may leave out all types of the version")]));
    let types = types.iter().map(|part| &part.path);
    let all = print(quote! {
        #allow
        pub(super) const SCHEMAS: &graph_models_core::schema::Schemas = &graph_models_core::schema::Schemas {
            texts: &[#(#texts),*],
            deprecated: &[#(#deprecated),*],
            types: &[#(#gates #types),*],
        };
    });
    items.insert(0, all);
    items.push(print(roots(version, &schemas)));
    std::iter::once((MODULE.to_owned(), items)).chain(parts).collect()
}

/// The roots of each slice.
fn roots(version: &Version, schemas: &Schemas<'_>) -> TokenStream {
    let mut slices: BTreeMap<&str, [Vec<&str>; 2]> = BTreeMap::new();
    for root in &version.schema_roots {
        let [types, pages] = slices.entry(&root.slice).or_default();
        if root.is_collection { pages } else { types }.push(schemas.reference(&root.path));
    }
    let slices = slices.iter().map(|(slice, [types, pages])| {
        quote! {
            graph_models_core::schema::Roots {
                slice: #slice,
                schemas: SCHEMAS,
                types: &[#(#types),*],
                pages: &[#(#pages),*],
            }
        }
    });
    quote! {
        /// The types that are received or sent by themselves: each has a document of its own.
        pub const ROOTS: &[graph_models_core::schema::Roots] = &[#(#slices),*];
    }
}
