//! The implementations of `JsonSchema`: one macro call for all types that the same features enable.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{MODULE, Module, Needs, NeedsOf, Part, TYPES};
use crate::emit::features::cfg_attribute;
use crate::emit::gates;
use crate::emit::print::layout::MARGIN;
use crate::emit::print::print;
use crate::rust::division::divide;
use crate::rust::schemas::{Declared, Schemas};
use crate::rust::{TypePath, Version, names};
use crate::text::rust::Quoted;

/// The rows of types, by name and path.
type Rows = BTreeMap<(String, String), String>;

/// A constant with the references of types that need the same features.
struct Constant {
    /// The name of the file that the constant would have by itself.
    name: String,
    ident: String,
    gate: Option<TokenStream>,
    rows: Vec<String>,
}

/// Makes the constants with the references of types. Returns the constants, their items if one file holds them all,
/// and otherwise the modules that hold them.
pub(super) fn make(
    version: &Version,
    schemas: &Schemas<'_>,
    needs: NeedsOf<'_>,
) -> (Vec<Part>, Vec<String>, Vec<Module>) {
    let constants = constants(version, groups(version, schemas, needs));
    if schemas.all.len() <= TYPES {
        let items = constants.iter().map(|constant| constant.item("")).collect();
        let parts = constants.into_iter().map(|constant| {
            let ident = format_ident!("{}", constant.ident);
            Part { gate: constant.gate, path: quote!(&#ident) }
        });
        return (parts.collect(), items, Vec::new());
    }
    let import = print(quote!(
        #[allow(unused_imports, reason = "features may leave out all types of a file")]
        use super::json_schema::SCHEMAS;
    ));
    let shares = divide(constants, TYPES, |constant| (constant.name.clone(), constant.rows.len()));
    let (mut parts, mut modules) = (BTreeMap::new(), Vec::new());
    for share in shares {
        let module = names::part_from(&format!("{MODULE}_types"), &share.from);
        let items = share.elements.iter().map(|constant| constant.item("pub(super) "));
        modules.push((module.clone(), std::iter::once(import.clone()).chain(items).collect()));
        let module = format_ident!("{module}");
        for Constant { ident, gate, .. } in share.elements {
            let name = format_ident!("{ident}");
            parts.insert(ident, Part { gate, path: quote!(&super::#module::#name) });
        }
    }
    (parts.into_values().collect(), Vec::new(), modules)
}

/// The constants of all groups, in the order of their identifiers. An identifier depends on no other group.
fn constants(version: &Version, groups: BTreeMap<Needs, Rows>) -> Vec<Constant> {
    let mut constants = BTreeMap::new();
    for ((features, kind), rows) in groups {
        let of =
            names::of_features(&version.features_at(&features), rows.keys().map(|(_, path)| place(path)));
        let words = [of.as_str(), kind.unwrap_or_default()].into_iter().filter(|word| !word.is_empty());
        let name = words.collect::<Vec<_>>().join("_");
        let gate = cfg_attribute(&features, kind, version);
        for share in divide(rows.into_iter().collect(), TYPES, |((_, path), _)| (place(path), 1)) {
            let ident = names::schema_types(&name, &share.from);
            let ident = names::free(ident, |ident| constants.contains_key(ident), "OTHER");
            let name = names::part_from(&name, &share.from);
            let rows = share.elements.into_iter().map(|(_, row)| row).collect();
            constants.insert(ident.clone(), Constant { name, ident, gate: gate.clone(), rows });
        }
    }
    constants.into_values().collect()
}

/// A type by its modules and its identifier.
fn place(path: &str) -> String {
    path.trim_start_matches("super::").to_owned()
}

/// The types, grouped by the features that they need.
fn groups(version: &Version, schemas: &Schemas<'_>, needs: NeedsOf<'_>) -> BTreeMap<Needs, Rows> {
    // The parameters of an action have the gate of the request.
    let requests = version.namespaces.iter().flat_map(|namespace| &namespace.requests);
    let bodies: BTreeMap<_, _> =
        requests.filter_map(|request| Some((&request.body()?.body.path, &request.path))).collect();
    let mut groups: BTreeMap<Needs, Rows> = BTreeMap::new();
    for (_, ty) in &schemas.all {
        let path = ty.path();
        let needs = bodies.get(path).map_or_else(|| needs(path, false), |request| needs(request, true));
        let (name, path) = (schemas.reference(path), type_path(path));
        let row = row(name, &path, *ty);
        groups.entry(needs).or_default().insert((name.to_owned(), path), row);
    }
    groups
}

/// The attribute as text before an item.
fn attribute(gate: Option<&TokenStream>) -> String {
    let item = print(quote!(#gate use a;));
    item.strip_suffix("use a;\n").unwrap_or_default().to_owned()
}

impl Constant {
    /// The call of the macro that makes the constant.
    fn item(&self, visibility: &str) -> String {
        let Self { ident, gate, rows, .. } = self;
        let (gate, rows) = (attribute(gate.as_ref()), rows.concat());
        format!(
            "{gate}graph_models_core::impl_json_schema! {{\n    {visibility}const {ident}, SCHEMAS:\n{rows}}}\n"
        )
    }
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
