//! The error of setting a property by its name.

use std::fmt;

/// The reason why a property cannot be set by its name. The value is unchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PropertyError {
    message: String,
}

impl PropertyError {
    pub(crate) fn new(problem: &dyn fmt::Display) -> Self {
        Self { message: problem.to_string() }
    }
}

impl fmt::Display for PropertyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PropertyError {}
