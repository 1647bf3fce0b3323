//! What people write beside the metadata: slices, overlay, permissions, and allowed changes.
//!
//! Reads TOML with a place on whatever can be wrong. Must not know Rust or resolve names of metadata.

mod allow;
mod overlay;
mod permissions;
mod slices;
mod toml_file;

pub use allow::{AllowEntry, Allows};
pub(crate) use overlay::ALLOWED;
pub use overlay::{Facts, OperationFacts, Overlay, Rename, RequestFacts, Restriction};
pub use permissions::{Permissions, RequestScopes, Scopes};
pub(crate) use permissions::{normal, simple};
pub use slices::{Slice, Slices};
