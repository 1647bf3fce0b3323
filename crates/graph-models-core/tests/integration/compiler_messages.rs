//! Tests that compiler messages about a program are the same with and without a dependency on this crate.
//!
//! A public re-export under another name would change the messages, because the compiler prints the shortest path that
//! it finds.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A program with mistakes. The messages name items that the macros of this crate re-export.
const PROGRAM: &str = r#"
struct S;
struct T(S);
fn to_string(s: S) -> String { s.to_string() }
fn print(s: S) { println!("{s} {s:?}"); }
fn copy(s: &S) -> S { s.clone() }
fn cloned(s: &[S]) -> Vec<S> { s.to_vec() }
fn make() -> S { Default::default() }
fn equal(a: S, b: S) -> bool { a == b }
fn hash(s: S) { std::collections::HashSet::from([s]); }
fn convert(s: S) -> T { s.into() }
fn parse() -> S { S::from("s") }
fn dereference(s: S) { *s; }
fn none() -> Option<S> { None::<T> }
fn result() -> std::fmt::Result { S }
impl std::fmt::Display for T { fn fmt(&self, f: &mut u8) -> std::fmt::Result { Ok(()) } }
impl std::fmt::Debug for T { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) {} }
impl std::hash::Hash for T { fn hash<H>(&self, state: &mut H) {} }
impl Eq for T {}
"#;

/// Returns the library file that this test was built with.
fn library() -> PathBuf {
    let test = std::env::current_exe().expect("a test has a path");
    let folder = test.parent().expect("a file has a folder");
    let files = std::fs::read_dir(folder).expect("the folder of the test is readable");
    let libraries = files.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("libgraph_models_core-") && name.ends_with(".rlib")
    });
    let made = |path: &PathBuf| path.metadata().and_then(|file| file.modified()).ok();
    libraries.max_by_key(made).expect("the library was built before its test")
}

/// Returns the compiler messages about the program, with or without the library.
fn messages(folder: &Path, library: Option<&Path>) -> String {
    let source = folder.join("program.rs");
    // The program begins on the first line in both cases, so that all positions are the same.
    let first = if library.is_some() { "extern crate graph_models_core as _;" } else { "" };
    std::fs::write(&source, format!("{first}{PROGRAM}")).expect("the folder is writable");
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.args(["--edition", "2024", "--crate-type", "lib", "--emit", "metadata", "--out-dir"]).arg(folder);
    if let Some(library) = library {
        let dependencies = library.parent().expect("a file has a folder");
        rustc.arg("--extern").arg(format!("graph_models_core={}", library.display()));
        rustc.arg("-L").arg(format!("dependency={}", dependencies.display()));
    }
    let output = rustc.arg(&source).output().expect("the compiler runs");
    assert!(!output.status.success(), "the program has mistakes");
    String::from_utf8(output.stderr).expect("messages are text")
}

#[test]
fn the_compiler_says_the_same_with_and_without_this_crate() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let without = messages(folder, None);
    assert!(without.contains("`S` doesn't implement `std::fmt::Display`"), "{without}");
    assert_eq!(messages(folder, Some(&library())), without);
}
