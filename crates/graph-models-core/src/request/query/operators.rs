//! What can be said about a property in a filter, by its type; the same for properties and for paths to them.

use super::literal::Comparable;
use super::property::PropertyPath;
use super::select::Desc;
use super::{Filter, Literal};
use crate::model::{Field, Item};
use crate::open_enum::OpenEnum;

/// The text of a path, of whatever kind it is.
trait Operand {
    fn operand(self) -> String;
}

impl<M, V, A> Operand for Field<M, V, A> {
    fn operand(self) -> String {
        self.wire().to_owned()
    }
}

impl<M, V> Operand for PropertyPath<M, V> {
    fn operand(self) -> String {
        self.into_text()
    }
}

macro_rules! compare {
    ($($(#[$doc:meta])* $name:ident)*) => {
        $(
            $(#[$doc])*
            pub fn $name(self, value: impl Comparable<V>) -> Filter<M> {
                Filter::compare(self.operand(), stringify!($name), &value)
            }
        )*
    };
}

macro_rules! call {
    ($($(#[$doc:meta])* $name:ident $function:literal)*) => {
        $(
            $(#[$doc])*
            pub fn $name(self, text: impl Comparable<String>) -> Filter<M> {
                Filter::call($function, self.operand(), &text)
            }
        )*
    };
}

/// Implements the operators; `$kind!(V)` is the property whose field holds a `V`.
macro_rules! operators {
    ($kind:ident $(, $access:ident)?) => {
        impl<M, V $(, $access)?> $kind<M, V $(, $access)?> {
            /// In `$orderby`: from high to low.
            pub fn desc(self) -> Desc<Self> {
                Desc(self)
            }

            /// It is null.
            pub fn is_null(self) -> Filter<M> {
                Filter::followed(self.operand(), " eq null")
            }

            /// It is not null.
            pub fn is_not_null(self) -> Filter<M> {
                Filter::followed(self.operand(), " ne null")
            }
        }

        impl<M, V: Literal $(, $access)?> $kind<M, V $(, $access)?> {
            compare! {
                /// It is equal.
                eq
                /// It is not equal.
                ne
                /// It is greater, or later.
                gt
                /// It is greater or equal.
                ge
                /// It is less, or earlier.
                lt
                /// It is less or equal.
                le
            }

            /// It is one of these. An empty list is `false`.
            pub fn in_<C: Comparable<V>>(self, values: impl IntoIterator<Item = C>) -> Filter<M> {
                Filter::one_of(self.operand(), values)
            }
        }

        impl<M $(, $access)?> $kind<M, String $(, $access)?> {
            call! {
                /// It begins with the text.
                starts_with "startswith"
                /// It ends with the text.
                ends_with "endswith"
                /// The text is in it.
                contains "contains"
            }
        }

        impl<M, E: OpenEnum $(, $access)?> $kind<M, crate::open_enum::FlagSet<E> $(, $access)?> {
            /// The member is set.
            pub fn has(self, member: impl Comparable<E>) -> Filter<M> {
                Filter::compare(self.operand(), "has", &member)
            }
        }

        impl<M, T: Item $(, $access)?> $kind<M, Vec<T> $(, $access)?> {
            /// There is an item for which it holds. The filter may be about a type derived from that of the items.
            pub fn any<D: Item + Into<T>>(self, filter: Filter<D>) -> Filter<M> {
                Filter::lambda(&self.operand(), "any", filter.of_base::<T>())
            }

            /// It holds for all items. The filter may be about a type derived from that of the items.
            pub fn all<D: Item + Into<T>>(self, filter: Filter<D>) -> Filter<M> {
                Filter::lambda(&self.operand(), "all", filter.of_base::<T>())
            }

            /// There is an item.
            pub fn is_not_empty(self) -> Filter<M> {
                Filter::followed(self.operand(), "/any()")
            }

            /// How many items there are.
            pub fn count(self) -> PropertyPath<M, i64> {
                PropertyPath::new(format!("{}/$count", self.operand()))
            }
        }
    };
}

operators!(Field, A);
operators!(PropertyPath);
