//! `cargo xtask bench`: the time of generation, and the costs of compiling generated code, compared with the usual
//! style of derives.

pub(crate) mod features;
mod measure;
mod part;
mod project;
mod table;
mod yardstick;

use std::path::Path;
use std::time::Instant;

use csdl::diagnostic::Diagnostics;
use csdl::source::Place;
use graph_models_cli::failure::Failure;
use graph_models_cli::input;
use graph_models_cli::report::{self, note, say};
use graph_models_cli::workspace::{Workspace, read};
use graph_models_codegen::input::{Slice, Slices};
use graph_models_codegen::{Features, Input, Options, decide, rust};

use crate::command::{BenchOptions, Measured};
use measure::{Cost, Profile};
use project::Project;
use table::Table;

/// The measured part of our crate: the features left out, and the features added.
const KINDS: [(&str, &[&str], &[&str]); 4] = [
    ("models", &["properties", "requests"], &[]),
    ("models and their JSON Schema", &["properties", "requests"], &["graph-models-core/schemars"]),
    ("with property constants", &["requests"], &[]),
    ("with requests and typed paths", &[], &[]),
];

/// The profiles, and the options that select them.
const PROFILES: [(Measured, Profile); 3] =
    [(Measured::Check, Profile::Check), (Measured::Dev, Profile::Dev), (Measured::Release, Profile::Release)];

/// The profiles of program builds, and the options that select them. In the release profile, a program compiles the
/// types that it uses.
const USERS: [(Measured, Profile); 2] =
    [(Measured::User, Profile::Dev), (Measured::UserRelease, Profile::Release)];

/// The conclusion from errors in the input.
const NOTHING: &str = "nothing was generated";

/// `cargo xtask bench generate`.
pub(crate) fn generate(workspace: &Workspace, metadata: &Path) -> Result<(), Failure> {
    let all = input::all(workspace, vec![(metadata, read(metadata)?)], None)?;
    generation(metadata, &all)
}

/// `cargo xtask bench compile`.
pub(crate) fn compile(workspace: &Workspace, options: &BenchOptions) -> Result<(), Failure> {
    let text = read(&options.metadata)?;
    let all = input::all(workspace, vec![(&options.metadata, text.clone())], None)?;
    generation(&options.metadata, &all)?;
    let mut table = Table::default();
    if PROFILES.into_iter().chain(USERS).any(|(what, _)| options.measures(what)) {
        let names = type_names(&all)?;
        for &share in options.shares() {
            let input = if share == 100 { all.clone() } else { part(&text, &names, share.into()) };
            measure_share(share, input, options, &mut table)?;
        }
    }
    if options.measures(Measured::Consumer) {
        consumer(workspace, &mut table)?;
    }
    report::results(&table.to_string());
    Ok(())
}

/// Times generation, from the text of a file to files on disk.
fn generation(metadata: &Path, input: &Input) -> Result<(), Failure> {
    let mut input = input.clone();
    input.set_options(Options { features: Features::Namespaces, ..Options::default() });
    let mut best = None;
    // The folders are removed only at the end, since some file systems create files slowly in a place where others
    // were just removed.
    let mut folders = Vec::new();
    for _ in 0..3 {
        let folder = project::folder("generated-")?;
        let start = Instant::now();
        let text = read(metadata)?;
        let output = graph_models_codegen::generate(&input);
        report::require_no_errors_quietly(&output.diagnostics, input.sources(), NOTHING)?;
        project::write(folder.path(), &output.files)?;
        let time = start.elapsed();
        drop(text);
        best = Some(best.map_or(time, |best: std::time::Duration| best.min(time)));
        folders.push(folder);
    }
    drop(folders);
    let build =
        if cfg!(debug_assertions) { "dev build of the generator" } else { "release build of the generator" };
    say!("generation, file to files: {:.2} s ({build})", best.unwrap_or_default().as_secs_f64());
    Ok(())
}

fn versions(input: &Input) -> Result<Vec<rust::Version>, Failure> {
    let mut diagnostics = Diagnostics::default();
    let versions = decide(input, &mut diagnostics);
    report::require_no_errors_quietly(&diagnostics, input.sources(), NOTHING)?;
    Ok(versions)
}

/// The qualified names of all types that are structs, in the order of emission.
fn type_names(input: &Input) -> Result<Vec<String>, Failure> {
    let versions = versions(input)?;
    let namespaces = versions.iter().flat_map(|version| &version.namespaces);
    let types =
        namespaces.flat_map(|namespace| namespace.complex_types.iter().chain(&namespace.entity_types));
    let structs = types.filter_map(|ty| match ty {
        rust::Structured::Struct(ty) => Some(ty.csdl.clone()),
        rust::Structured::TaggedEnum(_) | rust::Structured::KindEnum(_) => None,
    });
    Ok(structs.collect())
}

/// The input for about a percentage of the types. The real share is larger, since the types need other types.
fn part(text: &str, names: &[String], share: usize) -> Input {
    let wanted = names.len() * share / 100;
    let input = |count: usize| {
        let slice = input::slice("part".to_owned(), "A part".to_owned(), "v1.0", vec!["m.csdl".to_owned()]);
        let types = names.iter().take(count).cloned().map(Into::into).collect();
        let slices = vec![Slice { types, ..slice }];
        let mut input = Input::from_slices(Slices { slices, place: Place::NOWHERE });
        input.add_metadata("m.csdl", "m.csdl", text);
        input
    };
    let count = |input: &Input| type_names(input).map_or(usize::MAX, |names| names.len());
    let (mut low, mut high) = (1, names.len());
    while low < high {
        let middle = low.midpoint(high);
        if count(&input(middle)) < wanted { low = middle + 1 } else { high = middle }
    }
    input(low)
}

fn measure_share(
    share: u8,
    mut input: Input,
    options: &BenchOptions,
    table: &mut Table,
) -> Result<(), Failure> {
    input.set_options(Options { features: Features::Namespaces, ..Options::default() });
    let output = graph_models_codegen::generate(&input);
    let versions = versions(&input)?;
    let count = type_names(&input)?.len();
    note!("bench: {share} % of the types, {count} structs");
    let ours = Project::ours(&output)?;
    let yardstick = Project::yardstick(versions.iter().flat_map(|version| &version.namespaces))?;
    for (_, profile) in PROFILES.into_iter().filter(|&(what, _)| options.measures(what)) {
        let mut ours_by_kind = Vec::new();
        for (kind, left_out, added) in KINDS {
            let what = format!("{share} % {profile}: {kind}");
            let cost = ours.measure(profile, &ours.features(left_out, added))?;
            say!("{what}: {cost}");
            ours_by_kind.push((what, cost));
        }
        let theirs = yardstick.measure(profile, "")?;
        say!("{share} % {profile}: the yardstick: {theirs}");
        for (what, cost) in &ours_by_kind {
            table.add(what, cost, &theirs);
        }
    }
    let users = USERS.into_iter().filter(|&(what, _)| share == 100 && options.measures(what));
    for (_, profile) in users {
        let what = format!("a program that decodes one page, rebuilt ({profile})");
        table.add(&what, &ours.measure_user(profile)?, &yardstick.measure_user(profile)?);
    }
    Ok(())
}

/// The costs of the published crate for users, compared with the costs of serde with derive and `serde_json`.
fn consumer(workspace: &Workspace, table: &mut Table) -> Result<(), Failure> {
    let path = project::toml_text(&workspace.root().join("crates/graph-models"));
    let ours = Project::consumer("graph-models", &format!("{{ path = {path} }}"))?;
    let theirs =
        Project::consumer("serde", "{ version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"")?;
    let (ours, theirs): (Cost, Cost) = (ours.measure_clean()?, theirs.measure_clean()?);
    table.add("clean check of graph-models with all it needs, beside serde and serde_json", &ours, &theirs);
    Ok(())
}
