//! Finds real metadata for tests and benches.
//!
//! Real metadata belongs to Microsoft and is not part of this repository.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The text of a file of real metadata. `None`, after one line on the terminal, if the file is missing.
///
/// The function looks in `GRAPH_METADATA_DIR`, or else in `../shared/graph-metadata` beside the workspace.
///
/// # Panics
///
/// Panics if the file is missing and `CI` is set: no test may be skipped in CI.
pub fn real_metadata(name: &str) -> Option<String> {
    let path = directory().join(name);
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) => {
            let problem = format!("{}: {error}; set GRAPH_METADATA_DIR", path.display());
            assert!(std::env::var_os("CI").is_none(), "{problem}");
            // Not `eprintln!`: the test runner would capture the line, and a skipped test would look like a passed one.
            let _ = std::io::stderr().write_all(format!("SKIPPED: {problem}\n").as_bytes());
            None
        }
    }
}

fn directory() -> PathBuf {
    match std::env::var_os("GRAPH_METADATA_DIR") {
        Some(directory) => directory.into(),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/graph-metadata"),
    }
}
