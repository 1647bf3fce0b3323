//! Every public type of requests is tried in these files, or shows nothing that came from outside.
//!
//! The files are read as Rust: what a comment, a text or an import names is not tried.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Item, UseTree, Visibility};

/// Traits, types without text from outside, and those that are the data itself.
const HARMLESS: &str = "Access Answer BatchHandle BatchId BatchResponses BatchRetry Binding Bytes Callable CatalogPart \
    Challenge Change Cloud Comparable ConflictBehavior Desc DownloadStep Elsewhere EntityId \
    EntityReference ErrorDetail Expand Expansion Fact GetProperty GraphErrorKind InnerError \
    JsonBody Literal LongRunning MayBeElsewhere Method MonitorState MonitorStatus NotFollowed \
    OrderBy Outcome Owned Parameters Parts PollStep Privilege Property PropertyPath Qualified \
    Queried Redacted Related RemovalReason RequestOptions ResponseInfo ResyncKind RetryAfter Row \
    Scopes Select Single Structural ToJson Total TypedPath UploadStep UploadWay Value Version \
    WithoutToken Wrapped";

/// The files whose public names are those of requests.
const EXPORTING: [&str; 3] = [
    include_str!("../../src/request.rs"),
    include_str!("../../src/request/transfer.rs"),
    include_str!("../../src/request/query.rs"),
];

/// The files that try types.
const TRYING: [&str; 4] = [
    include_str!("main.rs"),
    include_str!("errors.rs"),
    include_str!("states.rs"),
    include_str!("../support/marks.rs"),
];

/// The names of types that a file exports: those it declares, and those of its imports for all.
fn exported(text: &str) -> BTreeSet<String> {
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
fn used(text: &str) -> BTreeSet<String> {
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

#[test]
fn no_type_is_forgotten() {
    let types: BTreeSet<_> = EXPORTING.into_iter().flat_map(exported).collect();
    assert!(types.len() > 100, "{} names were found", types.len());
    let tried: BTreeSet<_> = TRYING.into_iter().flat_map(used).collect();
    let harmless: BTreeSet<_> = HARMLESS.split_ascii_whitespace().map(str::to_owned).collect();
    let is_there = |name: &&String| tried.contains(*name) || harmless.contains(*name);
    let forgotten: Vec<_> = types.iter().filter(|name| !is_there(name)).collect();
    assert!(forgotten.is_empty(), "not tried; make one with marks, or list it: {forgotten:?}");
    let stale: Vec<_> = harmless.iter().filter(|name| !types.contains(*name)).collect();
    assert!(stale.is_empty(), "listed, and no type of requests: {stale:?}");
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
    assert_eq!(exported(text).into_iter().collect::<Vec<_>>(), ["Fifth", "First", "Second", "Seventh"]);
}
