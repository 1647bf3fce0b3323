//! Earlier states of metadata: files whose names hold the name of the metadata and a day.

use std::collections::BTreeMap;
use std::path::Path;

use csdl::diagnostic::Diagnostics;
use csdl::source::Sources;
use graph_models_diff::{Date, History, State};

use super::options::DiffOptions;
use super::tree::Tree;
use crate::failure::Failure;
use crate::report;
use crate::workspace::Workspace;

/// Histories by the name of their model. The name is the version if there are slices, and the file otherwise. For a
/// single file the name is empty.
pub(super) fn read(
    workspace: &Workspace,
    options: &DiffOptions,
    new: &Tree,
    versions: Option<Vec<&str>>,
    today: Date,
) -> Result<BTreeMap<String, History>, Failure> {
    let mut histories = BTreeMap::new();
    let Some(folder) = &options.history else { return Ok(histories) };
    if folder.is_file() {
        let problem = format!("{} is a file", folder.display());
        return Err(Failure::refused(problem, "--history takes the folder with the earlier states"));
    }
    let mut states = states(workspace, folder)?;
    if states.is_empty() {
        let problem = format!("{} has no earlier states", folder.display());
        return Err(Failure::refused(problem, "earlier states are files named like `v1.0-2026-06-22.csdl`"));
    }
    let of_file = |name: &'_ String| (name.clone(), parts(name));
    let wanted: Vec<(String, (String, Option<Date>))> = match versions {
        Some(versions) => versions.into_iter().map(|it| (it.to_owned(), (it.to_owned(), None))).collect(),
        None => new.metadata().map(|(name, _)| of_file(name)).collect(),
    };
    // If only one model is compared and the folder has states of only one file, names need not match.
    let only = only_family(&states).filter(|_| wanted.len() == 1);
    for (name, (family, date)) in wanted {
        let named = family.clone();
        let family = if states.contains_key(&family) { Some(family) } else { only.clone() };
        let Some(states) = family.and_then(|family| states.remove(&family)) else {
            let known: Vec<_> = states.keys().map(String::as_str).collect();
            return Err(Failure::Reported(format!(
                "{} has no earlier states of {name}, named like `{}-2026-06-22.csdl`; there are: {}",
                folder.display(),
                named,
                known.join(", ")
            )));
        };
        let key = if new.is_file { String::new() } else { name };
        histories.insert(key, History::new(states, date.unwrap_or(today)));
    }
    Ok(histories)
}

fn only_family(states: &BTreeMap<String, Vec<State>>) -> Option<String> {
    if states.len() == 1 { states.keys().next().cloned() } else { None }
}

/// The states in a folder, by the name of their model.
fn states(workspace: &Workspace, folder: &Path) -> Result<BTreeMap<String, Vec<State>>, Failure> {
    let mut states: BTreeMap<String, Vec<State>> = BTreeMap::new();
    for (name, text) in &Tree::read(workspace, folder)?.files {
        let (family, Some(date)) = parts(name) else { continue };
        let mut sources = Sources::default();
        let file = sources.add(text.shown.clone(), text.text.clone());
        let mut diagnostics = Diagnostics::default();
        let model = csdl::model(&sources, &[file], &mut diagnostics);
        let diagnostics = diagnostics.tolerated();
        if diagnostics.has_errors() {
            report::diagnostics(&diagnostics, &sources);
            return Err(Failure::Reported(format!(
                "{} cannot be understood",
                workspace.shown(Path::new(&text.shown))
            )));
        }
        states.entry(family).or_default().push(State::new(date, &model));
    }
    Ok(states)
}

/// `v1.0-2026-06-22.csdl` is a state of `v1.0` on that day.
fn parts(name: &str) -> (String, Option<Date>) {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let dated =
        stem.len().checked_sub(10).and_then(|at| Some((stem.get(..at)?, Date::parse(stem.get(at..)?)?)));
    match dated {
        Some((family, date)) => (family.trim_end_matches('-').to_owned(), Some(date)),
        None => (stem.to_owned(), None),
    }
}
