//! The current folder: the file that commands expect there, and the folders above.

use std::path::PathBuf;

/// The file of slices that commands read where none is named.
pub(crate) const DEFAULT_SLICES: &str = "schemas/slices.toml";

/// The nearest folder, from the current one upwards, that contains a folder of this name. The result is relative to
/// the current folder, which is also returned if there is none.
pub(crate) fn above(folder: &str) -> PathBuf {
    let current = std::env::current_dir().unwrap_or_default();
    let mut up = PathBuf::new();
    for _ in current.ancestors() {
        if up.join(folder).is_dir() {
            return up;
        }
        up.push("..");
    }
    PathBuf::new()
}
