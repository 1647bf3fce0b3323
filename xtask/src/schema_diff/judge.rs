//! The comparison of two states in memory, for `schema update`.

use graph_models_diff::{Report, View};

use super::inputs::Sides;
use super::options::DiffOptions;
use super::tree::Tree;
use super::{compare, format};
use crate::failure::Failure;

/// The verdict on a change.
#[derive(Debug)]
pub(crate) struct Verdict {
    /// The text form of the report.
    pub(crate) text: String,
    /// The verdict in one sentence.
    pub(crate) sentence: String,
    /// There are more removals than is plausible.
    pub(crate) is_bulk: bool,
    pub(crate) report: Report,
}

/// Compares two states of a folder with slices.
pub(crate) fn judge(
    old: Tree,
    new: Tree,
    options: &DiffOptions,
    today: Option<&str>,
) -> Result<Verdict, Failure> {
    let sides = Sides { old, new, workspace: crate::workspace::root(), by_revision: false };
    let outcome = compare::run(&sides, options, super::today(today)?)?;
    let text = format::render(&outcome, options)?;
    let (word, sentence) = outcome.verdict(View::All);
    Ok(Verdict {
        text,
        sentence: format!("{word}: {sentence}"),
        is_bulk: outcome.is_bulk,
        report: outcome.report,
    })
}
