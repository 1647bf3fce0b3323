//! All generated files of all versions.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::features::{ItemFeatures, cfg_attribute};
use super::print::{file, print};
use super::{Files, json_schema, modules, parts, pieces};
use crate::input::MadeBy;
use crate::rust::{TypePath, Version};
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
    let needs = |path: &TypePath, is_of_request: bool| {
        let features = item_features.get(&(path.namespace.clone(), path.ident.clone()));
        (features, (is_of_request && version.has_kind_features).then_some("requests"))
    };
    let (parts, schemas) = std::thread::scope(|scope| {
        let schemas = scope.spawn(|| schema_files(version, &needs));
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
        let text = modules::of_namespace(version, namespace, parts, &modules);
        files.insert(format!("{}mod.rs", parts::folder(version, namespace)), text);
    }
    let schemas = schemas.into_iter();
    files.extend(schemas.map(|(module, text)| (format!("{}/{module}.rs", version.module), text)));
}

/// The modules of JSON Schema, with their text.
fn schema_files(version: &Version, needs: json_schema::NeedsOf<'_>) -> Vec<(String, String)> {
    let title = format!("JSON Schema of the types of version `{}`.", version.version);
    let modules = json_schema::files(version, needs).into_iter();
    modules.map(|(module, items)| (module, file(version.made_by, &version.inputs, &title, &items))).collect()
}
