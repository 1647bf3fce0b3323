//! The changes of a collection that belongs to a changed entity: `members@delta` of a group, in a page of changed
//! groups.

use std::any::Any;

use super::erased::{Changes, ErasedExpansion};
use super::target::Target;
use crate::model::{Extra, FieldValue, LIST, Model, Ref, Slot, rest};

impl Changes {
    pub(super) const fn new(target: &'static Target) -> Self {
        Self { items: ErasedExpansion::new(target), extra: Extra::NEW }
    }

    /// Returns the list of changed items, without its type.
    pub(crate) fn items(&self) -> Option<&(dyn Any + Send + Sync)> {
        self.items.value()
    }

    /// Returns the list of changed items as a field.
    pub(crate) fn field(&self) -> FieldValue<'_> {
        FieldValue::new(self, 0)
    }

    /// Returns the list of changed items, without its type.
    pub(crate) fn into_items(mut self) -> Option<Box<dyn Any + Send + Sync>> {
        self.items.take()
    }
}

impl Model for Changes {
    fn slot(&mut self, field: usize) -> Slot<'_> {
        if field == 0 { self.items.as_slot() } else { Slot::Rest(&mut self.extra) }
    }

    fn get(&self, field: usize) -> Ref<'_> {
        if field == 0 { self.items.as_field() } else { rest(&LIST, &self.extra) }
    }
}
