//! The metadata files that slices name, on the disk.
//!
//! Must not know what is in the files.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::folder::Error;
use crate::input::{Input, is_file_name};

/// The kind of thing that a name in `metadata` stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Nothing.
    Nothing,
    /// A file.
    File(PathBuf),
    /// The metadata files in a folder, by their names.
    Folder(Vec<(String, PathBuf)>),
}

/// Finds the metadata files at a path.
///
/// The metadata files of a folder are all files `*.csdl` directly in it, except hidden ones.
///
/// # Errors
///
/// Returns an error if the folder cannot be read, if the folder or a metadata file in it is a link (which may lead
/// anywhere) or a special file, or if the name of a file in it is not UTF-8 or has a control character.
pub fn find(path: &Path) -> Result<Found, Error> {
    match fs::metadata(path) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(Found::Nothing);
        }
        Err(error) => return Err(Error::io("look at", path)(error)),
        Ok(found) if found.is_dir() => {}
        Ok(_) => return Ok(Found::File(path.to_owned())),
    }
    // With a slash at its end, the path of a link means the folder that the link leads to.
    let path: PathBuf = path.components().collect();
    let is_link = fs::symlink_metadata(&path).map_err(Error::io("look at", &path))?.is_symlink();
    if is_link {
        return Err(Error::in_the_way(&path, "is a link and stands where a folder belongs"));
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(&path).map_err(Error::io("list", &path))? {
        let entry = entry.map_err(Error::io("list", &path))?;
        let name = entry.file_name();
        let Some(extension) = Path::new(&name).extension() else { continue };
        if extension != "csdl" || name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = entry.path();
        let kind = entry.file_type().map_err(Error::io("look at", &path))?;
        match name.into_string() {
            _ if !kind.is_file() => {
                return Err(Error::in_the_way(&path, "is no regular file and stands among metadata files"));
            }
            Ok(name) if !name.contains(char::is_control) => files.push((name, path)),
            Ok(_) | Err(_) => {
                return Err(Error::in_the_way(&path, "has a name that no metadata file can have"));
            }
        }
    }
    files.sort();
    Ok(Found::Folder(files))
}

/// Finds the metadata files behind a name in `metadata`, which is relative to the folder of the slices.
///
/// # Errors
///
/// Returns the errors of [`find`]. Also fails if the name is a file name (`x.csdl`) and a folder has this name.
pub fn find_named(base: &Path, name: &str) -> Result<Found, Error> {
    let path = base.join(name);
    match find(&path)? {
        Found::Folder(_) if is_file_name(name) => {
            Err(Error::in_the_way(&path, "is a folder and stands where a file belongs"))
        }
        found => Ok(found),
    }
}

/// The most names that a message lists.
const MOST_NAMES: usize = 12;

/// The metadata files in a folder, by their names.
pub fn names_there(folder: &Path) -> Vec<String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(Found::Folder(files)) = find(folder) else { return Vec::new() };
    files.into_iter().map(|(name, _)| name).take(MOST_NAMES).collect()
}

/// Reads all metadata that the slices of an input name. `shown` gives the name of a path in messages, `read` the text.
///
/// A name without a file or folder is skipped here: each stage that needs the metadata reports the name with its
/// place.
///
/// # Errors
///
/// Returns the errors of [`find_named`] and of `read`.
pub fn read<E: From<Error>>(
    input: &mut Input,
    base: &Path,
    shown: impl Fn(&Path) -> String,
    read: impl Fn(&Path) -> Result<String, E>,
) -> Result<(), E> {
    for name in input.metadata_names() {
        match find_named(base, &name)? {
            Found::Nothing => input.add_names_there(names_there(base)),
            Found::File(path) => input.add_metadata(name, shown(&path), read(&path)?),
            Found::Folder(files) => {
                let files = files.into_iter().map(|(name, path)| Ok((name, shown(&path), read(&path)?)));
                input.add_metadata_folder(name, files.collect::<Result<Vec<_>, E>>()?);
            }
        }
    }
    Ok(())
}
