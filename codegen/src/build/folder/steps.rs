//! Steps of a run. Each can be undone without writing new data, so that a full disk does not prevent it.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::compare::{Changes, ListChange};
use super::error::Error;
use super::names::LIST;
use super::{place, temporary};

/// The steps taken so far. They are undone in reverse order.
#[derive(Debug, Default)]
pub(super) struct Steps {
    roots: Roots,
    done: Vec<Step>,
}

/// Folders that were made only so that they can be locked. They are removed when the lock is released.
#[derive(Debug, Default)]
pub(super) struct Roots(Vec<PathBuf>);

#[derive(Debug)]
enum Step {
    CreatedFolder(PathBuf),
    RemovedFolder(PathBuf),
    /// A new file.
    Created(PathBuf),
    /// A file that was replaced or removed, with its old content.
    Changed(PathBuf, TempPath),
}

/// A new text in a temporary file, with the path that it belongs to.
struct Staged<'a> {
    text: TempPath,
    path: &'a Path,
    root: &'a Path,
    is_new: bool,
}

impl Steps {
    /// Makes a folder that is to be locked.
    pub(super) fn create_root(&mut self, root: &Path) -> Result<(), Error> {
        self.roots.0.extend(create_folders(root)?);
        Ok(())
    }

    /// Makes all changes. An error names the change that could not be made.
    pub(super) fn apply(&mut self, changes: &Changes<'_>) -> Result<(), Error> {
        for path in changes.stale.keys().chain(&changes.leftover) {
            place::require_writable(path)?;
        }
        for list in changes.lists.iter().filter(|list| list.before.is_some()) {
            place::require_writable(&list.root.join(LIST))?;
        }
        for list in &changes.lists {
            if let Some(text) = &list.during {
                self.write_list(list, text)?;
            }
        }
        for staged in stage(changes)? {
            if let Some(folder) = staged.path.parent() {
                self.done.extend(create_folders(folder)?.into_iter().map(Step::CreatedFolder));
            }
            self.put(staged)?;
        }
        for path in &changes.leftover {
            let kept = temporary::keep(root_of(changes, path), path)?;
            fs::remove_file(path).map_err(Error::io("remove", path))?;
            self.done.push(Step::Changed(path.clone(), kept));
        }
        // Inner folders come first. A folder that cannot be removed is not empty, and stays.
        for folder in changes.emptied.iter().rev() {
            if fs::remove_dir(folder).is_ok() {
                self.done.push(Step::RemovedFolder(folder.clone()));
            }
        }
        let folders = changes.missing.keys().chain(changes.stale.keys()).chain(&changes.leftover);
        folders.filter_map(|path| path.parent()).collect::<BTreeSet<_>>().into_iter().for_each(sync);
        for list in &changes.lists {
            self.write_list(list, &list.after)?;
            sync(&list.root);
        }
        Ok(())
    }

    fn write_list(&mut self, list: &ListChange, text: &str) -> Result<(), Error> {
        let path = list.root.join(LIST);
        let text = temporary::write(&list.root, text, None).map_err(Error::io("write", &path))?;
        let is_new = fs::symlink_metadata(&path).is_err();
        self.put(Staged { text, path: &path, root: &list.root, is_new })
    }

    /// Moves a text to its path atomically: readers see the old text or the new one, never a part.
    fn put(&mut self, staged: Staged<'_>) -> Result<(), Error> {
        let Staged { text, path, root, is_new } = staged;
        let kept = if is_new { None } else { Some(temporary::keep(root, path)?) };
        text.persist(path).map_err(|error| Error::io("write", path)(error.error))?;
        self.done.push(match kept {
            Some(kept) => Step::Changed(path.to_owned(), kept),
            None => Step::Created(path.to_owned()),
        });
        Ok(())
    }

    /// Ends the run successfully: the steps can no longer be undone.
    pub(super) fn finish(self) {
        drop(self.done);
    }

    /// Undoes all steps. A step that cannot be undone is skipped, since the original error is the one to report.
    pub(super) fn undo(self) -> Roots {
        for step in self.done.into_iter().rev() {
            let _ = match step {
                Step::CreatedFolder(path) => fs::remove_dir(path),
                Step::RemovedFolder(path) => fs::create_dir(path),
                Step::Created(path) => fs::remove_file(path),
                Step::Changed(path, kept) => kept.persist(path).map_err(io::Error::from),
            };
        }
        self.roots
    }
}

impl Roots {
    /// Removes the folders if they are empty.
    pub(super) fn remove(self) {
        for folder in self.0.into_iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Makes a folder and the folders above it. Returns the folders that did not exist before.
fn create_folders(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let missing = folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
    let missing: Vec<_> = missing.map(Path::to_owned).collect();
    let mut made = Vec::new();
    for folder in missing.into_iter().rev() {
        match fs::create_dir(&folder) {
            Ok(()) => made.push(folder),
            // Another run made the folder in the meantime.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
            Err(error) => {
                Roots(made).remove();
                return Err(Error::io("create", &folder)(error));
            }
        }
    }
    Ok(made)
}

/// Writes all texts to temporary files beside the files that they will replace, on all cores. If one write fails, no
/// temporary file remains.
fn stage<'a>(changes: &'a Changes<'_>) -> Result<Vec<Staged<'a>>, Error> {
    let missing = changes.missing.iter().map(|(path, text)| (path, *text, true));
    let stale = changes.stale.iter().map(|(path, (_, text))| (path, *text, false));
    let texts: Vec<_> = missing.chain(stale).collect();
    let write = |&(path, text, is_new): &(&'a PathBuf, &str, bool)| {
        let root = root_of(changes, path);
        let permissions = fs::symlink_metadata(path).ok().map(|found| found.permissions());
        let text = temporary::write(root, text, permissions).map_err(Error::io("write", path))?;
        Ok(Staged { text, path, root, is_new })
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let shares = texts.chunks(texts.len().div_ceil(threads).max(1));
        let write = &write;
        let workers = shares.map(|share| scope.spawn(move || share.iter().map(write).collect::<Vec<_>>()));
        let workers: Vec<_> = workers.collect();
        let results = workers.into_iter().flat_map(|worker| match worker.join() {
            Ok(results) => results,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        // All results are collected first, so that the error is that of the first file and the other temporary files
        // are removed.
        results.collect::<Vec<_>>().into_iter().collect()
    })
}

fn root_of<'a>(changes: &'a Changes<'_>, path: &'a Path) -> &'a Path {
    changes.roots.get(path).map_or_else(|| super::parent(path), PathBuf::as_path)
}

/// Waits until the entries of a folder are on the disk, if the system supports it.
fn sync(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}
