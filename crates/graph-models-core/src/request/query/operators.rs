//! Operators of filters, by type of the property. Properties and paths to properties have the same operators.

use super::literal::Comparable;
use super::property::PropertyPath;
use super::select::Desc;
use super::{Filter, Literal};
use crate::model::{Field, Item};
use crate::open_enum::OpenEnum;

/// A property or a path to one, as text.
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

/// Implements the operators. `$kind!(V)` is the type of a property with values of type `V`.
macro_rules! operators {
    ($kind:ident $(, $access:ident)?) => {
        impl<M, V $(, $access)?> $kind<M, V $(, $access)?> {
            /// Sorts in descending order, for `$orderby`.
            pub fn desc(self) -> Desc<Self> {
                Desc(self)
            }

            /// The property is null.
            pub fn is_null(self) -> Filter<M> {
                Filter::followed(self.operand(), " eq null")
            }

            /// The property is not null.
            pub fn is_not_null(self) -> Filter<M> {
                Filter::followed(self.operand(), " ne null")
            }
        }

        impl<M, V: Literal $(, $access)?> $kind<M, V $(, $access)?> {
            compare! {
                /// The property is equal to the value.
                eq
                /// The property is not equal to the value.
                ne
                /// The property is greater than the value, or later.
                gt
                /// The property is greater than or equal to the value.
                ge
                /// The property is less than the value, or earlier.
                lt
                /// The property is less than or equal to the value.
                le
            }

            /// The property is one of the values. With no values the filter is `false`.
            pub fn in_<C: Comparable<V>>(self, values: impl IntoIterator<Item = C>) -> Filter<M> {
                Filter::one_of(self.operand(), values)
            }
        }

        impl<M $(, $access)?> $kind<M, String $(, $access)?> {
            call! {
                /// The property begins with the text.
                starts_with "startswith"
                /// The property ends with the text.
                ends_with "endswith"
                /// The property contains the text.
                contains "contains"
            }
        }

        impl<M, E: OpenEnum $(, $access)?> $kind<M, crate::open_enum::FlagSet<E> $(, $access)?> {
            /// The flag is set in the property.
            pub fn has(self, member: impl Comparable<E>) -> Filter<M> {
                Filter::compare(self.operand(), "has", &member)
            }
        }

        impl<M, T: Item $(, $access)?> $kind<M, Vec<T> $(, $access)?> {
            /// At least one item matches the filter. The filter may be for a type derived from the item type.
            pub fn any<D: Item + Into<T>>(self, filter: Filter<D>) -> Filter<M> {
                Filter::lambda(&self.operand(), "any", filter.of_base::<T>())
            }

            /// All items match the filter. The filter may be for a type derived from the item type.
            pub fn all<D: Item + Into<T>>(self, filter: Filter<D>) -> Filter<M> {
                Filter::lambda(&self.operand(), "all", filter.of_base::<T>())
            }

            /// The collection has at least one item.
            pub fn is_not_empty(self) -> Filter<M> {
                Filter::followed(self.operand(), "/any()")
            }

            /// The number of items.
            pub fn count(self) -> PropertyPath<M, i64> {
                PropertyPath::new(format!("{}/$count", self.operand()))
            }
        }
    };
}

operators!(Field, A);
operators!(PropertyPath);
