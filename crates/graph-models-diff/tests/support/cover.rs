//! Checks that findings and the differences of all attributes cover each other.

use std::collections::{BTreeMap, BTreeSet};

use csdl::diagnostic::{Diagnostics, Style};
use csdl::model::Model;
use csdl::source::Sources;
use graph_models_diff::{Change, Finding, Options, Report, Side, compare};

use super::raw::{Difference, without_parameters};

/// Compares two documents by meaning.
pub(crate) fn compared(old: &str, new: &str) -> Report {
    let (old, new) = (model(old), model(new));
    let side = |model| Side { model, scope: None };
    let options = Options { is_metadata_only: true, ..Options::default() };
    compare(&side(&old), &side(&new), &options)
}

fn model(text: &str) -> Model {
    let mut sources = Sources::default();
    let file = sources.add("real.csdl", text);
    let mut diagnostics = Diagnostics::default();
    let model = csdl::model(&sources, &[file], &mut diagnostics);
    let diagnostics = diagnostics.tolerated();
    assert!(!diagnostics.has_errors(), "{}", diagnostics.render(&sources, Style::Plain));
    model
}

/// All findings by path. The parameters of annotated operations are left out, as in the raw paths.
fn by_path(report: &Report) -> BTreeMap<String, Vec<&Finding>> {
    let mut all: BTreeMap<String, Vec<&Finding>> = BTreeMap::new();
    for finding in report.findings.iter().chain(&report.notes) {
        for path in std::iter::once(&finding.subject).chain(&finding.covers) {
            let path = if path.contains('@') { without_parameters(path) } else { path.clone() };
            all.entry(path).or_default().push(finding);
        }
    }
    all
}

/// The element that holds another: the type of a property, the operation of a parameter.
fn holders(path: &str) -> Vec<String> {
    let path = path.split_once('@').map_or(path, |(path, _)| path);
    let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    ends.filter_map(|end| path.get(..end)).map(str::to_owned).collect()
}

/// Differences that no finding or note is about.
pub(crate) fn overlooked(report: &Report, differences: &[Difference]) -> Vec<String> {
    let said = by_path(report);
    let without = said.iter().map(|(path, findings)| (without_parameters(path), findings));
    let by_name: BTreeMap<String, Vec<&Finding>> =
        without.fold(BTreeMap::new(), |mut all: BTreeMap<String, Vec<&Finding>>, (path, findings)| {
            all.entry(path).or_default().extend(findings.iter().copied());
            all
        });
    let is_reported = |difference: &Difference| {
        let key = &difference.key;
        if key.kind == "order" && is_same_order(difference) {
            return true;
        }
        let of = |path: &str| said.get(path).into_iter().flatten();
        if let Some(attribute) = &difference.attribute
            && key.kind != "annotation"
        {
            return of(&key.path).any(|finding| is_about(finding, key.kind, attribute));
        }
        // The path of an annotation names an operation without its parameters.
        let all = if key.kind == "annotation" { &by_name } else { &said };
        let itself = all.get(&key.path).is_some_and(|findings| !findings.is_empty());
        let with_holder = holders(&key.path).into_iter().any(|holder| {
            all.get(&holder).into_iter().flatten().any(|finding| is_whole(finding, difference))
        });
        itself || with_holder
    };
    let overlooked = differences.iter().filter(|difference| !is_reported(difference));
    overlooked.map(|difference| format!("{difference:?}")).collect()
}

/// Returns `true` if the shared parameters of both sides are in the same order.
fn is_same_order(difference: &Difference) -> bool {
    let names = |text: &Option<String>| {
        text.iter().flat_map(|text| text.split(", ")).map(str::to_owned).collect::<Vec<_>>()
    };
    let (old, new) = (names(&difference.old), names(&difference.new));
    let shared = |all: &[String], other: &[String]| {
        all.iter().filter(|name| other.contains(name)).cloned().collect::<Vec<_>>()
    };
    shared(&old, &new) == shared(&new, &old)
}

/// Returns `true` if a finding says that a whole element was added, removed or replaced together with its content.
fn is_whole(finding: &Finding, difference: &Difference) -> bool {
    let id = finding.rule.id;
    let is_other = id.contains("renamed")
        || id.contains("casing")
        || id.contains("moved")
        || ["bound-changed", "operation-kind-changed", "type-kind-changed"].contains(&id)
        || id.starts_with("binding-");
    match finding.rule.change {
        Change::Added => difference.old.is_none(),
        Change::Removed => difference.new.is_none(),
        Change::Renamed | Change::Changed => is_other,
    }
}

/// Returns `true` if a finding is about an attribute.
fn is_about(finding: &Finding, kind: &str, attribute: &str) -> bool {
    let id = finding.rule.id;
    let any = |ids: &[&str]| ids.iter().any(|start| id.starts_with(start));
    match (kind, attribute) {
        ("schema", "Alias") => any(&["schema-alias"]),
        (_, "BaseType") => any(&["base-type-changed", "type-reference-renamed"]),
        (_, "Abstract") => any(&["abstract-"]),
        (_, "OpenType") => any(&["open-type"]),
        (_, "HasStream") => any(&["has-stream"]),
        // A key that moved to a base together with the other members did not change.
        (_, "Key") => any(&["key-changed", "base-type-changed"]),
        ("type", "element") => any(&["type-kind"]),
        (_, "IsFlags") => any(&["enum-became"]),
        (_, "UnderlyingType") => any(&["enum-underlying", "type-definition"]),
        ("member", "Value") => any(&["enum-value", "enum-flags-value", "enum-sentinel"]),
        (_, "Nullable") => id.contains("nullable") || any(&["binding-parameter"]),
        (_, "Unicode" | "MaxLength" | "Precision" | "Scale" | "SRID") => {
            any(&["facet-", "binding-parameter", "term-changed"])
        }
        (_, "DefaultValue") => any(&["default-value", "term-changed"]),
        (_, "Partner") => any(&["nav-partner"]),
        (_, "ReferentialConstraint") => any(&["nav-constraint"]),
        (_, "OnDelete") => any(&["nav-on-delete"]),
        (_, "ContainsTarget") => any(&["nav-containment"]),
        ("property", "Type") => any(&["property-type", "property-became", "type-reference"]),
        ("navigation", "Type") => any(&["nav-type", "nav-cardinality", "type-reference"]),
        ("parameter", "Type") => any(&["action-param-type", "function-param-type", "type-reference"]),
        ("return", "Type") => any(&["return-", "type-reference"]),
        ("order", _) => id.ends_with("param-reordered"),
        ("action" | "function", "IsComposable") => any(&["function-composable"]),
        ("action" | "function", "EntitySetPath") => any(&["entity-set-path"]),
        ("child", _) => any(&["root-", "import-", "service-document", "type-reference"]),
        ("binding", "Target") => any(&["nav-binding"]),
        ("term", _) => any(&["term-changed"]),
        ("container", "Extends") => any(&["container-extends"]),
        _ => false,
    }
}

/// Findings and notes without a difference that explains them.
pub(crate) fn made_up(report: &Report, differences: &[Difference]) -> Vec<String> {
    let paths: BTreeSet<&String> = differences.iter().map(|difference| &difference.key.path).collect();
    let bases: BTreeSet<_> = differences
        .iter()
        .filter(|difference| difference.key.kind == "type")
        .filter(|difference| difference.attribute.as_deref().is_none_or(|name| name == "BaseType"))
        .map(|difference| difference.key.path.clone())
        .collect();
    let renamed: BTreeSet<String> = report
        .findings
        .iter()
        .filter(|finding| finding.rule.id.contains("renamed") || finding.rule.id.contains("casing"))
        .flat_map(|finding| &finding.covers)
        .map(|path| without_parameters(path))
        .collect();
    let is_renamed = |path: &str| renamed.contains(path);
    let has_cause = |finding: &Finding| {
        let id = finding.rule.id;
        let path = if finding.subject.contains('@') {
            without_parameters(&finding.subject)
        } else {
            finding.subject.clone()
        };
        let holder = holders(&path).into_iter().next().unwrap_or_default();
        let is_inherited = finding.remarks.iter().any(|remark| remark.starts_with("inherited"));
        let mut here = differences.iter().filter(|difference| difference.key.path == path);
        here.any(|difference| match &difference.attribute {
            Some(attribute) if difference.key.kind != "annotation" => {
                is_about(finding, difference.key.kind, attribute)
            }
            _ => true,
        }) || (is_inherited && bases.contains(&holder))
            || (id == "key-changed" && bases.contains(&path))
            // Annotations that still target the former name of an element no longer apply to it.
            || (path.contains('@') && is_renamed(path.split('@').next().unwrap_or_default()))
            || (id.starts_with("hierarchy-") && !bases.is_empty())
            || (id.starts_with("json-type")
                && paths.iter().any(|other| other.starts_with(&format!("{path}/"))))
    };
    let all = report.findings.iter().chain(&report.notes);
    all.filter(|finding| !has_cause(finding)).map(|finding| format!("{finding:?}")).collect()
}
