//! The public face of what the workspace ships, so that a review sees at a glance what a change does to it.
//!
//! After a deliberate change: `INSTA_UPDATE=always cargo test -p graph-models-codegen --test shipped`, and read the diff.

use std::fs;
use std::path::Path;

use graph_models_codegen::{Input, generate};

#[test]
fn the_shipped_slices() {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let read = |name: &str| fs::read_to_string(schemas.join(name)).unwrap();
    let mut input = Input::new("slices.toml", read("slices.toml"));
    input.add_overlay("overlay.toml", read("overlay.toml"));
    input.add_permissions("permissions.toml", read("permissions.toml"));
    for name in input.metadata_names() {
        input.add_metadata(name.clone(), name.clone(), read(&name));
    }
    let output = generate(&input);
    assert!(output.diagnostics.is_empty());
    let faces = output.files.iter().map(|(name, text)| format!("=== {name}\n{}", face(text)));
    insta::assert_snapshot!(faces.collect::<String>());
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
