//! Generated files: their items, and the modules that hold them.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::features::{ItemFeatures, cfg_attribute};
use super::file_kind::FileKind;
use super::gates;
use super::parts::{self, Part};
use super::pieces;
use super::print::{file, print};
use super::{Files, json_schema};
use crate::input::MadeBy;
use crate::rust::{Namespace, TypePath, Version};
use crate::text::comment;

/// The module of all versions.
pub(super) fn root(versions: &[Version], files: &mut Files) {
    // All versions are of one run.
    let made_by = versions.first().map(|version| version.made_by).unwrap_or_default();
    let modules = versions.iter().map(|version| {
        let module = format_ident!("{}", version.module);
        let gate = of_version(version);
        // The documentation of the module is inside the module, since rustdoc would resolve its links from this place
        // otherwise.
        quote!(#gate pub mod #module;)
    });
    // A gate may leave out every use of an import and every call of a request's function.
    let has_gates = versions.iter().any(|version| version.features.len() > 1 && !version.has_kind_features);
    let of_gates = has_gates.then(|| {
        quote! {
            #![allow(
                dead_code,
                unused_imports,
                rustdoc::broken_intra_doc_links,
                reason = "features leave out elements of items, and what documentation names"
            )]
        }
    });
    let allow = quote! {
        #of_gates
        #![allow(
            clippy::doc_markdown,
            clippy::enum_variant_names,
            clippy::large_stack_arrays,
            clippy::match_same_arms,
            clippy::needless_pass_by_value,
            clippy::new_without_default,
            clippy::should_implement_trait,
            clippy::too_many_arguments,
            clippy::type_complexity,
            clippy::unreadable_literal,
            clippy::wrong_self_convention,
            missing_debug_implementations,
            reason = "names, parameters and values are those of the metadata; an operation has no value"
        )]
    };
    let catalogs = versions.iter().filter(|version| !version.catalog.is_empty());
    let catalogs: Vec<_> = catalogs
        .map(|version| {
            let (gate, module) = (of_version(version), format_ident!("{}", version.module));
            quote!(#gate &#module::CATALOG)
        })
        .collect();
    // Catalogs are behind the feature of requests, if there is one.
    let with_requests = versions
        .iter()
        .any(|version| version.has_kind_features)
        .then(|| quote!(#[cfg(feature = "requests")]));
    let operations = (!catalogs.is_empty()).then(|| {
        quote! {
            #with_requests
            /// Facts about all requests, by version and in the order of their paths.
            pub fn operations() -> impl Iterator<Item = &'static graph_models_core::request::OperationInfo> {
                [#(#catalogs),*].into_iter().flat_map(graph_models_core::request::Catalog::operations)
            }
        }
    });
    let items = std::iter::once(allow)
        .chain(modules)
        .chain(operations)
        .chain([json_schema::modules(std::iter::once(json_schema::MODULE))]);
    let items: Vec<_> = items.map(print).collect();
    let inputs = ["slices.toml".to_owned()];
    let text = file(made_by, &inputs, "All that is generated, by version of the service.", &items);
    files.insert("mod.rs".to_owned(), text);
    let items: Vec<_> = json_schema::versions(versions, of_version).into_iter().map(print).collect();
    let title = "JSON Schema of all that is generated.";
    files.insert("json_schema.rs".to_owned(), file(made_by, &inputs, title, &items));
    let outside = versions.iter().flat_map(|version| &version.overview.outside);
    files.insert("overview.md".to_owned(), overview(made_by, outside));
}

/// The `cfg` attribute of a version's module: any of its features. `None` if features are namespaces; the module is
/// then always compiled.
fn of_version(version: &Version) -> Option<TokenStream> {
    let all: Vec<_> = (0..version.features.len()).collect();
    cfg_attribute(&all, None, version).filter(|_| !version.has_kind_features)
}

/// Sections of slices, for the documentation of the module that includes the file.
fn overview<'a>(made_by: MadeBy, lines: impl Iterator<Item = &'a String>) -> String {
    let mut text = format!("<!-- {} from `slices.toml`: do not edit. -->\n\n", made_by.words());
    for line in lines {
        text.push_str(&format!("{}\n", comment::line(line)));
    }
    text
}

/// The files of a version.
pub(super) fn version(version: &Version, files: &mut Files) {
    let pieces = pieces::make(&pieces::sources(version), &version.namespaces);
    let item_features = ItemFeatures::new(&version.features, &pieces);
    let gate_of = |path: &TypePath, is_of_request: bool| {
        let features = item_features.get(&(path.namespace.clone(), path.ident.clone()));
        let kind = (is_of_request && version.has_kind_features).then_some("requests");
        cfg_attribute(&features, kind, version)
    };
    let (parts, schemas) = std::thread::scope(|scope| {
        let schemas = scope.spawn(|| schema_files(version, &gate_of));
        let parts = parts::put_together(version, pieces, &item_features, files);
        (parts, schemas.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let modules: Vec<_> = schemas.iter().map(|(module, _)| module.as_str()).collect();
    if !version.overview.inside.is_empty() {
        files.insert(
            format!("{}/overview.md", version.module),
            overview(version.made_by, version.overview.inside.iter()),
        );
    }
    for (namespace, parts) in version.namespaces.iter().zip(&parts) {
        let text = module_file(version, namespace, parts, &modules);
        files.insert(format!("{}mod.rs", parts::folder(version, namespace)), text);
    }
    let schemas = schemas.into_iter();
    files.extend(schemas.map(|(module, text)| (format!("{}/{module}.rs", version.module), text)));
}

/// The modules of JSON Schema, with their text.
fn schema_files(version: &Version, gate: json_schema::GateOf<'_>) -> Vec<(String, String)> {
    let title = format!("JSON Schema of the types of version `{}`.", version.version);
    let modules = json_schema::files(version, gate).into_iter();
    modules.map(|(module, items)| (module, file(version.made_by, &version.inputs, &title, &items))).collect()
}

fn module_file(version: &Version, namespace: &Namespace, parts: &[Part], schemas: &[&str]) -> String {
    let files = parts.iter().map(|part| {
        let (gate, module) = (&part.gate, format_ident!("{}", part.module));
        quote!(#gate mod #module;)
    });
    let depth = namespace.path.len() + 1;
    let children = version
        .namespaces
        .iter()
        .filter(|other| other.path.len() == depth && other.path.starts_with(&namespace.path));
    let children = children.map(|child| {
        let module = child.path.last().map(|module| format_ident!("{module}"));
        let doc = format!(" Namespace `{}`.", child.name);
        quote!(#[doc = #doc] pub mod #module;)
    });
    let reexport = |part: &Part, up: Option<TokenStream>| {
        let (gate, module) = (&part.gate, format_ident!("{}", part.module));
        let is_internal = part.kind == FileKind::Resources;
        let visibility = if is_internal { quote!(pub(crate)) } else { quote!(pub) };
        let exports = part.names.iter().map(|(own, names)| {
            let own: TokenStream = gates::attribute(own, "").parse().unwrap_or_default();
            let names = pieces::names_in(&quote!(#up #module), names.iter());
            quote!(#gate #own #visibility use #names;)
        });
        exports.collect::<TokenStream>()
    };
    let is_path = |part: &&Part| part.kind.is_in_paths();
    // Constants are reached through their types.
    let named = parts.iter().filter(|part| !is_path(part) && part.kind != FileKind::Properties);
    let reexports: TokenStream = named.map(|part| reexport(part, None)).collect();
    let paths: TokenStream =
        parts.iter().filter(is_path).map(|part| reexport(part, Some(quote!(super::)))).collect();
    let paths = (!paths.is_empty()).then(|| {
        let doc = format!(" Typed paths of `{}`.", namespace.name);
        quote!(#[doc = #doc] pub mod paths { #paths })
    });
    let is_root = namespace.path.is_empty();
    let schemas = is_root.then(|| json_schema::modules(schemas.iter().copied()));
    let declarations: TokenStream = files.chain(paths).chain(children).chain(schemas).collect();
    let mut title =
        format!("Version `{}` of Microsoft Graph: namespace `{}`.", version.version, namespace.name);
    if namespace.path.is_empty() && !version.overview.inside.is_empty() {
        // The overview is a file of its own, since the lines of its tables are too long for a Rust file.
        title.push_str("\n\n#![doc = include_str!(\"overview.md\")]");
    }
    let items =
        [declarations, reexports].map(|tokens| if tokens.is_empty() { String::new() } else { print(tokens) });
    file(version.made_by, &version.inputs, &title, &items)
}
