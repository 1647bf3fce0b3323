//! Folders of generated files: what a run would change in them, and changing all of it or nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use graph_codegen::Files;
use graph_codegen::emit::is_generated;

use crate::failure::Failure;

/// What a run would change.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    /// Files that do not exist yet, with their text.
    pub(crate) missing: BTreeMap<PathBuf, String>,
    /// Files with another text: what they hold, what they should.
    pub(crate) stale: BTreeMap<PathBuf, (String, String)>,
    /// Generated files that no longer are.
    pub(crate) leftover: Vec<PathBuf>,
}

impl Changes {
    /// Compares a folder with what should be in it. Line ends do not count.
    pub(crate) fn find(folder: &Path, files: Files) -> Result<Self, Failure> {
        let mut changes = Self::default();
        let expected: BTreeSet<_> = files.keys().map(|name| folder.join(name)).collect();
        for (name, text) in files {
            let path = folder.join(name);
            match fs::read_to_string(&path) {
                Ok(current) if !is_generated(&current) => return Err(Failure::NotGenerated(path)),
                Ok(current) if is_same(&current, &text) => {}
                Ok(current) => {
                    changes.stale.insert(path, (current, text));
                }
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    changes.missing.insert(path, text);
                }
                Err(error) => return Err(Failure::io("read", &path)(error)),
            }
        }
        for path in files_below(folder)? {
            let is_ours = || fs::read_to_string(&path).is_ok_and(|text| is_generated(&text));
            if !expected.contains(&path) && is_ours() {
                changes.leftover.push(path);
            }
        }
        Ok(changes)
    }

    /// Compares one file, written by hand or not, with what should be in it. Line ends do not count.
    pub(crate) fn of_file(path: PathBuf, text: String) -> Result<Self, Failure> {
        let mut changes = Self::default();
        match fs::read_to_string(&path) {
            Ok(current) if is_same(&current, &text) => {}
            Ok(current) => _ = changes.stale.insert(path, (current, text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                changes.missing.insert(path, text);
            }
            Err(error) => return Err(Failure::io("read", &path)(error)),
        }
        Ok(changes)
    }

    /// Adds the changes of another folder, so that both are made or neither is.
    pub(crate) fn add(&mut self, other: Self) {
        self.missing.extend(other.missing);
        self.stale.extend(other.stale);
        self.leftover.extend(other.leftover);
    }

    /// How many files would change.
    pub(crate) fn count(&self) -> usize {
        self.missing.len() + self.stale.len() + self.leftover.len()
    }

    /// Writes and removes. If any step fails, the steps before it are undone.
    pub(crate) fn apply(&self, folders: &[PathBuf]) -> Result<(), Failure> {
        self.apply_then(folders, || Ok(()))
    }

    /// Writes and removes, and does what needs the result. If any step or that fails, the steps before are undone.
    pub(crate) fn apply_then<T>(
        &self,
        folders: &[PathBuf],
        then: impl FnOnce() -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut done = Undo::default();
        let result = self.apply_steps(&mut done).and_then(|()| then());
        match result {
            Ok(value) => {
                for folder in folders {
                    remove_empty_folders(folder);
                }
                Ok(value)
            }
            Err(failure) => {
                done.undo();
                Err(failure)
            }
        }
    }

    fn apply_steps(&self, done: &mut Undo) -> Result<(), Failure> {
        for parent in self.missing.keys().filter_map(|path| path.parent()).collect::<BTreeSet<_>>() {
            done.create_folders(parent)?;
        }
        let missing: Vec<_> = self.missing.iter().collect();
        let (written, result) = create(&missing);
        done.written.extend(written.into_iter().map(|path| (path, None)));
        result?;
        for (path, (current, text)) in &self.stale {
            replace(path, text)?;
            done.written.push((path.clone(), Some(current.clone())));
        }
        for path in &self.leftover {
            let current = fs::read_to_string(path).map_err(Failure::io("read", path))?;
            fs::remove_file(path).map_err(Failure::io("remove", path))?;
            done.written.push((path.clone(), Some(current)));
        }
        Ok(())
    }
}

/// Steps taken, to be undone in reverse.
#[derive(Default)]
struct Undo {
    folders: Vec<PathBuf>,
    /// Files with what they held before, if they existed.
    written: Vec<(PathBuf, Option<String>)>,
}

impl Undo {
    fn create_folders(&mut self, folder: &Path) -> Result<(), Failure> {
        let missing: Vec<_> =
            folder.ancestors().take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
        for folder in missing.into_iter().rev().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir(&folder).map_err(Failure::io("create", &folder))?;
            self.folders.push(folder);
        }
        Ok(())
    }

    /// Puts back what was. A step that cannot be undone is left: the failure that led here is the one reported.
    fn undo(self) {
        for (path, before) in self.written.into_iter().rev() {
            let _ = match before {
                Some(text) => fs::write(&path, text),
                None => fs::remove_file(&path),
            };
        }
        for folder in self.folders.into_iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Writes files that do not exist, on all cores. Gives those that were written, even if another could not be.
fn create(files: &[(&PathBuf, &String)]) -> (Vec<PathBuf>, Result<(), Failure>) {
    let create = |files: &[(&PathBuf, &String)]| {
        let mut written = Vec::new();
        for &(path, text) in files {
            if let Err(failure) = replace(path, text) {
                return (written, Err(failure));
            }
            written.push(path.clone());
        }
        (written, Ok(()))
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let shares = files.chunks(files.len().div_ceil(threads).max(1));
        let workers: Vec<_> = shares.map(|share| scope.spawn(move || create(share))).collect();
        let mut all = (Vec::new(), Ok(()));
        for worker in workers {
            let (written, result) = match worker.join() {
                Ok(done) => done,
                Err(panic) => std::panic::resume_unwind(panic),
            };
            all.0.extend(written);
            all.1 = all.1.and(result);
        }
        all
    })
}

/// Replaces a file at once: readers see the old text or the new one, never a part.
fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(".new");
    let temporary = PathBuf::from(temporary);
    let written = fs::write(&temporary, text).and_then(|()| fs::rename(&temporary, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&temporary);
        Failure::io("write", path)(error)
    })
}

/// Whether a file holds this text, line ends left aside.
fn is_same(current: &str, text: &str) -> bool {
    current == text || current.replace("\r\n", "\n") == text
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(folder) = pending.pop() {
        if !folder.exists() {
            continue;
        }
        for entry in fs::read_dir(&folder).map_err(Failure::io("list", &folder))? {
            let entry = entry.map_err(Failure::io("list", &folder))?;
            let kind = entry.file_type().map_err(Failure::io("look at", &entry.path()))?;
            // Links are not followed: what they lead to is not ours.
            if kind.is_dir() {
                pending.push(entry.path());
            } else if kind.is_file() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Removes folders that hold nothing any more. One that cannot be removed is not empty.
fn remove_empty_folders(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())) {
        remove_empty_folders(&entry.path());
        let _ = fs::remove_dir(entry.path());
    }
}

#[cfg(test)]
mod tests {
    use super::{Changes, Failure};
    use std::fs;

    #[test]
    fn what_needs_the_files_and_fails_leaves_them_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let old = folder.path().join("old.txt");
        fs::write(&old, "before").unwrap();
        let mut changes = Changes::of_file(old.clone(), "after".to_owned()).unwrap();
        changes.add(Changes::of_file(folder.path().join("new/file.txt"), "new".to_owned()).unwrap());
        let result: Result<(), _> = changes.apply_then(&[], || {
            assert_eq!(fs::read_to_string(&old).unwrap(), "after");
            Err(Failure::Reported("it cannot be compiled".to_owned()))
        });
        assert_eq!(result.unwrap_err().to_string(), "it cannot be compiled");
        assert_eq!(fs::read_to_string(&old).unwrap(), "before");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
