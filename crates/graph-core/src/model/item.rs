//! What can stand in a [`Page`](crate::Page): every type that can be an item of a collection.

use super::slot::for_each_primitive;
use super::{Object, Ref, Slot};
use crate::edm;
use crate::open_enum::{FlagSet, OpenEnum};

/// A type that can be an item of a collection.
///
/// Implemented for every [`Object`], by `impl_hierarchy!` and `impl_open_enum!`, and for the Edm primitives.
pub trait Item: Sized + Send + Sync + 'static {
    /// A collection of it, to be filled.
    fn slot(list: &mut Option<Vec<Self>>) -> Slot<'_>;
    /// A collection of it, to be looked at.
    #[allow(clippy::ref_option, reason = "`Ref` holds fields as they are in generated structs")]
    fn get(list: &Option<Vec<Self>>) -> Ref<'_>;
}

macro_rules! define {
    ($($one:ident $many:ident $rust:ty),*) => {
        $(
            impl Item for $rust {
                fn slot(list: &mut Option<Vec<Self>>) -> Slot<'_> {
                    Slot::$many(list)
                }

                fn get(list: &Option<Vec<Self>>) -> Ref<'_> {
                    Ref::$many(list)
                }
            }
        )*
    };
}

for_each_primitive!(define);

impl<T: Object> Item for T {
    fn slot(list: &mut Option<Vec<Self>>) -> Slot<'_> {
        Slot::ObjectList(list)
    }

    fn get(list: &Option<Vec<Self>>) -> Ref<'_> {
        Ref::ObjectList(list)
    }
}

impl<E: OpenEnum> Item for FlagSet<E> {
    fn slot(list: &mut Option<Vec<Self>>) -> Slot<'_> {
        Slot::FlagsList(list)
    }

    fn get(list: &Option<Vec<Self>>) -> Ref<'_> {
        Ref::FlagsList(list)
    }
}
