//! `conform`: payloads against metadata, by decoding and encoding each as its declared type.

mod manifest;
mod results;
mod scratch;
mod types;

use std::io::IsTerminal;
use std::path::Path;

use graph_models_codegen::{Options, Output, generate};

use crate::command::ConformOptions;
use crate::failure::Failure;
use crate::report::note;
use crate::workspace::{Workspace, read};
use crate::{report, whole};
use manifest::Entry;
use results::{Outcome, Results};
use scratch::{Job, Scratch};
use types::{Target, Types};

pub(crate) fn run(workspace: &Workspace, options: &ConformOptions) -> Result<(), Failure> {
    let entries = manifest::entries(workspace, &options.manifest)?;
    progress(&format!("generating all of {}", options.metadata.display()));
    let output = generate_all(workspace, &options.metadata)?;
    let types = Types::new(&output);
    let targets: Vec<_> = entries.iter().map(|entry| types.find(&entry.ty)).collect();
    let mut paths: Vec<_> = targets.iter().flatten().map(|target| target.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();

    let scratch = Scratch::write(workspace, options, &output, &paths)?;
    progress("compiling it");
    let runner = scratch.compile()?;
    let folder = options.manifest.parent().unwrap_or(Path::new(""));
    let jobs = entries.iter().zip(&targets).filter_map(|(entry, target)| {
        let ty = paths.iter().position(|path| target.is_some_and(|target| target.path == *path))?;
        Some(Job { ty, how: how(entry, (*target)?), path: folder.join(&entry.file) })
    });
    let jobs: Vec<_> = jobs.collect();
    let outcomes = scratch.run(&runner, &jobs, options.strict, |done| count(done, jobs.len()))?;

    let mut outcomes = outcomes.into_iter();
    let results = entries.iter().zip(&targets).map(|(entry, target)| {
        // The outcomes are those of the entries with a target, in their order.
        let outcome = target.and_then(|_| outcomes.next());
        let unknown = || Outcome::Error(format!("the metadata declares no type `{}`", entry.ty));
        let outcome = outcome.unwrap_or_else(unknown);
        (entry.file.display().to_string(), outcome)
    });
    let results = Results(results.collect());
    results.print(options.format)?;
    if results.are_kept() { Ok(()) } else { Err(Failure::Found(results.failure())) }
}

fn generate_all(workspace: &Workspace, metadata: &Path) -> Result<Output, Failure> {
    let mut input = whole::all(workspace, vec![(metadata, read(metadata)?)], None)?;
    input.set_options(Options::default());
    let output = generate(&input);
    if output.diagnostics.has_errors() {
        report::diagnostics(&output.diagnostics, input.sources());
        return Err(Failure::Reported("nothing was generated".to_owned()));
    }
    Ok(output)
}

/// The way in which the runner reads a payload.
fn how(entry: &Entry, target: &Target) -> &'static str {
    if target.is_value {
        "value"
    } else if target.has_value && !entry.is_collection {
        "page or entity with value"
    } else {
        "object"
    }
}

fn progress(what: &str) {
    note!("conform: {what}");
}

/// Shows the number of finished payloads, on a terminal only: elsewhere each number would be a line.
fn count(done: usize, total: usize) {
    if std::io::stderr().is_terminal() {
        let end = if done == total { "\n" } else { "" };
        anstream::eprint!("\rconform: {done} of {total} payloads{end}");
    }
}
