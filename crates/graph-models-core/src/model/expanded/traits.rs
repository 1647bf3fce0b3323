//! Traits of navigation properties. None asks for the type of the value.

use std::fmt;

use serde::{Serialize, Serializer};

use super::{Expandable, Expanded};
use crate::encode::write_expansion;
use crate::model::debug::debug_field;

impl<T> Clone for Expanded<T> {
    fn clone(&self) -> Self {
        Self { erased: self.erased.clone(), target: self.target }
    }
}

/// The count, the links and the context count too.
impl<T> PartialEq for Expanded<T> {
    fn eq(&self, other: &Self) -> bool {
        self.erased == other.erased
    }
}

/// Prints the value, with possible secrets masked, or `None`.
impl<T> fmt::Debug for Expanded<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_field(self.erased.as_field(), f)
    }
}

/// Writes the value, or null.
impl<T> Serialize for Expanded<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_expansion(&self.erased, serializer)
    }
}

impl<T: Expandable> Default for Expanded<T> {
    fn default() -> Self {
        Self::NEW
    }
}

impl<T: Expandable> From<T> for Expanded<T> {
    fn from(value: T) -> Self {
        Self::from(Some(value))
    }
}

impl<T: Expandable> From<Option<T>> for Expanded<T> {
    fn from(value: Option<T>) -> Self {
        let mut field = Self::NEW;
        if let Some(value) = value {
            field.erased.storage_mut().insert(value);
        }
        field
    }
}
