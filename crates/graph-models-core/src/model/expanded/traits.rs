//! Implements traits of erased fields. No impl has a bound on the type of the value.

use std::fmt;

use super::{Expandable, Expanded, Relation};
use crate::model::debug::debug_field;

impl<T, R> Clone for Expanded<T, R> {
    fn clone(&self) -> Self {
        Self { erased: self.erased.clone(), target: self.target }
    }
}

/// Also compares the count, the links and the context.
impl<T, R> PartialEq for Expanded<T, R> {
    fn eq(&self, other: &Self) -> bool {
        self.erased == other.erased
    }
}

/// Prints the value, with possible secrets masked, or `None`.
impl<T, R> fmt::Debug for Expanded<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_field(self.erased.as_field(), f)
    }
}

impl<T: Expandable, R: Relation<T>> Default for Expanded<T, R> {
    fn default() -> Self {
        Self::NEW
    }
}

impl<T: Expandable, R: Relation<T>> From<T> for Expanded<T, R> {
    fn from(value: T) -> Self {
        Self::from(Some(value))
    }
}

impl<T: Expandable, R: Relation<T>> From<Option<T>> for Expanded<T, R> {
    fn from(value: Option<T>) -> Self {
        let mut field = Self::NEW;
        if let Some(value) = value {
            field.erased.store(value);
        }
        field
    }
}
