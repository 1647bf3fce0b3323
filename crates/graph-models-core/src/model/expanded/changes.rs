//! The changes of a collection that belongs to a changed entity: `members@delta` of a group, in a page of changed
//! groups.

use super::ErasedExpansion;
use super::target::Target;
use crate::model::{Extra, Model, Ref, Slot, rest};
use crate::page::PAGE;

/// The changes of a collection, as a model. Its first field is the list of changed items.
pub(crate) struct Changes {
    pub(super) items: ErasedExpansion,
    extra: Extra,
}

impl Changes {
    pub(super) const fn new(target: &'static Target) -> Self {
        Self { items: ErasedExpansion::new(target), extra: Extra::NEW }
    }
}

impl Model for Changes {
    fn slot(&mut self, field: usize) -> Slot<'_> {
        if field == 0 { self.items.as_slot() } else { Slot::Rest(&mut self.extra) }
    }

    fn get(&self, field: usize) -> Ref<'_> {
        if field == 0 { self.items.as_field() } else { rest(&PAGE, &self.extra) }
    }
}
