//! Mistakes in the input and what is said of them: a folder each below `tests/errors/`, named after the stage that
//! finds them, with the input and, beside it, `expected.snap`.
//!
//! A folder with `slices.toml` goes through the whole pipeline, one without through the reader.
//! After a deliberate change: `INSTA_UPDATE=always cargo test -p graph-codegen --test errors`, and read the diff.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[path = "support/case.rs"]
mod case;
#[path = "support/snapshot.rs"]
mod snapshot;

use std::fs;
use std::path::Path;

use graph_codegen::diagnostic::{Diagnostics, Style};
use graph_codegen::source::Sources;
use graph_codegen::{Files, generate, read};

#[test]
fn every_mistake_of_a_document_is_shown_as_expected() {
    insta::glob!("errors/*/input.csdl", |input| {
        let case = input.parent().unwrap();
        assert!(!case.join("slices.toml").exists(), "{}: `input.csdl` is for the reader", case.display());
        snapshot::assert_expected(case, &read_alone(case));
    });
}

#[test]
fn every_other_mistake_is_shown_as_expected() {
    insta::glob!("errors/*/slices.toml", |slices| {
        let case = slices.parent().unwrap();
        snapshot::assert_expected(case, &run(case));
    });
}

/// All that is said of the files of a case, and what the reader did not know.
fn read_alone(case: &Path) -> String {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let mut unknown = Vec::new();
    for path in case::files(case) {
        if path.extension().is_none_or(|extension| extension != "csdl") {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap();
        let file = sources.add(name, fs::read_to_string(&path).unwrap());
        let document = read::document(&sources, file, &mut diagnostics);
        unknown.extend(document.unknown.into_iter().map(|unknown| format!("not known: {}\n", unknown.value)));
    }
    assert!(diagnostics.has_errors(), "{}: no error", case.display());
    let unknown: String = unknown.concat();
    format!("{}{unknown}", diagnostics.render(&sources, Style::Plain))
}

/// All that is said of a case; nothing is generated.
fn run(case: &Path) -> String {
    let input = case::input(case, |text| text);
    let output = generate(&input);
    assert!(output.diagnostics.has_errors(), "{}: no error", case.display());
    assert_eq!(output.files, Files::new(), "{}: files in spite of errors", case.display());
    output.diagnostics.render(input.sources(), Style::Plain)
}
