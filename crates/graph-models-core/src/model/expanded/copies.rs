//! Copies and comparisons of erased fields.

use super::ErasedExpansion;
use crate::model::{copy, equal};

impl ErasedExpansion {
    /// Copies the control information and the changes of another field.
    pub(crate) fn copy_around(&mut self, source: &Self) {
        if !source.notes().is_empty() {
            self.notes_mut().clone_from(source.notes());
        }
        self.copy_changes(source);
    }

    /// Copies the changes of another field.
    pub(crate) fn copy_changes(&mut self, source: &Self) {
        if let Some(changes) = source.changes()
            && let Some(target) = self.start_changes()
        {
            copy::copy(changes, target);
        }
    }

    /// Returns `true` if both fields have the same control information and changes.
    pub(crate) fn is_equal_around(&self, other: &Self) -> bool {
        self.notes() == other.notes() && self.has_equal_changes(other)
    }

    /// Returns `true` if both have the same changes.
    pub(crate) fn has_equal_changes(&self, other: &Self) -> bool {
        match (self.changes(), other.changes()) {
            (Some(a), Some(b)) => equal::equal(a, b),
            (None, None) => true,
            _ => false,
        }
    }

    /// Returns `true` if both fields have the same value and the same control information. Changes are not compared.
    pub(crate) fn has_equal_value(&self, other: &Self) -> bool {
        let (a, b) = (self.as_field(), other.as_field());
        a.count() == b.count()
            && a.is_none() == b.is_none()
            && (a.is_none() || equal::equal_fields(a, b))
            && self.notes() == other.notes()
    }
}

impl Clone for ErasedExpansion {
    fn clone(&self) -> Self {
        let mut clone = Self::new(self.target);
        copy::copy_field(self.as_field(), clone.as_slot());
        clone.copy_around(self);
        clone
    }
}

impl PartialEq for ErasedExpansion {
    fn eq(&self, other: &Self) -> bool {
        self.has_equal_value(other) && self.has_equal_changes(other)
    }
}
