//! `$expand`: the targets of navigation properties, with query options of their own.
//!
//! ```
//! # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
//! use graph_models_core::request::Query;
//! use sample::{Incident, SimpleIncident};
//!
//! let query = Query::<SimpleIncident>::new().expand(SimpleIncident::CHILDREN.with(Query::new().select(Incident::ID).top(5)));
//! assert_eq!(query.unencoded(), "$expand=children($select=id;$top=5)");
//! ```

use std::fmt;
use std::marker::PhantomData;

use super::Query;
use super::property::{Property, cast, type_of};
use super::select::tuples;
use crate::model::related::Related;
use crate::model::{Field, Item, Navigation};

/// An argument of `$expand` in a query for `M`: a navigation property, one with options ([`with`](Field::with)), or a
/// tuple of these.
pub trait Expansion<M> {
    /// Calls `add` with each item.
    fn add_to(self, add: &mut dyn FnMut(String));
}

/// A navigation property of `M`, with query options for its target.
pub struct Expand<M> {
    path: String,
    options: String,
    model: PhantomData<fn() -> M>,
}

impl<M, V: Related> Field<M, V, Navigation> {
    /// Adds query options for the target of the property.
    ///
    /// Options that need a header, such as [`Query::eventual`], must be set on the outermost query.
    #[expect(clippy::needless_pass_by_value, reason = "a query is made where it is used")]
    pub fn with(self, query: Query<V::Model>) -> Expand<M> {
        Expand { path: self.wire().to_owned(), options: query.nested(), model: PhantomData }
    }

    /// Expands objects of a derived type only, with query options for them.
    #[expect(clippy::needless_pass_by_value, reason = "a query is made where it is used")]
    pub fn with_derived<D: Item + Into<V::Model>>(self, query: Query<D>) -> Expand<M> {
        let (derived, _) = type_of::<D>();
        let path = format!("{}/{derived}", self.wire());
        Expand { path, options: query.nested(), model: PhantomData }
    }
}

impl<M: Item, D: Item + Into<M>, V> Expansion<M> for Field<D, V, Navigation> {
    fn add_to(self, add: &mut dyn FnMut(String)) {
        add(Property::<M>::text(self));
    }
}

impl<M: Item, D: Item + Into<M>> Expansion<M> for Expand<D> {
    fn add_to(self, add: &mut dyn FnMut(String)) {
        let path = cast::<D, M>(self.path);
        add(match self.options.is_empty() {
            true => path,
            false => format!("{path}({})", self.options),
        });
    }
}

tuples!(Expansion A B C D E F G H I J K L);

impl<M> Clone for Expand<M> {
    fn clone(&self) -> Self {
        Self { path: self.path.clone(), options: self.options.clone(), model: PhantomData }
    }
}

/// Shows the property without its options, which may have a filter.
impl<M> fmt::Debug for Expand<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Expand({})", self.path)
    }
}
