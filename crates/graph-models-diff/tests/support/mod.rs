//! Support that several test modules share.

pub(crate) mod api;
pub(crate) mod cover;
pub(crate) mod diff_case;
pub(crate) mod raw;
