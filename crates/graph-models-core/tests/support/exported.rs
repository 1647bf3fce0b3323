//! The public names of a crate, and the names that tests use, read from the sources as Rust: a name in a comment, a
//! text or an import does not count as used.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Item, UseTree, Visibility};

/// The names of types that a file and the public modules below it export. New modules are found too.
pub(crate) fn exported(file: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(file).unwrap();
    let mut names = declared(&text);
    for module in modules(&text) {
        // The modules of `lib.rs` are beside it, and those of any other file are in the folder of its name.
        let folder = match file.file_stem().unwrap() {
            stem if stem == "lib" => file.parent().unwrap().to_owned(),
            _ => file.with_extension(""),
        };
        names.extend(exported(&folder.join(module).with_extension("rs")));
    }
    names
}

/// The public modules of a file.
fn modules(text: &str) -> Vec<String> {
    let items = syn::parse_file(text).unwrap().items.into_iter();
    let modules = items.filter_map(|item| match item {
        Item::Mod(module) if matches!(module.vis, Visibility::Public(_)) && module.content.is_none() => {
            Some(module.ident.to_string())
        }
        _ => None,
    });
    modules.collect()
}

/// The names of types that a file exports: the types that it declares, and the types of its public imports.
fn declared(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for item in syn::parse_file(text).unwrap().items {
        match item {
            Item::Use(item) if matches!(item.vis, Visibility::Public(_)) => leaves(&item.tree, &mut names),
            Item::Struct(item) if matches!(item.vis, Visibility::Public(_)) => {
                names.insert(item.ident.to_string());
            }
            Item::Enum(item) if matches!(item.vis, Visibility::Public(_)) => {
                names.insert(item.ident.to_string());
            }
            _ => {}
        }
    }
    // Functions and constants are no types.
    names.retain(|name| name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase));
    names
}

fn leaves(tree: &UseTree, names: &mut BTreeSet<String>) {
    match tree {
        UseTree::Path(path) => leaves(&path.tree, names),
        UseTree::Name(name) => drop(names.insert(name.ident.to_string())),
        UseTree::Rename(renamed) => drop(names.insert(renamed.rename.to_string())),
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, names)),
        UseTree::Glob(_) => panic!("a glob hides what it exports"),
    }
}

/// The identifiers of a file outside of imports.
pub(crate) fn used(text: &str) -> BTreeSet<String> {
    let items = syn::parse_file(text).unwrap().items;
    let mut names = BTreeSet::new();
    for item in items.iter().filter(|item| !matches!(item, Item::Use(_))) {
        identifiers(item.to_token_stream(), &mut names);
    }
    names
}

fn identifiers(tokens: TokenStream, names: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => identifiers(group.stream(), names),
            TokenTree::Ident(name) => drop(names.insert(name.to_string())),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Asserts that each exported type is used by one of the tests, or is listed as harmless.
pub(crate) fn assert_tried(exporting: &Path, harmless: &str, trying: &[&str]) {
    let types = exported(exporting);
    let tried: BTreeSet<_> = trying.iter().flat_map(|text| used(text)).collect();
    let harmless: BTreeSet<_> = harmless.split_ascii_whitespace().map(str::to_owned).collect();
    let is_there = |name: &&String| tried.contains(*name) || harmless.contains(*name);
    let forgotten: Vec<_> = types.iter().filter(|name| !is_there(name)).collect();
    assert!(forgotten.is_empty(), "not tried; make one with marks, or list it: {forgotten:?}");
    let stale: Vec<_> = harmless.iter().filter(|name| !types.contains(*name)).collect();
    assert!(stale.is_empty(), "listed, and not exported: {stale:?}");
}

#[test]
fn a_name_in_a_comment_or_an_import_is_not_tried() {
    let text = "use a::{Imported, b::Other};\n/// Documented\nfn f() {\n    // Commented\n    let _ = \"Quoted\";\n    \
                debug(&Tried::new());\n    check!(Inside::<Generic>);\n}";
    let used = used(text);
    for name in ["Imported", "Other", "Documented", "Commented", "Quoted"] {
        assert!(!used.contains(name), "{name}");
    }
    for name in ["Tried", "Inside", "Generic"] {
        assert!(used.contains(name), "{name}");
    }
    let text = "pub use a::{First, b::{Second, third, FOURTH}};\npub(crate) use c::Hidden;\nuse d::Private;\n\
                // pub use e::Commented;\npub struct Fifth;\nstruct Sixth;\npub enum Seventh {}";
    assert_eq!(declared(text).into_iter().collect::<Vec<_>>(), ["Fifth", "First", "Second", "Seventh"]);
    let text = "mod a;\npub mod b;\npub(crate) mod c;\npub mod d { pub struct Inside; }\n// pub mod e;";
    assert_eq!(modules(text), ["b"]);
}
