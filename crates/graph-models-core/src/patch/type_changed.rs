//! The error for two values of different types.

use std::fmt;

use crate::model::{Model, Shown, named_type, other_type};

/// The error of [`Patch::diff`](super::Patch::diff) for values of different types.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TypeChanged {
    /// The CSDL name of the old value's type: the one in `@odata.type`, if the value has a name there.
    pub old: String,
    /// The CSDL name of the new value's type, in the same way.
    pub new: String,
}

impl TypeChanged {
    pub(super) fn new(old: &dyn Model, new: &dyn Model) -> Self {
        let name = |model| other_type(model).map_or_else(|| model.info().name(), named_type).to_owned();
        Self { old: name(old), new: name(new) }
    }
}

impl fmt::Display for TypeChanged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a patch cannot turn a {} into a {}", Shown(&self.old), Shown(&self.new))
    }
}

impl std::error::Error for TypeChanged {}
