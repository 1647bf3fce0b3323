//! The stages in a row, and what comes out.

mod documents;

use std::collections::{BTreeMap, BTreeSet};

use documents::{note_unknown, require_declarations, require_lossless};

use crate::beside::beside;
use crate::check::{Comparison, compare};
use crate::config::{Overlay, Permissions, Slices};
use crate::coverage::Coverage;
use crate::csdl::Document;
use crate::derive::without_scopes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::extract::{self, Extract};
use crate::input::Input;
use crate::model::Model;
use crate::openapi::OpenApi;
use crate::shown::Shown;
use crate::source::{FileId, Sources};
use crate::{
    Files, GeneratedType, SliceSummary, Statistics, emit, endpoints, index, lower, overview, read, resolve,
    rust, slice, vectors, write,
};

/// What a run gives.
#[derive(Debug, Clone, Default)]
pub struct Output {
    /// The generated files; empty if there are errors.
    pub files: Files,
    /// Test vectors for the generated types, a module of their own; empty unless asked for.
    pub vectors: Files,
    /// A page a slice, for people; empty unless asked for.
    pub pages: Files,
    /// OpenAPI of each slice, without the schemas of types; empty unless asked for.
    pub openapi: Vec<OpenApi>,
    /// The Cargo features that parts of it stand behind, with what each brings.
    pub features: Vec<(String, String)>,
    /// The modules of the versions.
    pub modules: Vec<String>,
    /// The generated types of each version by qualified CSDL name.
    pub types: Vec<BTreeMap<String, GeneratedType>>,
    /// How much of the metadata was generated, a version each.
    pub coverage: Vec<Coverage>,
    /// Requests for which no scope is known, method and path, where permissions were read.
    pub without_scopes: Vec<String>,
    /// What each slice holds.
    pub summaries: Vec<SliceSummary>,
    /// All that was found wrong or noteworthy.
    pub diagnostics: Diagnostics,
}

/// Runs all stages. If any finds an error, the stages that need its result do not run.
pub fn generate(input: &Input) -> Output {
    let mut diagnostics = Diagnostics::default();
    let versions = lowered(input, &mut diagnostics).unwrap_or_default();
    if diagnostics.has_errors() {
        return Output { diagnostics, ..Output::default() };
    }
    let mut output = Output { diagnostics, ..Output::default() };
    let mut rust = Vec::new();
    for mut lowered in versions {
        output.summaries.append(&mut lowered.summaries);
        output.pages.append(&mut lowered.shown.pages);
        output.openapi.append(&mut lowered.shown.openapi);
        output.coverage.push(lowered.coverage);
        rust.push(lowered.rust);
    }
    let (files, (types, vectors)) = beside(
        || emit::files(&rust),
        || {
            let vectors = if input.options.vectors { vectors::files(&rust) } else { Files::new() };
            (rust.iter().map(index::of).collect(), vectors)
        },
    );
    Output {
        files,
        vectors,
        features: features(&rust),
        types,
        modules: rust.iter().map(|version| version.module.clone()).collect(),
        without_scopes: without_scopes(&rust, !input.permissions.is_empty()),
        ..output
    }
}

/// The Cargo features of all versions, each with what it brings.
fn features(versions: &[rust::Version]) -> Vec<(String, String)> {
    let mut features: BTreeMap<String, String> = BTreeMap::new();
    for feature in versions.iter().flat_map(|version| &version.features) {
        features.entry(feature.name.clone()).or_insert_with(|| feature.description.clone());
    }
    let kinds = [
        ("properties", "A constant for every property, for patches and query options."),
        ("requests", "Requests."),
    ];
    let has_kinds = versions.iter().any(|version| version.has_kind_features);
    let kinds =
        kinds.iter().filter(|_| has_kinds).map(|&(name, brings)| (name.to_owned(), brings.to_owned()));
    features.into_iter().chain(kinds).collect()
}

/// Decides all of it and emits nothing, for programs that write other Rust of the same types.
pub fn decide(input: &Input, diagnostics: &mut Diagnostics) -> Vec<rust::Version> {
    let versions = lowered(input, diagnostics).unwrap_or_default();
    versions.into_iter().map(|lowered| lowered.rust).collect()
}

/// A version up to the last stage, and what is said of its slices, which needs the model.
pub(crate) struct Lowered {
    pub(crate) rust: rust::Version,
    pub(crate) summaries: Vec<SliceSummary>,
    shown: Shown,
    coverage: Coverage,
}

/// All files of permissions.
pub(crate) fn permissions(input: &Input, diagnostics: &mut Diagnostics) -> Permissions {
    Permissions::read_all(&input.sources, &input.permissions, diagnostics)
}

/// All stages but the last; `None` after an error.
pub(crate) fn lowered(input: &Input, diagnostics: &mut Diagnostics) -> Option<Vec<Lowered>> {
    let options = input.options;
    let slices = Slices::read(&input.sources, input.slices, diagnostics);
    let mut overlay = Overlay::default();
    input.overlays.iter().for_each(|&file| overlay.read(&input.sources, file, diagnostics));
    let permissions = permissions(input, diagnostics);
    let models = models(input, &slices, diagnostics);
    go_on(diagnostics)?;
    let all: Vec<_> = models.values().collect();
    lower::check_entries(&all, &slices, &overlay, &permissions, diagnostics);

    let mut lowered = Vec::new();
    for (version, model) in &models {
        let configs: Vec<_> = slices.slices.iter().filter(|slice| slice.version.value == *version).collect();
        let resolved: Vec<_> =
            configs.iter().map(|config| slice::Slice::resolve(config, model, diagnostics)).collect();
        go_on(diagnostics)?;
        let descriptions: Vec<_> =
            configs.iter().map(|config| (config.name.clone(), config.description.clone())).collect();
        let files: BTreeSet<_> =
            configs.iter().flat_map(|config| &config.metadata).map(|name| name.value.clone()).collect();
        let input = lower::Input {
            model,
            files: &Vec::from_iter(files),
            slices: &resolved,
            descriptions: &descriptions,
            version,
            overlay: &overlay,
            permissions: &permissions,
            features: options.features,
        };
        let mut rust = lower::version(&input, diagnostics);
        go_on(diagnostics)?;
        let coverage = Coverage::new(version, model, &resolved, &rust, diagnostics);
        rust.overview = overview::of(&configs, &rust);
        overview::mark(&resolved, model, &mut rust);
        let shown = Shown::of(&configs, &resolved, model, &rust, options);
        let of_slices = configs.iter().zip(&resolved);
        let summaries: Vec<_> = of_slices
            .map(|(config, slice)| SliceSummary::new(slice, model, endpoints::count(config, &rust)))
            .collect();
        for (config, _) in configs.iter().zip(&summaries).filter(|(_, summary)| summary.is_empty()) {
            let problem = format!("nothing is generated of slice `{}`", config.name);
            let help =
                "what it takes in has no Rust of its own, such as type definitions and types of any JSON";
            diagnostics.push(Diagnostic::error(problem).at(config.place, "this table").help(help));
        }
        lowered.push(Lowered { rust, summaries, shown, coverage });
    }
    let listed = lowered.iter().flat_map(|lowered| &lowered.rust.catalog);
    let listed: Vec<_> = listed.map(rust::Listed::info).collect();
    lower::check_requests(&listed, &overlay, &permissions, diagnostics);
    go_on(diagnostics)?;
    Some(lowered)
}

/// The slices of each version, resolved.
pub(crate) fn resolve_slices(
    input: &Input,
    diagnostics: &mut Diagnostics,
) -> Vec<(Model, Vec<slice::Slice>)> {
    let slices = Slices::read(&input.sources, input.slices, diagnostics);
    let models = models(input, &slices, diagnostics);
    if diagnostics.has_errors() {
        return Vec::new();
    }
    let resolved = models.into_iter().map(|(version, model)| {
        let configs = slices.slices.iter().filter(|slice| slice.version.value == version);
        let slices = configs.map(|config| slice::Slice::resolve(config, &model, diagnostics)).collect();
        (model, slices)
    });
    let resolved = resolved.collect();
    if diagnostics.has_errors() { Vec::new() } else { resolved }
}

/// One model a version, from all metadata files of its slices.
fn models(input: &Input, slices: &Slices, diagnostics: &mut Diagnostics) -> BTreeMap<String, Model> {
    let mut files: BTreeMap<String, Vec<FileId>> = BTreeMap::new();
    for slice in &slices.slices {
        let of_version = files.entry(slice.version.value.clone()).or_default();
        for name in &slice.metadata {
            match input.metadata.get(&name.value) {
                Some(file) if of_version.contains(file) => {}
                Some(file) => of_version.push(*file),
                None => diagnostics.push(
                    Diagnostic::error(format!("there is no metadata file `{}`", name.value))
                        .at(name.place, "named here"),
                ),
            }
        }
    }
    let models = files.into_iter().map(|(version, files)| {
        let model = read_model(&input.sources, &files, diagnostics);
        resolve::report_contradictions(&model, diagnostics);
        (version, model)
    });
    models.collect()
}

/// Reads files that together describe a service, and resolves them if they could be read.
/// The model is complete only if no error was pushed.
pub fn read_model(sources: &Sources, files: &[FileId], diagnostics: &mut Diagnostics) -> Model {
    let documents: Vec<_> = files.iter().map(|&file| read::document(sources, file, diagnostics)).collect();
    note_unknown(&documents, diagnostics);
    for (document, &file) in documents.iter().zip(files) {
        require_declarations(document, file, diagnostics);
    }
    if diagnostics.has_errors() { Model::default() } else { resolve::model(&documents, diagnostics) }
}

/// Counts what a metadata file declares, once it is read and resolved.
pub fn statistics(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Statistics {
    let documents = [read::document(sources, file, diagnostics)];
    note_unknown(&documents, diagnostics);
    let [document] = &documents;
    require_declarations(document, file, diagnostics);
    resolve::model(&documents, diagnostics);
    Statistics::of(document)
}

/// What [`check_against`] found.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// How much was compared.
    pub comparison: Comparison,
    /// Whether both sides could be read and compared, so that all errors are differences.
    pub is_compared: bool,
    /// Each difference is an error.
    pub diagnostics: Diagnostics,
}

/// Compares the metadata of all slices with a whole metadata file: its name and its text.
/// Types that only stand in the paths to what is generated may lack properties, nothing else may.
pub fn check_against(input: &mut Input, name: impl Into<String>, whole: impl Into<String>) -> Checked {
    let mut diagnostics = Diagnostics::default();
    let file = input.sources.add(name, whole);
    let slices = Slices::read(&input.sources, input.slices, &mut diagnostics);
    let models = models(input, &slices, &mut diagnostics);
    let whole = read_model(&input.sources, &[file], &mut diagnostics);
    if diagnostics.has_errors() {
        return Checked { diagnostics, ..Checked::default() };
    }
    let resolved = models.into_iter().map(|(version, ours)| {
        let configs = slices.slices.iter().filter(|slice| slice.version.value == version);
        let resolved: Vec<_> =
            configs.map(|config| slice::Slice::resolve(config, &ours, &mut diagnostics)).collect();
        (ours, resolved)
    });
    let resolved: Vec<_> = resolved.collect();
    if diagnostics.has_errors() {
        return Checked { diagnostics, ..Checked::default() };
    }
    let mut comparison = Comparison::default();
    for (ours, slices) in &resolved {
        comparison += compare(ours, &whole, &ancestors(ours, slices), &mut diagnostics);
    }
    if comparison == Comparison::default() {
        let problem = Diagnostic::error("there is nothing to compare").at(
            input.slices.place(0..0),
            "the metadata of these slices has no type, operation, entity set or singleton",
        );
        diagnostics.push(problem);
        return Checked { diagnostics, ..Checked::default() };
    }
    Checked { comparison, is_compared: true, diagnostics }
}

/// Types whose values no slice receives or sends: they stand only in paths.
fn ancestors(model: &Model, slices: &[slice::Slice]) -> BTreeSet<String> {
    let needed: BTreeSet<_> = slices
        .iter()
        .flat_map(|slice| &slice.types)
        .flat_map(|&id| model.lineage(id).map(|(id, _)| id).collect::<Vec<_>>())
        .collect();
    let others = model.types().filter(|(id, _)| !needed.contains(id));
    others.map(|(_, ty)| ty.name().to_string()).collect()
}

/// A metadata file in canonical form. What the form has no place for is an error, since it would be lost.
pub fn format(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> String {
    let document = read::document(sources, file, diagnostics);
    require_lossless(&document, diagnostics);
    require_declarations(&document, file, diagnostics);
    write::document(&document)
}

/// What [`extract`] gives.
#[derive(Debug, Clone, Default)]
pub struct Extracted {
    /// The extract, unless there are errors.
    pub extract: Option<Extract>,
    /// All that was found wrong or noteworthy.
    pub diagnostics: Diagnostics,
}

/// Takes from a whole metadata file, its name and its text, what the slices of one version need, with the
/// descriptions of the metadata file that the slices name, if there is one yet.
pub fn extract(
    input: &mut Input,
    version: Option<&str>,
    name: impl Into<String>,
    whole: impl Into<String>,
) -> Extracted {
    let mut diagnostics = Diagnostics::default();
    let whole = input.sources.add(name, whole);
    let extract = extract_from(input, version, whole, &mut diagnostics);
    Extracted { extract: extract.filter(|_| !diagnostics.has_errors()), diagnostics }
}

fn extract_from(
    input: &Input,
    version: Option<&str>,
    whole: FileId,
    diagnostics: &mut Diagnostics,
) -> Option<Extract> {
    let slices = Slices::read(&input.sources, input.slices, diagnostics);
    go_on(diagnostics)?;
    let target = extract::Target::find(&slices, version, diagnostics)?;
    let mut ours = Document::default();
    if let Some(&file) = input.metadata.get(&target.file.value) {
        ours = read::document(&input.sources, file, diagnostics);
        require_lossless(&ours, diagnostics);
    }
    let file = whole;
    let whole = read::document(&input.sources, file, diagnostics);
    note_unknown(std::slice::from_ref(&whole), diagnostics);
    require_declarations(&whole, file, diagnostics);
    go_on(diagnostics)?;
    let our_model = resolve::model(std::slice::from_ref(&ours), diagnostics);
    let whole_model = resolve::model(std::slice::from_ref(&whole), diagnostics);
    go_on(diagnostics)?;
    Some(extract::run(&target, (ours, &our_model), (whole, &whole_model), diagnostics))
}

fn go_on(diagnostics: &Diagnostics) -> Option<()> {
    (!diagnostics.has_errors()).then_some(())
}
