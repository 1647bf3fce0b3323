//! Growing a slice only adds: no part of the public interface disappears or changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use graph_models_codegen::{Files, Input, generate};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream, Parser};

/// Parts of Graph, some of which contain each other or overlap.
const PARTS: [&str; 10] = [
    r#"roots = ["identityGovernance/accessReviews"]"#,
    r#"roots = ["identityGovernance"]"#,
    r#"roots = ["users"]"#,
    r#"roots = ["groups"]
       exclude = ["microsoft.graph.onenote"]"#,
    r#"types = ["microsoft.graph.security.alert", "microsoft.graph.alert", "microsoft.graph.Dictionary"]"#,
    r#"operations = ["microsoft.graph.assignLicense"]"#,
    r#"types = ["microsoft.graph.identity"]"#,
    r#"types = ["microsoft.graph.identity", "microsoft.graph.userIdentity"]"#,
    r#"types = ["microsoft.graph.identity", "microsoft.graph.emailIdentity"]
       roots = ["users/{id}/messages"]"#,
    r#"types = ["microsoft.graph.directoryObject", "microsoft.graph.device"]"#,
];

#[test]
fn parts_beside_others_are_as_they_were_alone() {
    let Some(metadata) = test_support::real_metadata("v1.0.csdl") else { return };
    let alone: Vec<_> = PARTS.iter().map(|part| interface(&metadata, &[part])).collect();
    let all = interface(&metadata, &["all = true"]);
    let mut together = Vec::new();
    let mut before = BTreeMap::new();
    for (part, interface_alone) in PARTS.iter().zip(&alone) {
        assert!(!interface_alone.is_empty(), "{part}");
        assert_kept(interface_alone, &all, &format!("{part} in all"));
        together.push(*part);
        if together.len() % 2 == 1 {
            continue;
        }
        let grown = interface(&metadata, &together);
        assert_kept(&before, &grown, &format!("what was there before {part}"));
        assert_kept(interface_alone, &grown, &format!("{part} beside others"));
        before = grown;
    }
    assert!(before.len() < all.len());
    // A part with a derived type narrows to that type, and a larger part narrows to more types. A part without
    // derived types has no such enum.
    let has = |interface: &BTreeMap<String, String>, path: &str| {
        interface.keys().any(|key| key.ends_with(&format!(": {path}")))
    };
    let [.., plain, user, email, _] = alone.as_slice() else { panic!("there are parts") };
    assert!(has(plain, "Identity.display_name") && !has(plain, "Identity::narrow()"));
    assert!(has(user, "IdentityKind::UserIdentity") && !has(user, "IdentityKind::EmailIdentity"));
    assert!(has(email, "IdentityKind::EmailIdentity") && !has(email, "Identity: From<UserIdentity>"));
    for path in ["Identity::narrow()", "Identity: From<UserIdentity>", "IdentityKind::EmailIdentity"] {
        assert!(has(&before, path), "{path}");
    }
}

#[test]
fn what_is_new_in_metadata_renames_nothing() {
    let history = ["history/v1.0-2026-05-12.csdl", "v1.0.csdl"];
    let texts: Vec<_> = history.iter().filter_map(|name| test_support::real_metadata(name)).collect();
    let interfaces: Vec<_> = texts.iter().map(|text| interface(text, &["all = true"])).collect();
    for pair in interfaces.windows(2) {
        let [old, new] = pair else { continue };
        // A declaration may disappear or change its type, but one that both states have must keep its name.
        let by_wire = |interface: &BTreeMap<String, String>| {
            let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for (path, csdl) in interface.iter().filter(|(path, _)| path.ends_with('#')) {
                names.entry(csdl.clone()).or_default().insert(path.clone());
            }
            names
        };
        let (old, new) = (by_wire(old), by_wire(new));
        let shared = old.iter().filter_map(|(csdl, paths)| Some((csdl, paths, new.get(csdl)?)));
        assert!(shared.clone().count() > 3000);
        // A type that becomes a base gets a struct in addition to the enum, so new names may appear.
        let renamed: Vec<_> = shared.filter(|(_, old, new)| !new.is_superset(old)).collect();
        assert_eq!(renamed, []);
    }
}

/// The public interface of some slices: each item, field, variant, method and constant with its type.
fn interface(metadata: &str, parts: &[&str]) -> BTreeMap<String, String> {
    let slices = parts.iter().enumerate().map(|(index, part)| {
        format!("[s{index}]\nversion = \"v1.0\"\nmetadata = [\"m.csdl\"]\ndescription = \"\"\n{part}\n")
    });
    let mut input = Input::new("slices.toml", slices.collect::<String>());
    input.add_metadata("m.csdl", "m.csdl", metadata);
    let output = generate(&input);
    assert!(
        !output.diagnostics.has_errors(),
        "{parts:?}:\n{}",
        output.diagnostics.render(input.sources(), csdl::diagnostic::Style::Plain)
    );
    listing(&output.files)
}

fn listing(files: &Files) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (path, text) in files.iter().filter(|(path, _)| Path::new(path).extension() == Some("rs".as_ref())) {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        // Typed paths and their roots are in the module `paths`. All other files belong to the module of their
        // namespace.
        let is_path = ["typed_paths", "roots"].iter().any(|start| name.starts_with(start));
        let module = if is_path { format!("{folder}/paths") } else { folder.to_owned() };
        for item in syn::parse_file(text).unwrap().items {
            list(&item, &module, &mut found);
        }
    }
    found
}

fn list(item: &syn::Item, module: &str, found: &mut BTreeMap<String, String>) {
    let mut add = |path: String, what: String| {
        if let Some(other) = found.insert(format!("{module}: {path}"), what) {
            panic!("{module}: {path} twice: {other}");
        }
    };
    match item {
        syn::Item::Struct(item) => {
            add(item.ident.to_string(), "struct".to_owned());
            for field in item.fields.iter().filter(|field| matches!(field.vis, syn::Visibility::Public(_))) {
                add(format!("{}.{}", item.ident, field.ident.as_ref().unwrap()), text(&field.ty));
            }
        }
        syn::Item::Enum(item) => {
            add(item.ident.to_string(), "enum".to_owned());
            for variant in &item.variants {
                add(format!("{}::{}", item.ident, variant.ident), text(&variant.fields));
            }
        }
        syn::Item::Static(item) => {
            // The static holds the wire name of the type that it describes.
            if let Some((_, name)) = text(&item.expr).split_once("name : \"") {
                let name = name.split('"').next().unwrap_or_default();
                add(format!("{}#", item.ident), name.to_owned());
            }
        }
        syn::Item::Macro(item) if item.mac.path.segments.last().is_some_and(|name| name.ident == "path") => {
            let path: TypedPath = item.mac.parse_body().unwrap();
            for (method, what) in path.methods() {
                add(format!("{}::{method}()", path.ident), what);
            }
            add(path.ident, "typed path".to_owned());
        }
        syn::Item::Macro(item)
            if item.mac.path.segments.last().is_some_and(|name| name.ident == "impl_narrow") =>
        {
            let narrowing: Narrowing = item.mac.parse_body().unwrap();
            let Narrowing { kind, base, derived } = narrowing;
            for derived in derived {
                add(format!("{base}: From<{derived}>"), "impl".to_owned());
            }
            add(format!("{base}::narrow()"), kind);
        }
        syn::Item::Macro(item) => {
            // The head of a table holds the wire name of the type that it describes: `impl_model! { Thing:
            // "microsoft.graph.thing", ... }`.
            let mut tokens = item.mac.tokens.clone().into_iter();
            if let (Some(TokenTree::Ident(ident)), Some(_), Some(TokenTree::Literal(name))) =
                (tokens.next(), tokens.next(), tokens.next())
            {
                add(format!("{ident}#"), name.to_string());
                for above in converted_into(&item.mac.tokens) {
                    add(format!("{above}: From<{ident}>"), "impl".to_owned());
                }
            }
        }
        syn::Item::Impl(item) if item.trait_.is_none() => {
            for part in &item.items {
                match part {
                    // Some typed paths inherit this method from the runtime. Its target type is enough to compare
                    // them.
                    syn::ImplItem::Fn(part) if is_item(&part.sig) => {
                        add(format!("{}::item()", text(&item.self_ty)), text(&part.sig.output));
                    }
                    syn::ImplItem::Fn(part) => {
                        add(format!("{}::{}()", text(&item.self_ty), part.sig.ident), text(&part.sig));
                    }
                    syn::ImplItem::Const(part) => {
                        add(format!("{}::{}", text(&item.self_ty), part.ident), text(&part.ty));
                    }
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// The types in the block `into` of a table: `into { Thing, #[cfg(feature = "a")] super::other::Item, }`.
fn converted_into(table: &TokenStream) -> Vec<String> {
    let mut tokens = table.clone().into_iter();
    let is_into = |token: &TokenTree| matches!(token, TokenTree::Ident(ident) if ident == "into");
    let Some(TokenTree::Group(block)) = tokens.find(is_into).and_then(|_| tokens.next()) else {
        return Vec::new();
    };
    let types = |input: ParseStream<'_>| -> syn::Result<Vec<String>> {
        let mut types = Vec::new();
        while !input.is_empty() {
            syn::Attribute::parse_outer(input)?;
            types.push(text(&syn::Path::parse_mod_style(input)?));
            input.parse::<syn::Token![,]>()?;
        }
        Ok(types)
    };
    types.parse2(block.stream()).unwrap()
}

/// Returns `true` for the method that leads from a collection to an item by its key.
fn is_item(signature: &syn::Signature) -> bool {
    let arguments: Vec<_> = signature.inputs.iter().skip(1).map(text).collect();
    signature.ident == "item" && arguments == ["id : impl std :: fmt :: Display"]
}

/// The syntax of narrowing: `impl_narrow! { ThingKind: Thing { RoundThing, super::other::SquareThing } }`
struct Narrowing {
    kind: String,
    base: String,
    derived: Vec<String>,
}

impl Parse for Narrowing {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let kind: syn::Ident = input.parse()?;
        input.parse::<syn::Token![:]>()?;
        let base: syn::Ident = input.parse()?;
        let list;
        syn::braced!(list in input);
        let derived = list.parse_terminated(syn::Path::parse_mod_style, syn::Token![,])?;
        let derived = derived.iter().map(text).collect();
        Ok(Self { kind: kind.to_string(), base: base.to_string(), derived })
    }
}

/// The syntax of a typed path: `path! { #[doc] ThingPath<K>(Base<Thing, K>), Thing: request request; request }`
struct TypedPath {
    ident: String,
    base: syn::PathSegment,
    beside: Option<(syn::Type, Vec<syn::Ident>)>,
}

impl Parse for TypedPath {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        syn::Attribute::parse_outer(input)?;
        let ident: syn::Ident = input.parse()?;
        input.parse::<syn::Generics>()?;
        let base;
        syn::parenthesized!(base in input);
        let base: syn::Path = base.parse()?;
        let beside = match input.parse::<Option<syn::Token![,]>>()? {
            Some(_) => {
                let entity = input.parse()?;
                input.parse::<syn::Token![:]>()?;
                let mut requests: Vec<_> = std::iter::from_fn(|| input.parse().ok()).collect();
                // The requests behind a semicolon exist only for owned entities. Without a type parameter, all
                // entities are owned.
                input.parse::<Option<syn::Token![;]>>()?;
                requests.extend(std::iter::from_fn(|| input.parse().ok()));
                Some((entity, requests))
            }
            None => None,
        };
        Ok(Self { ident: ident.to_string(), base: base.segments.last().unwrap().clone(), beside })
    }
}

impl TypedPath {
    /// The requests of the path with their entity type, and the step to an item with its target, in either syntax.
    fn methods(&self) -> Vec<(String, String)> {
        let requests: &[&str] = match self.base.ident.to_string().as_str() {
            "Path" | "At" => &[],
            "One" => &["get", "update", "delete"],
            "Many" => &["list", "create", "count"],
            "Listing" => &["list", "count"],
            other => panic!("what is {other}?"),
        };
        let mut methods = Vec::new();
        if let syn::PathArguments::AngleBracketed(types) = &self.base.arguments {
            let mut types = types.args.iter();
            let entity = text(types.next().unwrap());
            methods.extend(requests.iter().map(|request| ((*request).to_owned(), entity.clone())));
            let item = types.next().map(text).filter(|item| item != "K");
            methods.extend(item.map(|item| ("item".to_owned(), format!("-> {item}"))));
        }
        if let Some((entity, requests)) = &self.beside {
            methods.extend(requests.iter().map(|request| (request.to_string(), text(entity))));
        }
        methods
    }
}

/// Tokens as text without the type parameter of a typed path. Its default keeps the meaning of code that was written
/// before there was a parameter.
fn text(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string().replace(" < K >", "")
}

fn assert_kept(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>, what: &str) {
    let lost: Vec<_> = old.iter().filter(|(path, ty)| new.get(*path) != Some(ty)).take(5).collect();
    assert_eq!(lost, [], "{what}");
}
