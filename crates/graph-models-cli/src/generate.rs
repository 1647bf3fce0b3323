//! `generate`: Rust from metadata, or a check that the generated files are up to date.

use std::path::{Path, PathBuf};

use graph_models_codegen::build::folder::{Changes, Plan, Written};
use graph_models_codegen::{CrateOptions, Features, Input, Options, Output, crate_files};

use crate::command::GenerateOptions;
use crate::failure::Failure;
use crate::report::{note, say};
use crate::workspace::Workspace;
use crate::{difference, report, whole};

/// The folders that a run writes to, and what it makes besides the modules.
#[derive(Debug, Clone)]
pub struct Destination {
    /// The folder of the modules, or of the crate.
    pub folder: PathBuf,
    /// The folder of test vectors, if they are wanted.
    pub vectors: Option<PathBuf>,
    /// The options of the generator.
    pub options: Options,
}

impl Destination {
    /// The folders that the options name. A crate gets test vectors only on request.
    pub fn named(options: &GenerateOptions) -> Self {
        let features = match options.crate_name {
            Some(_) if options.all => Features::Namespaces,
            Some(_) => Features::Slices,
            // Features are written only for a crate, which declares them.
            None => Features::None,
        };
        Self {
            folder: options.out.clone().unwrap_or_default(),
            vectors: options.vectors.clone(),
            options: Options { features, vectors: options.vectors.is_some(), ..Options::default() },
        }
    }
}

/// Generates into the folder that the options name.
pub(crate) fn run(workspace: &Workspace, options: &GenerateOptions) -> Result<(), Failure> {
    let input = whole::input(workspace, options)?;
    let (output, plan) = plan(workspace, options, input, &Destination::named(options))?;
    if options.check {
        check(workspace, &plan.compare()?)?;
        summary(&output, Written::default());
        return Ok(());
    }
    let written = plan.write()?;
    summary(&output, written);
    Ok(())
}

/// Generates, and plans the files. Problems are shown.
///
/// # Errors
///
/// The input has errors, or a crate cannot have the name or the runtime that the options say.
pub fn plan(
    workspace: &Workspace,
    options: &GenerateOptions,
    mut input: Input,
    destination: &Destination,
) -> Result<(Output, Plan), Failure> {
    input.set_options(destination.options);
    let mut output = graph_models_codegen::generate(&input);
    report::diagnostics(&output.diagnostics, input.sources());
    if output.diagnostics.has_errors() {
        return Err(Failure::Reported("nothing was generated".to_owned()));
    }
    let generated = std::mem::take(&mut output.files);
    let mut plan = Plan::default();
    match &options.crate_name {
        Some(name) => {
            let crate_options = crate_options(workspace, name, options)?;
            let files = crate_files(&output, generated, &crate_options);
            plan.folder(&destination.folder, "a crate", files);
        }
        None => plan.folder(&destination.folder, "modules", generated),
    }
    if let Some(folder) = &destination.vectors {
        plan.folder(folder, "test vectors", std::mem::take(&mut output.vectors));
    }
    Ok((output, plan))
}

fn crate_options(
    workspace: &Workspace,
    name: &str,
    options: &GenerateOptions,
) -> Result<CrateOptions, Failure> {
    if let Some(problem) = CrateOptions::problem_of(name) {
        return Err(Failure::Reported(format!("`{name}` cannot be the name of a crate: it {problem}")));
    }
    let out = options.out.as_deref().unwrap_or(Path::new(""));
    let (runtime, client) = workspace.runtime(options.runtime.as_deref(), out)?;
    Ok(CrateOptions { name: name.to_owned(), version: env!("CARGO_PKG_VERSION").to_owned(), runtime, client })
}

/// Lists the files that are not up to date, and shows the first difference.
///
/// # Errors
///
/// There are such files.
pub fn check(workspace: &Workspace, changes: &Changes<'_>) -> Result<(), Failure> {
    if changes.count() == 0 {
        return Ok(());
    }
    for (state, path) in changes.states() {
        note!("{state}: {}", workspace.shown(&path));
    }
    if let Some((path, (current, text))) = changes.stale.iter().next() {
        let name = workspace.shown(path);
        report::difference(&difference::unified(current, text, (&name, "generated now")));
    }
    Err(Failure::Found(format!(
        "{} generated files are not up to date; run `{}`",
        changes.count(),
        workspace.commands().generate
    )))
}

/// More slices than this are summed up in one line.
const MOST_LINES: usize = 8;

/// Prints what was generated.
pub fn summary(output: &Output, written: Written) {
    let slices = &output.summaries;
    if slices.len() > MOST_LINES {
        let requests: usize = slices.iter().map(|slice| slice.requests).sum();
        say!("{} slices with {requests} requests; {written}", slices.len());
    } else if let Some((last, others)) = slices.split_last() {
        for summary in others {
            say!("{summary}");
        }
        say!("{last}; {written}");
    }
    // Slices leave things out by choice. Anything left out of whole metadata must be reported.
    for coverage in output.coverage.iter().filter(|coverage| coverage.is_of_all) {
        say!("{coverage}");
    }
    if let [first, ..] = output.without_scopes.as_slice() {
        let count = output.without_scopes.len();
        say!("{count} requests have no scopes in the permissions, the first of them {first}");
    }
}
