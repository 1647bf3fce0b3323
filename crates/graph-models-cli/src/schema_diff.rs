//! `diff`: reports the effects of an update of metadata, for terminals, pull requests and programs.
//!
//! The exit code is 0 below the threshold, 1 above it, and 2 if the two sides could not be compared. In the last case
//! no result is written.

mod allow;
mod compare;
mod format;
mod git;
mod history;
mod inputs;
mod judge;
mod options;
mod result;
mod rules;
#[cfg(feature = "try")]
mod texts;
mod tree;

use graph_models_codegen::build::folder::Plan;
use graph_models_diff::Date;
pub use judge::{Verdict, judge};
use options::DiffCommand;
pub use options::DiffOptions;
use result::Outcome;
#[cfg(feature = "try")]
pub(crate) use texts::{NamedText, compare_texts};
pub use tree::{Text, Tree};

use crate::failure::Failure;
use crate::report::{self, Progress};
use crate::workspace::Workspace;

/// Compares, and writes the findings.
///
/// # Errors
///
/// Returns an error if the findings reach the threshold, or if the two sides cannot be compared.
pub fn run(workspace: &Workspace, options: &DiffOptions) -> Result<(), Failure> {
    match &options.command {
        Some(DiffCommand::Rules(rules)) => rules::run(rules),
        None => diff(workspace, options),
    }
}

fn diff(workspace: &Workspace, options: &DiffOptions) -> Result<(), Failure> {
    let progress = Progress::of("comparing");
    let today = today(options.today.as_deref())?;
    let sides = inputs::read(workspace, options)?;
    let mut outcome = compare::run(workspace, &sides, options, today, &mut report::diagnostics)?;
    allow::apply(workspace, &mut outcome, options, &sides, today)?;
    let text = format::render(&outcome, options)?;
    drop(progress);
    write(options, &text)?;
    if are_too_bad(&outcome, options) { Err(Failure::Printed) } else { Ok(()) }
}

/// The given day, or the day of the clock.
///
/// # Errors
///
/// Returns an error if the text is no day.
pub fn today(given: Option<&str>) -> Result<Date, Failure> {
    if let Some(text) = given {
        let date = Date::parse(text);
        return date
            .ok_or_else(|| Failure::Reported(format!("`{text}` is not a day; write it as 2026-06-30")));
    }
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let days = i64::try_from(since.as_secs() / 86_400).unwrap_or_default();
    Date::from_days(days).ok_or_else(|| Failure::Reported("the clock shows no day".to_owned()))
}

fn write(options: &DiffOptions, text: &str) -> Result<(), Failure> {
    match &options.output {
        Some(path) => {
            let text = anstream::adapter::strip_str(text).to_string();
            let mut plan = Plan::default();
            plan.file(path, text);
            plan.write()?;
            Ok(())
        }
        None => {
            report::encoded(text);
            Ok(())
        }
    }
}

/// Returns true if the findings reach the threshold.
fn are_too_bad(outcome: &Outcome, options: &DiffOptions) -> bool {
    let Some(threshold) = options.fail_on.level() else { return false };
    outcome.stops || outcome.report.worst(options.view.view()).is_some_and(|worst| worst >= threshold)
}
