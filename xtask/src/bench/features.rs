//! The cost of each feature of `graph-models`, compared with derives for the types of its slice.

use std::fs;
use std::path::Path;
use std::process::Command;

use graph_models_cli::failure::Failure;
use graph_models_cli::report::{self, note};
use graph_models_cli::workspace::Workspace;
use graph_models_codegen::text::markdown::code_in_table;
use graph_models_codegen::{Features, Options, SliceSummary, generate};

use super::measure::{Cost, Profile};
use super::project::Project;
use super::{NOTHING, part, versions};

/// The page with the table, below the root of the workspace.
const PAGE: &str = "benchmarks/features.md";

/// `cargo xtask bench features`. Measures the named features, or all of them if none is named.
pub(crate) fn run(workspace: &Workspace, names: &[String], write: bool) -> Result<(), Failure> {
    let path = workspace.slices_file(None);
    let mut input = workspace.read_input(&path)?;
    if let Some(name) = names.iter().find(|name| input.slices().slices.iter().all(|it| it.name != **name)) {
        return Err(Failure::Reported(format!("no slice of {} is named `{name}`", workspace.shown(&path))));
    }
    input.set_options(Options { features: Features::Slices, ..Options::default() });
    let output = generate(&input);
    report::require_no_errors_quietly(&output.diagnostics, input.sources(), NOTHING)?;
    let ours = Project::ours_alone(&output)?;
    let versions = versions(&input)?;
    let mut rows = Vec::new();
    let is_wanted = |slice: &&SliceSummary| names.is_empty() || names.contains(&slice.name);
    for slice in output.summaries.iter().filter(is_wanted) {
        let cost = ours.measure(Profile::Check, &slice.name)?;
        let theirs = Project::yardstick(&part::of_feature(&slice.name, &versions))?;
        let theirs = theirs.compiled_beside(&ours).measure(Profile::Check, "")?;
        note!("bench: {}: {cost}; derives: {theirs}", slice.name);
        rows.push(row(slice, &cost, &theirs));
    }
    let table = format!(
        "| feature | types | requests | check, s | derives, s | ratio | memory, MB | derives, MB | ratio |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|---:|\n{}",
        rows.concat()
    );
    report::results(&table);
    if write {
        let path = workspace.root().join(PAGE);
        create_parent(&path)?;
        fs::write(&path, page(&table)).map_err(Failure::io("write", &path))?;
    }
    Ok(())
}

fn create_parent(path: &Path) -> Result<(), Failure> {
    let Some(parent) = path.parent() else { return Ok(()) };
    fs::create_dir_all(parent).map_err(Failure::io("create", parent))
}

fn page(table: &str) -> String {
    format!(
        "# The cost of each feature\n\n\
         Written by `cargo xtask bench features --write` with {}. Do not edit.\n\n\
         `cargo check` of `graph-models` with one feature, after its dependencies are compiled. *Derives* is the check of \
         the same types and fields with serde's derive, without requests, typed paths and constants of properties. Times are processor times, memory is the peak of the \
         compiler. The median of three runs is shown.\n\n{table}",
        compiler()
    )
}

/// The name and version of the compiler.
fn compiler() -> String {
    let output = Command::new("rustc").arg("--version").output();
    output.map_or("an unknown compiler".to_owned(), |output| {
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    })
}

/// A row of the table. The times are processor times, since other work on the machine affects them least.
fn row(slice: &SliceSummary, ours: &Cost, theirs: &Cost) -> String {
    let (types, name) = (slice.structs + slice.enums, code_in_table(&slice.name));
    let numbers = format!("{:.1} | {:.1} | {:.2}", ours.user, theirs.user, ours.user / theirs.user);
    let memory = format!("{:.0} | {:.0} | {:.2}", ours.memory, theirs.memory, ours.memory / theirs.memory);
    format!("| {name} | {types} | {} | {numbers} | {memory} |\n", slice.requests)
}
