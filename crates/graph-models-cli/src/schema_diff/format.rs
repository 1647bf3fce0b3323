//! Formats of reports, for people and programs.

mod changelog;
mod github;
pub(super) mod json;
mod junit;
mod markdown;
mod sarif;
mod text;
mod wrap;

use super::options::{DiffOptions, Format};
use super::result::Outcome;
use crate::failure::Failure;

/// The text in the requested format, with a line end.
pub(super) fn render(outcome: &Outcome, options: &DiffOptions) -> Result<String, Failure> {
    Ok(match options.format {
        Format::Text => text::render(outcome, options),
        Format::Markdown => markdown::render(outcome, options),
        Format::Json => json::render(outcome, options)?,
        Format::Sarif => sarif::render(outcome, options)?,
        Format::Github => github::render(outcome, options),
        Format::Junit => junit::render(outcome, options)?,
        Format::Changelog => changelog::render(outcome),
    })
}

/// One sentence for a finding: the meaning of the rule, with the old and new value.
fn sentence(finding: &graph_models_diff::Finding) -> String {
    let change = super::result::before_after(finding, "->");
    let meaning = finding.rule.meaning.trim_end_matches('.');
    let mut text = format!("{}: {meaning}", finding.subject);
    if !change.is_empty() {
        text.push_str(&format!(" ({change})"));
    }
    let verdict = finding.verdict;
    text.push_str(&format!(". Reader {}, writer {}, Rust {}.", verdict.reader, verdict.writer, verdict.rust));
    for remark in &finding.remarks {
        text.push_str(&format!(" Note: {remark}."));
    }
    text
}
