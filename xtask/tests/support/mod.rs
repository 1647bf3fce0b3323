//! Support of several tests.

pub(crate) mod diff;
pub(crate) mod output;
pub(crate) mod update;
