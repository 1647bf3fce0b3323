//! What several tests need.

pub(crate) mod case;
pub(crate) mod shipped;
pub(crate) mod tree;
