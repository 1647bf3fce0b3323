//! Checks the kind of thing at a path before the thing is read, written or entered.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::error::Error;
use super::names::LIST;
use crate::emit::Files;

/// Reads a file; `None` if nothing is there. Anything but a file is an error: a link may lead to another folder, and
/// reading a pipe may never end.
pub(super) fn read(path: &Path) -> Result<Option<String>, Error> {
    match fs::symlink_metadata(path) {
        // A part of the path may be a file instead of a folder. Writing to the path then reports the error.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(Error::io("look at", path)(error)),
        Ok(found) if found.is_file() => {}
        Ok(found) => return Err(Error::in_the_way(path, not_a_file(&found))),
    }
    fs::read_to_string(path).map(Some).map_err(Error::io("read", path))
}

fn not_a_file(found: &fs::Metadata) -> &'static str {
    if found.is_symlink() {
        "is a link and stands where a file belongs"
    } else if found.is_dir() {
        "is a folder and stands where a file belongs"
    } else {
        "is no regular file and stands where a file belongs"
    }
}

/// Fails for a read-only file.
pub(super) fn require_writable(path: &Path) -> Result<(), Error> {
    let found = fs::symlink_metadata(path).map_err(Error::io("look at", path))?;
    match found.permissions().readonly() {
        true => Err(Error::in_the_way(path, "is read-only")),
        false => Ok(()),
    }
}

/// The state of a folder below the folder of an output.
#[derive(Debug, Clone)]
pub(super) enum Entry {
    Missing,
    Open,
    /// The folder must not be entered: the folder at fault, and the reason.
    Closed(PathBuf, &'static str),
}

/// The folders of an output. Each is looked up once.
pub(super) struct Folders<'a> {
    root: &'a Path,
    /// Paths that this run writes. A list of an earlier run opens no folder.
    files: &'a Files,
    seen: BTreeMap<String, Entry>,
}

impl<'a> Folders<'a> {
    /// Checks the folder of the output itself. It may be a link, since the user named it.
    pub(super) fn new(root: &'a Path, files: &'a Files) -> Result<Self, Error> {
        let entry = match fs::metadata(root) {
            Err(error) if error.kind() == ErrorKind::NotFound => Entry::Missing,
            Err(error) => return Err(Error::io("look at", root)(error)),
            Ok(found) if found.is_dir() => Entry::Open,
            Ok(_) => Entry::Closed(root.to_owned(), "is no folder"),
        };
        let whole = root.canonicalize().or_else(|_| std::path::absolute(root));
        let is_git = whole.is_ok_and(|whole| whole.iter().any(|part| part == ".git"));
        let entry = if is_git { Entry::Closed(root.to_owned(), "belongs to git") } else { entry };
        Ok(Self { root, files, seen: BTreeMap::from([(String::new(), entry)]) })
    }

    /// Checks a folder and all folders above it.
    pub(super) fn enter(&mut self, folder: &str) -> Result<Entry, Error> {
        if let Some(entry) = self.seen.get(folder) {
            return Ok(entry.clone());
        }
        let entry = match self.enter(folder_of(folder))? {
            Entry::Open => self.look(folder)?,
            stopped => stopped,
        };
        self.seen.insert(folder.to_owned(), entry.clone());
        Ok(entry)
    }

    /// Checks a folder like [`Self::enter`], and returns an error if this output must not enter it.
    pub(super) fn require(&mut self, folder: &str) -> Result<(), Error> {
        match self.enter(folder)? {
            Entry::Missing | Entry::Open => Ok(()),
            Entry::Closed(path, reason) => Err(Error::in_the_way(&path, reason)),
        }
    }

    fn look(&self, folder: &str) -> Result<Entry, Error> {
        let path = self.root.join(folder);
        let found = match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Entry::Missing),
            Err(error) => return Err(Error::io("look at", &path)(error)),
            Ok(found) => found,
        };
        let holds = |name: &str| fs::symlink_metadata(path.join(name)).is_ok();
        let reason = if found.is_symlink() {
            Some("is a link and stands where a folder belongs")
        } else if !found.is_dir() {
            Some("is no folder and stands where a folder belongs")
        } else if holds(".git") && !self.is_written_to(folder) {
            Some("is a repository of its own")
        } else if holds(LIST) {
            Some("holds the output of another run")
        } else if holds("Cargo.toml") && !self.files.contains_key(&format!("{folder}/Cargo.toml")) {
            Some("is a crate of its own")
        } else {
            None
        };
        Ok(reason.map_or(Entry::Open, |reason| Entry::Closed(path, reason)))
    }

    fn is_written_to(&self, folder: &str) -> bool {
        let folder = format!("{folder}/");
        self.files.range(folder.clone()..).next().is_some_and(|(path, _)| path.starts_with(&folder))
    }
}

/// The folder of a path, relative to the folder of the output. Empty for a file directly in that folder.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
