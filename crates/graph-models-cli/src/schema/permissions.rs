//! `schema permissions`: extracts the permissions of our requests from Graph's.

use graph_models_codegen::build::folder::Plan;

use crate::command::PermissionsOptions;
use crate::failure::Failure;
use crate::report::{self, counted, say};
use crate::workspace::{PERMISSIONS, Workspace, read};

/// Writes `permissions.toml` beside the slices, and lists requests without scopes.
pub(crate) fn run(workspace: &Workspace, options: &PermissionsOptions) -> Result<(), Failure> {
    let slices = workspace.slices_file(options.slices.slices.as_deref());
    let mut input = workspace.read_input(&slices)?;
    let derived = graph_models_codegen::derive_permissions(
        &mut input,
        workspace.shown(&options.from),
        read(&options.from)?,
    );
    let path = slices.with_file_name(PERMISSIONS);
    let name = workspace.shown(&path);
    let conclusion = if options.check { "could not be checked" } else { "was not written" };
    report::require_no_errors(&derived.diagnostics, input.sources(), format!("{name} {conclusion}"))?;
    let mut plan = Plan::default();
    plan.file(path, derived.text);
    if options.check && plan.compare()?.count() > 0 {
        return Err(Failure::Found(format!(
            "{name} is not up to date with {}; run the command without --check",
            workspace.shown(&options.from)
        )));
    }
    let is_changed = !options.check && plan.write()?.written > 0;
    say!(
        "{name}: {}; {} without scopes",
        if is_changed { "changed" } else { "as before" },
        counted(derived.missing.len(), "request", "requests")
    );
    derived.missing.iter().for_each(|request| say!("  no scopes: {request}"));
    Ok(())
}
