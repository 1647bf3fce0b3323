//! Remedies for failures: the nearest name, or the folder that the user probably meant.

use std::fs;
use std::io::{Error, ErrorKind};
use std::path::Path;

use csdl::diagnostic::closest;

use crate::current::{DEFAULT_SLICES, above};

/// The most names that a remedy lists.
const MOST_NAMES: usize = 12;

/// The reason that the operating system gives. Usual reasons have the same words on all systems.
pub(super) fn reason(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::NotADirectory => "a part of the path is a file, and no folder".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        ErrorKind::AlreadyExists => "something else of this name is there".to_owned(),
        _ => error.to_string(),
    }
}

/// The actions that only read.
const READING: [&str; 4] = ["read", "find", "list", "look at"];

/// Remedies for a file that could not be read or written.
pub(super) fn of_io(action: &str, path: &Path, error: &Error) -> Vec<String> {
    let reads = READING.contains(&action);
    match error.kind() {
        ErrorKind::NotFound if reads => of_missing(path),
        ErrorKind::IsADirectory if reads => vec![of_folder(path)],
        ErrorKind::PermissionDenied if reads => {
            vec!["allow this user to read it, and to enter the folders above it".to_owned()]
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            vec!["allow writing there, or write to another folder".to_owned()]
        }
        ErrorKind::AlreadyExists if path.is_symlink() => {
            vec!["it is a link that leads to no folder: remove it, or write to another folder".to_owned()]
        }
        _ => Vec::new(),
    }
}

/// The remedy for a folder that was named in the place of a file.
fn of_folder(folder: &Path) -> String {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let mut names: Vec<_> = files.filter_map(|file| file.file_name().into_string().ok()).collect();
    names.sort();
    match names.as_slice() {
        [] => "name a file; there is none in this folder".to_owned(),
        [one] => format!("name a file: {}", folder.join(one).display()),
        _ => {
            let more = if names.len() > MOST_NAMES { ", and others" } else { "" };
            names.truncate(MOST_NAMES);
            format!("name a file in it; there are: {}{more}", names.join(", "))
        }
    }
}

fn of_missing(path: &Path) -> Vec<String> {
    if !path.ends_with(DEFAULT_SLICES) {
        return nearest_file(path).into_iter().collect();
    }
    // The path is the default and was not given by the user, so the command probably runs in the wrong folder.
    let mut help = Vec::new();
    let root = above("schemas");
    let found = root.join(DEFAULT_SLICES);
    if !root.as_os_str().is_empty() && found.is_file() {
        help.push(format!("there is {}: run the command in {}", found.display(), root.display()));
    }
    help.push(format!("without `--slices FILE`, commands read {DEFAULT_SLICES} of the current folder"));
    help
}

/// Suggests the file in the same folder whose name is nearest, or names the folder that does not exist.
pub fn nearest_file(path: &Path) -> Option<String> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Ok(entries) = fs::read_dir(folder) else {
        return Some(format!("there is no folder {}", folder.display()));
    };
    let names: Vec<_> = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    let meant = closest(path.file_name()?.to_str()?, names.iter().map(String::as_str))?;
    Some(format!("did you mean {}?", path.with_file_name(meant).display()))
}

/// Suggests the known name that is nearest to `name`. If none is near, lists all known names, unless there are many.
pub(super) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let known: Vec<_> = known.into_iter().collect();
    match closest(name, known.iter().copied()) {
        Some(meant) => Some(format!("did you mean `{meant}`?")),
        None if known.is_empty() || known.len() > MOST_NAMES => None,
        None => Some(format!("there are: {}", known.join(", "))),
    }
}
