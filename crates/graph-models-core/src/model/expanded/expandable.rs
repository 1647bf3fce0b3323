//! The types of the values that erased fields can hold, and the constants of these types.

use std::any::Any;

use super::storage::{Storage, inside};
use super::target::{Found, Structural, Target};
use crate::generated::Generated;
use crate::model::{Model, Navigation, StructuredKind};

/// A type of values that a navigation property can hold: a generated struct, a tagged enum, or a list of one of them.
pub trait Expandable: Any + Send + Sync + sealed::Expandable {}

/// Marks a property whose value is a part of the object, not a related entity: see [`Nested`](super::Nested).
#[derive(Debug, Clone, Copy)]
pub enum Inner {}

/// The kind of a property with an erased field: [`Navigation`] or [`Inner`].
pub trait Relation<T>: sealed::Relation<T> {}

impl<T: Expandable> Relation<T> for Navigation {}
impl<T: Expandable> Relation<T> for Inner {}

pub(super) mod sealed {
    /// The two targets of a type.
    pub trait Expandable {
        /// The target for navigation properties.
        #[doc(hidden)]
        #[allow(private_interfaces, reason = "nobody else implements the trait or reads the constant")]
        const TARGET: &'static super::Target;

        /// The target for structural properties.
        #[doc(hidden)]
        #[allow(private_interfaces, reason = "nobody else implements the trait or reads the constant")]
        const INNER: &'static super::Target;
    }

    /// Chooses one of the two targets.
    pub trait Relation<T> {
        #[doc(hidden)]
        #[allow(private_interfaces, reason = "nobody else implements the trait or reads the constant")]
        const TARGET: &'static super::Target;
    }
}

impl<T: Expandable> sealed::Relation<T> for Navigation {
    #[allow(private_interfaces, reason = "nobody else implements the trait or reads the constant")]
    const TARGET: &'static Target = <T as sealed::Expandable>::TARGET;
}

impl<T: Expandable> sealed::Relation<T> for Inner {
    #[allow(private_interfaces, reason = "nobody else implements the trait or reads the constant")]
    const TARGET: &'static Target = <T as sealed::Expandable>::INNER;
}

impl<T: Generated + Send + Sync> Expandable for T where T::Info: StructuredKind<T> {}

impl<T: Generated + Send + Sync> sealed::Expandable for T
where
    T::Info: StructuredKind<T>,
{
    #[allow(private_interfaces, reason = "nobody else implements the trait or reads the constant")]
    const TARGET: &'static Target = &Target {
        is_list: false,
        structural: None,
        add: <T::Info as StructuredKind<T>>::ADD,
        start: |_| {},
        pop: |_| {},
        len: |_| 1,
        get: |value, _| value.downcast_ref().map(found::<T>),
        hierarchy: <T::Info as StructuredKind<T>>::HIERARCHY,
    };

    #[allow(private_interfaces, reason = "nobody else implements the trait or reads the constant")]
    const INNER: &'static Target = {
        let is_object = <T::Info as StructuredKind<T>>::HIERARCHY.is_none();
        &Target {
            structural: Some(Structural {
                put: if is_object { put::<Box<T>> } else { put::<T> },
                put_object: if is_object { Some(put_object::<T>) } else { None },
            }),
            get: |value, _| inside::<T>(value).map(found::<T>),
            ..*<T as sealed::Expandable>::TARGET
        }
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
        structural: None,
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

    #[allow(private_interfaces, reason = "nobody else implements the trait or reads the constant")]
    const INNER: &'static Target = &Target {
        structural: Some(Structural { put: put::<Self>, put_object: None }),
        ..*<Self as sealed::Expandable>::TARGET
    };
}

fn put<V: Any + Send + Sync>(storage: &mut Storage, value: Box<dyn Any>) -> bool {
    value.downcast::<V>().map(|value| storage.insert(*value)).is_ok()
}

/// Stores an object that exists already. Creating an empty one here would instantiate the types of all its fields.
fn put_object<T: Generated + Send + Sync>(
    storage: &mut Storage,
    value: Box<dyn Any + Send + Sync>,
) -> Option<&mut dyn Model>
where
    T::Info: StructuredKind<T>,
{
    let value: Box<T> = value.downcast().ok()?;
    Some(T::Info::model_mut(storage.insert::<Box<T>>(value)))
}

fn found<T: Generated>(value: &T) -> Found<'_>
where
    T::Info: StructuredKind<T>,
{
    Found { model: T::Info::model(value), is_unknown: T::Info::is_unknown(value) }
}
