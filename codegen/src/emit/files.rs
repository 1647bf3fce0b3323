//! Files: what stands in which, and the modules that hold them.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Files;
use super::gates::Gates;
use super::pieces::{self, Piece};
use super::print::{file, print};
use crate::rust::{Namespace, Version};

/// A file with more lines than this is continued in another.
const MOST_LINES: usize = 3000;

/// The files of a namespace: their modules, what they hold, and the feature that they may stand behind.
const KINDS: [(&str, &str, Option<&str>); 5] = [
    ("enums", "Enumeration types", None),
    ("complex_types", "Complex types", None),
    ("entity_types", "Entity types", None),
    ("properties", "Properties", Some("properties")),
    ("requests", "Requests", Some("requests")),
];

/// The module of all versions.
pub(super) fn root(versions: &[Version], files: &mut Files) {
    let modules = versions.iter().map(|version| {
        let module = format_ident!("{}", version.module);
        let doc = format!(" Version `{}` of Microsoft Graph.", version.version);
        quote!(#[doc = #doc] pub mod #module;)
    });
    let allow = quote! {
        #![allow(
            clippy::enum_variant_names,
            clippy::match_same_arms,
            reason = "names are those of the metadata; variants of different types are matched alike"
        )]
    };
    let items: Vec<_> = std::iter::once(allow).chain(modules).map(|tokens| print(&tokens)).collect();
    let text = file(&["slices.toml".to_owned()], "All that is generated, by version of the service.", &items);
    files.insert("mod.rs".to_owned(), text);
}

/// A file of a namespace, and the features that need it.
struct Part {
    module: String,
    gate: Option<TokenStream>,
    is_reexported: bool,
}

/// The files of a version.
pub(super) fn version(version: &Version, files: &mut Files) {
    let mut sources = Vec::new();
    let mut places = Vec::new();
    for (index, namespace) in version.namespaces.iter().enumerate() {
        for (kind, of_kind) in pieces::sources(namespace).into_iter().enumerate() {
            places.extend(std::iter::repeat_n((index, kind), of_kind.len()));
            sources.extend(of_kind.into_iter().map(|source| (index, source)));
        }
    }
    let pieces = pieces::make(&sources, &version.namespaces);
    let gates = Gates::new(&version.features, &pieces);
    // Files by namespace and kind; within them, pieces by the features that need them.
    let mut groups: BTreeMap<(usize, usize), BTreeMap<Vec<usize>, Vec<Piece>>> = BTreeMap::new();
    for (place, piece) in places.into_iter().zip(pieces).filter(|(_, piece)| !piece.text.is_empty()) {
        let features = gates.of(&piece.name, version.features.len());
        groups.entry(place).or_default().entry(features).or_default().push(piece);
    }
    for (index, namespace) in version.namespaces.iter().enumerate() {
        let folder = std::iter::once(&version.module)
            .chain(&namespace.path)
            .fold(String::new(), |path, part| path + part + "/");
        let mut parts = Vec::new();
        for (kind, (module, title, feature)) in KINDS.into_iter().enumerate() {
            let of_kind = groups.remove(&(index, kind)).unwrap_or_default();
            let chunks = of_kind.into_iter().flat_map(|(features, pieces)| {
                chunks(pieces).into_iter().map(move |pieces| (features.clone(), pieces))
            });
            for (number, (features, pieces)) in (1..).zip(chunks) {
                let module = if number == 1 { module.to_owned() } else { format!("{module}_{number}") };
                let title = format!("{title} of `{}`.", namespace.name);
                let items: Vec<_> = std::iter::once(pieces::imports(&pieces, &namespace.path))
                    .chain(pieces.into_iter().map(|piece| piece.text))
                    .collect();
                files.insert(format!("{folder}{module}.rs"), file(&version.inputs, &title, &items));
                let feature = feature.filter(|_| version.has_kind_features);
                // Constants are reached through their types.
                let is_reexported = kind != 3;
                parts.push(Part { module, gate: gate(&features, feature, version), is_reexported });
            }
        }
        files.insert(format!("{folder}mod.rs"), module_file(version, namespace, &parts));
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

fn module_file(version: &Version, namespace: &Namespace, parts: &[Part]) -> String {
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
    let reexports = parts.iter().filter(|part| part.is_reexported).map(|part| {
        let (gate, module) = (&part.gate, format_ident!("{}", part.module));
        quote!(#gate pub use #module::*;)
    });
    let declarations: TokenStream = files.chain(children).collect();
    let reexports: TokenStream = reexports.collect();
    let title = format!("Version `{}` of Microsoft Graph: namespace `{}`.", version.version, namespace.name);
    let items = [declarations, reexports]
        .map(|tokens| if tokens.is_empty() { String::new() } else { print(&tokens) });
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

/// Documentation as attributes.
pub(super) fn docs(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}
