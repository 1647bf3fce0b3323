//! The result of a run, and runs that stop early.

use std::collections::BTreeMap;

use crate::describe::Documents;
use crate::describe::openapi::OpenApi;
use crate::emit::{self, Files};
use crate::input::Input;
use crate::parallel::join;
use crate::rust::index::{self, GeneratedType};
use crate::rust::{self, Listed, Version};
use crate::select::coverage::Coverage;
use crate::select::explain::{Holding, holding};
use crate::select::summary::SliceSummary;
use crate::select::{Selection, select};
use crate::{lower, vectors};
use csdl::diagnostic::{Diagnostic, Diagnostics};

/// The result of a run.
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
    /// Whether the module of all versions has the function `operations`.
    pub has_operations: bool,
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

impl Output {
    /// The output of a run that found errors.
    pub(crate) fn failed(diagnostics: Diagnostics) -> Self {
        Self { diagnostics, ..Self::default() }
    }

    /// Emits decided Rust, and what was asked for beside it.
    pub(crate) fn of(
        input: &Input,
        selections: &[Selection],
        versions: &[Version],
        mut diagnostics: Diagnostics,
    ) -> Self {
        let both = || selections.iter().zip(versions);
        let summaries: Vec<_> =
            both().flat_map(|(selection, version)| summaries(selection, version)).collect();
        let slices = selections.iter().flat_map(|selection| &selection.slices);
        for (slice, _) in slices.zip(&summaries).filter(|(_, summary)| summary.is_empty()) {
            let problem = format!("nothing is generated of slice `{}`", slice.name());
            let help =
                "what it takes in has no Rust of its own, such as type definitions and types of any JSON";
            diagnostics.push(Diagnostic::error(problem).at(slice.config.place, "this table").help(help));
        }
        let coverage: Vec<_> =
            both().map(|(selection, version)| Coverage::new(selection, version, &mut diagnostics)).collect();
        if diagnostics.has_errors() {
            return Self::failed(diagnostics);
        }
        let documents =
            || both().map(|(selection, version)| Documents::new(selection, version, input.options));
        let (files, (documents, types, vectors)) = join(
            || emit::files(versions),
            || {
                let vectors = if input.options.vectors { vectors::files(versions) } else { Files::new() };
                (documents().collect::<Vec<_>>(), versions.iter().map(index::of).collect(), vectors)
            },
        );
        let (mut pages, mut openapi) = (Files::new(), Vec::new());
        for mut of_version in documents {
            pages.append(&mut of_version.pages);
            openapi.append(&mut of_version.openapi);
        }
        Self {
            files,
            vectors,
            pages,
            openapi,
            features: features(versions),
            modules: versions.iter().map(|version| version.module.clone()).collect(),
            has_operations: versions.iter().any(|version| !version.catalog.is_empty()),
            types,
            coverage,
            without_scopes: without_scopes(versions, input.permissions_place.is_some()),
            summaries,
            diagnostics,
        }
    }
}

/// Selects and lowers. `None` after an error.
pub(crate) fn decided(
    input: &Input,
    diagnostics: &mut Diagnostics,
) -> Option<(Vec<Selection>, Vec<Version>)> {
    let selections = select(input, diagnostics)?;
    let versions = lower::versions(&selections, input, diagnostics)?;
    Some((selections, versions))
}

/// Decides all of it and emits nothing, for programs that write other Rust of the same types.
pub fn decide(input: &Input, diagnostics: &mut Diagnostics) -> Vec<Version> {
    diagnostics.append(input.problems());
    decided(input, diagnostics).map(|(_, versions)| versions).unwrap_or_default()
}

/// The content of all slices, for people.
pub fn holdings(input: &Input, diagnostics: &mut Diagnostics) -> Vec<Holding> {
    diagnostics.append(input.problems());
    let Some((selections, versions)) = decided(input, diagnostics) else { return Vec::new() };
    let of_version = selections.iter().zip(&versions).flat_map(|(selection, version)| {
        let of_slices = selection.slices.iter().zip(summaries(selection, version));
        of_slices.map(|(slice, summary)| holding(&selection.model, slice, summary))
    });
    of_version.collect()
}

fn summaries<'a>(selection: &'a Selection, version: &'a Version) -> impl Iterator<Item = SliceSummary> + 'a {
    let of_slices = selection.slices.iter().zip(&version.slices);
    of_slices.map(|(slice, decided)| SliceSummary::new(slice, &selection.model, decided.requests.len()))
}

/// The Cargo features of all versions, each with what it brings.
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

/// The requests for which no scope is known, method and path, if permissions were read.
fn without_scopes(versions: &[rust::Version], is_known: bool) -> Vec<String> {
    let infos = versions.iter().flat_map(|version| &version.catalog).map(Listed::info);
    let without = infos.filter(|info| is_known && info.facts.has_no_scopes());
    without.map(|info| format!("{} {}", info.method, info.template)).collect()
}
