//! Support of several tests.

pub(crate) mod folder;
pub(crate) mod tasks;
