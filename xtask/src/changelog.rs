//! The names in the changelog of the workspace.

/// The name of the file, in the workspace.
pub(crate) const CHANGELOG: &str = "CHANGELOG.md";

/// The heading of the changes for the next release.
pub(crate) const UNRELEASED: &str = "## Unreleased";
