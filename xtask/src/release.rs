//! `release`: versions, changelog and lock file of a release, and a check of its packages.
//!
//! The command neither commits, tags nor publishes. It prints the commands that do.

mod edits;
mod packages;

use clap::Args;
use graph_models_cli::difference;
use graph_models_cli::failure::Failure;
use graph_models_cli::report::{self, Progress, say};
use graph_models_cli::schema_diff::today;
use graph_models_cli::workspace::Workspace;
use graph_models_codegen::build::folder::Plan;
use semver::Version;

use edits::Edit;

#[derive(Debug, Args)]
pub(crate) struct ReleaseOptions {
    /// The version of all crates, such as 0.2.0
    version: Version,
    /// Write nothing: show what would change, and check the packages in a copy of the workspace
    #[arg(long)]
    dry_run: bool,
    /// Also compile each package, with the packages of the other crates
    #[arg(long)]
    verify: bool,
    /// Day of the release, such as 2026-06-30 [default: the day of the clock]
    #[arg(long, value_name = "DATE")]
    today: Option<String>,
}

/// Changes the files, or shows the changes, and checks the packages.
pub(crate) fn run(workspace: &Workspace, options: &ReleaseOptions) -> Result<(), Failure> {
    let date = today(options.today.as_deref())?.to_string();
    let edits = edits::all(workspace, &options.version, &date)?;
    for Edit { path, old, new } in &edits {
        let name = workspace.shown(path);
        match options.dry_run {
            true => report::results(&difference::unified(old, new, (&name, "as released"))),
            false => say!("changed: {name}"),
        }
    }
    let copy = options.dry_run.then(|| packages::copy(workspace, &edits)).transpose()?;
    if copy.is_none() {
        let mut plan = Plan::default();
        for edit in &edits {
            plan.file(edit.path.clone(), edit.new.clone());
        }
        plan.write()?;
    }
    let root = copy.as_ref().map_or_else(|| workspace.root(), tempfile::TempDir::path);
    let progress = Progress::of("checking the packages");
    packages::check(workspace, root, options.verify)?;
    drop(progress);
    next_steps(&options.version, options.dry_run);
    Ok(())
}

fn next_steps(version: &Version, is_dry_run: bool) {
    if is_dry_run {
        say!("nothing was written; without --dry-run the files above change");
        return;
    }
    say!("next: git commit --all --message 'Release {version}'");
    say!("      git tag v{version}");
    say!("      git push origin HEAD v{version}");
    say!("      cargo publish --workspace");
}
