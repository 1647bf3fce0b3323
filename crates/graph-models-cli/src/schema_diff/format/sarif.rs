//! SARIF 2.1.0, for code scanning.

use std::collections::BTreeMap;

use graph_models_diff::{Finding, Level, Rule};
use serde_json::{Value, json};

use super::super::options::DiffOptions;
use super::super::result::{Location, Outcome};
use crate::failure::Failure;
use crate::report;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub(super) fn render(outcome: &Outcome, options: &DiffOptions) -> Result<String, Failure> {
    let findings: Vec<_> = outcome.listed(options).collect();
    let rules: BTreeMap<&str, &Rule> =
        findings.iter().map(|finding| (finding.rule.id, finding.rule)).collect();
    let positions: BTreeMap<&str, usize> = rules.keys().enumerate().map(|(index, id)| (*id, index)).collect();
    let results: Vec<_> =
        findings.iter().map(|finding| result(outcome, options, finding, &positions)).collect();
    let sarif = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "schema-diff",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.values().map(|rule| self::rule(rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    report::json_text(&sarif)
}

fn rule(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.meaning },
        "help": { "text": rule.remedy },
        "defaultConfiguration": { "level": level(rule.verdict.level(graph_models_diff::View::All)) },
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Breaking => "error",
        Level::Risky => "warning",
        Level::Info => "note",
    }
}

fn result(
    outcome: &Outcome,
    options: &DiffOptions,
    finding: &Finding,
    positions: &BTreeMap<&str, usize>,
) -> Value {
    let mut result = json!({
        "ruleId": finding.rule.id,
        "ruleIndex": positions.get(finding.rule.id),
        "level": level(finding.level(options.view.view())),
        "message": { "text": super::sentence(finding) },
        "partialFingerprints": { "schemaDiff/v1": finding.fingerprint() },
        "properties": {
            "old": finding.old,
            "new": finding.new,
            "reader": finding.verdict.reader.to_string(),
            "writer": finding.verdict.writer.to_string(),
            "rust": finding.verdict.rust.to_string(),
        },
    });
    let Some(fields) = result.as_object_mut() else { return result };
    if let Some(place) = outcome.shown_location(finding) {
        let logical = json!([{ "fullyQualifiedName": finding.subject }]);
        let location = json!([{ "physicalLocation": physical(&place), "logicalLocations": logical }]);
        fields.insert("locations".to_owned(), location);
    }
    // The old place of the element, if it is not the place shown.
    if let (Some(_), Some(place)) = (finding.new_place, outcome.location(finding.old_place)) {
        let related = json!([{ "physicalLocation": physical(&place), "message": { "text": "was here" } }]);
        fields.insert("relatedLocations".to_owned(), related);
    }
    if let Some(reason) = &finding.allowed {
        let suppression = json!([{ "kind": "external", "justification": reason }]);
        fields.insert("suppressions".to_owned(), suppression);
    }
    result
}

fn physical(place: &Location) -> Value {
    json!({
        "artifactLocation": { "uri": path(&place.file) },
        "region": { "startLine": place.line, "startColumn": place.column },
    })
}

/// The path of a file without its revision.
pub(super) fn path(shown: &str) -> &str {
    match shown.split_once(':') {
        // A single letter is a drive.
        Some((revision, path)) if revision.len() > 1 => path,
        _ => shown,
    }
}
