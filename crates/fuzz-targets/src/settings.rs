//! Reads the files that people write: slices, overlay, permissions.

use csdl::diagnostic::{Diagnostics, Severity, Style};
use graph_models_codegen::{Features, Input, Options, derive_permissions, extract};

use crate::crates;
use crate::csdl_text::are_shown;
use crate::generate::files;
use crate::parts::parts;

/// The metadata of the tests on hostile text.
const METADATA: &str = include_str!("../../../codegen/tests/integration/hostile/metadata.txt");

/// Checks that accepted settings give a crate with valid and unique names, and that an error about refused settings has
/// a place. The input has slices, overlay and permissions, each after a line of `=====`.
pub fn settings(data: &[u8]) -> bool {
    let [slices, overlay, permissions] = parts::<3>(data);
    let is_graphs = permissions.trim_start().starts_with('{');
    let name = if is_graphs { "permissions.json" } else { "permissions.toml" };
    let metadata = METADATA.replace(['⟦', '⟧'], "");
    let mut input = Input::new("slices.toml", slices);
    input.add_overlay("overlay.toml", overlay);
    for name in input.metadata_names() {
        input.add_metadata(name.clone(), name, metadata.clone());
    }
    let mut derived = input.clone();
    if !permissions.trim().is_empty() {
        input.add_permissions(name, permissions.clone());
    }
    input.set_options(Options {
        features: Features::Slices,
        vectors: true,
        pages: true,
        openapi: true,
        ..Options::default()
    });
    let output = graph_models_codegen::generate(&input);
    are_placed(&output.diagnostics, &input);
    if is_graphs {
        let permissions = derive_permissions(&mut derived, name, permissions);
        are_placed(&permissions.diagnostics, &derived);
        assert!(toml::from_str::<toml::Table>(&permissions.text).is_ok(), "{}", permissions.text);
    }
    let mut whole = input.clone();
    let extracted = extract(&mut whole, None, "whole.csdl", metadata);
    are_placed(&extracted.diagnostics, &whole);
    if output.diagnostics.has_errors() {
        return false;
    }
    crates::check(&files(&output), "settings");
    true
}

/// Asserts that errors have places, and that all problems can be shown.
fn are_placed(diagnostics: &Diagnostics, input: &Input) {
    are_shown(diagnostics, input.sources());
    for error in diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error) {
        let shown = || diagnostics.render(input.sources(), Style::Plain);
        assert!(!error.labels.is_empty(), "{}", shown());
    }
}
