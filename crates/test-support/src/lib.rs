//! Shared code of the workspace's integration tests.

mod metadata;
mod snapshot;

pub use metadata::real_metadata;
pub use snapshot::assert_expected;
