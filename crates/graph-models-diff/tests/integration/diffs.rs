//! The meaning of each change: each rule has a folder of its name below `tests/diffs`, with the two smallest
//! documents that show it and `expected.snap`. Further folders show combinations of rules.
//!
//! After a deliberate change, run this command and read the diff:
//! `INSTA_UPDATE=always cargo test -p graph-models-diff --test integration diffs::`.

use std::path::Path;

use crate::support::diff_case::{Compared, compared};
use csdl::source::Place;
use graph_models_diff::{Finding, View, rules};

#[test]
fn every_change_means_what_is_expected() {
    insta::glob!("../diffs", "*/old.csdl", |old| {
        let case = old.parent().unwrap();
        test_support::assert_expected(case, &shown(&compared(case)));
    });
}

#[test]
fn every_rule_has_a_case_that_shows_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diffs");
    for rule in rules::all() {
        let case = folder.join(rule.id);
        assert!(case.is_dir(), "{} has no case", rule.id);
        let report = compared(&case).report;
        let mut all = report.findings.iter().chain(&report.notes);
        assert!(all.any(|finding| finding.rule.id == rule.id), "{} does not show itself", rule.id);
    }
}

#[test]
fn fingerprints_are_stable_and_tell_changes_apart() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diffs");
    let fingerprints = |case: &str| {
        let report = compared(&folder.join(case)).report;
        report.findings.iter().map(Finding::fingerprint).collect::<Vec<_>>()
    };
    // The fingerprint is a literal here, so that a change of the algorithm is noticed. Allow files contain
    // fingerprints.
    assert_eq!(fingerprints("property-removed"), ["bdea34c943d8"]);
    let all = fingerprints("base-type-changed-members-lost");
    let mut unique = all.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(all.len(), unique.len());
    assert!(all.iter().all(|print| print.len() == 12 && print.chars().all(|c| c.is_ascii_hexdigit())));
}

fn shown(compared: &Compared) -> String {
    let report = &compared.report;
    let mut text = format!("release: {}\n", report.bump());
    for finding in &report.findings {
        text.push_str(&format!("\n{} ", finding.level(View::All)));
        text.push_str(&one(finding, compared));
    }
    for note in &report.notes {
        text.push_str("\nnote ");
        text.push_str(&one(note, compared));
    }
    text
}

fn one(finding: &Finding, compared: &Compared) -> String {
    let verdict = finding.verdict;
    let mut text = format!("{} {}\n", finding.rule.id, finding.subject);
    text.push_str(&format!(
        "  reader {}, writer {}, Rust {}\n",
        verdict.reader, verdict.writer, verdict.rust
    ));
    let sides = [("old", &finding.old, finding.old_place), ("new", &finding.new, finding.new_place)];
    for (side, value, place) in sides {
        if value.is_some() || place.is_some() {
            let value = value.as_deref().unwrap_or_default();
            text.push_str(&format!("  {side}: {value}{}\n", at(place, compared)));
        }
    }
    for remark in &finding.remarks {
        text.push_str(&format!("  remark: {remark}\n"));
    }
    for covered in &finding.covers {
        text.push_str(&format!("  covers: {covered}\n"));
    }
    if finding.is_young {
        text.push_str("  young\n");
    }
    text
}

fn at(place: Option<Place>, compared: &Compared) -> String {
    let Some(place) = place else { return String::new() };
    let (line, column) = compared.sources.line_column(place).unwrap();
    format!(" at {}:{line}:{column}", compared.sources.file(place.file).unwrap().name)
}
