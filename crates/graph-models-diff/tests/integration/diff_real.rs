//! Checks that nothing is overlooked and nothing is invented. Comparisons of real updates of Graph's metadata are
//! checked against an independent comparison of all attributes.

use std::collections::BTreeSet;

use crate::support::cover::{compared, made_up, overlooked};
use crate::support::raw;

/// Real updates: the older and the newer state. Some go back in time, so that additions become removals.
const UPDATES: [(&str, &str); 6] = [
    ("history/v1.0-2026-05-12.csdl", "history/v1.0-2026-06-22.csdl"),
    ("history/v1.0-2026-06-22.csdl", "v1.0.csdl"),
    ("history/v1.0-2026-05-12.csdl", "v1.0.csdl"),
    ("history/beta-ussec-2026-05-18.csdl", "beta-ussec.csdl"),
    ("v1.0.csdl", "history/v1.0-2026-05-12.csdl"),
    ("beta-ussec.csdl", "history/beta-ussec-2026-05-18.csdl"),
];

#[test]
fn every_attribute_that_differs_is_reported_and_nothing_else() {
    for (old, new) in UPDATES {
        let (Some(old_text), Some(new_text)) =
            (test_support::real_metadata(old), test_support::real_metadata(new))
        else {
            continue;
        };
        let report = compared(&old_text, &new_text);
        let differences = raw::differences(&raw::read(&old_text), &raw::read(&new_text));
        assert!(!differences.is_empty(), "{old} and {new} are the same");
        let overlooked = overlooked(&report, &differences);
        assert!(overlooked.is_empty(), "{old} to {new}: not reported:\n{}", overlooked.join("\n"));
        let made_up = made_up(&report, &differences);
        assert!(made_up.is_empty(), "{old} to {new}: reported without cause:\n{}", made_up.join("\n"));
    }
}

#[test]
fn a_state_is_the_same_as_itself() {
    for name in ["v1.0.csdl", "beta-ussec.csdl"] {
        let Some(text) = test_support::real_metadata(name) else { continue };
        let report = compared(&text, &text);
        assert!(report.findings.is_empty() && report.notes.is_empty(), "{name}");
    }
}

#[test]
fn another_alias_is_one_line_and_no_finding() {
    let Some(text) = test_support::real_metadata("v1.0.csdl") else { return };
    // The alias of this namespace was added and removed three times. Names in it were written with and without the
    // alias.
    let declared = "Namespace=\"microsoft.graph.security\" Alias=\"self\"";
    assert!(text.contains(declared));
    let without = text
        .replace(declared, "Namespace=\"microsoft.graph.security\"")
        .replace("\"self.", "\"microsoft.graph.security.")
        .replace("(self.", "(microsoft.graph.security.");
    for (old, new) in [(&text, &without), (&without, &text)] {
        let report = compared(old, new);
        assert_eq!(report.findings.iter().map(|finding| finding.rule.id).collect::<Vec<_>>(), [""; 0]);
        let notes: Vec<_> = report.notes.iter().map(|note| (note.rule.id, note.subject.as_str())).collect();
        assert_eq!(notes, [("schema-alias-changed", "microsoft.graph.security")]);
    }
}

#[test]
fn the_order_of_declarations_means_nothing() {
    let Some(text) = test_support::real_metadata("beta-ussec.csdl") else { return };
    let reversed = reversed(&text);
    assert_ne!(text, reversed);
    let report = compared(&text, &reversed);
    let found: BTreeSet<_> =
        report.findings.iter().chain(&report.notes).map(|finding| finding.rule.id).collect();
    assert_eq!(found, BTreeSet::new());
}

/// The document with the types of each schema in the opposite order.
fn reversed(text: &str) -> String {
    let document = roxmltree::Document::parse(text.trim_start_matches('\u{feff}')).unwrap();
    let source = document.input_text();
    let mut output = source.to_owned();
    let schemas = document.descendants().filter(|node| node.tag_name().name() == "Schema");
    for schema in schemas.collect::<Vec<_>>().into_iter().rev() {
        let children: Vec<_> = schema.children().filter(roxmltree::Node::is_element).collect();
        let (first, last) = (children.first().unwrap().range().start, children.last().unwrap().range().end);
        let parts: Vec<_> = children.iter().rev().filter_map(|child| source.get(child.range())).collect();
        output.replace_range(first..last, &parts.join("\n"));
    }
    output
}
