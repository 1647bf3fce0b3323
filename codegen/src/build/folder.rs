//! Updates folders of generated files and single files: all of them or none.
//!
//! Other tools and people may also use a folder; a run owns only the paths that it writes. The file [`LIST`] in the
//! folder names these paths, so that a later run knows them. A run replaces and removes only the listed files and the
//! files beside its modules, and only while they are generated files. It removes a folder only if it emptied that
//! folder. It follows no links, and does not enter hidden folders, repositories, crates or outputs of other runs.
//!
//! A run holds a lock. All new texts are on the disk before the first file is replaced, and each replacement is
//! atomic. The list names the paths that a run is about to write before the run writes them. A run that fails undoes
//! its steps. After a killed run, each file has its old or its new text, and the next run completes the update.
//!
//! Must not know what is in the files.

mod compare;
mod error;
mod list;
mod lock;
mod names;
mod place;
mod steps;
mod temporary;

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

pub use compare::Changes;
pub use error::Error;
pub use names::LIST;

use crate::emit::Files;
use lock::Lock;
use steps::Steps;

/// Files that should be on the disk.
///
/// ```no_run
/// use graph_models_codegen::build::folder::{Error, Plan};
/// # let files = graph_models_codegen::Files::new();
/// let mut plan = Plan::default();
/// plan.folder("src/generated", "modules", files);
/// let written = plan.write()?;
/// println!("{written}"); // 3 files written, 1 removed
/// # Ok::<(), Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Plan {
    folders: Vec<Folder>,
    files: Vec<SingleFile>,
    removed: Vec<PathBuf>,
}

/// A folder and all generated files that should be in it.
#[derive(Debug)]
struct Folder {
    root: PathBuf,
    holds: &'static str,
    files: Files,
}

/// A single file that should be on the disk.
#[derive(Debug)]
struct SingleFile {
    path: PathBuf,
    text: String,
    replaces: fn(&str) -> bool,
}

/// The number of files that a run changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// The number of files that are new or hold another text.
    pub written: usize,
    /// The number of removed files.
    pub removed: usize,
}

impl Plan {
    /// Adds a folder with all generated files that should be in it. `holds` names the kind of output: a folder that
    /// holds another kind is left alone, and is an error.
    pub fn folder(&mut self, root: impl Into<PathBuf>, holds: &'static str, files: Files) {
        self.folders.push(Folder { root: root.into(), holds, files });
    }

    /// Adds a file that replaces any file of its name.
    pub fn file(&mut self, path: impl Into<PathBuf>, text: String) {
        self.file_over(path, text, |_| true);
    }

    /// Adds a file that replaces an existing file of its name only if `replaces` accepts the text of the existing
    /// file.
    pub fn file_over(&mut self, path: impl Into<PathBuf>, text: String, replaces: fn(&str) -> bool) {
        self.files.push(SingleFile { path: path.into(), text, replaces });
    }

    /// Plans the removal of a file, whatever its text.
    pub fn remove(&mut self, path: impl Into<PathBuf>) {
        self.removed.push(path.into());
    }

    /// Finds what [`Plan::write`] would change, and changes nothing.
    ///
    /// # Errors
    ///
    /// Returns an error if something else occupies the place of a file or folder, or if something cannot be read.
    pub fn compare(&self) -> Result<Changes<'_>, Error> {
        let mut changes = Changes::default();
        for folder in &self.folders {
            compare::folder(&folder.root, folder.holds, &folder.files, &mut changes)?;
        }
        for file in &self.files {
            compare::file(file, &mut changes)?;
        }
        for path in &self.removed {
            compare::removed(path, &mut changes)?;
        }
        Ok(changes)
    }

    /// Brings all files up to date.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Plan::compare`]. Also fails if another run is writing to the same folder, or if
    /// something cannot be written. All files are then unchanged.
    pub fn write(&self) -> Result<Written, Error> {
        self.write_then(|| Ok(())).map(|(written, ())| written)
    }

    /// Brings all files up to date, and calls `then`, which may use them. If `then` fails, all files get their old
    /// text back.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Plan::write`] and of `then`.
    pub fn write_then<T, E: From<Error>>(
        &self,
        then: impl FnOnce() -> Result<T, E>,
    ) -> Result<(Written, T), E> {
        let mut steps = Steps::default();
        let mut locks = Vec::new();
        let result = self.lock(&mut steps, &mut locks).and_then(|()| self.apply(&mut steps));
        let result = result.map_err(E::from).and_then(|written| Ok((written, then()?)));
        match result {
            Ok(done) => {
                steps.finish();
                Ok(done)
            }
            Err(error) => {
                let roots = steps.undo();
                drop(locks);
                roots.remove();
                Err(error)
            }
        }
    }

    fn apply(&self, steps: &mut Steps) -> Result<Written, Error> {
        let changes = self.compare()?;
        if changes.count() > 0 {
            steps.apply(&changes)?;
        }
        Ok(changes.written())
    }

    /// Locks all folders that are written to, always in the same order, and removes the temporary files that killed
    /// runs left in them.
    fn lock(&self, steps: &mut Steps, locks: &mut Vec<Lock>) -> Result<(), Error> {
        let folders = self.folders.iter().filter(|folder| !folder.files.is_empty() || folder.root.exists());
        let folders = folders.map(|folder| folder.root.as_path());
        let files = self.files.iter().map(|file| parent(&file.path));
        let removed = self.removed.iter().map(|path| parent(path)).filter(|folder| folder.exists());
        let folders: BTreeSet<_> = folders.chain(files).chain(removed).collect();
        let mut locked = BTreeSet::new();
        for folder in folders {
            steps.create_root(folder)?;
            if !folder.is_dir() {
                return Err(Error::in_the_way(folder, "is no folder"));
            }
            let canonical = folder.canonicalize().map_err(Error::io("find", folder))?;
            if locked.insert(canonical) {
                locks.push(Lock::take(folder)?);
                temporary::remove_strays(folder);
            }
        }
        Ok(())
    }
}

/// The folder of a file. The folder of a path without a separator is the current one.
fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

impl std::ops::AddAssign for Written {
    fn add_assign(&mut self, other: Self) {
        self.written += other.written;
        self.removed += other.removed;
    }
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files = if self.written == 1 { "file" } else { "files" };
        write!(f, "{} {files} written, {} removed", self.written, self.removed)
    }
}
