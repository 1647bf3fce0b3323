//! `schema check`: a view of the comparison of a pruned metadata file with a whole one.
//!
//! Keeps the findings about declarations of the pruned file, each as an error with both places: types, properties,
//! members, operations, parameters, entity sets and singletons. Leaves out annotations, since descriptions are our
//! own, and declarations that only the whole file has. Must not compare anything itself.

use std::collections::{BTreeMap, BTreeSet};

use csdl::diagnostic::{Diagnostic, Diagnostics, closest};
use csdl::model::{Model, Type};
use csdl::source::Place;
use graph_models_codegen::Input;
use graph_models_codegen::select::{Selection, Slice, select};

use crate::finding::Finding;
use crate::input::{Options, Side};
use crate::rule::{Change, Rule};
use crate::rules::{enums, operations, properties, service, types};
use crate::text;

/// The number of compared declarations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The number of types.
    pub types: usize,
    /// The number of actions and functions.
    pub operations: usize,
    /// The number of entity sets and singletons.
    pub roots: usize,
}

impl Comparison {
    /// Counts the declarations of a model. The comparison checks all of them.
    fn new(model: &Model) -> Self {
        Self { types: model.types().count(), operations: model.operations.len(), roots: model.roots.len() }
    }
}

impl std::ops::AddAssign for Comparison {
    fn add_assign(&mut self, other: Self) {
        self.types += other.types;
        self.operations += other.operations;
        self.roots += other.roots;
    }
}

/// The result of [`check_against`].
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// The number of compared declarations.
    pub comparison: Comparison,
    /// True if both sides could be read and compared, so that all errors are differences.
    pub is_compared: bool,
    /// Each difference is an error.
    pub diagnostics: Diagnostics,
}

/// Compares the metadata of the slices of one version with a whole metadata file: its name and its text. The version
/// may be left out if all slices have the same one.
///
/// Types that are only on the paths to generated types may lack properties. Nothing else may be missing.
pub fn check_against(
    input: &mut Input,
    version: Option<&str>,
    name: impl Into<String>,
    whole: impl Into<String>,
) -> Checked {
    let mut diagnostics = input.problems();
    let file = input.add_source(name, whole);
    let selections = select(input, &mut diagnostics);
    let whole = csdl::model(input.sources(), &[file], &mut diagnostics);
    let mut selections = selections.unwrap_or_default();
    if diagnostics.has_errors() {
        return Checked { diagnostics, ..Checked::default() };
    }
    selections.retain(|selection| version.is_none_or(|version| selection.version == version));
    if let Some(problem) = not_of_one_version(input, version, selections.len()) {
        diagnostics.push(problem);
        return Checked { diagnostics, ..Checked::default() };
    }
    let mut comparison = Comparison::default();
    for Selection { model, slices, .. } in &selections {
        comparison += Comparison::new(model);
        Errors { ours: model, whole: &whole, ancestors: ancestors(model, slices) }.show(&mut diagnostics);
    }
    if comparison == Comparison::default() {
        let problem = Diagnostic::error("there is nothing to compare").at(
            input.slices().place,
            "the metadata of these slices has no type, operation, entity set or singleton",
        );
        diagnostics.push(problem);
        return Checked { diagnostics, ..Checked::default() };
    }
    Checked { comparison, is_compared: true, diagnostics }
}

/// The error if no slice has the version, or if no version is given and the slices have several: a whole file has only
/// one.
fn not_of_one_version(input: &Input, version: Option<&str>, count: usize) -> Option<Diagnostic> {
    let problem = match (version, count) {
        (Some(version), 0) => format!("no slice is of version `{version}`"),
        (None, 2..) => "the slices are of several versions, and a whole file is of one".to_owned(),
        _ => return None,
    };
    let versions = input.slices().slices.iter().map(|slice| &slice.version);
    let versions: BTreeMap<_, _> = versions.map(|version| (version.value.as_str(), version.place)).collect();
    let places = versions.into_iter().map(|(version, place)| (place, format!("`{version}`")));
    let problem = places.fold(Diagnostic::error(problem), |error, (place, text)| error.at(place, text));
    Some(problem.help("`--version` names the version that the whole file is of"))
}

/// Types that are only on paths: no slice receives or sends their values.
fn ancestors(model: &Model, slices: &[Slice]) -> BTreeSet<String> {
    let needed: BTreeSet<_> = slices
        .iter()
        .flat_map(|slice| &slice.types)
        .flat_map(|&id| model.lineage(id).map(|(id, _)| id).collect::<Vec<_>>())
        .collect();
    let others = model.types().filter(|(id, _)| !needed.contains(id));
    others.map(|(_, ty)| ty.name().to_string()).collect()
}

/// The findings of one comparison as diagnostics; `ours` is the old side, `whole` the new one.
struct Errors<'a> {
    ours: &'a Model,
    whole: &'a Model,
    /// Names of types that are only on the paths to generated types, and may lack properties.
    ancestors: BTreeSet<String>,
}

impl Errors<'_> {
    /// Compares, and adds an error for each finding that matters.
    fn show(&self, diagnostics: &mut Diagnostics) {
        let side = |model| Side { model, scope: None };
        let options = Options { is_metadata_only: true, ..Options::default() };
        let report = super::compare(&side(self.ours), &side(self.whole), &options);
        let mut errors: Vec<_> = report
            .findings
            .iter()
            .chain(&report.notes)
            .filter(|finding| matters(finding))
            .filter_map(|finding| self.error(finding))
            .collect();
        errors.sort_by_key(|error| error.labels.first().map(|label| label.place));
        for error in errors {
            diagnostics.push(error);
        }
    }

    fn error(&self, finding: &Finding) -> Option<Diagnostic> {
        let subject = &finding.subject;
        match (finding.old_place, finding.new_place) {
            (Some(here), Some(there)) => Some(different(finding, here, there)),
            (Some(here), None) => self.declares(finding).then(|| self.missing(subject, here)),
            (None, Some(there)) => self.lacks(subject, there),
            (None, None) => None,
        }
    }

    /// Returns `true` if our type declares the property itself. A property that is lost because of another base is a
    /// consequence of the finding about the base.
    fn declares(&self, finding: &Finding) -> bool {
        let Some((owner, name)) = finding.subject.rsplit_once('/') else { return true };
        let Some(Type::Structured(ty)) = find(self.ours, owner) else { return true };
        ty.properties.iter().any(|property| property.name == name)
    }

    /// The error for a declaration that the whole file lacks, with the most similar name of that file.
    fn missing(&self, subject: &str, here: Place) -> Diagnostic {
        let error = Diagnostic::error(format!("`{subject}` is not in the whole metadata"));
        let error = error.at(here, "declared here");
        let Some((owner, name)) = subject.rsplit_once('/') else {
            return match self.overload(subject) {
                Some(there) => error.at(there, "declared there with other parameters"),
                None => suggest(error, closest(subject, self.whole.type_names())),
            };
        };
        let operation = self.whole.operations.iter().find(|other| other.identity(self.whole) == owner);
        match (find(self.whole, owner), operation) {
            (Some(ty), _) => {
                let error = error.at(ty.place(), "not declared there");
                suggest(error, closest(name, text::names(ty)))
            }
            (None, Some(operation)) => {
                let known = operation.parameters.iter().map(|parameter| parameter.name.as_str());
                suggest(error.at(operation.place, "not declared there"), closest(name, known))
            }
            (None, None) => {
                suggest(error, closest(name, self.whole.roots.iter().map(|root| root.name.as_str())))
            }
        }
    }

    /// The place of a function of the whole file with the same name and binding as one of ours.
    fn overload(&self, identity: &str) -> Option<Place> {
        let ours = self.ours.operations.iter().find(|ours| ours.identity(self.ours) == identity)?;
        let signature = ours.signature(self.ours);
        let there = self.whole.operations.iter().find(|other| other.signature(self.whole) == signature)?;
        Some(there.place)
    }

    /// The error for a member or parameter that only the whole file has. Types, operations and roots may be missing.
    fn lacks(&self, subject: &str, there: Place) -> Option<Diagnostic> {
        let (owner, name) = subject.rsplit_once('/')?;
        let here = match find(self.ours, owner) {
            Some(Type::Structured(_)) if self.ancestors.contains(owner) => return None,
            // A property that the whole file inherits from another base is a consequence of the finding about the
            // base.
            Some(ty) => find(self.whole, owner)
                .is_some_and(|other| text::names(other).any(|known| known == name))
                .then(|| ty.place())?,
            None => self.ours.operations.iter().find(|ours| ours.identity(self.ours) == owner)?.place,
        };
        let error = Diagnostic::error(format!("`{owner}` lacks `{name}`"));
        Some(error.at(here, "declared here").at(there, "declared there"))
    }
}

/// Returns `true` if a finding is about a declaration that must be the same in both files.
fn matters(finding: &Finding) -> bool {
    /// Rules about the service whose findings are errors here. Names of containers, aliases and bindings may differ.
    const ROOTS: &[&Rule] = &[
        &service::ENTITY_SET_REMOVED,
        &service::SINGLETON_REMOVED,
        &service::ROOT_KIND_CHANGED,
        &service::ROOT_TYPE_CHANGED,
        &service::CONTAINER_NAME_CASING,
    ];
    /// Rules that follow from types and properties that only the whole file has, or from other findings.
    const CONSEQUENCES: &[&Rule] = &[
        &types::HIERARCHY_BEGAN,
        &types::HIERARCHY_ENDED,
        &types::HIERARCHY_JOINED,
        &types::HIERARCHY_LEFT,
        &types::JSON_TYPE_BEGAN,
        &types::JSON_TYPE_ENDED,
    ];
    let lists = [types::TYPES, properties::PROPERTIES, enums::ENUMS, operations::OPERATIONS, ROOTS];
    lists.into_iter().flatten().any(|&rule| rule == finding.rule) && !CONSEQUENCES.contains(&finding.rule)
}

/// The error for a declaration that differs. The rule names the difference.
fn different(finding: &Finding, here: Place, there: Place) -> Diagnostic {
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
    let (ours, whole) = (shown(&finding.old), shown(&finding.new));
    let Finding { rule, subject, .. } = finding;
    let error = match rule.change {
        Change::Renamed => Diagnostic::error(format!("`{subject}` is not in the whole metadata"))
            .help(format!("there is `{whole}`")),
        _ => Diagnostic::error(format!("`{subject}` differs ({})", rule.id)),
    };
    error.at(here, format!("here: {ours}")).at(there, format!("there: {whole}"))
}

fn suggest(error: Diagnostic, meant: Option<&str>) -> Diagnostic {
    match meant {
        Some(meant) => error.help(format!("there is `{meant}`")),
        None => error,
    }
}

fn find<'a>(model: &'a Model, name: &str) -> Option<&'a Type> {
    model.find(name).map(|id| model.ty(id))
}
