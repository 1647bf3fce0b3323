//! The types that navigation properties lead to, as constants of functions.

use std::any::Any;

use super::storage::Storage;
use crate::model::{Generated, HierarchyInfo, Model, StructuredKind};

/// Puts an empty value into a field: as its value, or at the end of its list. For a tagged enum of that variant.
pub type Add = for<'a> fn(&'a mut Storage, bool, usize) -> &'a mut dyn Model;

/// The value of a navigation property, or an item of it.
pub(crate) struct Found<'a> {
    pub(crate) model: &'a dyn Model,
    /// `true` if it is the `Unknown` variant of a tagged enum.
    pub(crate) is_unknown: bool,
}

/// The facts that a field must know of the type of its value.
pub(crate) struct Target {
    pub(super) is_list: bool,
    pub(super) add: Add,
    /// Replaces the value by an empty list.
    pub(super) start: fn(&mut Storage),
    /// Removes the item at the end of the list.
    pub(super) pop: fn(&mut dyn Any),
    pub(super) len: fn(&dyn Any) -> usize,
    pub(super) get: for<'a> fn(&'a dyn Any, usize) -> Option<Found<'a>>,
    pub(super) hierarchy: Option<fn() -> HierarchyInfo>,
}

/// The value of a navigation property: a generated struct, a tagged enum, or a list of one of them.
pub trait Expandable: Any + Send + Sync + sealed::Expandable {}

pub(super) mod sealed {
    /// The description of the type.
    pub trait Expandable {
        #[doc(hidden)]
        #[allow(private_interfaces, reason = "nobody else implements the trait or reads the constant")]
        const TARGET: &'static super::Target;
    }
}

impl<T: Generated + Send + Sync> Expandable for T where T::Info: StructuredKind<T> {}

impl<T: Generated + Send + Sync> sealed::Expandable for T
where
    T::Info: StructuredKind<T>,
{
    #[allow(private_interfaces, reason = "nobody else implements the trait or reads the constant")]
    const TARGET: &'static Target = &Target {
        is_list: false,
        add: <T::Info as StructuredKind<T>>::ADD,
        start: |_| {},
        pop: |_| {},
        len: |_| 1,
        get: |value, _| value.downcast_ref().map(found::<T>),
        hierarchy: <T::Info as StructuredKind<T>>::HIERARCHY,
    };
}

impl<T: Generated + Send + Sync> Expandable for Vec<T> where T::Info: StructuredKind<T> {}

impl<T: Generated + Send + Sync> sealed::Expandable for Vec<T>
where
    T::Info: StructuredKind<T>,
{
    #[allow(private_interfaces, reason = "nobody else implements the trait or reads the constant")]
    const TARGET: &'static Target = &Target {
        is_list: true,
        add: <T::Info as StructuredKind<T>>::ADD,
        start: |storage| {
            storage.insert(Self::new());
        },
        pop: |list| {
            list.downcast_mut().and_then(Self::pop);
        },
        len: |list| list.downcast_ref().map_or(0, Self::len),
        get: |list, index| list.downcast_ref::<Self>()?.get(index).map(found::<T>),
        hierarchy: <T::Info as StructuredKind<T>>::HIERARCHY,
    };
}

fn found<T: Generated>(value: &T) -> Found<'_>
where
    T::Info: StructuredKind<T>,
{
    Found { model: T::Info::model(value), is_unknown: T::Info::is_unknown(value) }
}
