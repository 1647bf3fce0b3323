//! Golden cases: each rule has a folder below `tests/cases` with the smallest input that shows it. The file
//! `expected.snap` beside the input holds the summary, the diagnostics and every generated file. The crate
//! `graph-models-codegen-golden` compiles the same files.
//!
//! After a deliberate change, run this command and read the diff:
//! `INSTA_UPDATE=always cargo test -p graph-models-codegen --test integration cases::`.

use std::path::Path;

use crate::support::case;
use csdl::diagnostic::Style;
use graph_models_codegen::generate;

#[test]
fn every_rule_gives_what_is_expected() {
    insta::glob!("../cases", "*/slices.toml", |slices| {
        let case = slices.parent().unwrap();
        test_support::assert_expected(case, &run(case));
    });
}

#[test]
fn output_depends_on_nothing_but_what_metadata_says() {
    let cases = case::files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"));
    assert!(!cases.is_empty());
    for case in cases {
        let plain = generate(&case::input(&case, |text| text));
        assert!(!plain.files.is_empty(), "{}", case.display());
        let again = generate(&case::input(&case, |text| text));
        assert_eq!(plain.files, again.files, "{}", case.display());
        let dos = |text: String| format!("\u{feff}{}", text.replace('\n', "\r\n"));
        let dos = generate(&case::input(&case, dos));
        assert_eq!(plain.files, dos.files, "{}: byte order mark and CRLF", case.display());
        assert_eq!(plain.summaries, dos.summaries);
    }
}

#[test]
fn generated_text_is_portable() {
    for case in case::files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")) {
        let output = generate(&case::input(&case, |text| text));
        let words = output.made_by.words();
        for (path, text) in output.files.into_iter().chain(output.pages) {
            let at = format!("{}: {path}", case.display());
            assert!(text.lines().next().is_some_and(|line| line.contains(words)), "{at}: no header");
            assert!(text.ends_with('\n') && !text.contains('\r'), "{at}: line ends");
            let trailing = text.lines().find(|line| line.ends_with(' '));
            assert_eq!(trailing, None, "{at}: white space at the end of a line");
            let long =
                text.lines().find(|line| path.strip_suffix(".rs").is_some() && line.chars().count() > 120);
            assert_eq!(long, None, "{at}: a line of more than 120 columns");
        }
    }
}

/// Summary lines, diagnostics and files of a case.
fn run(case: &Path) -> String {
    let input = case::input(case, |text| text);
    let output = generate(&input);
    let said = output.diagnostics.render(input.sources(), Style::Plain);
    assert!(!output.diagnostics.has_errors(), "{}:\n{said}", case.display());
    let mut shown = String::new();
    for summary in &output.summaries {
        shown.push_str(&format!("{summary}\n"));
    }
    if !said.is_empty() {
        shown.push('\n');
        shown.push_str(&said);
    }
    for (path, text) in &output.files {
        shown.push_str(&format!("\n=== {path}\n\n{text}"));
    }
    for (path, text) in &output.pages {
        shown.push_str(&format!("\n=== page {path}\n\n{text}"));
    }
    shown
}
