//! The two modes of reading a page item by item: tolerant and strict.

use super::error::{ItemsError, ItemsErrorKind};
use crate::decode::strictly;
use crate::model::deviations::Deviations;

/// Decides whether deviations are errors.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Tolerant,
    Strict,
}

impl Mode {
    /// Runs a read in this mode.
    pub(super) fn run<R>(self, read: impl FnOnce() -> R) -> R {
        match self {
            Self::Tolerant => read(),
            Self::Strict => strictly(read),
        }
    }

    /// Refuses the deviations of a value that was read, in strict reading. Some are found only after decoding.
    pub(super) fn check<'a>(self, deviations: impl FnOnce() -> Deviations<'a>) -> Result<(), ItemsError> {
        match self {
            Self::Tolerant => Ok(()),
            Self::Strict => match deviations().iter().next() {
                Some(deviation) => Err(ItemsError::new(ItemsErrorKind::Data, deviation.message())),
                None => Ok(()),
            },
        }
    }
}
