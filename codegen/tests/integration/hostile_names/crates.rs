//! Checks of a generated crate, without a compiler: all files parse, and names are valid and unique in their scopes.

use std::collections::{BTreeMap, BTreeSet};

use graph_models_codegen::Files;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, ImplItem, Item, UseTree};
use unicode_normalization::is_nfc;

/// Methods of the prelude that take any value, so that Rust never finds a method of the same name that borrows the
/// value.
const OF_ANY_VALUE: [&str; 2] = ["into", "try_into"];

pub(crate) fn check(files: &Files, what: &str) {
    file_names(files, what);
    let features = features(files, what);
    let parse = |(path, text): (&String, &String)| {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{what}: {path}: {error}\n{text}"));
        (path.clone(), file)
    };
    let parsed: Vec<_> =
        files.iter().filter(|(path, _)| path.strip_suffix(".rs").is_some()).map(parse).collect();
    let mut known =
        Known { files, spaces: BTreeMap::new(), variants: BTreeMap::new(), associated: BTreeMap::new() };
    for (path, file) in &parsed {
        let (folder, module) = module_of(path);
        for (ident, spaces) in file.items.iter().filter_map(defined) {
            known.spaces.entry((folder.to_owned(), ident)).or_default().push((module.to_owned(), spaces));
        }
    }
    for (path, file) in &parsed {
        let at = format!("{what}: {path}");
        identifiers(file.to_token_stream(), &at);
        known.items(&file.items, module_of(path).0, &at);
        let text = files.get(path).unwrap();
        for gate in text.split("feature = \"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(features.contains(gate), "{at}: no feature {gate:?} in {features:?}");
        }
    }
    known.check(what);
}

/// The folder of a file, and the module that the file is.
fn module_of(path: &str) -> (&str, &str) {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    (folder, file.trim_end_matches(".rs"))
}

/// The namespaces of Rust: of types and modules, and of values.
#[derive(Clone, Copy, PartialEq)]
enum Space {
    Types,
    Values,
}

/// The name that an item defines, and its namespaces.
fn defined(item: &Item) -> Option<(String, Vec<Space>)> {
    match item {
        Item::Struct(item) if matches!(item.fields, syn::Fields::Named(_)) => {
            Some((item.ident.to_string(), vec![Space::Types]))
        }
        Item::Struct(item) => Some((item.ident.to_string(), vec![Space::Types, Space::Values])),
        Item::Enum(item) => Some((item.ident.to_string(), vec![Space::Types])),
        Item::Mod(item) => Some((item.ident.to_string(), vec![Space::Types])),
        Item::Fn(item) => Some((item.sig.ident.to_string(), vec![Space::Values])),
        Item::Static(item) => Some((item.ident.to_string(), vec![Space::Values])),
        Item::Const(item) => Some((item.ident.to_string(), vec![Space::Values])),
        // The macro declares a tuple struct.
        Item::Macro(item) if item.mac.path.segments.last().is_some_and(|segment| segment.ident == "path") => {
            item.mac.tokens.clone().into_iter().find_map(|token| match token {
                TokenTree::Ident(ident) => Some((ident.to_string(), vec![Space::Types, Space::Values])),
                _ => None,
            })
        }
        _ => None,
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Struct(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Const(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Asserts that every file system accepts the names of the files, also without regard to case.
fn file_names(files: &Files, what: &str) {
    let mut seen = BTreeSet::new();
    for path in files.keys() {
        assert!(seen.insert(path.to_lowercase()), "{what}: two files {path}");
        for part in path.split('/') {
            let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
            assert!(!part.is_empty() && part.chars().all(is_plain) && part.len() < 256, "{what}: {path}");
            let stem = part.split('.').next().unwrap_or_default().to_lowercase();
            let is_device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
                || (stem.len() == 4
                    && (stem.starts_with("com") || stem.starts_with("lpt"))
                    && stem.ends_with(|c: char| c.is_ascii_digit()));
            assert!(!is_device, "{what}: {path}");
        }
    }
}

/// The features of the manifest. Asserts that each occurs once and has a name that Cargo accepts.
fn features(files: &Files, what: &str) -> BTreeSet<String> {
    let text = &files.get("Cargo.toml").unwrap();
    let manifest: toml::Table =
        toml::from_str(text).unwrap_or_else(|error| panic!("{what}: {error}\n{text}"));
    let features = manifest.get("features").and_then(toml::Value::as_table).unwrap();
    for name in features.keys() {
        let is_name = name.starts_with(|first: char| first.is_ascii_alphanumeric())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+' | '.'));
        assert!(is_name, "{what}: feature {name:?}");
    }
    features.keys().cloned().collect()
}

/// Asserts that all identifiers are in the form in which compilers compare them, and that none is raw.
fn identifiers(tokens: TokenStream, at: &str) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => identifiers(group.stream(), at),
            TokenTree::Ident(ident) => {
                let ident = ident.to_string();
                assert!(is_nfc(&ident) && !ident.starts_with("r#"), "{at}: {ident}");
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// The module that defines a name, and the namespaces of the name.
type Defined = (String, Vec<Space>);

/// Items that files define, and elements inside types, by folder.
struct Known<'a> {
    files: &'a Files,
    /// The namespaces of each name by the module that defines it.
    spaces: BTreeMap<(String, String), Vec<Defined>>,
    /// The variants of enums.
    variants: BTreeMap<(String, String), BTreeSet<String>>,
    /// The members of impl blocks.
    associated: BTreeMap<(String, String), Names>,
}

/// Names of one scope, each with the gates of the items that have it.
#[derive(Default)]
struct Names(BTreeMap<String, Vec<String>>);

impl Names {
    /// Adds a name. Asserts that only one item of this name can be compiled.
    fn add(&mut self, name: &str, attributes: &[Attribute], at: &str) {
        let gates = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
        let gate: String = gates.map(|gate| gate.to_token_stream().to_string()).collect();
        let others = self.0.entry(name.to_owned()).or_default();
        let is_free = others.iter().all(|other| !other.is_empty() && !gate.is_empty() && *other != gate);
        assert!(is_free, "{at}: {name} twice, {gate:?} and {others:?}");
        others.push(gate);
    }
}

impl Known<'_> {
    /// Asserts that no variant hides a constant of the same name in its enum.
    fn check(&self, what: &str) {
        for (ty, names) in &self.associated {
            for variant in self.variants.get(ty).into_iter().flatten() {
                assert!(!names.0.contains_key(variant), "{what}: {ty:?} has {variant} twice");
            }
        }
    }

    fn items(&mut self, items: &[Item], folder: &str, at: &str) {
        let (mut types, mut values) = (Names::default(), Names::default());
        let mut add = |name: &str, spaces: &[Space], item: &Item| {
            if spaces.contains(&Space::Types) {
                types.add(name, attributes(item), at);
            }
            if spaces.contains(&Space::Values) {
                values.add(name, attributes(item), at);
            }
        };
        for item in items {
            if let Some((name, spaces)) = defined(item) {
                add(&name, &spaces, item);
            }
            match item {
                Item::Struct(item) => {
                    let fields = item.fields.iter().filter_map(|field| field.ident.as_ref());
                    unique(fields, &format!("{at}: {}", item.ident));
                }
                Item::Enum(item) => {
                    let variants = item.variants.iter().map(|variant| &variant.ident);
                    let variants = unique(variants, &format!("{at}: {}", item.ident));
                    let key = (folder.to_owned(), item.ident.to_string());
                    self.variants.insert(key, variants.0.into_keys().collect());
                }
                Item::Fn(item) => function(&item.sig, &item.block, at),
                Item::Use(of) => imported(&of.tree, "", &mut |module, name| {
                    add(&name, &self.spaces_of(folder, module, &name), item);
                }),
                Item::Mod(item) => match &item.content {
                    Some((_, inner)) => self.items(inner, folder, at),
                    None => {
                        let path = |rest: &str| format!("{folder}/{}{rest}", item.ident);
                        let is_there = [".rs", "/mod.rs"].map(|rest| self.files.contains_key(&path(rest)));
                        let is_ours = folder == "src" || folder == "vectors";
                        assert!(is_there.contains(&true) || is_ours, "{at}: no file for {}", item.ident);
                    }
                },
                Item::Impl(item) if item.trait_.is_none() => self.members_of(item, folder, at),
                Item::Const(_) | Item::Impl(_) | Item::Macro(_) | Item::Static(_) => {}
                _ => panic!("{at}: an item of another kind"),
            }
        }
    }

    /// The namespaces of an imported name. A module of the runtime is in the namespace of types, and a function of
    /// the runtime in that of values.
    fn spaces_of(&self, folder: &str, module: &str, name: &str) -> Vec<Space> {
        let of_folder =
            self.spaces.get(&(folder.to_owned(), name.to_owned())).map(Vec::as_slice).unwrap_or_default();
        match module {
            "graph_models_core" => vec![Space::Types],
            "__private" => vec![Space::Values],
            "super" | "paths" => of_folder.iter().flat_map(|(_, spaces)| spaces.clone()).collect(),
            _ => of_folder
                .iter()
                .filter(|(of, _)| of == module)
                .flat_map(|(_, spaces)| spaces.clone())
                .collect(),
        }
    }

    fn members_of(&mut self, item: &syn::ItemImpl, folder: &str, at: &str) {
        let syn::Type::Path(ty) = &*item.self_ty else { panic!("{at}: an impl of another kind") };
        let ty = ty.path.segments.last().unwrap().ident.to_string();
        let at = format!("{at}: {ty}");
        let names = self.associated.entry((folder.to_owned(), ty)).or_default();
        for member in &item.items {
            match member {
                ImplItem::Fn(method) => {
                    let ident = method.sig.ident.to_string();
                    assert!(!OF_ANY_VALUE.contains(&ident.as_str()), "{at}: {ident}");
                    let gates = [item.attrs.as_slice(), method.attrs.as_slice()].concat();
                    names.add(&ident, &gates, &at);
                    function(&method.sig, &method.block, &at);
                }
                ImplItem::Const(constant) => names.add(&constant.ident.to_string(), &constant.attrs, &at),
                _ => panic!("{at}: a member of another kind"),
            }
        }
    }
}

fn unique<'a>(idents: impl Iterator<Item = &'a syn::Ident>, at: &str) -> Names {
    let mut names = Names::default();
    idents.for_each(|ident| names.add(&ident.to_string(), &[], at));
    names
}

/// Asserts that parameters have different names, and that no parameter hides a function that the body calls.
fn function(signature: &syn::Signature, body: &syn::Block, at: &str) {
    let mut names = Names::default();
    for argument in &signature.inputs {
        if let syn::FnArg::Typed(argument) = argument {
            let pattern = argument.pat.to_token_stream().to_string();
            assert!(syn::parse_str::<syn::Ident>(&pattern).is_ok(), "{at}: {pattern}");
            names.add(&pattern, &[], &format!("{at}: {}", signature.ident));
        }
    }
    let mut called = BTreeSet::new();
    calls(body.to_token_stream(), &mut called);
    let hidden = called.iter().find(|name| names.0.contains_key(*name));
    assert_eq!(hidden, None, "{at}: {} calls its parameter", signature.ident);
}

/// The functions that an expression calls by a plain name: without a path, and not as methods.
fn calls(expression: TokenStream, called: &mut BTreeSet<String>) {
    let tokens: Vec<_> = expression.into_iter().collect();
    let is_in_path = |index: usize| {
        let before = index.checked_sub(1).and_then(|before| tokens.get(before));
        matches!(before, Some(TokenTree::Punct(mark)) if matches!(mark.as_char(), '.' | ':'))
    };
    for (index, token) in tokens.iter().enumerate() {
        match (token, tokens.get(index + 1)) {
            (TokenTree::Group(group), _) => calls(group.stream(), called),
            (TokenTree::Ident(name), Some(TokenTree::Group(group)))
                if group.delimiter() == Delimiter::Parenthesis && !is_in_path(index) =>
            {
                called.insert(name.to_string());
            }
            _ => {}
        }
    }
}

/// The names that a declaration brings into scope, each with the last module before the name.
fn imported(tree: &UseTree, module: &str, add: &mut dyn FnMut(&str, String)) {
    match tree {
        UseTree::Path(path) => imported(&path.tree, &path.ident.to_string(), add),
        UseTree::Name(name) => add(module, name.ident.to_string()),
        UseTree::Rename(rename) => add(module, rename.rename.to_string()),
        UseTree::Group(group) => group.items.iter().for_each(|tree| imported(tree, module, add)),
        UseTree::Glob(_) => {}
    }
}
