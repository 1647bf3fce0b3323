//! Upkeep of the files in `schemas/`: extracts the parts of the whole metadata and of Graph's permissions that slices
//! need.

pub(crate) mod extract;
pub(crate) mod permissions;
