//! Graph's own permissions: what they say of the shipped slices, and how far they go for all of v1.0.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;

#[path = "support/shipped.rs"]
mod shipped;

use csdl::diagnostic::Diagnostics;
use graph_models_codegen::rust::Listed;
use graph_models_codegen::{Input, decide, derive_permissions, generate};

#[test]
fn the_committed_scopes_are_those_of_graph() {
    let Some(permissions) = test_support::real_metadata("permissions.json") else { return };
    let derived = derive_permissions(&mut shipped::input(), "permissions.json", permissions);
    assert!(!derived.diagnostics.has_errors());
    // Those of v1.0 are listed by `cargo xtask codegen`.
    let mut of_beta = derived.missing.iter().filter(|request| request.contains("/roleManagementAlerts"));
    assert_eq!(of_beta.next(), None);
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/permissions.toml");
    assert_eq!(derived.text, fs::read_to_string(committed).unwrap());
}

/// 715 of the 1,183 operations were found by another walk of the model; most others are functions of workbooks.
#[test]
fn most_operations_of_v1_0_have_scopes() {
    let (Some(permissions), Some(text)) =
        (test_support::real_metadata("permissions.json"), test_support::real_metadata("v1.0.csdl"))
    else {
        return;
    };
    let slices = "[all]\nversion = \"v1.0\"\nmetadata = [\"m.csdl\"]\ndescription = \"\"\nall = true\n";
    let mut input = Input::new("slices.toml", slices);
    input.add_metadata("m.csdl", "m.csdl", text);
    input.add_permissions("permissions.json", permissions);
    let versions = decide(&input, &mut Diagnostics::default());
    let listed: Vec<_> = versions.iter().flat_map(|version| &version.catalog).collect();
    let operations = listed.iter().filter(|listed| matches!(listed, Listed::Request { .. }));
    let with_scopes = operations.clone().filter(|listed| !listed.info().facts.has_no_scopes());
    assert_eq!(operations.count(), 1183);
    assert!(with_scopes.count() >= 715);
    let output = generate(&input);
    assert!(!output.diagnostics.has_errors());
    // Requests without scopes are listed.
    assert!(output.without_scopes.iter().any(|request| request == "GET /admin"));
}
