//! `diff`: the meaning of an update of metadata, for terminals, pull requests and programs.
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
mod pasted;
mod result;
mod rules;
mod tree;

use std::process::ExitCode;

use graph_models_codegen::build::folder::Plan;
use graph_models_diff::Date;
pub use judge::{Verdict, judge};
pub use options::DiffOptions;
use options::{DiffCommand, FailOn};
pub(crate) use pasted::{PastedText, compare_pasted};
use result::Outcome;
pub use tree::{Text, Tree};

use crate::failure::{FOUND, Failure};
use crate::report::{self, Progress};
use crate::workspace::Workspace;

/// Compares, writes the findings, and fails if they reach the threshold.
pub fn run(workspace: &Workspace, options: &DiffOptions) -> ExitCode {
    let result = match &options.command {
        Some(DiffCommand::Rules(rules)) => rules::run(rules).map(|()| 0),
        None => diff(workspace, options),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            report::failure(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}

fn diff(workspace: &Workspace, options: &DiffOptions) -> Result<u8, Failure> {
    let progress = Progress::of("comparing");
    let today = today(options.today.as_deref())?;
    let sides = inputs::read(workspace, options)?;
    let mut outcome = compare::run(workspace, &sides, options, today, &mut report::diagnostics)?;
    allow::apply(workspace, &mut outcome, options, &sides, today)?;
    let text = format::render(&outcome, options)?;
    drop(progress);
    write(options, &text)?;
    Ok(code(&outcome, options))
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
            anstream::print!("{text}");
            Ok(())
        }
    }
}

fn code(outcome: &Outcome, options: &DiffOptions) -> u8 {
    let threshold = match options.fail_on {
        FailOn::Never => return 0,
        FailOn::Breaking => graph_models_diff::Level::Breaking,
        FailOn::Risky => graph_models_diff::Level::Risky,
        FailOn::Info => graph_models_diff::Level::Info,
    };
    let is_over = outcome.report.worst(options.view.view()).is_some_and(|worst| worst >= threshold);
    if is_over || outcome.stops { FOUND } else { 0 }
}
