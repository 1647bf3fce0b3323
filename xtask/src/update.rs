//! `cargo xtask schema update`: takes in new metadata and permissions, as one change to review.
//!
//! Everything is made in memory first: the inputs, the parts that the slices need, the verdict on the change, and the
//! generated files. Only then are files written, all of them or none.

mod changelog;
mod fetch;
mod inputs;
mod options;
mod provenance;
mod source;
mod state;
mod write;

use std::path::Path;

use graph_models_cli::failure::Failure;
use graph_models_cli::generate;
use graph_models_cli::report::{self, note, say};
use graph_models_cli::schema_diff::{self, DiffOptions, Verdict};
use graph_models_cli::workspace::{Workspace, read};
use graph_models_codegen::build::folder::Plan;
use graph_models_diff::Date;
use xtask_codegen::codegen;
use xtask_codegen::options::CodegenOptions;
use xtask_codegen::workspace::shown;

use crate::changelog::CHANGELOG;
use inputs::{Inputs, Taken};
pub(crate) use options::UpdateOptions;
use provenance::Provenance;
use state::State;
use write::Beside;

/// Updates, or reports what an update would do.
pub(crate) fn run(workspace: &Workspace, options: &UpdateOptions) -> Result<(), Failure> {
    let slices = workspace.slices_file(None);
    let folder = slices.parent().unwrap_or(Path::new(""));
    let today = schema_diff::today(options.today.as_deref())?;
    let before = State::read(workspace, &slices)?;
    let known = Provenance::read(&folder.join(provenance::NAME))?;
    let taken = Inputs::parse(options, &before)?.take(&before, &known, &today.to_string())?;
    let Taken { state: after, provenance: new } = &taken;

    let mut plan = Plan::default();
    if after.is_same(&before) {
        // If a new state of a source changes nothing here, its provenance is not updated either.
        if new.has_sources_of(&known) {
            say!("nothing has changed");
            return Ok(());
        }
        let beside = Beside { provenance: new.text(), changelog: None };
        write::add(&mut plan, folder, (&before, after), &beside);
        check(options, &plan, None)?;
        say!("nothing has changed but the sources; {}", plan.write()?);
        return Ok(());
    }
    let verdict = judge(workspace, options, (&before, after), today)?;
    let (output, modules) = codegen::generated(workspace, &CodegenOptions::default(), after.input.clone())?;
    let changelog =
        verdict.as_ref().map(|verdict| changelog(workspace, verdict, &new.changed_since(&known), today));
    let beside = Beside { provenance: new.text(), changelog: changelog.transpose()?.flatten() };
    if options.check {
        write::add(&mut plan, folder, (&before, after), &beside);
        return check(options, &plan, Some(&modules));
    }
    let written = write::write((&modules, &output), folder, (&before, after), &beside)?;
    generate::summary(&output, written);
    Ok(())
}

/// With `--check`, lists the changed files that people review, counts the changed generated ones, and fails if there
/// are any.
fn check(options: &UpdateOptions, reviewed: &Plan, generated: Option<&Plan>) -> Result<(), Failure> {
    if !options.check {
        return Ok(());
    }
    let changes = reviewed.compare()?;
    for (state, path) in changes.states() {
        note!("{state}: {}", shown(&path));
    }
    let generated = generated.map(Plan::compare).transpose()?.map_or(0, |changes| changes.count());
    if changes.count() + generated == 0 {
        return Ok(());
    }
    Err(Failure::Found(format!(
        "an update would change these files and {generated} generated ones; run the command without --check"
    )))
}

/// Shows the report of `schema-diff` on the update, and stops at a bulk removal.
fn judge(
    workspace: &Workspace,
    options: &UpdateOptions,
    (before, after): (&State, &State),
    today: Date,
) -> Result<Option<Verdict>, Failure> {
    let missing = before.versions_without_metadata();
    if let Some(version) = missing.first() {
        if missing.len() == before.versions().len() {
            say!("there was no metadata before, and nothing to compare with");
            return Ok(None);
        }
        return Err(Failure::Reported(format!(
            "the slices of version {version} have no metadata yet; take it in first with `schema extract`"
        )));
    }
    let diff = DiffOptions::for_update(options.max_removals_in_slice, options.max_removals);
    let (old, new) = (before.tree.clone(), after.tree.clone());
    let verdict = schema_diff::judge(workspace, old, new, &diff, today)?;
    report::encoded(&verdict.text);
    if verdict.is_bulk && !options.accept_bulk_removal {
        let problem = "so many removals are likely an accident: nothing was changed";
        return Err(Failure::Found(problem.to_owned()));
    }
    Ok(Some(verdict))
}

/// The new text of the changelog, if the update affects users.
fn changelog(
    workspace: &Workspace,
    verdict: &Verdict,
    inputs: &[&str],
    today: Date,
) -> Result<Option<String>, Failure> {
    if !verdict.report.findings.iter().any(|finding| finding.in_slice) {
        return Ok(None);
    }
    let entry = changelog::entry(inputs, &today.to_string(), &verdict.sentence, &verdict.report);
    changelog::insert(&read(&workspace.root().join(CHANGELOG))?, &entry).map(Some)
}
