//! The shipped slices, and the folder with all that is shipped.

use std::path::{Path, PathBuf};

/// The folder `schemas` of the workspace.
pub fn schemas() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas")
}

/// The tables of beta in the shipped slices: the division of v1.0 follows them.
pub fn beta_slices() -> &'static str {
    let slices = include_str!("../../../schemas/slices.toml");
    slices.split("\n# The division of v1.0").next().unwrap_or_default()
}
