//! The content of an erased field without its type.
//!
//! Nothing here is generic over a generated type, except a few functions that lead to no other type. A type is known to
//! the types that lead to it by its [`Target`] alone: a constant, whose functions belong to that type. So the compiler
//! meets no function that calls itself for one type after the other, as deep as types lead to each other.

use std::any::Any;
use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};

use serde_json::Value;

use super::changes::Changes;
use super::notes::{Note, Notes};
use super::storage::Storage;
use super::target::Target;
use crate::model::{Ref, Slot, copy, equal, split_annotation};

static NO_NOTES: Notes = Notes::EMPTY;

/// The content of a field without its type: the field is [`Expanded`](super::Expanded) or [`Nested`](super::Nested).
pub struct ErasedExpansion {
    pub(super) target: &'static Target,
    /// Absent until there is something to hold.
    content: Option<Box<Content>>,
}

/// Nothing here is left half changed by a panic.
impl UnwindSafe for ErasedExpansion {}
impl RefUnwindSafe for ErasedExpansion {}

#[derive(Default)]
struct Content {
    value: Storage,
    changes: Option<Box<Changes>>,
    notes: Notes,
}

impl ErasedExpansion {
    pub(super) const fn new(target: &'static Target) -> Self {
        Self { target, content: None }
    }

    fn content(&mut self) -> &mut Content {
        self.content.get_or_insert_default()
    }

    pub(crate) fn storage_mut(&mut self) -> &mut Storage {
        &mut self.content().value
    }

    /// Returns `true` for a structural property. Nothing stands around its value: control information beside it belongs
    /// to the object.
    pub(crate) fn is_inner(&self) -> bool {
        self.target.structural.is_some()
    }

    /// Returns `true` if the value is in a box.
    fn is_boxed(&self) -> bool {
        self.target.structural.is_some_and(|structural| structural.put_object.is_some())
    }

    /// Replaces the value, in the form of the field. `T` is the type of the field.
    pub(super) fn store<T: Any + Send + Sync>(&mut self, value: T) {
        if self.is_boxed() {
            self.storage_mut().insert(Box::new(value));
        } else {
            self.storage_mut().insert(value);
        }
    }

    /// The value. Puts one there if there was none. `T` is the type of the field.
    pub(super) fn get_or_store_with<T: Any + Send + Sync>(&mut self, value: impl FnOnce() -> T) -> &mut T {
        match self.is_boxed() {
            true => self.storage_mut().get_or_insert_with::<Box<T>>(|| Box::new(value())),
            false => self.storage_mut().get_or_insert_with(value),
        }
    }

    /// Sets or removes the value of a structural property. Returns `false` if the value is of another type, and for a
    /// navigation property.
    pub(crate) fn put<V: Any>(&mut self, value: Option<V>) -> bool {
        match (self.target.structural, value) {
            (Some(structural), Some(value)) => (structural.put)(self.storage_mut(), Box::new(value)),
            (Some(_), None) => {
                self.content = None;
                true
            }
            (None, _) => false,
        }
    }

    pub(crate) fn value(&self) -> Option<&(dyn Any + Send + Sync)> {
        self.content.as_ref()?.value.get()
    }

    pub(super) fn value_mut(&mut self) -> Option<&mut (dyn Any + Send + Sync)> {
        self.content.as_mut()?.value.get_mut()
    }

    /// Takes the value out, and drops what stands around it.
    pub(super) fn take(&mut self) -> Option<Box<dyn Any + Send + Sync>> {
        self.content.take()?.value.into_inner()
    }

    pub(crate) fn notes(&self) -> &Notes {
        self.content.as_ref().map_or(&NO_NOTES, |content| &content.notes)
    }

    pub(crate) fn set_note(&mut self, note: Note, value: Option<Value>) {
        if value.is_some() || self.content.is_some() {
            self.content().notes.set(note, value);
        }
    }

    /// The changes of the collection: `members@delta`.
    pub(crate) fn changes(&self) -> Option<&Changes> {
        self.content.as_ref()?.changes.as_deref()
    }

    /// Starts an empty list of changes. `None` if the property is no collection.
    pub(crate) fn start_changes(&mut self) -> Option<&mut Changes> {
        let target = self.target;
        target.is_list.then(|| &mut **self.content().changes.insert(Box::new(Changes::new(target))))
    }

    pub(crate) fn take_changes(&mut self) -> Option<Box<Changes>> {
        self.content.as_mut()?.changes.take()
    }

    /// Removes the control information with that name.
    pub(crate) fn remove_named(&mut self, name: &str) {
        match split_annotation(name).and_then(|(_, annotation)| Note::parse(annotation)) {
            Some(note) => self.set_note(note, None),
            None => drop(self.take_changes()),
        }
    }

    /// Returns `true` if something stands around the value, which may be absent.
    pub(crate) fn has_more(&self) -> bool {
        !self.notes().is_empty() || self.changes().is_some()
    }

    /// Takes over all that stands around the value of another field.
    pub(crate) fn copy_around(&mut self, source: &Self) {
        if !source.notes().is_empty() {
            self.content().notes.clone_from(source.notes());
        }
        self.copy_changes(source);
    }

    /// Takes over the changes of another field.
    pub(crate) fn copy_changes(&mut self, source: &Self) {
        if let Some(changes) = source.changes()
            && let Some(target) = self.start_changes()
        {
            copy::copy(changes, target);
        }
    }

    /// Returns `true` if the same stands around both values.
    pub(crate) fn is_equal_around(&self, other: &Self) -> bool {
        self.notes() == other.notes() && self.has_equal_changes(other)
    }

    /// Returns `true` if both have the same changes.
    pub(crate) fn has_equal_changes(&self, other: &Self) -> bool {
        match (self.changes(), other.changes()) {
            (Some(a), Some(b)) => equal::equal(a, b),
            (None, None) => true,
            _ => false,
        }
    }

    /// Returns `true` if both have the same value with the same notes around it, whatever their changes.
    pub(crate) fn has_equal_value(&self, other: &Self) -> bool {
        let (a, b) = (self.as_field(), other.as_field());
        a.count() == b.count()
            && a.is_none() == b.is_none()
            && (a.is_none() || equal::equal_fields(a, b))
            && self.notes() == other.notes()
    }

    /// The field, as the field of a model.
    pub(crate) fn as_field(&self) -> Ref<'_> {
        match (self.target.is_list, self.target.hierarchy.is_some()) {
            (false, false) => Ref::Object(self),
            (true, false) => Ref::ObjectList(self),
            (false, true) => Ref::Hierarchy(self),
            (true, true) => Ref::HierarchyList(self),
        }
    }

    /// The field, as the field of a model, for writing.
    pub(crate) fn as_slot(&mut self) -> Slot<'_> {
        match (self.target.is_list, self.target.hierarchy.is_some()) {
            (false, false) => Slot::Object(self),
            (true, false) => Slot::ObjectList(self),
            (false, true) => Slot::Hierarchy(self),
            (true, true) => Slot::HierarchyList(self),
        }
    }
}

impl Clone for ErasedExpansion {
    fn clone(&self) -> Self {
        let mut clone = Self::new(self.target);
        copy::copy_field(self.as_field(), clone.as_slot());
        clone.copy_around(self);
        clone
    }
}

impl PartialEq for ErasedExpansion {
    fn eq(&self, other: &Self) -> bool {
        self.has_equal_value(other) && self.has_equal_changes(other)
    }
}

/// Shows how much there is: values and links may be secrets.
impl fmt::Debug for ErasedExpansion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErasedExpansion")
            .field("has_value", &self.value().is_some())
            .field("has_changes", &self.changes().is_some())
            .field("notes", &self.notes().iter().count())
            .finish()
    }
}
