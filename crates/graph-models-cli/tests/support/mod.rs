//! Support of several tests.

pub(crate) mod folder;
pub(crate) mod page;
pub(crate) mod tasks;
