//! The public face of the beta slices that the workspace ships, so that a reviewer sees at a glance how a change
//! affects it.
//!
//! After a deliberate change: `INSTA_UPDATE=always cargo test -p graph-models-codegen --test shipped`, and read the diff.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "support/shipped.rs"]
mod shipped;

use graph_models_codegen::generate;

#[test]
fn the_shipped_slices() {
    let input = shipped::input();
    let output = generate(&input);
    assert!(!output.diagnostics.has_errors());
    // A snapshot of all of v1.0 would be too long to read.
    let beta = output.files.iter().filter(|(name, _)| name.starts_with("beta/"));
    let faces = beta.map(|(name, text)| format!("=== {name}\n{}", face(text)));
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
