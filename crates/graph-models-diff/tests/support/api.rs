//! The public API of generated files as lines, so that two of them can be compared by semantic versioning.
//!
//! Reads the Rust with `syn`. A file is a private module of its folder, which exports all public items of the file.

use std::collections::BTreeSet;
use std::path::Path;

use graph_models_codegen::Files;
use graph_models_diff::Bump;
use quote::ToTokens;
use syn::{Attribute, Fields, ImplItem, Item, ItemImpl, Visibility};

/// Lines that stand for everything that programs can name.
pub(crate) type Api = BTreeSet<String>;

/// The API of generated files.
pub(crate) fn of(files: &Files) -> Api {
    let mut api = Api::new();
    for (path, text) in files.iter().filter(|(path, _)| Path::new(path).extension() == Some("rs".as_ref())) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for item in syn::parse_file(text).unwrap().items {
            self::item(folder, &item, &mut api);
        }
    }
    api
}

/// The release that a change of the API needs: removed and changed lines break programs. New lines do not, since all
/// structs and enums are `#[non_exhaustive]`.
pub(crate) fn bump(old: &Api, new: &Api) -> Bump {
    if old.difference(new).next().is_some() {
        Bump::Major
    } else if new.difference(old).next().is_some() {
        Bump::Minor
    } else {
        Bump::None
    }
}

fn item(folder: &str, item: &Item, api: &mut Api) {
    match item {
        Item::Struct(item) if is_public(&item.vis) => {
            let path = format!("{folder}::{}", item.ident);
            declared("struct", &path, &item.attrs, api);
            if let Fields::Named(fields) = &item.fields {
                for field in fields.named.iter().filter(|field| is_public(&field.vis)) {
                    let name = field.ident.as_ref().unwrap();
                    api.insert(format!("field {path}.{name}: {}", text(&field.ty)));
                }
            }
        }
        Item::Enum(item) if is_public(&item.vis) => {
            let path = format!("{folder}::{}", item.ident);
            declared("enum", &path, &item.attrs, api);
            for variant in &item.variants {
                api.insert(format!("variant {path}::{}{}", variant.ident, text(&variant.fields)));
            }
        }
        Item::Impl(item) => implemented(folder, item, api),
        Item::Macro(item) => {
            expanded(folder, &item.mac, api);
        }
        Item::Mod(item) if is_public(&item.vis) => {
            api.insert(format!("mod {folder}::{}", item.ident));
        }
        Item::Fn(item) if is_public(&item.vis) => {
            api.insert(format!("fn {folder}: {}", text(&item.sig)));
        }
        Item::Const(item) if is_public(&item.vis) => {
            api.insert(format!("const {folder}::{}: {}", item.ident, text(&item.ty)));
        }
        Item::Static(item) if is_public(&item.vis) => {
            api.insert(format!("static {folder}::{}: {}", item.ident, text(&item.ty)));
        }
        Item::Type(item) if is_public(&item.vis) && text(&item.ty).starts_with("request ::") => {
            path(folder, &item.ident.to_string(), &text(&item.ty), api);
        }
        Item::Type(item) if is_public(&item.vis) => {
            api.insert(format!("type {folder}::{}: {}", item.ident, text(&item.ty)));
        }
        _ => {}
    }
}

/// The public items that the macros of the runtime make.
fn expanded(folder: &str, mac: &syn::Macro, api: &mut Api) {
    let macro_path = text(&mac.path).replace(' ', "");
    // Documentation is no part of the API.
    let mut tokens: Vec<String> = Vec::new();
    let mut is_attribute = false;
    for token in mac.tokens.clone() {
        let token = token.to_string();
        if token == "#" {
            is_attribute = true;
        } else if is_attribute {
            is_attribute = false;
        } else {
            tokens.push(token);
        }
    }
    let name = tokens.first().cloned().unwrap_or_default();
    if macro_path == "graph_models_core::impl_open_enum" {
        let rows = tokens.last().map(String::as_str).unwrap_or_default();
        members(rows, &format!("{folder}::{name}"), api);
    }
    if macro_path != "graph_models_core::path" {
        api.insert(format!("traits {folder}::{name}: {macro_path}"));
    }
    // The macro `path` gets a name, the wrapped type in parentheses, and additional requests after a colon. All other
    // macros implement traits.
    if macro_path == "graph_models_core::path" {
        let group = tokens.iter().position(|token| token.starts_with('(')).unwrap();
        let base = tokens.get(group).unwrap().trim_matches(['(', ')']);
        path(folder, &name, base, api);
        let able = tokens.iter().rposition(|token| token == ":");
        let able = able.and_then(|colon| Some((tokens.get(group + 2..colon)?, tokens.get(colon + 1..)?)));
        // Requests behind the semicolon exist only for owned entities.
        for request in able.map(|(_, able)| able).unwrap_or_default().iter().filter(|token| *token != ";") {
            let entity = able.map(|(entity, _)| entity.concat()).unwrap_or_default();
            api.insert(format!("path {folder}::{name}: {request} of {entity}"));
        }
    }
}

/// Adds the requests of the runtime's path type that a typed path is or wraps. Programs do not see the difference
/// between the two.
fn path(folder: &str, name: &str, base: &str, api: &mut Api) {
    api.insert(format!("path {folder}::{name}"));
    let base = base.replace(' ', "").replace("<K>", "").replace(",K>", ">");
    let base = base.trim_start_matches("request::").trim_end_matches('>');
    let (base, arguments) = base.split_once('<').unwrap_or((base, ""));
    let (entity, item) = arguments.split_once(',').unwrap_or((arguments, ""));
    let requests: &[&str] = match base {
        "One" => &["get", "update", "delete"],
        "Many" => &["list", "create", "count"],
        "Listing" => &["list", "count"],
        _ => &[],
    };
    api.extend(requests.iter().map(|request| format!("path {folder}::{name}: {request} of {entity}")));
    if !item.is_empty() {
        let signature = "fn item (& self , id : impl std :: fmt :: Display)";
        api.insert(format!("fn {folder}::{name}: {signature} -> {item}"));
    }
}

/// Adds an item with its derived traits, and with the mark `non_exhaustive` if it has that attribute.
fn declared(kind: &str, path: &str, attributes: &[Attribute], api: &mut Api) {
    api.insert(format!("{kind} {path}"));
    for attribute in attributes {
        let path_of = attribute.path();
        if path_of.is_ident("derive") {
            attribute
                .parse_nested_meta(|meta| {
                    api.insert(format!("derive {path}: {}", text(&meta.path)));
                    Ok(())
                })
                .unwrap();
        } else if path_of.is_ident("non_exhaustive") {
            api.insert(format!("non_exhaustive {path}"));
        } else if path_of.is_ident("deprecated") {
            api.insert(format!("deprecated {path}"));
        }
    }
}

fn implemented(folder: &str, item: &ItemImpl, api: &mut Api) {
    let ty = text(&item.self_ty);
    if let Some((path, _)) = &item.trait_ {
        api.insert(format!("impl {folder}: {} for {ty}", text(path)));
        for item in &item.items {
            if let ImplItem::Type(item) = item {
                api.insert(format!(
                    "impl {folder}: {} for {ty}: {} = {}",
                    text(path),
                    item.ident,
                    text(&item.ty)
                ));
            }
        }
        return;
    }
    for item in &item.items {
        match item {
            ImplItem::Const(item) if is_public(&item.vis) => {
                api.insert(format!("const {folder}::{ty}::{}: {}", item.ident, text(&item.ty)));
                // If an identifier is later used for another property, this counts as another item.
                api.extend(
                    wire_name(&item.expr).map(|wire| format!("name {folder}::{ty}::{}: {wire}", item.ident)),
                );
            }
            ImplItem::Fn(item) if is_public(&item.vis) => {
                api.insert(format!("fn {folder}::{ty}: {}", text(&item.sig)));
            }
            _ => {}
        }
    }
}

/// The wire name of a property, taken from the expression of its constant.
fn wire_name(value: &syn::Expr) -> Option<String> {
    let syn::Expr::Call(call) = value else { return None };
    let is_text = |argument: &&syn::Expr| matches!(argument, syn::Expr::Lit(literal) if matches!(literal.lit, syn::Lit::Str(_)));
    call.args.iter().find(is_text).map(|name| text(&name))
}

/// The variants of an enum, each with its name on the wire: `Slow = "slow"`.
fn members(rows: &str, of: &str, api: &mut Api) {
    let tokens: Vec<_> = rows.split_whitespace().collect();
    for row in tokens.windows(3) {
        if let [ident, equals, wire] = row
            && *equals == "="
            && wire.starts_with('"')
        {
            api.insert(format!("name {of}::{ident}: {wire}"));
        }
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Tokens as text without the type parameter of a typed path. Its default keeps the meaning of code that was written
/// before there was a parameter.
fn text(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string().replace(" < K >", "")
}
