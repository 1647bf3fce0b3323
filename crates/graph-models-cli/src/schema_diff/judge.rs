//! The comparison of two states in memory, for `schema update`.

use graph_models_diff::{Date, Report, View};

use super::inputs::Sides;
use super::options::DiffOptions;
use super::tree::Tree;
use super::{compare, format};
use crate::failure::Failure;
use crate::report;
use crate::workspace::Workspace;

/// The verdict on a change.
#[derive(Debug)]
pub struct Verdict {
    /// The text form of the report.
    pub text: String,
    /// The verdict in one sentence.
    pub sentence: String,
    /// True if there are more removals than is plausible.
    pub is_bulk: bool,
    /// All findings.
    pub report: Report,
}

/// Compares two states of a folder with slices.
///
/// # Errors
///
/// Returns an error if the states cannot be compared.
pub fn judge(
    workspace: &Workspace,
    old: Tree,
    new: Tree,
    options: &DiffOptions,
    today: Date,
) -> Result<Verdict, Failure> {
    let sides = Sides { old, new, parent: None };
    let outcome = compare::run(workspace, &sides, options, today, &mut report::diagnostics)?;
    let text = format::render(&outcome, options)?;
    let (word, sentence) = outcome.verdict(View::All);
    Ok(Verdict {
        text,
        sentence: format!("{word}: {sentence}"),
        is_bulk: outcome.is_bulk,
        report: outcome.report,
    })
}
