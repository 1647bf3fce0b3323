//! `conform`: checks payloads against metadata by decoding and encoding each one as its declared type.

mod manifest;
mod results;
mod scratch;
#[cfg(feature = "try")]
mod single;
mod types;

use std::io::IsTerminal;
use std::path::Path;

use csdl::diagnostic::Diagnostics;
use csdl::source::Sources;
use graph_models_codegen::{Output, generate};

use crate::command::ConformOptions;
use crate::failure::Failure;
use crate::input;
use crate::report::{self, Progress};
use crate::workspace::{Workspace, read};
use manifest::Entry;
use results::Results;
use scratch::{Job, Scratch, Subject};
#[cfg(feature = "try")]
pub(crate) use single::{Checked, Payload, Prepared};
use types::{Target, Types};

pub(crate) fn run(workspace: &Workspace, options: &ConformOptions) -> Result<(), Failure> {
    // If the named runtime does not exist, the command fails before any work that takes time.
    if options.runtime.is_some() {
        workspace.core(options.runtime.as_deref())?;
    }
    let mut sources = Sources::default();
    let list = sources.add(workspace.shown(&options.manifest), read(&options.manifest)?);
    let mut diagnostics = Diagnostics::default();
    let entries = manifest::entries(&sources, list, &mut diagnostics);
    let folder = options.manifest.parent().unwrap_or(Path::new(""));
    manifest::require_files(&entries, folder, &mut diagnostics);
    // Errors in the list are reported before any work that takes time.
    report::require_no_errors(&diagnostics, &sources, NOTHING_DECODED)?;
    progress(&format!("generating all of {}", options.metadata.display()));
    let output = generate_all(workspace, &options.metadata)?;
    let types = Types::new(&output);
    let targets: Vec<_> =
        entries.iter().filter_map(|entry| types.require(&entry.ty, &mut diagnostics)).collect();
    report::require_no_errors(&diagnostics, &sources, NOTHING_DECODED)?;
    let mut paths: Vec<_> = targets.iter().map(|target| target.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();

    let subject = Subject::file(&options.metadata);
    let scratch = Scratch::write(workspace, &subject, options.runtime.as_deref(), &output, &paths)?;
    progress("compiling it");
    let runner = scratch.compile()?;
    let jobs = entries.iter().zip(&targets).filter_map(|(entry, target)| {
        let ty = paths.iter().position(|path| target.path == *path)?;
        Some(Job { ty, how: how(entry, target), path: folder.join(&entry.file.value) })
    });
    let jobs: Vec<_> = jobs.collect();
    let outcomes = scratch.run(&runner, &jobs, options.strict, |done| count(done, jobs.len()))?;
    let results = entries.iter().map(|entry| entry.file.value.clone()).zip(outcomes);
    let results = Results(results.collect());
    results.print(options.format)?;
    if results.are_kept() { Ok(()) } else { Err(Failure::Found(results.failure())) }
}

/// The conclusion from errors in the list.
const NOTHING_DECODED: &str = "nothing was decoded";

fn generate_all(workspace: &Workspace, metadata: &Path) -> Result<Output, Failure> {
    let _progress = Progress::of("generating");
    let input = input::all(workspace, vec![(metadata, read(metadata)?)], None)?;
    let output = generate(&input);
    report::require_no_errors_quietly(&output.diagnostics, input.sources(), "nothing was generated")?;
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
    report::remark(&format!("conform: {what}"));
}

/// Shows the number of finished payloads on a terminal. In any other output each number would be a line.
fn count(done: usize, total: usize) {
    if report::is_open() && std::io::stderr().is_terminal() {
        let end = if done == total { "\n" } else { "" };
        anstream::eprint!("\rconform: {done} of {total} payloads{end}");
    }
}
