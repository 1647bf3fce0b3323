//! The indexes of earlier searches, in the system's folder for caches.
//!
//! An index is stored under the hash of the contents of its input files. If the folder cannot be written, nothing is
//! stored. A file that is no index is ignored.

use std::fs;
use std::path::{Path, PathBuf};

use graph_models_lookup::find::Index;
use sha2::{Digest, Sha256};

/// Part of the first line of each file. An index with another first line is made again: another version of the tool
/// wrote it, or its form or its rules differ. The number must be raised when the form or the rules change.
const FORM: &str = concat!("graph-models find ", env!("CARGO_PKG_VERSION"), " form 3");

/// The digits of a hash that name a file.
const ID: usize = 32;

/// The number of indexes at which all of them are removed.
const MOST_FILES: usize = 20;

/// The place of the indexes of some inputs.
pub(super) struct Cache {
    path: Option<PathBuf>,
    head: String,
}

impl Cache {
    /// The place for inputs with these contents, in their order.
    pub(super) fn new(contents: &[String]) -> Self {
        let mut hash = Sha256::new();
        for content in contents {
            hash.update((content.len() as u64).to_le_bytes());
            hash.update(content);
        }
        let digits = hash.finalize().into_iter().take(ID / 2).flat_map(|byte| [byte >> 4, byte & 15]);
        let id: String = digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect();
        let path = folder().map(|folder| folder.join(format!("{id}.txt")));
        Self { path, head: format!("{FORM} {id}") }
    }

    /// The indexes with their modules, if they are stored.
    pub(super) fn read(&self) -> Option<Vec<(String, Index)>> {
        let text = fs::read_to_string(self.path.as_ref()?).ok()?;
        let mut rest = text.strip_prefix(&self.head)?.strip_prefix('\n')?;
        let mut indexes = Vec::new();
        while !rest.is_empty() {
            let (line, behind) = rest.split_once('\n')?;
            let (module, length) = line.split_once(' ')?;
            let (index, behind) = behind.split_at_checked(length.parse().ok()?)?;
            indexes.push((module.to_owned(), Index::from_text(index.to_owned())));
            rest = behind;
        }
        Some(indexes)
    }

    /// Stores indexes for the next search.
    pub(super) fn write(&self, indexes: &[(String, Index)]) {
        let Some(path) = &self.path else { return };
        let Some(folder) = path.parent() else { return };
        let mut text = format!("{}\n", self.head);
        for (module, index) in indexes {
            text.push_str(&format!("{module} {}\n{}", index.as_text().len(), index.as_text()));
        }
        let kept: Vec<_> =
            fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path()).collect();
        let ours = kept.iter().filter(|path| is_index(path));
        if ours.clone().count() >= MOST_FILES {
            for path in ours {
                drop(fs::remove_file(path));
            }
        }
        // Two simultaneous searches write separate files, and the last one stays.
        let own = path.with_extension(format!("{}.part", std::process::id()));
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&own, text));
        if written.and_then(|()| fs::rename(&own, path)).is_err() {
            drop(fs::remove_file(&own));
        }
    }
}

/// Returns true for a file with the name of an index. The folder may hold other files.
fn is_index(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_suffix(".txt"));
    name.is_some_and(|name| name.len() == ID && name.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The folder of indexes: `GRAPH_MODELS_CACHE`, or one in the user's folder of caches.
fn folder() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(folder) = named("GRAPH_MODELS_CACHE") {
        return Some(folder);
    }
    let caches = if cfg!(windows) {
        named("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        named("HOME").map(|home| home.join("Library/Caches"))
    } else {
        named("XDG_CACHE_HOME").or_else(|| named("HOME").map(|home| home.join(".cache")))
    };
    caches.map(|folder| folder.join("graph-models"))
}
