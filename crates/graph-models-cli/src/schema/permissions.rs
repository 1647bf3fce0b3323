//! `schema permissions`: extracts the permissions of our requests from Graph's.

use graph_models_codegen::build::folder::Plan;

use crate::command::PermissionsOptions;
use crate::failure::Failure;
use crate::report;
use crate::report::say;
use crate::workspace::{Workspace, read};

/// Writes `permissions.toml` beside the slices, and lists requests without scopes.
pub(crate) fn run(workspace: &Workspace, options: &PermissionsOptions) -> Result<(), Failure> {
    let slices = workspace.slices_file(options.slices.slices.as_deref());
    let mut input = workspace.read_input(&slices)?;
    let derived = graph_models_codegen::derive_permissions(
        &mut input,
        workspace.shown(&options.from),
        read(&options.from)?,
    );
    report::diagnostics(&derived.diagnostics, input.sources());
    if derived.diagnostics.has_errors() {
        return Err(Failure::Reported("no permissions were derived".to_owned()));
    }
    let path = slices.with_file_name("permissions.toml");
    let mut plan = Plan::default();
    plan.file(path.clone(), derived.text);
    if options.check && plan.compare()?.count() > 0 {
        return Err(Failure::Found(format!(
            "{} is not up to date with {}; run the command without --check",
            workspace.shown(&path),
            workspace.shown(&options.from)
        )));
    }
    let is_changed = !options.check && plan.write()?.written > 0;
    say!(
        "{}: {}; {} requests without scopes",
        workspace.shown(&path),
        if is_changed { "changed" } else { "as before" },
        derived.missing.len()
    );
    derived.missing.iter().for_each(|request| say!("  no scopes: {request}"));
    Ok(())
}
