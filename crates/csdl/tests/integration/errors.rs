//! Mistakes in a document and the messages of the reader. Each mistake has a folder below `tests/errors/` with the
//! input and `expected.snap`.
//!
//! After a deliberate change: `INSTA_UPDATE=always cargo test -p csdl --test integration errors::`, and read the diff.

use std::fs;
use std::path::Path;

use csdl::diagnostic::{Diagnostics, Style};
use csdl::read;
use csdl::source::Sources;

#[test]
fn every_mistake_of_a_document_is_shown_as_expected() {
    insta::glob!("../errors", "*/input.csdl", |input| {
        test_support::assert_expected(input.parent().unwrap(), &problems(input));
    });
}

/// Diagnostics of a document, then the elements and attributes that the reader did not know.
fn problems(input: &Path) -> String {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let file = sources.add("input.csdl", fs::read_to_string(input).unwrap());
    let document = read::document(&sources, file, &mut diagnostics);
    assert!(diagnostics.has_errors(), "{}: no error", input.display());
    let unknown = document.unknown.iter().map(|unknown| format!("not known: {}\n", unknown.value));
    format!("{}{}", diagnostics.render(&sources, Style::Plain), unknown.collect::<String>())
}
