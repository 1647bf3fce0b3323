//! `schema`: checks, counts, formats and extracts metadata.

mod extract;
mod format;
mod permissions;

use csdl::diagnostic::Diagnostics;
use csdl::source::Sources;

use crate::command::{CheckOptions, StatOptions};
use crate::failure::Failure;
use crate::report::{self, counted, note};
use crate::workspace::{Workspace, read};

pub(crate) use extract::run as extract;
pub(crate) use format::run as format;
pub(crate) use permissions::run as permissions;

/// Compares our metadata with a whole metadata file. Also lists the declarations that only the whole file has and that
/// the slices would take in.
pub(crate) fn check(workspace: &Workspace, options: &CheckOptions) -> Result<(), Failure> {
    let mut input = workspace.read_input(&workspace.slices_file(options.slices.slices.as_deref()))?;
    let whole = read(&options.against)?;
    let (version, name) = (options.version.as_deref(), workspace.shown(&options.against));
    // The extract uses a copy of the input, since the comparison changes the input.
    let mut of_extract = input.clone();
    let checked = graph_models_diff::check_against(&mut input, version, &name, &whole);
    report::diagnostics(&checked.diagnostics, input.sources());
    if checked.diagnostics.has_errors() && !checked.is_compared {
        return Err(Failure::Reported(format!("the metadata could not be compared with {name}")));
    }
    let extract = graph_models_codegen::extract(&mut of_extract, version, &name, whole).extract;
    // Members and properties are among the differences above.
    let added = extract.map(|extract| extract.added).unwrap_or_default();
    let added: Vec<_> = added.into_iter().filter(|name| !name.contains('/')).collect();
    for name in added.iter().take(MOST_LISTED) {
        note!("not in our metadata: {name}");
    }
    if added.len() > MOST_LISTED {
        note!("not in our metadata: {} more", added.len() - MOST_LISTED);
    }
    if checked.diagnostics.has_errors() || !added.is_empty() {
        let program = workspace.commands().program;
        let version = version.map(|version| format!(" --version {version}")).unwrap_or_default();
        return Err(Failure::Found(format!(
            "the metadata differs from {name}; `{program} schema extract --from {name}{version}` takes the differences over"
        )));
    }
    let comparison = checked.comparison;
    report::summary(&format!(
        "{}, {} and {} are the same in {name}",
        counted(comparison.types, "type", "types"),
        counted(comparison.operations, "operation", "operations"),
        counted(comparison.roots, "root", "roots"),
    ));
    Ok(())
}

/// The most declarations that are listed one by one. A first extract of all of Graph adds 28,000.
const MOST_LISTED: usize = 40;

/// Counts the declarations of a metadata file.
pub(crate) fn stat(workspace: &Workspace, options: &StatOptions) -> Result<(), Failure> {
    let mut sources = Sources::default();
    let file = sources.add(workspace.shown(&options.file), read(&options.file)?);
    let mut diagnostics = Diagnostics::default();
    let statistics = csdl::statistics(&sources, file, &mut diagnostics);
    let conclusion = format!("{} cannot be understood", workspace.shown(&options.file));
    report::require_no_errors(&diagnostics, &sources, conclusion)?;
    report::results(&statistics.to_string());
    Ok(())
}
