//! Temporary files: new texts that are not yet at their paths, and old files that may have to be restored.
//!
//! The files are in the locked folder, under names that nothing else uses. They never replace an existing file.

use std::fs::{self, Permissions};
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, TempPath};

use super::error::Error;

const START: &str = ".graph-models-codegen-";
const RANDOM: usize = 12;
const END: &str = ".tmp";

/// Writes a text and waits until it is on the disk.
pub(super) fn write(folder: &Path, text: &str, permissions: Option<Permissions>) -> io::Result<TempPath> {
    let mut file = builder().tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    Ok(file.into_temp_path())
}

/// Keeps a file under a second name (a hard link), or as a copy if the file system has no hard links.
pub(super) fn keep(folder: &Path, path: &Path) -> Result<TempPath, Error> {
    let linked = builder().make_in(folder, |name| fs::hard_link(path, name));
    let kept = linked.map(tempfile::NamedTempFile::into_temp_path).or_else(|_| {
        let copy = builder().tempfile_in(folder)?.into_temp_path();
        fs::copy(path, &copy)?;
        Ok(copy)
    });
    kept.map_err(Error::io("keep a copy of", path))
}

/// Removes temporary files of killed runs.
///
/// Only the run that holds the lock may call this function: no other run can have temporary files then.
pub(super) fn remove_strays(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && entry.file_name().to_str().is_some_and(is_temporary) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_temporary(name: &str) -> bool {
    let random = name.strip_prefix(START).and_then(|name| name.strip_suffix(END));
    random.is_some_and(|random| random.len() == RANDOM && random.bytes().all(|c| c.is_ascii_alphanumeric()))
}

fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(START).rand_bytes(RANDOM).suffix(END);
    // Generated files get the permissions that the user gives new files. Temporary files would be readable for the
    // user alone.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

#[cfg(test)]
mod tests {
    use super::is_temporary;

    #[test]
    fn names_of_others_are_none_of_ours() {
        assert!(is_temporary(".graph-models-codegen-0aZ9bcdefghi.tmp"));
        for name in [
            "mod.rs.new",
            ".tmp",
            ".graph-models-codegen-files",
            ".graph-models-codegen-.tmp",
            ".graph-models-codegen-notes.tmp",
            ".graph-models-codegen-0aZ9bcdefghij.tmp",
            ".graph-models-codegen-my-own-notes.tmp",
            "graph-models-codegen-0aZ9bcdefghi.tmp",
        ] {
            assert!(!is_temporary(name), "{name}");
        }
    }
}
