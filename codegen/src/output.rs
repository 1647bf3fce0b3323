//! The result of a run: the generated files, and reports about them.

use std::collections::{BTreeMap, BTreeSet};

use crate::decided;
use crate::describe::Documents;
use crate::describe::openapi::OpenApi;
use crate::emit::Files;
use crate::input::{Input, MadeBy};
use crate::rust::Version;
use crate::rust::index::{self, GeneratedType};
use crate::select::Selection;
use crate::select::coverage::Coverage;
use crate::select::explain::{Holding, holding};
use crate::select::summary::SliceSummary;
use crate::vectors;
use csdl::diagnostic::{Diagnostic, Diagnostics};

/// The result of a run.
#[derive(Debug, Clone, Default)]
pub struct Output {
    /// The generated files; empty if there are errors.
    pub files: Files,
    /// Test vectors for the generated types, in a separate module; empty unless requested.
    pub vectors: Files,
    /// One page per slice, for people; empty unless requested.
    pub pages: Files,
    /// One OpenAPI document per slice, without the schemas of types; empty unless requested.
    pub openapi: Vec<OpenApi>,
    /// The Cargo features of the generated code, each with a description of its content.
    pub features: Vec<(String, String)>,
    /// The modules of the versions.
    pub modules: Vec<String>,
    /// The generated types of each version by qualified CSDL name.
    pub types: Vec<BTreeMap<String, GeneratedType>>,
    /// The generated share of the metadata, one entry per version.
    pub coverage: Vec<Coverage>,
    /// Requests without a known scope, as method and path. Empty unless permissions were read.
    pub without_scopes: Vec<String>,
    /// The number of types and requests in each slice.
    pub summaries: Vec<SliceSummary>,
    /// The command that makes the files again. The files name it.
    pub made_by: MadeBy,
    /// Errors and warnings.
    pub diagnostics: Diagnostics,
}

impl Output {
    /// The output of a run that found errors.
    pub(crate) fn failed(diagnostics: Diagnostics) -> Self {
        Self { diagnostics, ..Self::default() }
    }

    /// Makes the output without the generated files.
    pub(crate) fn new(
        selections: &[Selection],
        versions: &[Version],
        input: &Input,
        mut diagnostics: Diagnostics,
    ) -> Self {
        let pairs = || selections.iter().zip(versions);
        let summaries: Vec<_> =
            pairs().flat_map(|(selection, version)| summaries(selection, version)).collect();
        require_content(selections, &summaries, &mut diagnostics);
        let coverage =
            pairs().map(|(selection, version)| Coverage::new(selection, version, &mut diagnostics)).collect();
        if diagnostics.has_errors() {
            return Self::failed(diagnostics);
        }
        let (mut pages, mut openapi) = (Files::new(), Vec::new());
        for (selection, version) in pairs() {
            let mut documents = Documents::new(selection, version, input.options);
            pages.append(&mut documents.pages);
            openapi.append(&mut documents.openapi);
        }
        Self {
            files: Files::new(),
            vectors: if input.options.vectors { test_vectors(selections, versions) } else { Files::new() },
            pages,
            openapi,
            features: features(versions),
            modules: versions.iter().map(|version| version.module.clone()).collect(),
            types: versions.iter().map(index::generated_types).collect(),
            coverage,
            without_scopes: match input.permissions_place {
                Some(_) => versions.iter().flat_map(Version::without_scopes).collect(),
                None => Vec::new(),
            },
            summaries,
            made_by: input.options.made_by,
            diagnostics,
        }
    }

    /// Adds the generated files, unless there are errors.
    pub(crate) fn with_files(self, files: Files) -> Self {
        if self.diagnostics.has_errors() { self } else { Self { files, ..self } }
    }
}

/// The types and operations of all slices, in a form for people.
pub fn holdings(input: &Input, diagnostics: &mut Diagnostics) -> Vec<Holding> {
    let Some((selections, versions)) = decided(input, diagnostics) else { return Vec::new() };
    let holdings = selections.iter().zip(&versions).flat_map(|(selection, version)| {
        let slices = selection.slices.iter().zip(summaries(selection, version));
        slices.map(|(slice, summary)| holding(&selection.model, slice, summary))
    });
    holdings.collect()
}

fn summaries<'a>(selection: &'a Selection, version: &'a Version) -> impl Iterator<Item = SliceSummary> + 'a {
    let slices = selection.slices.iter().zip(&version.slices);
    slices.map(|(slice, decided)| {
        SliceSummary::new(slice, &version.module, &selection.model, decided.requests.len())
    })
}

/// The test vectors for the types of slices with documents.
fn test_vectors(selections: &[Selection], versions: &[Version]) -> Files {
    let wanted = selections.iter().flat_map(|selection| {
        let slices = selection.slices.iter().filter(|slice| slice.config.has_documents);
        let types = slices.flat_map(|slice| &slice.types);
        types.map(|&id| (selection.version.as_str(), selection.model.ty(id).name().to_string()))
    });
    let wanted: BTreeSet<_> = wanted.collect();
    vectors::files(versions.iter(), |version, name| {
        wanted.contains(&(version.version.as_str(), name.to_owned()))
    })
}

/// Reports slices without any generated item.
fn require_content(selections: &[Selection], summaries: &[SliceSummary], diagnostics: &mut Diagnostics) {
    let slices = selections.iter().flat_map(|selection| &selection.slices);
    for (slice, _) in slices.zip(summaries).filter(|(_, summary)| summary.is_empty()) {
        let problem = format!("nothing is generated of slice `{}`", slice.name());
        let help = "what it takes in has no Rust of its own, such as type definitions and types of any JSON";
        diagnostics.push(Diagnostic::error(problem).at(slice.config.place, "this table").help(help));
    }
}

/// The Cargo features of all versions, each with a description of its content.
fn features(versions: &[Version]) -> Vec<(String, String)> {
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
