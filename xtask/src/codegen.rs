//! `cargo xtask codegen`: generates, or checks that the generated files are up to date.

use std::path::{Path, PathBuf};

use graph_models_codegen::build::folder::{Changes, Plan, Written};
use graph_models_codegen::{CrateOptions, Features, Input, Options, Output, Runtime, crate_files, generate};

use crate::command::CodegenOptions;
use crate::failure::Failure;
use crate::from_types::FromTypes;
use crate::report::{note, say};
use crate::workspace::{root, shown};
use crate::{cargo_manifest, difference, report, whole, workspace};

pub(crate) fn run(options: &CodegenOptions) -> Result<(), Failure> {
    let (output, plan) = generated(options, whole::input(options)?)?;
    let from_types = FromTypes::new(options, &output)?;
    if options.check {
        check(&plan.compare()?)?;
        // Stale types would give stale schemas.
        if let Some(from_types) = &from_types {
            check(&from_types.plan()?.compare()?)?;
        }
        summary(&output, Written::default());
        return Ok(());
    }
    let (mut written, of_types) = plan.write_then(|| match &from_types {
        Some(from_types) => Ok(from_types.plan()?.write()?),
        None => Ok::<_, Failure>(Written::default()),
    })?;
    written += of_types;
    summary(&output, written);
    Ok(())
}

/// Generates, and plans the files that do not come from compiled types.
pub(crate) fn generated(options: &CodegenOptions, mut input: Input) -> Result<(Output, Plan), Failure> {
    let vectors = vectors_folder(options);
    input.set_options(Options {
        features: features(options),
        vectors: vectors.is_some(),
        pages: options.out.is_none(),
        openapi: options.openapi.is_some(),
    });
    let mut output = generate(&input);
    report::diagnostics(&output.diagnostics, input.sources());
    if output.diagnostics.has_errors() {
        return Err(Failure::Reported("nothing was generated".to_owned()));
    }
    let folder = options.out.clone().unwrap_or_else(|| root().join("crates/graph-models/src/generated"));
    let generated = std::mem::take(&mut output.files);
    let mut plan = Plan::default();
    match &options.crate_name {
        Some(name) => {
            let files = crate_files(&output, generated, &crate_options(name, options)?);
            plan.folder(folder, "a crate", files);
        }
        None => plan.folder(folder, "modules", generated),
    }
    if options.out.is_none() {
        let (path, text) = cargo_manifest::with_features(&output)?;
        plan.file(path, text);
    }
    if let Some(folder) = vectors {
        plan.folder(folder, "test vectors", std::mem::take(&mut output.vectors));
    }
    Ok((output, plan))
}

/// The folder of test vectors. Another crate gets test vectors only on request.
fn vectors_folder(options: &CodegenOptions) -> Option<PathBuf> {
    let default = || options.out.is_none().then(|| root().join("crates/graph-models/tests/generated"));
    options.vectors.clone().or_else(default)
}

/// Features are written only for our own crate, which declares them.
fn features(options: &CodegenOptions) -> Features {
    match (&options.out, &options.crate_name) {
        (_, Some(_)) if options.all => Features::Namespaces,
        (None, _) | (_, Some(_)) => Features::Slices,
        (Some(_), None) => Features::None,
    }
}

fn crate_options(name: &str, options: &CodegenOptions) -> Result<CrateOptions, Failure> {
    if let Some(problem) = CrateOptions::problem_of(name) {
        return Err(Failure::Reported(format!("`{name}` cannot be the name of a crate: it {problem}")));
    }
    let (runtime, client) = match options.runtime.as_deref() {
        Some(version) if version.starts_with(|first: char| first.is_ascii_digit()) => {
            let version = Runtime::Version(version.to_owned());
            (version.clone(), Some(version))
        }
        given => {
            let core = given.map_or_else(|| root().join("crates/graph-models-core"), PathBuf::from);
            let core = core.canonicalize().map_err(Failure::io("find", &core))?;
            let client = core.with_file_name("graph-models-client");
            let out = options.out.as_deref().unwrap_or(Path::new(""));
            let folder = |folder: &Path| workspace::relative(out, folder).map(Runtime::Folder);
            // A copy of the runtime alone has no client beside it.
            let client = client.join("Cargo.toml").is_file().then(|| folder(&client)).transpose()?;
            (folder(&core)?, client)
        }
    };
    Ok(CrateOptions { name: name.to_owned(), version: env!("CARGO_PKG_VERSION").to_owned(), runtime, client })
}

fn check(changes: &Changes<'_>) -> Result<(), Failure> {
    if changes.count() == 0 {
        return Ok(());
    }
    for (state, path) in changes.states() {
        note!("{state}: {}", shown(&path));
    }
    if let Some((path, (current, text))) = changes.stale.iter().next() {
        let name = shown(path);
        report::difference(&difference::unified(current, text, (&name, "generated now")));
    }
    Err(Failure::Found(format!(
        "{} generated files are not up to date; run `cargo xtask codegen`",
        changes.count()
    )))
}

/// More slices than this are summed up in one line.
const MOST_LINES: usize = 8;

pub(crate) fn summary(output: &Output, written: Written) {
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
