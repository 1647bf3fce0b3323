//! The file of allowed findings.

use csdl::diagnostic::Diagnostics;
use graph_models_diff::{Allows, Date, allow};

use super::inputs::Sides;
use super::options::DiffOptions;
use super::result::Outcome;
use crate::failure::Failure;
use crate::report;
use crate::workspace::{Workspace, read};

/// Marks the findings that the file allows. An entry that does not apply, or no longer applies, is an error.
pub(super) fn apply(
    workspace: &Workspace,
    outcome: &mut Outcome,
    options: &DiffOptions,
    sides: &Sides,
    today: Date,
) -> Result<(), Failure> {
    let path = match &options.allow {
        Some(path) => path.clone(),
        // A comparison of named files or folders is no pull request.
        None => match &sides.parent {
            Some(parent) => parent.join("schemas/diff-allow.toml"),
            None => return Ok(()),
        },
    };
    if options.allow.is_none() && !path.exists() {
        return Ok(());
    }
    let file = outcome.sources.add(workspace.shown(&path), read(&path)?);
    let mut diagnostics = Diagnostics::default();
    let allows = Allows::read(&outcome.sources, file, &mut diagnostics);
    allow(&mut outcome.report, &allows, today, &mut diagnostics);
    let conclusion = format!("{} does not apply", workspace.shown(&path));
    report::require_no_errors(&diagnostics, &outcome.sources, conclusion)
}
