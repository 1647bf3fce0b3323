//! The type of the value of an erased field, as a constant with functions.

use std::any::Any;

use super::storage::Storage;
use crate::model::{HierarchyInfo, Model};

/// Puts an empty value into a field: as the single value, or at the end of the list. The last parameter is the variant,
/// for a tagged enum.
pub type Add = for<'a> fn(&'a mut Storage, bool, usize) -> &'a mut dyn Model;

/// Functions that only the field of a structural property needs.
///
/// Such a field stores values in the form that the property's constant has: an object in a box, a tagged enum without.
#[derive(Clone, Copy)]
pub(super) struct Structural {
    /// Replaces the value. Returns `false` if the new value is not of the field's form.
    pub(super) put: fn(&mut Storage, Box<dyn Any>) -> bool,
    /// Replaces the value by the given boxed object, and returns the stored object. Only a field for a single object
    /// has this function.
    pub(super) put_object: Option<PutObject>,
}

pub(super) type PutObject =
    for<'a> fn(&'a mut Storage, Box<dyn Any + Send + Sync>) -> Option<&'a mut dyn Model>;

/// The value of an erased field, or one item of its list.
pub(crate) struct Found<'a> {
    pub(crate) model: &'a dyn Model,
    /// `true` if the value is the `Unknown` variant of a tagged enum.
    pub(crate) is_unknown: bool,
}

/// The functions and facts of a type that an erased field needs.
pub(crate) struct Target {
    pub(super) is_list: bool,
    /// Only a structural property has this.
    pub(super) structural: Option<Structural>,
    pub(super) add: Add,
    /// Replaces the value by an empty list.
    pub(super) start: fn(&mut Storage),
    /// Removes the item at the end of the list.
    pub(super) pop: fn(&mut dyn Any),
    pub(super) len: fn(&dyn Any) -> usize,
    pub(super) get: for<'a> fn(&'a dyn Any, usize) -> Option<Found<'a>>,
    pub(super) hierarchy: Option<fn() -> HierarchyInfo>,
}
