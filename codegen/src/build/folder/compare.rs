//! Comparison of the files on the disk with the files that should be there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::error::Error;
use super::list::{self, List};
use super::names::{BY_HAND, LIST};
use super::place::{self, Entry, Folders, folder_of};
use super::{SingleFile, Written, parent};
use crate::emit::Files;
use crate::input::is_generated;

/// The changes that a run would make.
#[derive(Debug, Default)]
pub struct Changes<'a> {
    /// Files that do not exist yet, with their text.
    pub missing: BTreeMap<PathBuf, &'a str>,
    /// Files with another text than they should have: the text on the disk and the new one.
    pub stale: BTreeMap<PathBuf, (String, &'a str)>,
    /// Files that an earlier run generated and this run does not, and other files that should not be there.
    pub leftover: BTreeSet<PathBuf>,
    /// Lists of files that change, or that name further paths while the run writes.
    pub(super) lists: Vec<ListChange>,
    /// Folders that are removed if the run leaves them empty.
    pub(super) emptied: BTreeSet<PathBuf>,
    /// For each file that the run writes or removes: the folder that the run locks.
    pub(super) roots: BTreeMap<PathBuf, PathBuf>,
}

/// A change of a list of files.
#[derive(Debug)]
pub(super) struct ListChange {
    pub(super) root: PathBuf,
    /// The text of the list while the run writes; `None` if the run writes nothing else.
    pub(super) during: Option<String>,
    pub(super) after: String,
    pub(super) before: Option<String>,
}

impl Changes<'_> {
    /// The number of files that would change, lists of files included.
    pub fn count(&self) -> usize {
        self.missing.len() + self.stale.len() + self.leftover.len() + self.changed_lists().count()
    }

    /// The number of files that would be written and removed, without the lists.
    pub(super) fn written(&self) -> Written {
        Written { written: self.missing.len() + self.stale.len(), removed: self.leftover.len() }
    }

    /// Every file that would change, with its state: `missing`, `stale` or `left over`.
    pub fn states(&self) -> Vec<(&'static str, PathBuf)> {
        let lists = |is_missing: bool| {
            let lists = self.changed_lists().filter(move |list| list.before.is_none() == is_missing);
            lists.map(|list| list.root.join(LIST))
        };
        let missing = self.missing.keys().cloned().chain(lists(true)).map(|path| ("missing", path));
        let stale = self.stale.keys().cloned().chain(lists(false)).map(|path| ("stale", path));
        let leftover = self.leftover.iter().cloned().map(|path| ("left over", path));
        missing.chain(stale).chain(leftover).collect()
    }

    fn changed_lists(&self) -> impl Iterator<Item = &ListChange> {
        self.lists.iter().filter(|list| !list.before.as_ref().is_some_and(|text| is_same(text, &list.after)))
    }

    /// Compares a file with the text that it should have, and returns true if they differ. The kind of line ends
    /// makes no difference.
    fn add<'t>(
        changes: &mut Changes<'t>,
        root: &Path,
        path: PathBuf,
        text: &'t str,
        replaces: fn(&str) -> bool,
    ) -> Result<(), Error> {
        let current = place::read(&path)?;
        if current.as_ref().is_some_and(|current| is_same(current, text)) {
            return Ok(());
        }
        if changes.roots.insert(path.clone(), root.to_owned()).is_some() {
            return Err(Error::in_the_way(&path, "would be written twice by this run"));
        }
        match current {
            // A killed run of another tool can leave a truncated file.
            Some(current) if !current.trim().is_empty() && !replaces(&current) => {
                return Err(Error::in_the_way(&path, BY_HAND));
            }
            Some(current) => _ = changes.stale.insert(path, (current, text)),
            None => _ = changes.missing.insert(path, text),
        }
        Ok(())
    }
}

/// Compares a folder with all files that should be in it.
pub(super) fn folder<'a>(
    root: &Path,
    holds: &str,
    files: &'a Files,
    changes: &mut Changes<'a>,
) -> Result<(), Error> {
    let list = List::read(root, holds)?;
    let mut folders = Folders::new(root, files)?;
    let before = changes.count();
    for (name, text) in files {
        let path = root.join(name);
        if !list::is_path(name) {
            return Err(Error::in_the_way(&path, "is no name for a generated file"));
        }
        folders.require(folder_of(name))?;
        Changes::add(changes, root, path, text, is_generated)?;
    }
    for name in leftover(root, files, &list, &mut folders)? {
        let path = root.join(&name);
        changes.emptied.extend(folders_above(root, &name));
        changes.roots.insert(path.clone(), root.to_owned());
        changes.leftover.insert(path);
    }
    if list.is_unfinished {
        // A killed run may have made folders, or emptied them.
        let others = list.paths.iter().filter(|name| !files.contains_key(*name));
        changes.emptied.extend(others.flat_map(|name| folders_above(root, name)));
    }
    let paths = || files.keys().map(String::as_str);
    let after = list::text(holds, paths(), false);
    let is_same = list.text.as_ref().is_some_and(|text| is_same(text, &after));
    let has_changes = changes.count() > before;
    if (has_changes || !is_same) && !(files.is_empty() && list.text.is_none()) {
        let during = list.paths.iter().map(String::as_str).chain(paths());
        let during = has_changes.then(|| list::text(holds, during, true));
        changes.lists.push(ListChange { root: root.to_owned(), during, after, before: list.text });
    }
    Ok(())
}

/// Compares a single file with the text that it should have.
pub(super) fn file<'a>(file: &'a SingleFile, changes: &mut Changes<'a>) -> Result<(), Error> {
    Changes::add(changes, parent(&file.path), file.path.clone(), &file.text, file.replaces)
}

/// Adds a file that should not exist, if it exists.
pub(super) fn removed(path: &Path, changes: &mut Changes<'_>) -> Result<(), Error> {
    if place::read(path)?.is_none() {
        return Ok(());
    }
    if changes.roots.insert(path.to_owned(), parent(path).to_owned()).is_some() {
        return Err(Error::in_the_way(path, "would be both written and removed by this run"));
    }
    changes.leftover.insert(path.to_owned());
    Ok(())
}

/// The generated files of an output that are no longer generated: those in its list, and those in the folders of its
/// present and former modules, unless they belong to another output.
fn leftover(
    root: &Path,
    files: &Files,
    list: &List,
    folders: &mut Folders<'_>,
) -> Result<BTreeSet<String>, Error> {
    let mut leftover = BTreeSet::new();
    for name in list.paths.iter().filter(|name| !files.contains_key(*name)) {
        // A killed run of another tool can leave an empty file.
        let is_ours = |text: &str| text.is_empty() || is_generated(text);
        if matches!(folders.enter(folder_of(name))?, Entry::Open) && holds(&root.join(name), is_ours) {
            leftover.insert(name.clone());
        }
    }
    let paths = files.keys().chain(&list.paths);
    let modules = paths.filter_map(|name| name.strip_suffix("/mod.rs")).collect::<BTreeSet<_>>();
    for folder in modules {
        if !matches!(folders.enter(folder)?, Entry::Open) {
            continue;
        }
        let path = root.join(folder);
        for entry in fs::read_dir(&path).map_err(Error::io("list", &path))? {
            let entry = entry.map_err(Error::io("list", &path))?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            let path = format!("{folder}/{name}");
            if list::is_path(&path) && !files.contains_key(&path) && holds(&entry.path(), is_generated) {
                leftover.insert(path);
            }
        }
    }
    Ok(leftover)
}

/// Returns true if the file exists and its text is as required.
fn holds(path: &Path, is_such: impl FnOnce(&str) -> bool) -> bool {
    place::read(path).is_ok_and(|text| text.is_some_and(|text| is_such(&text)))
}

/// The folders between the folder of an output and a file.
fn folders_above(root: &Path, name: &str) -> Vec<PathBuf> {
    let above = std::iter::successors(Some(folder_of(name)), |folder| Some(folder_of(folder)));
    above.take_while(|folder| !folder.is_empty()).map(|folder| root.join(folder)).collect()
}

/// Returns true if the file has this text. Ignores the kind of line ends.
fn is_same(current: &str, text: &str) -> bool {
    current == text || current.replace("\r\n", "\n") == text
}
