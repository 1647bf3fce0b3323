//! The only place where an update writes: it writes everything or nothing.
//!
//! Generated modules come first, since the compiled types make the JSON Schemas; then everything else at once. If the
//! second step fails, the first is undone.

use std::path::Path;

use graph_models_cli::failure::Failure;
use graph_models_codegen::Output;
use graph_models_codegen::build::folder::{Plan, Written};
use xtask_codegen::from_types::FromTypes;
use xtask_codegen::workspace::root;

use super::provenance;
use super::state::State;
use crate::changelog::CHANGELOG;

/// The texts of files beside the metadata that an update changes.
pub(super) struct Beside {
    pub(super) provenance: String,
    pub(super) changelog: Option<String>,
}

/// Adds the files that people review to a plan.
pub(super) fn add(plan: &mut Plan, folder: &Path, (old, new): (&State, &State), beside: &Beside) {
    for (path, text) in new.changed_since(old) {
        plan.file(folder.join(path), text.to_owned());
    }
    for path in new.removed_since(old) {
        plan.remove(folder.join(path));
    }
    plan.file(folder.join(provenance::NAME), beside.provenance.clone());
    if let Some(text) = &beside.changelog {
        plan.file(root().join(CHANGELOG), text.clone());
    }
}

/// Writes everything.
pub(super) fn write(
    generated: (&Plan, &Output),
    folder: &Path,
    states: (&State, &State),
    beside: &Beside,
) -> Result<Written, Failure> {
    let (modules, output) = generated;
    let from_types = FromTypes::new(output);
    let (mut written, others) = modules.write_then(|| {
        let mut plan = from_types.plan()?;
        add(&mut plan, folder, states, beside);
        Ok::<_, Failure>(plan.write()?)
    })?;
    written += others;
    Ok(written)
}
