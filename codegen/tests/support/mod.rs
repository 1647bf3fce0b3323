//! Support of several tests.

pub(crate) mod case;
pub(crate) mod shipped;
pub(crate) mod tree;
