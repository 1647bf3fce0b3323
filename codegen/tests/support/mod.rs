//! Support that several test modules share.

pub(crate) mod case;
pub(crate) mod shipped;
pub(crate) mod tree;
