//! Remedies for failures: the nearest name, the folder that was meant.

use std::fs;
use std::io::{Error, ErrorKind};
use std::path::Path;

use csdl::diagnostic::closest;

use crate::current::{SLICES, above};

/// The most names that a remedy lists.
const MOST_NAMES: usize = 12;

/// The reason of the system, in the same words on all systems where it is a usual one.
pub(super) fn reason(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::NotADirectory => "a part of the path is a file, and no folder".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        _ => error.to_string(),
    }
}

/// Remedies for a file that could not be read or written.
pub(super) fn of_io(action: &str, path: &Path, error: &Error) -> Vec<String> {
    match error.kind() {
        ErrorKind::NotFound if action == "read" || action == "find" => of_missing(path),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem if action != "read" => {
            vec!["allow writing there, or write to another folder".to_owned()]
        }
        _ => Vec::new(),
    }
}

fn of_missing(path: &Path) -> Vec<String> {
    if !path.ends_with(SLICES) {
        return nearest_file(path).into_iter().collect();
    }
    // The default, which nobody has written: the command may run in another folder than the one that was meant.
    let mut help = Vec::new();
    let root = above("schemas");
    let found = root.join(SLICES);
    if !root.as_os_str().is_empty() && found.is_file() {
        help.push(format!("there is {}: run the command in {}", found.display(), root.display()));
    }
    help.push(format!("without `--slices FILE`, commands read {SLICES} of the current folder"));
    help
}

/// The file beside, or the folder that is not there.
pub fn nearest_file(path: &Path) -> Option<String> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Ok(entries) = fs::read_dir(folder) else {
        return Some(format!("there is no folder {}", folder.display()));
    };
    let names: Vec<_> = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    let meant = closest(path.file_name()?.to_str()?, names.iter().map(String::as_str))?;
    Some(format!("did you mean {}?", path.with_file_name(meant).display()))
}

/// The nearest of some names; all of them if there are few.
pub(super) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let known: Vec<_> = known.into_iter().collect();
    match closest(name, known.iter().copied()) {
        Some(meant) => Some(format!("did you mean `{meant}`?")),
        None if known.is_empty() || known.len() > MOST_NAMES => None,
        None => Some(format!("there are: {}", known.join(", "))),
    }
}
