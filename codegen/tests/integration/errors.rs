//! Mistakes in the input and their messages. Each mistake has a folder below `tests/errors/`, named after the stage
//! that finds it, with the input and `expected.snap`.
//!
//! After a deliberate change, run this command and read the diff:
//! `INSTA_UPDATE=always cargo test -p graph-models-codegen --test integration errors::`.

use std::path::Path;

use crate::support::case;
use csdl::diagnostic::Style;
use graph_models_codegen::{Files, generate};

#[test]
fn every_mistake_is_shown_as_expected() {
    insta::glob!("../errors", "*/slices.toml", |slices| {
        let case = slices.parent().unwrap();
        test_support::assert_expected(case, &run(case));
    });
}

/// All messages about a case. Nothing may be generated.
fn run(case: &Path) -> String {
    let input = case::input(case, |text| text);
    let output = generate(&input);
    assert!(output.diagnostics.has_errors(), "{}: no error", case.display());
    assert_eq!(output.files, Files::new(), "{}: files in spite of errors", case.display());
    output.diagnostics.render(input.sources(), Style::Plain)
}
