//! An entry for CHANGELOG.md, for users of the crate.

use std::collections::BTreeMap;

use graph_models_codegen::text::markdown::{code, literal};
use graph_models_diff::{Bump, Change, Finding, Level, View};

use super::super::result::{Outcome, before_after};

/// The maximum length of lists of new elements.
const LONGEST: usize = 30;

pub(super) fn render(outcome: &Outcome) -> String {
    let findings: Vec<_> = outcome.report.findings.iter().filter(|finding| finding.in_slice).collect();
    let mut text = String::new();
    if findings.is_empty() {
        return text;
    }
    let of = |rust: fn(&Finding) -> bool| findings.iter().copied().filter(move |finding| rust(finding));
    let breaking: Vec<_> = of(|finding| finding.verdict.rust == Bump::Major).collect();
    let added: Vec<_> = of(is_added).collect();
    let service: Vec<_> = of(|finding| {
        finding.verdict.rust != Bump::Major && !is_added(finding) && finding.level(View::All) > Level::Info
    })
    .collect();
    section("Added", &added, &mut text);
    if !breaking.is_empty() {
        text.push_str("### Changed (breaking)\n\n");
        text.extend(breaking.iter().map(|finding| line(finding)));
        text.push('\n');
    }
    if !service.is_empty() {
        text.push_str("### Changed in Graph\n\n");
        text.extend(service.iter().map(|finding| line(finding)));
        text.push('\n');
    }
    let other = findings.len() - breaking.len() - added.len() - service.len();
    if other > 0 {
        text.push_str(&format!("{other} other changes of the metadata change nothing for programs.\n"));
    }
    text
}

fn is_added(finding: &Finding) -> bool {
    finding.verdict.rust != Bump::Major && finding.rule.change == Change::Added
}

/// New elements by rule: the kind of element, and the names.
fn section(title: &str, findings: &[&Finding], text: &mut String) {
    if findings.is_empty() {
        return;
    }
    text.push_str(&format!("### {title}\n\n"));
    let mut by_rule: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        by_rule.entry(finding.rule.id).or_default().push(finding);
    }
    for of_rule in by_rule.values() {
        let Some(first) = of_rule.first() else { continue };
        let names: Vec<_> = of_rule.iter().take(LONGEST).map(|finding| code(&finding.subject)).collect();
        let more = of_rule.len().saturating_sub(LONGEST);
        let more = if more == 0 { String::new() } else { format!(", and {more} more") };
        let meaning = first.rule.meaning.trim_end_matches('.');
        text.push_str(&format!("- {meaning}: {}{more}.\n", names.join(", ")));
    }
    text.push('\n');
}

fn line(finding: &Finding) -> String {
    let change = before_after(finding, "→");
    let change = if change.is_empty() { String::new() } else { format!(" ({})", literal(&change)) };
    let meaning = finding.rule.meaning.trim_end_matches('.');
    let version =
        finding.version.as_ref().map(|version| format!("{}: ", literal(version))).unwrap_or_default();
    format!("- {version}{}: {meaning}{change}. {}\n", code(&finding.subject), finding.rule.remedy)
}
