//! Files: what stands in which, and the modules that hold them.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::gates::Gates;
use super::pieces::{self, Piece};
use super::print::{HEADER, file, print};
use super::{Files, json_schema};
use crate::rust::{Listed, Namespace, TypePath, Version};
use crate::text::comment;

/// A file with more lines than this is continued in another.
const MOST_LINES: usize = 3000;

/// The files of a namespace: their modules, what they hold, and the feature that they may stand behind.
const KINDS: [(&str, &str, Option<&str>); 9] = [
    (ENUMS, "Enumeration types", None),
    (COMPLEX_TYPES, "Complex types", None),
    (ENTITY_TYPES, "Entity types", None),
    (PROPERTIES, "Properties", Some("properties")),
    ("requests", "Requests", Some("requests")),
    (TYPED_PATHS, "Typed paths", Some("requests")),
    (ROOTS, "Where typed paths begin, in the namespace", Some("requests")),
    ("catalog", "All requests", Some("requests")),
    (ROWS, "What is known of the requests", Some("requests")),
];

/// Files of types.
const ENUMS: &str = "enums";
const COMPLEX_TYPES: &str = "complex_types";
const ENTITY_TYPES: &str = "entity_types";

/// Files of constants, which are reached through their types.
const PROPERTIES: &str = "properties";

/// Files whose items only generated code uses.
const ROWS: &str = "resources";

/// Files whose items stand in the module `paths`.
const TYPED_PATHS: &str = "typed_paths";
const ROOTS: &str = "roots";

/// The module of all versions.
pub(super) fn root(versions: &[Version], files: &mut Files) {
    let modules = versions.iter().map(|version| {
        let module = format_ident!("{}", version.module);
        // Its documentation stands inside: else links in there would be looked up from here.
        quote!(pub mod #module;)
    });
    let allow = quote! {
        #![allow(
            clippy::enum_variant_names,
            clippy::match_same_arms,
            clippy::needless_pass_by_value,
            clippy::new_without_default,
            clippy::should_implement_trait,
            clippy::too_many_arguments,
            clippy::type_complexity,
            clippy::wildcard_imports,
            clippy::wrong_self_convention,
            missing_debug_implementations,
            reason = "names and parameters are those of the metadata; an operation has no value"
        )]
    };
    let catalogs = versions.iter().filter(|version| !version.catalog.is_empty());
    let catalogs: Vec<_> = catalogs.map(|version| format_ident!("{}", version.module)).collect();
    // Catalogs stand behind the feature of requests, where there is one.
    let with_requests = versions
        .iter()
        .any(|version| version.has_kind_features)
        .then(|| quote!(#[cfg(feature = "requests")]));
    let operations = (!catalogs.is_empty()).then(|| {
        quote! {
            #with_requests
            /// What is known of all requests, by version and in the order of their paths.
            pub fn operations() -> impl Iterator<Item = &'static graph_models_core::request::OperationInfo> {
                [#(&#catalogs::CATALOG),*].into_iter().flat_map(graph_models_core::request::Catalog::operations)
            }
        }
    });
    let items = std::iter::once(allow)
        .chain(modules)
        .chain(operations)
        .chain([json_schema::modules(std::iter::once(json_schema::MODULE))]);
    let items: Vec<_> = items.map(print).collect();
    let text = file(&["slices.toml".to_owned()], "All that is generated, by version of the service.", &items);
    files.insert("mod.rs".to_owned(), text);
    let items: Vec<_> = json_schema::versions(versions).into_iter().map(print).collect();
    let title = "JSON Schema of all that is generated.";
    files.insert("json_schema.rs".to_owned(), file(&["slices.toml".to_owned()], title, &items));
    let outside = versions.iter().flat_map(|version| &version.overview.outside);
    files.insert("overview.md".to_owned(), overview(outside));
}

/// Sections of slices, for the documentation of the module that includes the file.
fn overview<'a>(lines: impl Iterator<Item = &'a String>) -> String {
    let mark = HEADER.trim_start_matches("// ");
    let mut text = format!("<!-- {mark} from `slices.toml`: do not edit. -->\n\n");
    for line in lines {
        text.push_str(&format!("{}\n", comment::line(line)));
    }
    text
}

/// A file of a namespace, and the features that need it.
struct Part {
    module: String,
    gate: Option<TokenStream>,
    kind: &'static str,
}

/// The files of a version.
pub(super) fn version(version: &Version, files: &mut Files) {
    let mut sources = Vec::new();
    let mut places = Vec::new();
    let statics: BTreeMap<_, _> = version.catalog.iter().filter_map(Listed::request).collect();
    for (index, namespace) in version.namespaces.iter().enumerate() {
        for (kind, of_kind) in pieces::sources(version, namespace, &statics).into_iter().enumerate() {
            places.extend(std::iter::repeat_n((index, kind), of_kind.len()));
            sources.extend(of_kind.into_iter().map(|source| (index, source)));
        }
    }
    let pieces = pieces::make(&sources, &version.namespaces);
    let gates = Gates::new(&version.features, &pieces);
    let gate_of = |path: &TypePath, is_of_request: bool| {
        let features = gates.of(&(path.namespace.clone(), path.ident.clone()), version.features.len());
        let kind = (is_of_request && version.has_kind_features).then_some("requests");
        gate(&features, kind, version)
    };
    let (parts, schemas) = std::thread::scope(|scope| {
        let schemas = scope.spawn(|| schema_files(version, &gate_of));
        let parts = put_together(version, places.into_iter().zip(pieces), &gates, files);
        (parts, schemas.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let modules: Vec<_> = schemas.iter().map(|(module, _)| module.as_str()).collect();
    if !version.overview.inside.is_empty() {
        files.insert(format!("{}/overview.md", version.module), overview(version.overview.inside.iter()));
    }
    for (namespace, parts) in version.namespaces.iter().zip(&parts) {
        let text = module_file(version, namespace, parts, &modules);
        files.insert(format!("{}mod.rs", folder(version, namespace)), text);
    }
    let schemas = schemas.into_iter();
    files.extend(schemas.map(|(module, text)| (format!("{}/{module}.rs", version.module), text)));
}

/// The folder of a namespace, with a slash at its end.
fn folder(version: &Version, namespace: &Namespace) -> String {
    let parts = std::iter::once(&version.module).chain(&namespace.path);
    parts.fold(String::new(), |path, part| path + part + "/")
}

/// The modules of JSON Schema, with their text.
fn schema_files(version: &Version, gate: json_schema::GateOf<'_>) -> Vec<(String, String)> {
    let title = format!("JSON Schema of the types of version `{}`.", version.version);
    let modules = json_schema::files(version, gate).into_iter();
    modules.map(|(module, items)| (module, file(&version.inputs, &title, &items))).collect()
}

/// Puts pieces into files by namespace and kind; within them, they stand by the features that need them.
/// Gives the files of each namespace.
fn put_together(
    version: &Version,
    pieces: impl Iterator<Item = ((usize, usize), Piece)>,
    gates: &Gates,
    files: &mut Files,
) -> Vec<Vec<Part>> {
    let mut groups: BTreeMap<(usize, usize), BTreeMap<Vec<usize>, Vec<Piece>>> = BTreeMap::new();
    for (place, piece) in pieces.filter(|(_, piece)| !piece.text.is_empty()) {
        let features = gates.of(&piece.name, version.features.len());
        groups.entry(place).or_default().entry(features).or_default().push(piece);
    }
    let mut parts_of_all = Vec::new();
    for (index, namespace) in version.namespaces.iter().enumerate() {
        let folder = folder(version, namespace);
        let mut parts = Vec::new();
        for (position, (kind, title, feature)) in KINDS.into_iter().enumerate() {
            let of_kind = groups.remove(&(index, position)).unwrap_or_default();
            let chunks = of_kind.into_iter().flat_map(|(features, pieces)| {
                chunks(pieces).into_iter().map(move |pieces| (features.clone(), pieces))
            });
            for (number, (features, pieces)) in (1..).zip(chunks) {
                let module = if number == 1 { kind.to_owned() } else { format!("{kind}_{number}") };
                let mut title =
                    format!("{title} of `{}`.", namespace.name).replace("in the namespace of ", "in ");
                title.push_str(implemented(kind));
                let items: Vec<_> = std::iter::once(pieces::imports(&pieces, &namespace.path))
                    .chain(pieces.into_iter().map(|piece| piece.text))
                    .collect();
                files.insert(format!("{folder}{module}.rs"), file(&version.inputs, &title, &items));
                let feature = feature.filter(|_| version.has_kind_features);
                parts.push(Part { module, gate: gate(&features, feature, version), kind });
            }
        }
        parts_of_all.push(parts);
    }
    parts_of_all
}

/// The traits of the types in a file: macros implement them, so that nothing at a type shows it.
fn implemented(kind: &str) -> &'static str {
    match kind {
        COMPLEX_TYPES | ENTITY_TYPES => {
            "\n//!\n//! Every struct implements `Clone`, `Debug`, `Default`, `PartialEq`, serde's `Serialize` and `Deserialize`, and\n\
             //! `Model`. Every enum of a hierarchy implements the same without `Default`, with `Hierarchy` for `Model`."
        }
        ENUMS => {
            "\n//!\n//! Every enum implements `Clone`, `Debug`, `Display`, `Eq`, `Hash`, `PartialEq`, `From<&str>`, serde's `Serialize` and\n\
             //! `Deserialize`, and `OpenEnum`."
        }
        _ => "",
    }
}

/// Parts the pieces of a file where it would be too long.
fn chunks(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut chunks: Vec<Vec<Piece>> = Vec::new();
    let mut lines = 0;
    for piece in pieces {
        match chunks.last_mut() {
            Some(chunk) if lines + piece.lines <= MOST_LINES => {
                lines += piece.lines;
                chunk.push(piece);
            }
            _ => {
                lines = piece.lines;
                chunks.push(vec![piece]);
            }
        }
    }
    chunks
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
        let is_internal = part.kind == ROWS;
        let visibility = if is_internal { quote!(pub(crate)) } else { quote!(pub) };
        quote!(#gate #visibility use #up #module::*;)
    };
    let is_path = |part: &&Part| [TYPED_PATHS, ROOTS].contains(&part.kind);
    // Constants are reached through their types.
    let named = parts.iter().filter(|part| !is_path(part) && part.kind != PROPERTIES);
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
        // A table has long lines, which a file of Rust has not.
        title.push_str("\n\n#![doc = include_str!(\"overview.md\")]");
    }
    let items =
        [declarations, reexports].map(|tokens| if tokens.is_empty() { String::new() } else { print(tokens) });
    file(&version.inputs, &title, &items)
}

/// The attribute that leaves an item out unless one of these features needs it, and its kind is wanted.
fn gate(features: &[usize], kind: Option<&str>, version: &Version) -> Option<TokenStream> {
    let names = features.iter().filter_map(|&index| Some(&version.features.get(index)?.name));
    let names: Vec<_> = names.map(|name| quote!(feature = #name)).collect();
    let any = match names.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        many => Some(quote!(any(#(#many),*))),
    };
    match (any, kind) {
        (None, None) => None,
        (Some(any), None) => Some(quote!(#[cfg(#any)])),
        (None, Some(kind)) => Some(quote!(#[cfg(feature = #kind)])),
        (Some(any), Some(kind)) => Some(quote!(#[cfg(all(feature = #kind, #any))])),
    }
}
