//! `generate`: generates Rust from metadata, or checks that the generated files are up to date.

use std::path::{Path, PathBuf};

use graph_models_codegen::build::folder::{Changes, Plan, Written};
use graph_models_codegen::{CrateOptions, Features, Input, Options, Output, crate_files};

use crate::failure::Failure;
use crate::options::GenerateOptions;
use crate::report::{Progress, counted, note};
use crate::workspace::Workspace;
use crate::{difference, report};

/// The folders that a run writes to, and the options of the generator.
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
///
/// # Errors
///
/// Returns an error if files are not up to date and are only to be checked, or if they could not be generated.
pub fn run(workspace: &Workspace, options: &GenerateOptions) -> Result<(), Failure> {
    require_slices(workspace, options)?;
    let input = crate::input::of_generate(workspace, options)?;
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

/// Fails if the user names only metadata: to generate all of it, the user must say `--all`.
fn require_slices(workspace: &Workspace, options: &GenerateOptions) -> Result<(), Failure> {
    let slices = workspace.slices_file(None);
    if options.all || !options.input.is_whole() || slices.exists() {
        return Ok(());
    }
    let help =
        "`--all` generates all that the metadata declares; `--slices FILE` names the parts to generate";
    Err(Failure::refused(format!("there are no slices: {} is not there", workspace.shown(&slices)), help))
}

/// Generates, and plans the files. Problems are shown.
///
/// # Errors
///
/// Returns an error if the input has errors, or if a crate cannot have the name or the runtime of the options.
pub fn plan(
    workspace: &Workspace,
    options: &GenerateOptions,
    mut input: Input,
    destination: &Destination,
) -> Result<(Output, Plan), Failure> {
    input.set_options(destination.options);
    if options.crate_name.is_none() && options.out.is_some() {
        require_own_folder(workspace, &destination.folder, options)?;
    }
    let progress = Progress::of("generating");
    let mut output = graph_models_codegen::generate(&input);
    drop(progress);
    report::require_no_errors(&output.diagnostics, input.sources(), "nothing was generated")?;
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
        if is_same(folder, &destination.folder) {
            let problem = format!("test vectors cannot stand in `{}`, beside Rust", workspace.shown(folder));
            return Err(Failure::refused(
                problem,
                "write them to a folder of their own: `--vectors vectors`",
            ));
        }
        plan.folder(folder, "test vectors", std::mem::take(&mut output.vectors));
    }
    Ok((output, plan))
}

/// Refuses to write modules to the folder of the slices or the metadata. The command replaces and removes files in its
/// output folder, and people edit the other files.
fn require_own_folder(workspace: &Workspace, out: &Path, options: &GenerateOptions) -> Result<(), Failure> {
    let slices = (!options.all).then(|| workspace.slices_file(options.input.slices_file()));
    for file in slices.iter().chain(&options.input.metadata) {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if is_same(folder, out) {
            let (out, file) = (workspace.shown(out), workspace.shown(file));
            let problem = format!("generated modules cannot stand in `{out}`, beside {file}");
            return Err(Failure::refused(problem, "write to a folder of their own: `--out generated`"));
        }
    }
    Ok(())
}

/// Returns true for two names of one folder.
fn is_same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

fn crate_options(
    workspace: &Workspace,
    name: &str,
    options: &GenerateOptions,
) -> Result<CrateOptions, Failure> {
    if let Some(problem) = CrateOptions::problem_of(name) {
        let problem = format!("`{name}` cannot be the name of a crate: it {problem}");
        return Err(Failure::refused(problem, format!("a name such as `{}` can", possible_name(name))));
    }
    let out = options.out.as_deref().unwrap_or(Path::new(""));
    let (runtime, client) = workspace.runtime(options.runtime.as_deref(), out)?;
    Ok(CrateOptions { name: name.to_owned(), version: env!("CARGO_PKG_VERSION").to_owned(), runtime, client })
}

/// A valid name of a crate that is close to the invalid one.
fn possible_name(name: &str) -> String {
    let is_kept = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let words: Vec<_> = name.split(|c: char| !is_kept(c)).filter(|word| !word.is_empty()).collect();
    let joined = words.join("-").to_ascii_lowercase();
    let names = [joined.clone(), format!("graph-{joined}")];
    let possible = |name: &String| !name.ends_with('-') && CrateOptions::problem_of(name).is_none();
    names.into_iter().find(possible).unwrap_or_else(|| "graph-types".to_owned())
}

/// Lists the files that are not up to date, and shows the first difference.
///
/// # Errors
///
/// Returns an error if there are such files.
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
    let files = counted(changes.count(), "generated file is", "generated files are");
    let command = workspace.commands().generate;
    Err(Failure::Found(format!("{files} not up to date; run `{command}`")))
}

/// The most slices that get a line each. More slices are summed up in one line.
const MOST_LINES: usize = 8;

/// Prints what was generated.
pub fn summary(output: &Output, written: Written) {
    let slices = &output.summaries;
    if slices.len() > MOST_LINES {
        let requests: usize = slices.iter().map(|slice| slice.requests).sum();
        report::summary(&format!("{} slices with {requests} requests; {written}", slices.len()));
    } else if let Some((last, others)) = slices.split_last() {
        for summary in others {
            report::summary(&summary.to_string());
        }
        report::summary(&format!("{last}; {written}"));
    }
    // Slices omit declarations by choice, but any omission from whole metadata must be reported.
    for coverage in output.coverage.iter().filter(|coverage| coverage.is_of_all) {
        report::summary(&coverage.to_string());
    }
    if let [first, ..] = output.without_scopes.as_slice() {
        let requests = counted(output.without_scopes.len(), "request has", "requests have");
        report::summary(&format!("{requests} no scopes in the permissions, the first of them {first}"));
    }
}
