//! `schema fmt`: writes metadata in canonical form, or checks the form.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use csdl::diagnostic::Diagnostics;
use csdl::source::Sources;
use graph_models_codegen::build::folder::{Changes, Plan};
use graph_models_codegen::build::metadata::{self, Found};
use graph_models_codegen::input::{Slices, empty, missing};

use crate::command::FormatOptions;
use crate::failure::Failure;
use crate::report::{note, say};
use crate::workspace::{Workspace, read};
use crate::{difference, report};

/// Formats all files. If one of them has errors, no file is formatted.
pub(crate) fn run(workspace: &Workspace, options: &FormatOptions) -> Result<(), Failure> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let files = match options.files.as_slice() {
        [] => shipped(workspace, &mut sources, &mut diagnostics)?,
        named => expanded(named.iter().cloned())?,
    };
    if files.is_empty() && !diagnostics.has_errors() {
        let folders: Vec<_> = options.files.iter().map(|folder| workspace.shown(folder)).collect();
        let problem = format!("there is no metadata file in {}", folders.join(", "));
        let help = "metadata files are called `*.csdl`, and stand in the folder itself";
        return Err(Failure::refused(problem, help));
    }
    let mut plan = Plan::default();
    for path in &files {
        let file = sources.add(workspace.shown(path), read(path)?);
        let text = csdl::format(&sources, file, &mut diagnostics);
        plan.file(path.clone(), text);
    }
    report::require_no_errors(&diagnostics, &sources, "nothing was formatted")?;
    if !options.check {
        say!("{} of {} changed", plan.write()?.written, counted(files.len()));
        return Ok(());
    }
    check(workspace, &plan.compare()?, files.len())
}

/// The metadata that the slices of the workspace name.
fn shipped(
    workspace: &Workspace,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<PathBuf>, Failure> {
    let path = workspace.slices_file(None);
    let file = sources.add(workspace.shown(&path), read(&path)?);
    let slices = Slices::read(sources, file, diagnostics).slices;
    let names = slices.into_iter().flat_map(|slice| slice.metadata);
    let names: BTreeMap<_, _> = names.map(|name| (name.value.clone(), name)).collect();
    let folder = path.parent().unwrap_or(Path::new(""));
    for name in names.values() {
        match metadata::find_named(folder, &name.value)? {
            Found::Nothing => diagnostics.push(missing(name, &metadata::names_there(folder))),
            Found::Folder(files) if files.is_empty() => diagnostics.push(empty(name)),
            Found::File(_) | Found::Folder(_) => {}
        }
    }
    let is_there = !diagnostics.has_errors();
    expanded(names.keys().filter(|_| is_there).map(|name| folder.join(name)))
}

/// Replaces each folder by the metadata files in it. A missing file is reported later, when it is read.
fn expanded(paths: impl IntoIterator<Item = PathBuf>) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        match metadata::find(&path)? {
            Found::Folder(found) => files.extend(found.into_iter().map(|(_, path)| path)),
            Found::File(_) | Found::Nothing => files.push(path),
        }
    }
    Ok(files)
}

fn check(workspace: &Workspace, changes: &Changes<'_>, files: usize) -> Result<(), Failure> {
    let Some((path, (current, text))) = changes.stale.iter().next() else {
        say!("in canonical form: {}", counted(files));
        return Ok(());
    };
    for path in changes.stale.keys() {
        note!("not in canonical form: {}", workspace.shown(path));
    }
    let name = workspace.shown(path);
    report::difference(&difference::first(current, text, (&name, "canonical form")));
    Err(Failure::Found(format!(
        "not in canonical form: {}; run `{}`",
        counted(changes.count()),
        workspace.commands().format
    )))
}

fn counted(files: usize) -> String {
    report::counted(files, "metadata file", "metadata files")
}
