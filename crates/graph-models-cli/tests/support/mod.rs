//! Support that several test modules share.

pub(crate) mod case;
pub(crate) mod folder;
pub(crate) mod page;
pub(crate) mod tasks;
