//! The JSON form, for programs; `diff.schema.json` of this crate describes it.

use std::collections::BTreeMap;

use graph_models_diff::Finding;
use serde::Serialize;

use super::super::options::DiffOptions;
use super::super::result::{Location, Outcome};
use crate::failure::Failure;
use crate::report;

/// The output of `graph-models diff --format json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(title = "schema-diff"))]
pub(in super::super) struct Document {
    /// Version of this form; it changes when readers have to change.
    form: u32,
    /// Version of the tool.
    tool_version: String,
    /// Name of the older side.
    old: String,
    /// Name of the newer side.
    new: String,
    /// The worst finding that counts: `breaking`, `risky`, `info`; null if there is none.
    worst: Option<String>,
    /// The release that the generated crate needs: `none`, `minor`, `major`.
    bump: String,
    /// The verdict in one sentence.
    summary: String,
    /// Removed elements: types, members, operations and children of the container.
    removals: Removals,
    /// Findings in the slices, or all with `--all`; the worst first.
    findings: Vec<Item>,
    /// Findings outside of the slices by level, listed or not.
    outside: BTreeMap<String, usize>,
    /// Changes that mean nothing for any program: other aliases, other descriptions.
    notes: Vec<Item>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Removals {
    /// Removed elements of the slices, if there are slices.
    in_slice: usize,
    /// All removed elements.
    total: usize,
    /// Scopes of requests that no longer suffice.
    scopes: usize,
    /// All scopes of requests before the change.
    scopes_before: usize,
    /// The numbers exceed the thresholds.
    is_bulk: bool,
}

/// A change.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Item {
    /// Id of the rule.
    id: String,
    /// Identifier of this change: twelve hexadecimal digits, the same in every run.
    fingerprint: String,
    /// `metadata` or `access`.
    section: String,
    /// Name of the comparison if a run makes several: `beta`, `v1.0`, or the name of a file.
    version: Option<String>,
    /// The element, qualified: `microsoft.graph.user/displayName`.
    subject: String,
    /// The old value.
    old: Option<String>,
    /// The new value.
    new: Option<String>,
    /// `breaking`, `risky`, `info`: the worst of the verdicts that `--view` asks for.
    level: String,
    /// The verdict.
    verdict: Verdict,
    /// The old place of the element.
    old_place: Option<PlaceItem>,
    /// The new place of the element.
    new_place: Option<PlaceItem>,
    /// Further facts.
    remarks: Vec<String>,
    /// Elements that were added, removed or renamed with the subject and have no finding of their own.
    covers: Vec<String>,
    /// The slices hold the element.
    in_slice: bool,
    /// The element is younger than the cool-down; needs `--history`.
    is_young: bool,
    /// The reason why the finding is allowed, if it is.
    allowed: Option<String>,
}

/// The verdict on a change.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Verdict {
    /// Deployed readers: `safe`, `risk`, `breaking`.
    reader: String,
    /// Deployed writers: `safe`, `risk`, `breaking`.
    writer: String,
    /// The release that the generated crate needs: `none`, `minor`, `major`.
    rust: String,
}

/// A place in a file.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct PlaceItem {
    /// The file as given to the command; of a revision, after the revision and a colon.
    file: String,
    /// Line, counted from one.
    line: usize,
    /// Column in characters, counted from one.
    column: usize,
}

pub(super) fn render(outcome: &Outcome, options: &DiffOptions) -> Result<String, Failure> {
    report::json_text(&document(outcome, options))
}

/// The form for programs, before it is text.
pub(in super::super) fn document(outcome: &Outcome, options: &DiffOptions) -> Document {
    let view = options.view.view();
    let (word, sentence) = outcome.verdict(view);
    let removals = outcome.report.removals;
    Document {
        form: 1,
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        old: outcome.old_name.clone(),
        new: outcome.new_name.clone(),
        worst: outcome.report.worst(view).map(|level| level.to_string()),
        bump: outcome.report.bump().to_string(),
        summary: format!("{word}: {sentence}"),
        removals: Removals {
            in_slice: removals.in_slice,
            total: removals.total,
            scopes: removals.scopes,
            scopes_before: removals.scopes_before,
            is_bulk: outcome.is_bulk,
        },
        findings: outcome.listed(options).map(|finding| item(outcome, options, finding)).collect(),
        outside: outcome.outside(view).iter().map(|(level, &count)| (level.to_string(), count)).collect(),
        notes: outcome.report.notes.iter().map(|note| item(outcome, options, note)).collect(),
    }
}

fn item(outcome: &Outcome, options: &DiffOptions, finding: &Finding) -> Item {
    let place = |place| {
        let Location { file, line, column } = outcome.location(place)?;
        Some(PlaceItem { file, line, column })
    };
    Item {
        id: finding.rule.id.to_owned(),
        fingerprint: finding.fingerprint(),
        section: if finding.is_access() { "access" } else { "metadata" }.to_owned(),
        version: finding.version.clone(),
        subject: finding.subject.clone(),
        old: finding.old.clone(),
        new: finding.new.clone(),
        level: finding.level(options.view.view()).to_string(),
        verdict: Verdict {
            reader: finding.verdict.reader.to_string(),
            writer: finding.verdict.writer.to_string(),
            rust: finding.verdict.rust.to_string(),
        },
        old_place: place(finding.old_place),
        new_place: place(finding.new_place),
        remarks: finding.remarks.clone(),
        covers: finding.covers.clone(),
        in_slice: finding.in_slice,
        is_young: finding.is_young,
        allowed: finding.allowed.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// After a deliberate change: `INSTA_UPDATE=always cargo test -p graph-models-cli`, and read the diff.
    #[test]
    fn the_schema_in_the_repository_is_that_of_the_form() {
        let generator = schemars::generate::SchemaSettings::draft2020_12().into_generator();
        let schema = generator.into_root_schema_for::<Document>();
        let text = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/diff.schema.json");
        if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
            std::fs::write(path, &text).unwrap();
        }
        let kept = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
        assert_eq!(kept, text, "INSTA_UPDATE=always writes it");
    }
}
