//! Stores the value of an erased field without its type.

use std::any::Any;
use std::fmt;

use crate::model::added::added;

/// The panic message for a stored value that is not of the field's type.
const NO_OTHER: &str = "a field holds values of its own type";

/// The value of an erased field without its type: nothing, a `T`, a `Box<T>`, or a `Vec<T>`.
#[derive(Default)]
pub struct Storage(Option<Box<dyn Any + Send + Sync>>);

impl Storage {
    /// Replaces the value.
    pub(crate) fn insert<T: Any + Send + Sync>(&mut self, value: T) -> &mut T {
        known(self.0.insert(Box::new(value)))
    }

    /// Returns the value. If there is none, stores the result of the function first.
    pub(crate) fn get_or_insert_with<T: Any + Send + Sync>(&mut self, value: impl FnOnce() -> T) -> &mut T {
        known(self.0.get_or_insert_with(|| Box::new(value())))
    }

    /// Removes the value.
    pub(crate) fn clear(&mut self) {
        self.0 = None;
    }

    pub(crate) fn get(&self) -> Option<&(dyn Any + Send + Sync)> {
        self.0.as_deref()
    }

    pub(crate) fn get_mut(&mut self) -> Option<&mut (dyn Any + Send + Sync)> {
        self.0.as_deref_mut()
    }

    pub(crate) fn into_inner(self) -> Option<Box<dyn Any + Send + Sync>> {
        self.0
    }
}

impl fmt::Debug for Storage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Storage").field("has_value", &self.0.is_some()).finish()
    }
}

/// Returns the value of type `T`, which may be in a box.
pub(crate) fn inside<T: Any>(value: &dyn Any) -> Option<&T> {
    value.downcast_ref().or_else(|| value.downcast_ref::<Box<T>>().map(Box::as_ref))
}

/// Returns the value of type `T`, which may be in a box, for changes.
pub(super) fn inside_mut<T: Any>(value: &mut dyn Any) -> Option<&mut T> {
    match value.is::<T>() {
        true => value.downcast_mut(),
        false => value.downcast_mut::<Box<T>>().map(Box::as_mut),
    }
}

/// Returns the value of type `T`, without its box if it has one.
pub(super) fn out<T: Any>(value: Box<dyn Any + Send + Sync>) -> Option<T> {
    match value.downcast::<T>() {
        Ok(value) => Some(*value),
        Err(value) => value.downcast::<Box<T>>().ok().map(|value| **value),
    }
}

fn known<T: Any>(value: &mut Box<dyn Any + Send + Sync>) -> &mut T {
    match value.downcast_mut() {
        Some(value) => value,
        None => unreachable!("{NO_OTHER}"),
    }
}

/// Stores a value in a field: as the single value, or at the end of the list. Generated code calls this function.
pub fn store<T: Any + Send + Sync>(storage: &mut Storage, is_list: bool, value: T) -> &mut T {
    match is_list {
        true => added(storage.get_or_insert_with(Vec::new), value),
        false => storage.insert(value),
    }
}
