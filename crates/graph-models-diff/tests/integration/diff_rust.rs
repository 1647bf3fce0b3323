//! Checks the verdicts on the crate. Both sides of every case are generated, and the difference of their public APIs
//! is compared with the release that the findings require.

use std::fs;
use std::path::Path;

use crate::support::api;
use crate::support::diff_case;
use csdl::diagnostic::Style;
use graph_models_codegen::{Input, generate};
use graph_models_diff::Bump;

/// A slice of all declarations.
const ALL: &str =
    "[all]\nversion = \"v1.0\"\nmetadata = [\"graph.csdl\"]\ndescription = \"All\"\nall = true\n";

/// Rules whose verdict is an upper bound.
const UPPER_BOUND: [&str; 1] = [
    // `#[deprecated]` is not generated.
    "ann-revisions-deprecated-added",
];

#[test]
fn the_crate_changes_as_the_findings_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diffs");
    let mut wrong = Vec::new();
    let mut cases = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let case = entry.unwrap().path();
        cases += 1;
        let report = diff_case::compared(&case).report;
        let claimed = report.bump();
        let (old, new) = (api_of(&case, "old"), api_of(&case, "new"));
        let actual = api::bump(&old, &new);
        let is_bound = report.findings.iter().any(|finding| UPPER_BOUND.contains(&finding.rule.id));
        if actual != claimed && !(is_bound && actual < claimed) {
            let gone: Vec<_> = old.difference(&new).collect();
            let come: Vec<_> = new.difference(&old).collect();
            let name = case.file_name().unwrap().to_string_lossy().into_owned();
            wrong.push(format!(
                "{name}: findings say {claimed}, is {actual}\n  gone: {gone:#?}\n  new: {come:#?}"
            ));
        }
    }
    assert!(cases > 150, "only {cases} cases");
    assert!(wrong.is_empty(), "{} of {cases}:\n{}", wrong.len(), wrong.join("\n"));
}

/// The API of one side, generated as a whole.
fn api_of(case: &Path, side: &str) -> api::Api {
    let metadata = fs::read_to_string(case.join(format!("{side}.csdl"))).unwrap();
    let mut input = Input::new("slices.toml", ALL);
    input.add_metadata("graph.csdl", format!("{side}.csdl"), metadata);
    if let Ok(text) = fs::read_to_string(case.join(format!("{side}.overlay.toml"))) {
        input.add_overlay("overlay.toml", text);
    }
    if let Ok(text) = fs::read_to_string(case.join(format!("{side}.permissions.toml"))) {
        input.add_permissions("permissions.toml", text);
    }
    let output = generate(&input);
    let said = output.diagnostics.render(input.sources(), Style::Plain);
    assert!(!output.diagnostics.has_errors(), "{}:\n{said}", case.display());
    api::of(&output.files)
}

#[test]
fn the_listing_sees_what_breaks() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diffs");
    let bump = |case: &str| {
        let case = folder.join(case);
        api::bump(&api_of(&case, "old"), &api_of(&case, "new"))
    };
    assert_eq!(bump("property-became-collection"), Bump::Major);
    assert_eq!(bump("property-added"), Bump::Minor);
    assert_eq!(bump("order-only"), Bump::None);
}
