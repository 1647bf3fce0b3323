//! `$select` and `$orderby`: one property, or several in a tuple.
//!
//! ```
//! # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
//! use graph_models_core::request::Query;
//! use sample::SimpleIncident;
//!
//! let query = Query::<SimpleIncident>::new().select((SimpleIncident::ID, SimpleIncident::TAGS)).order_by((SimpleIncident::ID.desc(), SimpleIncident::TAGS));
//! assert_eq!(query.unencoded(), "$orderby=id desc,tags&$select=id,tags");
//! ```
//!
//! A property of another type does not compile:
//!
//! ```compile_fail,E0277
//! # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
//! use graph_models_core::request::Query;
//!
//! let query = Query::<sample::SimpleIncident>::new().select(sample::Owner::DISPLAY_NAME);
//! ```

use super::property::{Property, PropertyPath};
use crate::model::{Field, Item};

/// An argument of `$select` in a query for `M`: a property, or a tuple of arguments.
pub trait Select<M> {
    /// Calls `add` with each property.
    fn add_to(self, add: &mut dyn FnMut(String));
}

/// An argument of `$orderby` in a query for `M`: a property, a property with [`desc`](Field::desc), or a tuple of
/// these.
pub trait OrderBy<M> {
    /// Calls `add` with each item.
    fn add_to(self, add: &mut dyn FnMut(String));
}

/// A property to sort by, in descending order.
#[derive(Debug, Clone, Copy)]
pub struct Desc<P>(pub(super) P);

impl<M, P: Property<M>> OrderBy<M> for Desc<P> {
    fn add_to(self, add: &mut dyn FnMut(String)) {
        add(format!("{} desc", self.0.text()));
    }
}

macro_rules! property {
    ($name:ident) => {
        impl<M: Item, D: Item + Into<M>, V, A> $name<M> for Field<D, V, A> {
            fn add_to(self, add: &mut dyn FnMut(String)) {
                add(Property::<M>::text(self));
            }
        }

        impl<M: Item, D: Item + Into<M>, V> $name<M> for PropertyPath<D, V> {
            fn add_to(self, add: &mut dyn FnMut(String)) {
                add(Property::<M>::text(self));
            }
        }

        tuples!($name A B C D E F G H I J K L);
    };
}

/// Implements a trait for tuples of two and more items.
macro_rules! tuples {
    ($name:ident $first:ident) => {};
    ($name:ident $first:ident $($rest:ident)+) => {
        impl<M, $first: $name<M> $(, $rest: $name<M>)+> $name<M> for ($first, $($rest),+) {
            #[allow(non_snake_case, reason = "the variables have the names of their types")]
            fn add_to(self, add: &mut dyn FnMut(String)) {
                let ($first, $($rest),+) = self;
                $first.add_to(add);
                $($rest.add_to(add);)+
            }
        }

        tuples!($name $($rest)+);
    };
}
pub(super) use tuples;

property!(Select);
property!(OrderBy);
