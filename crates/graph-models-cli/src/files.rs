//! The files below a folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The regular files below a folder, in order. Hidden files and folders are left out, and folders with one of these
/// names. A link may lead anywhere, and is not followed.
pub(crate) fn below(folder: &Path, left_out: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(&folder).map_err(Failure::io("list", &folder))? {
            let entry = entry.map_err(Failure::io("list", &folder))?;
            let kind = entry.file_type().map_err(Failure::io("look at", &entry.path()))?;
            let name = entry.file_name();
            if name.as_encoded_bytes().starts_with(b".") {
                continue;
            }
            if kind.is_dir() && !left_out.iter().any(|it| name == *it) {
                pending.push(entry.path());
            } else if kind.is_file() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}
