//! Shared code of the workspace's integration tests.

pub mod large;
mod metadata;
mod slices;
mod snapshot;

pub use metadata::real_metadata;
pub use slices::{beta_slices, schemas};
pub use snapshot::assert_expected;
