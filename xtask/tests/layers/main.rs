//! The top-level modules of each crate form layers: no module names a module that names it in turn, directly or through
//! others.
//!
//! The test computes this from the sources, so there is no list of layers to keep. ARCHITECTURE.md describes the layers
//! of the runtime.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod names;
mod tokens;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use names::{Edge, circles, edges};

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Adds the folders of crates: the folders with a manifest and sources.
fn crates(folder: &Path, found: &mut Vec<PathBuf>) {
    if folder.join("Cargo.toml").is_file() && folder.join("src").is_dir() {
        found.push(folder.to_owned());
    }
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        let is_other =
            name.starts_with('.') || ["src", "tests", "target", "schemas"].contains(&name.as_str());
        if entry.file_type().unwrap().is_dir() && !is_other {
            crates(&entry.path(), found);
        }
    }
}

/// Adds the Rust files of a folder, by their paths in the root folder.
fn sources(folder: &Path, root: &Path, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if entry.file_type().unwrap().is_dir() {
            sources(&path, root, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            found.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}

/// Returns the references between the top-level modules of a crate.
fn edges_of(folder: &Path) -> Vec<Edge> {
    let mut files = BTreeMap::new();
    sources(&folder.join("src"), &folder.join("src"), &mut files);
    ["lib.rs", "main.rs"].into_iter().flat_map(|root| edges(root, &files)).collect()
}

#[test]
fn no_modules_of_a_crate_depend_on_each_other() {
    let mut folders = Vec::new();
    crates(workspace(), &mut folders);
    assert!(folders.len() > 12, "{folders:?}");
    let mut problems = Vec::new();
    for folder in &folders {
        let edges = edges_of(folder);
        let name = folder.strip_prefix(workspace()).unwrap().display().to_string();
        if name == "crates/graph-models-core" {
            assert!(edges.len() > 200, "only {} names were found in {name}", edges.len());
        }
        for Edge { from, to, place } in circles(&edges) {
            problems.push(format!("{name}/src/{place}: `{from}` names `{to}`, which leads back to `{from}`"));
        }
    }
    assert!(
        problems.is_empty(),
        "These modules form a circle. Move what both sides need to a module below them, or move what names both to a \
         module above them.\n{}",
        problems.join("\n"),
    );
}

/// Returns the circles of a crate with the given files, as `from to place`.
fn circles_in(files: &[(&str, &str)]) -> Vec<String> {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let edges = edges("lib.rs", &files);
    circles(&edges).into_iter().map(|Edge { from, to, place }| format!("{from} {to} {place}")).collect()
}

#[test]
fn a_circle_is_found_however_the_modules_name_each_other() {
    let root = "mod a;\nmod b;\npub use b::{Inner as Other, Thing};\npub use b::deep::last;";
    for back in [
        "use crate::b;",
        "use crate::{\n  x::y, b::{c, d}};",
        "fn f() { crate::b::g() }",
        "use super::b::Thing;",
        "use crate::Thing;",
        "use crate::Other;",
        "fn f() { crate::last() }",
        "mod inline { use super::super::b; }",
        "macro_rules! m { () => { $crate::b::g() } }",
        "fn f() { crate::exported!() }",
        "impl crate::b::T for u8 {}",
    ] {
        let b = "use crate::a;\n#[macro_export]\nmacro_rules! exported { () => {} }";
        let line = if back.contains('\n') { 2 } else { 1 };
        assert_eq!(
            circles_in(&[("lib.rs", root), ("a.rs", back), ("b.rs", b)]),
            [format!("a b a.rs:{line}"), "b a b.rs:1".to_owned()],
            "{back}"
        );
    }
}

#[test]
fn a_circle_of_three_modules_and_of_files_inside_is_found() {
    let files = [
        ("lib.rs", "mod a;\nmod b;\nmod c;\nmod d;"),
        ("a.rs", "mod part;"),
        ("a/part.rs", "\nuse super::super::b;"),
        ("b/mod.rs", "use crate::c;"),
        ("c.rs", "use crate::a;\nuse crate::d;"),
        ("d.rs", ""),
    ];
    assert_eq!(circles_in(&files), ["a b a/part.rs:2", "b c b/mod.rs:1", "c a c.rs:1"]);
}

#[test]
fn layers_are_no_circle() {
    for harmless in [
        "// use crate::b;",
        "/// [`b`](crate::b)\nfn f() { \"crate::b\" }",
        "#[cfg(test)]\nmod tests { use crate::b; }",
        "use crate::a::b;",
        "mod b { use super::b; }",
        "pub(crate) mod b {}",
        "use other::b;",
    ] {
        let files = [("lib.rs", "mod a;\nmod b;"), ("a.rs", harmless), ("b.rs", "use crate::a;")];
        assert!(circles_in(&files).is_empty(), "{harmless}");
    }
}
