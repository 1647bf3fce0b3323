//! Upkeep of the files in `schemas/`: what slices need of whole metadata and of Graph's permissions.

pub(crate) mod extract;
pub(crate) mod permissions;
