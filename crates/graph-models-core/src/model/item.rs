//! Types that can be items of a collection, and so of a [`Page`](crate::Page).

use super::slot::for_each_primitive;
use super::{Model, Ref, Slot};
use crate::edm;
use crate::open_enum::{FlagSet, OpenEnum};

/// A type that can be an item of a collection.
///
/// Every [`Generated`](super::Generated) type and the Edm primitives implement this trait.
pub trait Item: Sized + Send + Sync + 'static {
    /// Returns a collection of the type as a field, for writing.
    fn slot(list: &mut Option<Vec<Self>>) -> Slot<'_>;
    /// Returns a collection of the type as a field, for reading.
    #[allow(clippy::ref_option, reason = "`Ref` holds fields as they are in generated structs")]
    fn get(list: &Option<Vec<Self>>) -> Ref<'_>;

    /// Returns the struct, or the struct inside a tagged enum. Returns `None` if the type has no properties.
    fn model(&self) -> Option<&dyn Model> {
        None
    }
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

impl<E: OpenEnum> Item for FlagSet<E> {
    fn slot(list: &mut Option<Vec<Self>>) -> Slot<'_> {
        Slot::FlagsList(list)
    }

    fn get(list: &Option<Vec<Self>>) -> Ref<'_> {
        Ref::FlagsList(list)
    }
}
