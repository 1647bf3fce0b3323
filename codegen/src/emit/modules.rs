//! The module of a namespace: its files, what they export, and the modules of the namespaces below.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::file_kind::FileKind;
use super::parts::Part;
use super::print::{file, list, print};
use super::{gates, json_schema};
use crate::rust::{Namespace, Version};
use crate::text::comment;

/// The text of the module. `schemas` are the modules of JSON Schema, which belong to the namespace of the service
/// itself.
pub(super) fn of_namespace(
    version: &Version,
    namespace: &Namespace,
    parts: &[Part],
    schemas: &[&str],
) -> String {
    let (paths, others): (Vec<_>, Vec<_>) = parts.iter().partition(|part| part.kind.is_in_paths());
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
    let is_root = namespace.path.is_empty();
    let schemas = is_root.then(|| json_schema::modules(schemas.iter().copied()));
    let mut title =
        format!("Version `{}` of Microsoft Graph: namespace `{}`.", version.version, namespace.name);
    if is_root && !version.overview.inside.is_empty() {
        // The overview is a file of its own, since the lines of its tables are too long for a Rust file.
        title.push_str("\n\n#![doc = include_str!(\"overview.md\")]");
    }
    let items = [
        files(&others, version),
        paths_module(&paths, namespace, version),
        printed(children.collect()),
        printed(schemas.unwrap_or_default()),
    ];
    file(version.made_by, &version.inputs, &title, &items)
}

fn printed(tokens: TokenStream) -> String {
    if tokens.is_empty() { String::new() } else { print(tokens) }
}

/// The declarations of files, and their exports.
///
/// A macro of the runtime repeats the gate of a file, so that each gate is written once.
fn files(parts: &[&Part], version: &Version) -> String {
    if parts.iter().all(|part| gate(part, version).is_empty()) {
        let declarations = parts.iter().map(|part| format!("mod {};\n", part.module));
        let exports = parts.iter().map(|part| exports(part, &format!("{}::", part.module), ""));
        return declarations.chain(exports).collect();
    }
    format!("graph_models_core::__files! {{\n{}}}\n", gated(parts, version))
}

/// The module with the typed paths of a namespace; empty if there are none.
fn paths_module(parts: &[&Part], namespace: &Namespace, version: &Version) -> String {
    if parts.is_empty() {
        return String::new();
    }
    let doc = format!("/// Typed paths of `{}`.\n", comment::line(&namespace.name));
    if parts.iter().all(|part| gate(part, version).is_empty()) {
        let declarations: Vec<_> = parts.iter().map(|part| format!("mod {};\n", part.module)).collect();
        let exports = parts.iter().map(|part| exports(part, &format!("super::{}::", part.module), "    "));
        let declarations = declarations.concat();
        return format!("{declarations}{doc}pub mod paths {{\n{}}}\n", exports.collect::<String>());
    }
    format!("graph_models_core::__paths! {{\n    {doc}    pub mod paths;\n\n{}}}\n", gated(parts, version))
}

/// Files with their gates, as the macros of the runtime take them.
fn gated(parts: &[&Part], version: &Version) -> String {
    let files = parts.iter().map(|part| {
        let gate = match gate(part, version) {
            gate if gate.is_empty() => "    #[cfg(all())]\n".to_owned(),
            gate => gate,
        };
        let exports = exports(part, "", "        ");
        match exports.is_empty() {
            true => format!("{gate}    mod {} {{}}\n", part.module),
            false => format!("{gate}    mod {} {{\n{exports}    }}\n", part.module),
        }
    });
    files.collect::<Vec<_>>().join("\n")
}

/// The gate of a file, as an attribute with its line end. Empty for a file that is always compiled.
fn gate(part: &Part, version: &Version) -> String {
    let kind = part.kind.feature().filter(|_| version.has_kind_features);
    gates::of_file(&part.features, kind, version, "    ")
}

/// The exports of a file; empty if no item of the file is reached by its name.
fn exports(part: &Part, path: &str, indent: &str) -> String {
    let visibility = match part.kind {
        // Constants are reached through their types.
        FileKind::Properties => return String::new(),
        FileKind::Resources => "pub(crate)",
        _ => "pub",
    };
    let exports = part.names.iter().map(|(gate, names)| {
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        gates::attribute(gate, indent)
            + &list::named(&format!("{visibility} use {path}"), &names, ";", indent)
    });
    exports.collect()
}
