//! The types that erased fields lead to, as constants of functions.

use std::any::Any;

use super::storage::{Storage, inside};
use crate::model::{Generated, HierarchyInfo, Model, Navigation, StructuredKind};

/// Puts an empty value into a field: as its value, or at the end of its list. For a tagged enum of that variant.
pub type Add = for<'a> fn(&'a mut Storage, bool, usize) -> &'a mut dyn Model;

/// The further facts that the field of a structural property must know.
///
/// It holds values in the form that the constant of the property has: objects in boxes, tagged enums without.
#[derive(Clone, Copy)]
pub(super) struct Structural {
    /// Replaces the value. Returns `false` if the given one is not of that form.
    pub(super) put: fn(&mut Storage, Box<dyn Any>) -> bool,
    /// Replaces the value by an object without its type, and gives it back. Present for a single object alone.
    pub(super) put_object: Option<PutObject>,
}

type PutObject = for<'a> fn(&'a mut Storage, Box<dyn Any + Send + Sync>) -> Option<&'a mut dyn Model>;

/// The value of an erased field, or an item of it.
pub(crate) struct Found<'a> {
    pub(crate) model: &'a dyn Model,
    /// `true` if it is the `Unknown` variant of a tagged enum.
    pub(crate) is_unknown: bool,
}

/// The facts that a field must know of the type of its value.
pub(crate) struct Target {
    pub(super) is_list: bool,
    /// Present for a structural property alone.
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

/// The value of a navigation property: a generated struct, a tagged enum, or a list of one of them.
pub trait Expandable: Any + Send + Sync + sealed::Expandable {}

/// The value is a part of the object that holds it, and no related entity: see [`Nested`](super::Nested).
#[derive(Debug, Clone, Copy)]
pub enum Inner {}

/// The kind of a property whose field does not know the type of its value: [`Navigation`] or [`Inner`].
pub trait Relation<T>: sealed::Relation<T> {}

impl<T: Expandable> Relation<T> for Navigation {}
impl<T: Expandable> Relation<T> for Inner {}

pub(super) mod sealed {
    /// The descriptions of the type.
    pub trait Expandable {
        /// For navigation properties.
        #[doc(hidden)]
        #[allow(private_interfaces, reason = "nobody else implements the trait or reads the constant")]
        const TARGET: &'static super::Target;

        /// For structural properties.
        #[doc(hidden)]
        #[allow(private_interfaces, reason = "nobody else implements the trait or reads the constant")]
        const INNER: &'static super::Target;
    }

    /// The choice between the two descriptions.
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

/// Makes no value of the type: that would lead on to the types of its fields.
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
