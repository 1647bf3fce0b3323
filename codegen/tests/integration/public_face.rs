//! The public interface of the beta slices that the workspace ships, as a snapshot. The diff of the snapshot shows a
//! reviewer how a change affects the interface.
//!
//! After a deliberate change, run this command and read the diff:
//! `INSTA_UPDATE=always cargo test -p graph-models-codegen --test integration public_face::`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use graph_models_codegen::{Features, Files, Options, generate};

use crate::support::shipped;

static FILES: LazyLock<Files> = LazyLock::new(|| {
    let mut input = shipped::input();
    input.set_options(Options { features: Features::Slices, ..Options::default() });
    let output = generate(&input);
    assert!(!output.diagnostics.has_errors());
    output.files
});

#[test]
fn the_shipped_slices() {
    // A snapshot of all of v1.0 would be too long to read.
    let beta = FILES.iter().filter(|(name, _)| name.starts_with("beta/"));
    let faces = beta.map(|(name, text)| format!("=== {name}\n{}", face(text)));
    insta::assert_snapshot!(faces.collect::<String>());
}

#[test]
fn no_line_of_rust_has_more_than_120_columns() {
    let rust = FILES.iter().filter(|(path, _)| path.strip_suffix(".rs").is_some());
    let lines = rust.flat_map(|(path, text)| text.lines().map(move |line| (path, line)));
    let long: Vec<_> = lines.filter(|(_, line)| line.chars().count() > 120).collect();
    assert!(FILES.len() > 900 && long.is_empty(), "{} files, too long: {long:?}", FILES.len());
}

/// The slices that the documentation of an item names are the features that compile the file of the item.
#[test]
fn items_name_the_slices_that_compile_them() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (path, text) in FILES.iter().filter(|(path, _)| path.starts_with("v1_0/")) {
        let (folder, file) = path.rsplit_once('/').unwrap();
        let features = features(FILES.get(&format!("{folder}/mod.rs")).unwrap());
        let Some(features) = features.get(file.trim_end_matches(".rs")).filter(|it| !it.is_empty()) else {
            continue;
        };
        for item in text.split("\n\n") {
            // Long lines of documentation are attributes that go on in the next line.
            let docs = item.lines().take_while(|line| !line.starts_with("pub "));
            let docs: String =
                docs.map(|line| line.trim_start_matches("///").trim_end_matches('\\')).collect();
            let Some((_, slices)) = docs.split_once("Slice: ").or_else(|| docs.split_once("Slices: ")) else {
                continue;
            };
            let slices = slices.split('.').next().unwrap();
            let named: BTreeSet<_> = slices.split('`').skip(1).step_by(2).collect();
            let more =
                slices.rsplit_once(" and").and_then(|(_, more)| more.split_whitespace().next()?.parse().ok());
            count += 1;
            if named.len() + more.unwrap_or(0) != features.len() || !named.is_subset(features) {
                let name = item.lines().find(|line| line.starts_with("pub ")).unwrap_or_default();
                wrong.push(format!("{path}: {name} names {named:?}, compiled by {features:?}"));
            }
        }
    }
    assert!(count > 4_000, "only {count} items name slices");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

/// The features that compile each file of a `mod.rs`; none for a file that is always compiled.
fn features(text: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut files = BTreeMap::new();
    for (at, declaration) in text.match_indices("mod ") {
        let (before, after) = (text.get(..at).unwrap(), text.get(at + declaration.len()..).unwrap());
        let name = after.split([' ', ';']).next().unwrap();
        // The attribute is behind everything that belongs to the file before.
        let attribute = before.rsplit([';', '}']).next().unwrap();
        let attribute = attribute.rsplit_once("#[cfg(").map_or("", |(_, attribute)| attribute);
        files.insert(name, attribute.split('"').skip(1).step_by(2).collect());
    }
    files
}

/// The lines that other crates can see: public items, fields, variants and methods.
fn face(text: &str) -> String {
    let mut lines = text.lines().filter(|line| !line.trim_start().starts_with("//")).peekable();
    let mut face = String::new();
    while let Some(line) = lines.next() {
        let is_enum = line.starts_with("pub enum ");
        let is_impl = line.starts_with("impl ") && !line.contains("Model for");
        if line.trim_start().starts_with("pub ") && !line.contains("pub(crate)") || is_impl {
            face.push_str(line.trim_end_matches([' ', '{']));
            face.push('\n');
        }
        while let Some(variant) = lines.next_if(|next| is_enum && *next != "}") {
            if variant.starts_with("    ") {
                face.push_str(variant);
                face.push('\n');
            }
        }
    }
    face
}
