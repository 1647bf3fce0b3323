//! What people write beside the metadata: slices, overlay and permissions.
//!
//! Reads TOML with a place on whatever can be wrong. Must not know Rust or resolve names of metadata.

mod overlay;
mod permissions;
mod slices;
mod toml_file;

pub use overlay::{Facts, OperationFacts, Overlay, Rename, RequestFacts, Restriction};
pub use permissions::{Permissions, RequestScopes, Scopes};
pub(crate) use permissions::{normal, simple};
pub use slices::{Slice, Slices};
