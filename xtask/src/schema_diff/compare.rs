//! Two trees to one report: which files belong together, read and compared.

use std::collections::{BTreeMap, BTreeSet};

use csdl::diagnostic::{Diagnostic, Diagnostics, Kind};
use csdl::model::Model;
use csdl::source::{FileId, Sources};
use graph_models_codegen::input::{Overlay, Permissions, Slices};
use graph_models_codegen::select::Slice;
use graph_models_diff::{Date, Options, Report, Scope, Side, compare};

use super::history;
use super::inputs::Sides;
use super::options::{DiffOptions, Profile};
use super::result::Outcome;
use super::tree::{Text, Tree};
use crate::failure::Failure;
use crate::{report, workspace};

/// A side, read.
#[derive(Default)]
struct Read {
    overlay: Overlay,
    permissions: Permissions,
    slices: Option<Slices>,
    /// Models with what slices take in, by version or by the name of the file.
    models: BTreeMap<String, (Model, Option<Scope>)>,
}

/// Compares two sides. Whatever cannot be understood is shown, and ends the run.
pub(super) fn run(sides: &Sides, options: &DiffOptions, today: Date) -> Result<Outcome, Failure> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let old = read(&sides.old, options, &mut sources, &mut diagnostics)?;
    let new = read(&sides.new, options, &mut sources, &mut diagnostics)?;
    let unknown = diagnostics.iter().filter(|diagnostic| diagnostic.kind == Kind::UnknownContent).count();
    for (side, read) in [(&sides.old, &old), (&sides.new, &new)] {
        if !diagnostics.has_errors() && read.models.is_empty() {
            diagnostics.push(Diagnostic::error(format!("there is no metadata in {}", side.name)));
        }
    }
    report::diagnostics(&errors(&diagnostics), &sources);
    if diagnostics.has_errors() {
        let problem = format!("{} and {} could not be compared", sides.old.name, sides.new.name);
        return Err(Failure::Reported(problem));
    }
    let histories = history::read(options, &sides.new, today)?;
    let mut report = Report::default();
    let has_slices = old.slices.is_some() || new.slices.is_some() || options.slices.is_some();
    let names: BTreeSet<_> = old.models.keys().chain(new.models.keys()).collect();
    let nothing = (Model::default(), None);
    for name in &names {
        let (before, after) =
            (old.models.get(*name).unwrap_or(&nothing), new.models.get(*name).unwrap_or(&nothing));
        let is_alone = names.len() == 1 && !has_slices;
        let history = histories.get(name.as_str()).or_else(|| histories.get(""));
        let options = Options {
            version: (!is_alone).then_some(name.as_str()),
            is_beta: options.profile == Profile::Beta,
            today: Some(today),
            history,
        };
        // What stands beside the metadata is of all versions: it is compared once.
        let is_first = names.first() == Some(name);
        let (overlays, permissions) = (
            [&old.overlay, &new.overlay]
                .map(|overlay| if is_first { overlay.clone() } else { Overlay::default() }),
            [&old.permissions, &new.permissions]
                .map(|all| if is_first { all.clone() } else { Permissions::default() }),
        );
        let [old_overlay, new_overlay] = &overlays;
        let [old_permissions, new_permissions] = &permissions;
        let before = Side {
            model: &before.0,
            overlay: old_overlay,
            permissions: old_permissions,
            scope: before.1.as_ref(),
        };
        let after = Side {
            model: &after.0,
            overlay: new_overlay,
            permissions: new_permissions,
            scope: after.1.as_ref(),
        };
        report.join(compare(&before, &after, &options));
    }
    let is_bulk = report.removals.are_too_many(&options.thresholds(), has_slices);
    Ok(Outcome {
        report,
        sources,
        old_name: sides.old.name.clone(),
        new_name: sides.new.name.clone(),
        has_slices,
        is_bulk,
        unknown,
    })
}

/// Notes about targets that do not exist are about published metadata, and nothing to act on here.
fn errors(diagnostics: &Diagnostics) -> Diagnostics {
    let mut kept = Diagnostics::default();
    let is_shown = |diagnostic: &&Diagnostic| diagnostic.kind != Kind::DanglingAnnotations;
    diagnostics.iter().filter(is_shown).for_each(|diagnostic| kept.push(diagnostic.clone()));
    kept
}

fn read(
    tree: &Tree,
    options: &DiffOptions,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Read, Failure> {
    let mut read = Read::default();
    let mut add = |text: &Text| sources.add(text.shown.clone(), text.text.clone());
    let metadata: BTreeMap<&String, FileId> = tree.metadata().map(|(name, text)| (name, add(text))).collect();
    let [slices, overlay, permissions] = ["slices.toml", "overlay.toml", "permissions.toml"]
        .map(|name| tree.files.get(name).filter(|_| !tree.is_file).map(&mut add));
    if let Some(file) = overlay {
        read.overlay.read(sources, file, diagnostics);
    }
    if let Some(file) = permissions {
        read.permissions.read(sources, file, diagnostics);
    }
    if let Some(file) = slices {
        let slices = Slices::read(sources, file, diagnostics);
        by_slices(&slices, &metadata, sources, &mut read, diagnostics);
        read.slices = Some(slices);
        return Ok(read);
    }
    let whole = options.slices.as_deref().map(|path| whole_slices(path, sources, diagnostics)).transpose()?;
    for (name, file) in metadata {
        let model = model(sources, &[file], diagnostics);
        let scope = whole.as_ref().map(|slices| scope_of_whole(slices, options, &model)).transpose()?;
        // Two files are compared whatever their names are.
        let name = if tree.is_file { String::new() } else { name.clone() };
        read.models.insert(name, (model, scope));
    }
    Ok(read)
}

/// A model a version, of the files that its slices name.
fn by_slices(
    slices: &Slices,
    metadata: &BTreeMap<&String, FileId>,
    sources: &Sources,
    read: &mut Read,
    diagnostics: &mut Diagnostics,
) {
    let versions: BTreeSet<_> = slices.slices.iter().map(|slice| slice.version.value.clone()).collect();
    for version in versions {
        let of_version: Vec<_> =
            slices.slices.iter().filter(|slice| slice.version.value == version).collect();
        let mut files = BTreeSet::new();
        for name in of_version.iter().flat_map(|slice| &slice.metadata) {
            match metadata.get(&name.value) {
                Some(&file) => _ = files.insert(file),
                None => {
                    let problem = format!("there is no metadata file `{}`", name.value);
                    diagnostics.push(Diagnostic::error(problem).at(name.place, "named here"));
                }
            }
        }
        let model = model(sources, &Vec::from_iter(files), diagnostics);
        if diagnostics.has_errors() {
            continue;
        }
        let resolved: Vec<_> =
            of_version.iter().map(|slice| Slice::resolve(slice, &model, diagnostics)).collect();
        let scope = Scope::of(&resolved, &model);
        read.models.insert(version, (model, Some(scope)));
    }
}

/// The model of files that are of one version.
fn model(sources: &Sources, files: &[FileId], diagnostics: &mut Diagnostics) -> Model {
    // What is odd and yet all in the model is said, and does not keep from comparing.
    let mut own = Diagnostics::default();
    let model = csdl::model(sources, files, &mut own);
    own.tolerated().iter().for_each(|diagnostic| diagnostics.push(diagnostic.clone()));
    model
}

fn whole_slices(
    path: &std::path::Path,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Slices, Failure> {
    let file = sources.add(workspace::shown(path), workspace::read(path)?);
    Ok(Slices::read(sources, file, diagnostics))
}

/// What slices take in of a whole file. A root that only one side has is no error here: it is a finding.
fn scope_of_whole(slices: &Slices, options: &DiffOptions, model: &Model) -> Result<Scope, Failure> {
    let versions: BTreeSet<_> = slices.slices.iter().map(|slice| slice.version.value.as_str()).collect();
    let version = match (&options.version, versions.first()) {
        (Some(version), _) if versions.contains(version.as_str()) => version.as_str(),
        (None, Some(only)) if versions.len() == 1 => only,
        _ => {
            let versions: Vec<_> = versions.into_iter().collect();
            let problem = format!("say with --version which slices to compare by: {}", versions.join(", "));
            return Err(Failure::Reported(problem));
        }
    };
    let of_version = slices.slices.iter().filter(|slice| slice.version.value == version);
    let mut ignored = Diagnostics::default();
    let resolved: Vec<_> = of_version.map(|slice| Slice::resolve(slice, model, &mut ignored)).collect();
    Ok(Scope::of(&resolved, model))
}
