//! `schema`: checks, counts, formats and extracts metadata.

mod extract;
mod format;
mod permissions;

use csdl::diagnostic::Diagnostics;
use csdl::source::Sources;

use crate::command::{CheckOptions, StatOptions};
use crate::failure::Failure;
use crate::report;
use crate::report::say;
use crate::workspace::{Workspace, read};

pub(crate) use extract::run as extract;
pub(crate) use format::run as format;
pub(crate) use permissions::run as permissions;

/// Compares our metadata with a whole metadata file.
pub(crate) fn check(workspace: &Workspace, options: &CheckOptions) -> Result<(), Failure> {
    let mut input = workspace.read_input(&workspace.slices_file(options.slices.slices.as_deref()))?;
    let whole = read(&options.against)?;
    let checked = graph_models_diff::check_against(&mut input, workspace.shown(&options.against), whole);
    report::diagnostics(&checked.diagnostics, input.sources());
    if checked.diagnostics.has_errors() {
        let whole = workspace.shown(&options.against);
        return Err(match checked.is_compared {
            true => Failure::Found(format!("the metadata differs from {whole}")),
            false => Failure::Reported(format!("the metadata could not be compared with {whole}")),
        });
    }
    let comparison = checked.comparison;
    say!(
        "{} types, {} operations and {} roots are the same in {}",
        comparison.types,
        comparison.operations,
        comparison.roots,
        workspace.shown(&options.against)
    );
    Ok(())
}

/// Counts the declarations of a metadata file.
pub(crate) fn stat(workspace: &Workspace, options: &StatOptions) -> Result<(), Failure> {
    let mut sources = Sources::default();
    let file = sources.add(workspace.shown(&options.file), read(&options.file)?);
    let mut diagnostics = Diagnostics::default();
    let statistics = csdl::statistics(&sources, file, &mut diagnostics);
    report::diagnostics(&diagnostics, &sources);
    if diagnostics.has_errors() {
        return Err(Failure::Reported(format!("{} cannot be understood", workspace.shown(&options.file))));
    }
    report::results(&statistics.to_string());
    Ok(())
}
