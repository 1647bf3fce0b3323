//! Implements the traits of fields for erased fields, so that all other code can handle them like plain fields.

use std::any::Any;

use super::ErasedExpansion;
use super::storage::Storage;
use super::target::Found;
use crate::model::{
    HierarchyField, HierarchyInfo, HierarchyListField, Model, ObjectField, ObjectListField, Ref, Slot,
    Variant,
};

/// Implements the methods of every field trait that return the content of a navigation property.
macro_rules! expansion {
    () => {
        fn expansion(&self) -> Option<&ErasedExpansion> {
            (!self.is_inner()).then_some(self)
        }

        fn expansion_mut(&mut self) -> Option<&mut ErasedExpansion> {
            (!self.is_inner()).then_some(self)
        }
    };
}

impl ErasedExpansion {
    /// Returns the value as the field of a model.
    pub(crate) fn as_field(&self) -> Ref<'_> {
        match (self.target.is_list, self.target.hierarchy.is_some()) {
            (false, false) => Ref::Object(self),
            (true, false) => Ref::ObjectList(self),
            (false, true) => Ref::Hierarchy(self),
            (true, true) => Ref::HierarchyList(self),
        }
    }

    /// Returns the value as the field of a model, for writing.
    pub(crate) fn as_slot(&mut self) -> Slot<'_> {
        match (self.target.is_list, self.target.hierarchy.is_some()) {
            (false, false) => Slot::Object(self),
            (true, false) => Slot::ObjectList(self),
            (false, true) => Slot::Hierarchy(self),
            (true, true) => Slot::HierarchyList(self),
        }
    }

    fn len(&self) -> Option<usize> {
        Some((self.target.len)(self.value()?))
    }

    fn item(&self, index: usize) -> Option<Found<'_>> {
        (self.target.get)(self.value()?, index)
    }

    fn variant(&self, index: usize) -> Option<Variant<'_>> {
        let Found { model, is_unknown } = self.item(index)?;
        Some(Variant { model, hierarchy: self.hierarchy(), is_unknown })
    }

    fn add(&mut self, variant: usize) -> &mut dyn Model {
        let target = self.target;
        if let Some(put) = target.structural.and_then(|structural| structural.put_object) {
            let mut object = Storage::default();
            (target.add)(&mut object, false, variant);
            let object = object.into_inner().and_then(|object| put(self.storage_mut(), object));
            return object.unwrap_or_else(|| unreachable!("the target adds objects of its own type"));
        }
        (target.add)(self.storage_mut(), target.is_list, variant)
    }

    fn reset(&mut self, is_present: bool) {
        let target = self.target;
        match is_present {
            true => (target.start)(self.storage_mut()),
            false => self.storage_mut().clear(),
        }
    }

    fn hierarchy(&self) -> HierarchyInfo {
        match self.target.hierarchy {
            Some(info) => info(),
            None => unreachable!("the field of a hierarchy holds one"),
        }
    }
}

impl ObjectField for ErasedExpansion {
    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }

    fn as_any_mut(&mut self) -> Option<&mut dyn Any> {
        Some(self)
    }

    fn get(&self) -> Option<&dyn Model> {
        self.item(0).map(|found| found.model)
    }

    fn insert(&mut self) -> &mut dyn Model {
        self.add(0)
    }

    fn remove(&mut self) {
        self.storage_mut().clear();
    }

    expansion!();
}

impl ObjectListField for ErasedExpansion {
    fn count(&self) -> Option<usize> {
        self.len()
    }

    fn get(&self, index: usize) -> Option<&dyn Model> {
        self.item(index).map(|found| found.model)
    }

    fn reset(&mut self, is_present: bool) {
        self.reset(is_present);
    }

    fn push(&mut self) -> &mut dyn Model {
        self.add(0)
    }

    fn remove_last(&mut self) {
        let target = self.target;
        if let Some(list) = self.value_mut() {
            (target.pop)(list);
        }
    }

    expansion!();
}

impl HierarchyField for ErasedExpansion {
    fn info(&self) -> HierarchyInfo {
        self.hierarchy()
    }

    fn get(&self) -> Option<Variant<'_>> {
        self.variant(0)
    }

    fn insert(&mut self, variant: usize) -> &mut dyn Model {
        self.add(variant)
    }

    fn remove(&mut self) {
        self.storage_mut().clear();
    }

    expansion!();
}

impl HierarchyListField for ErasedExpansion {
    fn info(&self) -> HierarchyInfo {
        self.hierarchy()
    }

    fn count(&self) -> Option<usize> {
        self.len()
    }

    fn get(&self, index: usize) -> Option<Variant<'_>> {
        self.variant(index)
    }

    fn reset(&mut self, is_present: bool) {
        self.reset(is_present);
    }

    fn push(&mut self, variant: usize) -> &mut dyn Model {
        self.add(variant)
    }

    expansion!();
}
