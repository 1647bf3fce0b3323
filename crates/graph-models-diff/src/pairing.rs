//! The elements of both sides that belong together: by name, or by similarity if one was renamed.

pub(crate) mod lists;
pub(crate) mod pairs;
pub(crate) mod renames;
pub(crate) mod users;
