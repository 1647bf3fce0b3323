//! Compares a value with the JSON from which it was decoded. The value may have changed since.

use std::ops::Range;

use serde_json::Value;

use super::{Extra, Kept, Model, Ref, for_each_primitive};
use crate::edm::{self, Primitive};
use crate::open_enum::{EnumInfo, Members, OwnedMembers, in_any_order, read_one, read_set};
use crate::syntax::Scalar;

/// A field, with the notes about the form in which its value was received.
#[derive(Clone, Copy)]
pub(crate) struct FieldValue<'a> {
    pub(crate) value: Ref<'a>,
    pub(crate) extra: &'a Extra,
    pub(crate) index: usize,
}

/// The content that is written for a declared property.
pub(crate) enum Content<'a> {
    Absent,
    Null,
    /// JSON that is not of the declared type. The field is empty.
    Odd(&'a Kept),
    /// The value in the field.
    Value,
}

impl<'a> FieldValue<'a> {
    /// Returns the field at an index of the model's table.
    pub(crate) fn new(model: &'a dyn Model, index: usize) -> Self {
        Self { value: model.get(index), extra: model.extra(), index }
    }

    /// Returns what the property is written as.
    #[inline]
    pub(crate) fn content(&self) -> Content<'a> {
        if !self.value.is_none() {
            Content::Value
        } else if let Some(kept) = self.extra.odd(self.index) {
            Content::Odd(kept)
        } else if self.extra.is_null(self.index) {
            Content::Null
        } else {
            Content::Absent
        }
    }

    /// Returns the received form of the value or of one item, if the form still means the value.
    #[inline]
    pub(crate) fn received(&self, item: Option<usize>) -> Option<&'a Value> {
        self.extra.received(self.index, item).filter(|received| still_means(received, self.value, item))
    }

    /// Returns `true` if the value is written in the other shape, as it was received: the only item of a collection
    /// without its array, or a single value in an array.
    #[inline]
    pub(crate) fn is_reshaped(&self) -> bool {
        self.extra.is_reshaped(self.index)
            && match self.value {
                Ref::Object(_) | Ref::Hierarchy(_) | Ref::Json(_) | Ref::Stream(_) => true,
                Ref::ObjectList(_) | Ref::HierarchyList(_) | Ref::JsonList(_) | Ref::StreamList(_) => {
                    self.value.count() == Some(1)
                }
                // The received form of a scalar is recorded. A scalar that does not match it was changed after
                // decoding.
                _ if self.value.count().is_some() => {
                    self.value.count() == Some(1) && self.received(Some(0)).is_some()
                }
                _ => self.received(None).is_some(),
            }
    }

    /// Returns the items of a collection in the order of the received array.
    pub(crate) fn items(&self) -> ReceivedItems<'a> {
        let count = self.value.count().unwrap_or(0);
        let skipped = self.extra.skipped_items(self.index, count).map_or(&[][..], |skipped| &skipped.at);
        ReceivedItems { at: 0, held: 0..count, skipped }
    }
}

/// An item of a received array.
#[derive(Clone, Copy)]
pub(crate) enum ReceivedItem<'a> {
    /// The item at an index of the collection.
    Held(usize),
    /// An item that the collection does not hold: null, or a value that is not of the item type.
    Skipped(&'a Kept),
}

/// The items of a received array, in order.
pub(crate) struct ReceivedItems<'a> {
    /// The index in the array of the next item.
    at: usize,
    /// The indexes in the collection of the items that it holds.
    held: Range<usize>,
    /// The items that the collection does not hold, with their indexes in the array.
    skipped: &'a [(usize, Kept)],
}

impl<'a> Iterator for ReceivedItems<'a> {
    type Item = ReceivedItem<'a>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let at = self.at;
        self.at += 1;
        match self.skipped.split_first() {
            Some(((place, kept), rest)) if *place == at || self.held.is_empty() => {
                self.skipped = rest;
                Some(ReceivedItem::Skipped(kept))
            }
            _ => self.held.next().map(ReceivedItem::Held),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.held.len() + self.skipped.len();
        (len, Some(len))
    }
}

impl ExactSizeIterator for ReceivedItems<'_> {}

/// Returns `true` if the received JSON still decodes to the value, or to the given item of the collection.
fn still_means(received: &Value, value: Ref<'_>, item: Option<usize>) -> bool {
    // A decimal is compared with the text of the number, because a double may not hold all digits.
    let text = match (received, value) {
        (Value::Number(number), Ref::Decimal(_) | Ref::DecimalList(_)) => Some(number.to_string()),
        _ => None,
    };
    let scalar = text.as_deref().map(Scalar::Text).or_else(|| Scalar::from_value(received));
    scalar.is_some_and(|scalar| means(scalar, value, item))
}

macro_rules! define {
    ($($one:ident $many:ident $rust:ty),*) => {
        fn means(scalar: Scalar<'_>, value: Ref<'_>, item: Option<usize>) -> bool {
            match value {
                $(
                    Ref::$one(current) => {
                        let read = <$rust as Primitive>::read(scalar);
                        read.zip(current.as_ref()).is_some_and(|((read, _), current)| read.is_same(current))
                    }
                    Ref::$many(current) => {
                        let read = <$rust as Primitive>::read(scalar);
                        let current = item.and_then(|item| current.as_ref()?.get(item));
                        read.zip(current).is_some_and(|((read, _), current)| read.is_same(current))
                    }
                )*
                Ref::Enum(field) => {
                    let read = read_one(field.info(), scalar);
                    read.zip(field.get()).is_some_and(|((member, _), current)| member == current)
                }
                Ref::EnumList(list) => {
                    let read = read_one(list.info(), scalar);
                    let current = item.and_then(|item| list.get()?.get(item));
                    read.zip(current).is_some_and(|((member, _), current)| member == current)
                }
                Ref::Flags(field) => means_flags(scalar, field.info(), field.get()),
                Ref::FlagsList(list) => {
                    means_flags(scalar, list.info(), item.and_then(|item| list.get(item)))
                }
                Ref::Object(_) | Ref::ObjectList(_) | Ref::Hierarchy(_) | Ref::HierarchyList(_) | Ref::Rest(..) => false,
            }
        }
    };
}

for_each_primitive!(define);

fn means_flags(scalar: Scalar<'_>, info: EnumInfo, current: Option<&dyn Members>) -> bool {
    let mut read = OwnedMembers::default();
    let is_read = read_set(info, scalar, &mut read).is_some();
    is_read && current.is_some_and(|current| in_any_order(&read, current))
}
