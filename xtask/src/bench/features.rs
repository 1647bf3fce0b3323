//! The cost of each feature of `graph-models`, compared with derives for the types of its slice.

use graph_models_cli::failure::Failure;
use graph_models_cli::report::{self, note};
use graph_models_cli::workspace::{Workspace, read};
use graph_models_codegen::build::metadata;
use graph_models_codegen::input::Slices;
use graph_models_codegen::text::markdown::code_in_table;
use graph_models_codegen::{Features, Input, Options, SliceSummary, generate};

use super::measure::{Cost, Profile};
use super::project::Project;
use super::versions;

/// `cargo xtask bench features`. Measures the named features, or all of them if none is named.
pub(crate) fn run(workspace: &Workspace, names: &[String]) -> Result<(), Failure> {
    let path = workspace.slices_file(None);
    let mut input = workspace.read_input(&path)?;
    if let Some(name) = names.iter().find(|name| input.slices().slices.iter().all(|it| it.name != **name)) {
        return Err(Failure::Reported(format!("no slice of {} is named `{name}`", workspace.shown(&path))));
    }
    input.set_options(Options { features: Features::Slices, ..Options::default() });
    let output = generate(&input);
    if output.diagnostics.has_errors() {
        report::diagnostics(&output.diagnostics, input.sources());
        return Err(Failure::Reported("nothing was generated".to_owned()));
    }
    let ours = Project::ours_alone(&output)?;
    let mut rows = Vec::new();
    let is_wanted = |slice: &&SliceSummary| names.is_empty() || names.contains(&slice.name);
    for slice in output.summaries.iter().filter(is_wanted) {
        let cost = ours.measure(Profile::Check, &slice.name)?;
        let theirs = Project::yardstick(&versions(&only(workspace, &slice.name, &input)?)?)?;
        let theirs = theirs.measure(Profile::Check, "")?;
        note!("bench: {}: {cost}; derives: {theirs}", slice.name);
        rows.push(row(slice, &cost, &theirs));
    }
    report::results(&format!(
        "| feature | types | requests | check, s | derives, s | ratio | memory, MB | derives, MB | ratio |\n\
         |---|---|---|---|---|---|---|---|---|\n{}",
        rows.concat()
    ));
    Ok(())
}

/// The input with one of the slices.
fn only(workspace: &Workspace, name: &str, all: &Input) -> Result<Input, Failure> {
    let mut slices = all.slices().slices.clone();
    slices.retain(|slice| slice.name == name);
    let mut input = Input::from_slices(Slices { slices, place: all.slices().place });
    metadata::read(&mut input, &workspace.root().join("schemas"), |path| workspace.shown(path), read)?;
    Ok(input)
}

/// A row of the table. The times are processor times, since other work on the machine affects them least.
fn row(slice: &SliceSummary, ours: &Cost, theirs: &Cost) -> String {
    let (types, name) = (slice.structs + slice.enums, code_in_table(&slice.name));
    let numbers = format!("{:.1} | {:.1} | {:.2}", ours.user, theirs.user, ours.user / theirs.user);
    let memory = format!("{:.0} | {:.0} | {:.2}", ours.memory, theirs.memory, ours.memory / theirs.memory);
    format!("| {name} | {types} | {} | {numbers} | {memory} |\n", slice.requests)
}
