//! The implementations of `JsonSchema`: one macro call for all types that the same features enable.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{GateOf, MODULE, Module, Part, TYPES};
use crate::emit::gates;
use crate::emit::print::layout::MARGIN;
use crate::emit::print::print;
use crate::rust::schemas::{Declared, Schemas};
use crate::rust::{TypePath, Version};
use crate::text::rust::Quoted;

/// Types with one feature gate: a row for each, by name and type.
#[derive(Default)]
struct Group {
    gate: Option<TokenStream>,
    rows: BTreeMap<(String, String), String>,
}

/// Calls of the macro that are written to one file.
#[derive(Default)]
struct File {
    items: Vec<String>,
    rows: usize,
}

/// Makes the constants with the references of types. Returns the constants, their items if one file holds them all,
/// and otherwise the modules that hold them.
pub(super) fn make(
    version: &Version,
    schemas: &Schemas<'_>,
    gate: GateOf<'_>,
) -> (Vec<Part>, Vec<String>, Vec<Module>) {
    let groups = groups(version, schemas, gate);
    let is_small = schemas.all.len() <= TYPES;
    let is_one = is_small && groups.len() <= 1;
    let (mut parts, mut files) = (Vec::new(), vec![File::default()]);
    for group in groups.into_values() {
        let attribute = attribute(group.gate.as_ref());
        let rows: Vec<_> = group.rows.into_values().collect();
        for rows in rows.chunks(TYPES) {
            if files.last().is_some_and(|file| !is_small && file.rows > 0 && file.rows + rows.len() > TYPES) {
                files.push(File::default());
            }
            let number = parts.len() + 1;
            let name = if is_one { "TYPES".to_owned() } else { format!("TYPES_{number}") };
            let (ident, module) = (format_ident!("{name}"), format_ident!("{}", module(files.len())));
            let path = if is_small { quote!(&#ident) } else { quote!(&super::#module::#ident) };
            parts.push(Part { gate: group.gate.clone(), path });
            if let Some(file) = files.last_mut() {
                let visibility = if is_small { "" } else { "pub(super) " };
                file.items.push(call(&attribute, visibility, &name, rows));
                file.rows += rows.len();
            }
        }
    }
    if is_small {
        return (parts, files.into_iter().flat_map(|file| file.items).collect(), Vec::new());
    }
    let import = print(quote!(
        #[allow(unused_imports, reason = "features may leave out all types of a file")]
        use super::json_schema::SCHEMAS;
    ));
    let modules = files
        .into_iter()
        .zip(1..)
        .map(|(file, number)| (module(number), std::iter::once(import.clone()).chain(file.items).collect()));
    (parts, Vec::new(), modules.collect())
}

fn module(number: usize) -> String {
    format!("{MODULE}_types_{number}")
}

/// The types, grouped by the text of their attribute.
fn groups(version: &Version, schemas: &Schemas<'_>, gate: GateOf<'_>) -> BTreeMap<String, Group> {
    // The parameters of an action have the gate of the request.
    let requests = version.namespaces.iter().flat_map(|namespace| &namespace.requests);
    let bodies: BTreeMap<_, _> =
        requests.filter_map(|request| Some((&request.body()?.body.path, &request.path))).collect();
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for (_, ty) in &schemas.all {
        let path = ty.path();
        let gate = bodies.get(path).map_or_else(|| gate(path, false), |request| gate(request, true));
        let key = gate.as_ref().map(ToString::to_string).unwrap_or_default();
        let group = groups.entry(key).or_default();
        group.gate = gate;
        let (name, path) = (schemas.reference(path), type_path(path));
        let row = row(name, &path, *ty);
        group.rows.insert((name.to_owned(), path), row);
    }
    groups
}

/// The attribute as text before an item.
fn attribute(gate: Option<&TokenStream>) -> String {
    let item = print(quote!(#gate use a;));
    item.strip_suffix("use a;\n").unwrap_or_default().to_owned()
}

/// A call of the macro.
fn call(gate: &str, visibility: &str, name: &str, rows: &[String]) -> String {
    let rows = rows.concat();
    format!(
        "{gate}graph_models_core::impl_json_schema! {{\n    {visibility}const {name}, SCHEMAS:\n{rows}}}\n"
    )
}

fn row(name: &str, path: &str, ty: Declared<'_>) -> String {
    let kind = match ty {
        Declared::Struct(_) => "object",
        Declared::OpenEnum(ty) if ty.is_flags => "flags",
        Declared::OpenEnum(_) => "open_enum",
        Declared::TaggedEnum(_) => "hierarchy",
    };
    let mut row = format!("    {kind} {path} =");
    let mut rest = Quoted(name).to_string();
    if let Declared::TaggedEnum(ty) = ty {
        let base = format!("of {} [", type_path(&ty.base));
        let has_room = (8 + rest.len() + base.len() + 1).cast_signed() < MARGIN;
        rest.push_str(if has_room { " " } else { "\n        " });
        rest.push_str(&base);
        // The order is that of the table: variants behind gates come last.
        let (plain, gated): (Vec<_>, Vec<_>) = ty.variants.iter().partition(|variant| variant.gate.is_open());
        for variant in plain.into_iter().chain(gated) {
            let attribute = gates::attribute(&variant.gate, "        ");
            rest.push_str(&format!("\n{attribute}        {},", type_path(&variant.content)));
        }
        rest.push_str("\n    ]");
    }
    let first_line = rest.lines().next().unwrap_or_default();
    let has_room = (row.len() + first_line.len()).cast_signed() < MARGIN - 1;
    row.push_str(if has_room { " " } else { "\n        " });
    row + &rest + ",\n"
}

/// The path of a type, as seen from the schema module.
fn type_path(path: &TypePath) -> String {
    format!("super::{path}")
}
