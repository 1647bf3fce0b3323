//! Compares two trees: pairs their files, reads them, and makes one report.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use csdl::diagnostic::{Diagnostic, Diagnostics, Kind};
use csdl::model::Model;
use csdl::source::{FileId, Sources};
use graph_models_codegen::input::{Overlay, Permissions, Slices, missing};
use graph_models_codegen::select;
use graph_models_diff::{Access, Date, Options, Report, Scope, Side, compare, compare_access};

use super::history;
use super::inputs::Sides;
use super::options::{DiffOptions, FailOn, Profile};
use super::result::Outcome;
use super::tree::{Text, Tree};
use crate::failure::Failure;
use crate::workspace::{OVERLAYS, PERMISSIONS, SLICES, Workspace, read as read_text};

/// A side after reading.
#[derive(Default)]
struct Read {
    overlay: Overlay,
    permissions: Permissions,
    slices: Option<Slices>,
    /// Models with the scopes of slices, by version or by the name of the file.
    models: BTreeMap<String, (Model, Option<Scope>)>,
}

impl Read {
    /// One version of this side. A version that the side lacks has no elements.
    fn side<'a>(&'a self, name: &str, nothing: &'a Model) -> Side<'a> {
        match self.models.get(name) {
            Some((model, scope)) => Side { model, scope: scope.as_ref() },
            None => Side { model: nothing, scope: None },
        }
    }

    fn all_models(&self) -> Vec<&Model> {
        self.models.values().map(|(model, _)| model).collect()
    }

    fn access<'a>(&'a self, models: &'a [&'a Model]) -> Access<'a> {
        Access { overlay: &self.overlay, permissions: &self.permissions, models }
    }
}

/// Compares two sides. `show` gets the problems of the input; an error ends the run.
pub(super) fn run(
    workspace: &Workspace,
    sides: &Sides,
    options: &DiffOptions,
    today: Date,
    show: &mut dyn FnMut(&Diagnostics, &Sources),
) -> Result<Outcome, Failure> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let old = read(workspace, &sides.old, options, &mut sources, &mut diagnostics)?;
    let new = read(workspace, &sides.new, options, &mut sources, &mut diagnostics)?;
    let unknown = diagnostics.iter().filter(|diagnostic| diagnostic.kind == Kind::UnknownContent).count();
    for (side, read) in [(&sides.old, &old), (&sides.new, &new)] {
        if !diagnostics.has_errors() && read.models.is_empty() {
            let problem = Diagnostic::error(format!("there is no metadata in {}", side.name));
            diagnostics.push(problem.help("metadata files are called `*.csdl` or `*.xml`"));
        }
    }
    show(&errors(&diagnostics), &sources);
    if diagnostics.has_errors() {
        let problem = format!("{} and {} could not be compared", sides.old.name, sides.new.name);
        return Err(Failure::Reported(problem));
    }
    let versions = new.slices.is_some().then(|| new.models.keys().map(String::as_str).collect());
    let histories = history::read(workspace, options, &sides.new, versions, today)?;
    let has_slices = old.slices.is_some() || new.slices.is_some() || options.slices.is_some();
    let names: BTreeSet<_> = old.models.keys().chain(new.models.keys()).map(String::as_str).collect();
    let is_alone = names.len() == 1 && !has_slices;
    let options_for = |name| Options {
        version: (!is_alone).then_some(name),
        is_beta: options.profile == Profile::Beta,
        today: Some(today),
        history: histories.get(name).or_else(|| histories.get("")),
        overlays: Some((&old.overlay, &new.overlay)),
        is_metadata_only: false,
    };
    let mut report = Report::default();
    // The files beside the metadata apply to all versions. Their findings name a version if there is only one.
    if let Some(first) = names.first() {
        let models = (old.all_models(), new.all_models());
        let access = (old.access(&models.0), new.access(&models.1));
        let options = options_for(first);
        let version = options.version.filter(|_| names.len() == 1);
        report.join(compare_access(&access.0, &access.1, &Options { version, ..options }));
    }
    let nothing = Model::default();
    for name in &names {
        let (before, after) = (old.side(name, &nothing), new.side(name, &nothing));
        report.join(compare(&before, &after, &options_for(name)));
    }
    let thresholds = options.thresholds();
    let is_bulk = report.removals.are_too_many(&thresholds, has_slices);
    Ok(Outcome {
        report,
        sources,
        old_name: sides.old.name.clone(),
        new_name: sides.new.name.clone(),
        has_slices,
        thresholds,
        is_bulk,
        stops: is_bulk && !options.accept_bulk_removal && options.fail_on != FailOn::Never,
        unknown,
        command: workspace.commands().diff,
    })
}

/// Drops notes about targets that do not exist: they concern published metadata, and need no action here.
fn errors(diagnostics: &Diagnostics) -> Diagnostics {
    let mut kept = Diagnostics::default();
    let is_shown = |diagnostic: &&Diagnostic| diagnostic.kind != Kind::DanglingAnnotations;
    diagnostics.iter().filter(is_shown).for_each(|diagnostic| kept.push(diagnostic.clone()));
    kept
}

fn read(
    workspace: &Workspace,
    tree: &Tree,
    options: &DiffOptions,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Read, Failure> {
    let mut read = Read::default();
    let mut add = |text: &Text| sources.add(text.shown.clone(), text.text.clone());
    let metadata: BTreeMap<&String, FileId> = tree.metadata().map(|(name, text)| (name, add(text))).collect();
    let mut beside = |name| tree.files.get(name).filter(|_| !tree.is_file).map(&mut add);
    let [slices, permissions] = [SLICES, PERMISSIONS].map(&mut beside);
    let overlays: Vec<_> = OVERLAYS.into_iter().filter_map(beside).collect();
    for file in overlays {
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
    let whole = options
        .slices
        .as_deref()
        .map(|path| whole_slices(workspace, path, sources, diagnostics))
        .transpose()?;
    for (name, file) in metadata {
        let model = model(sources, &[file], diagnostics);
        let scope = whole.as_ref().map(|slices| scope_of_whole(slices, options, &model)).transpose()?;
        // Two files are compared even if their names differ.
        let name = if tree.is_file { String::new() } else { name.clone() };
        read.models.insert(name, (model, scope));
    }
    Ok(read)
}

/// Makes a model for each version, from the files that its slices name.
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
            let named = named(&name.value, metadata);
            if named.is_empty() {
                let there: Vec<_> = metadata.keys().map(|name| (*name).clone()).collect();
                diagnostics.push(missing(name, &there));
            }
            files.extend(named);
        }
        let model = model(sources, &Vec::from_iter(files), diagnostics);
        if diagnostics.has_errors() {
            continue;
        }
        let resolved = select::resolve(of_version.iter().copied(), &model, diagnostics);
        let scope = Scope::new(&resolved, &model);
        read.models.insert(version, (model, Some(scope)));
    }
}

/// The metadata files that a name stands for: the file itself, or all files of the folder.
fn named(name: &str, metadata: &BTreeMap<&String, FileId>) -> Vec<FileId> {
    let name = name.trim_end_matches('/');
    let is_in_folder = |path: &str| {
        let below = path.strip_prefix(name).and_then(|path| path.strip_prefix('/'));
        below.is_some_and(|file| {
            !file.contains('/') && Path::new(file).extension().is_some_and(|it| it == "csdl")
        })
    };
    let files = metadata.iter().filter(|(path, _)| path.as_str() == name || is_in_folder(path));
    files.map(|(_, &file)| file).collect()
}

/// The model of the files of one version.
fn model(sources: &Sources, files: &[FileId], diagnostics: &mut Diagnostics) -> Model {
    // Errors that leave the model complete are shown, and do not prevent the comparison.
    let mut own = Diagnostics::default();
    let model = csdl::model(sources, files, &mut own);
    own.tolerated().iter().for_each(|diagnostic| diagnostics.push(diagnostic.clone()));
    model
}

fn whole_slices(
    workspace: &Workspace,
    path: &Path,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Slices, Failure> {
    let file = sources.add(workspace.shown(path), read_text(path)?);
    Ok(Slices::read(sources, file, diagnostics))
}

/// The scope of slices in a whole file. A root that one side lacks is a finding, and no error here.
fn scope_of_whole(slices: &Slices, options: &DiffOptions, model: &Model) -> Result<Scope, Failure> {
    let versions: BTreeSet<_> = slices.slices.iter().map(|slice| slice.version.value.as_str()).collect();
    let version = match (&options.version, versions.first()) {
        (Some(version), _) if versions.contains(version.as_str()) => version.as_str(),
        (None, Some(only)) if versions.len() == 1 => only,
        _ => {
            let problem = match &options.version {
                Some(version) => format!("no slice is of version `{version}`"),
                None => "the slices are of several versions".to_owned(),
            };
            let versions: Vec<_> = versions.into_iter().collect();
            return Err(Failure::refused(
                problem,
                format!("--version takes one of: {}", versions.join(", ")),
            ));
        }
    };
    let of_version = slices.slices.iter().filter(|slice| slice.version.value == version);
    let mut ignored = Diagnostics::default();
    let resolved = select::resolve(of_version, model, &mut ignored);
    Ok(Scope::new(&resolved, model))
}
