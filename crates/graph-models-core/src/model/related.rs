//! The types of fields that hold objects.

use std::any::Any;

use super::Item;

/// The type of a field that holds an object or a collection of objects.
pub trait Related {
    /// The type of the object or objects.
    type Model: Item;
    /// The type of the value of a navigation property: the object without a box, or the collection.
    type Value: Any + Send + Sync;
}

/// The type of a field that holds one object.
pub trait Single: Related {}

impl<T: Item> Related for Vec<T> {
    type Model = T;
    type Value = Self;
}

impl<T: Item> Related for Box<T> {
    type Model = T;
    type Value = T;
}

impl<T: Item> Single for Box<T> {}
