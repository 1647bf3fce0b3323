//! The content of an erased field: a field that does not name the type of its value.
//!
//! Nothing here is generic over a generated type, except a few functions that use only this one type. A field knows the
//! type of its value only by the constant [`Target`], whose functions belong to this type. So the compiler never meets
//! a function that instantiates itself for one type after the other along a chain of types.

use std::any::Any;
use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};

use serde_json::Value;

use super::notes::{Note, Notes};
use super::storage::Storage;
use super::target::Target;
use crate::model::Extra;

static NO_NOTES: Notes = Notes::EMPTY;

/// The content of an erased field, which is an [`Expanded`](super::Expanded) or a [`Nested`](super::Nested).
pub struct ErasedExpansion {
    pub(super) target: &'static Target,
    /// `None` until the field has content.
    content: Option<Box<Content>>,
}

/// A panic cannot leave the content half changed.
impl UnwindSafe for ErasedExpansion {}
impl RefUnwindSafe for ErasedExpansion {}

#[derive(Default)]
struct Content {
    value: Storage,
    changes: Option<Box<Changes>>,
    notes: Notes,
}

/// The changes of a collection: `members@delta`. As a model, they have one field, the list of changed items.
pub(crate) struct Changes {
    pub(super) items: ErasedExpansion,
    pub(super) extra: Extra,
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

    /// Returns `true` for a structural property. Its field holds no control information, because that belongs to the
    /// object.
    pub(crate) fn is_inner(&self) -> bool {
        self.target.structural.is_some()
    }

    /// Returns `true` if the field holds the value in a box.
    fn is_boxed(&self) -> bool {
        self.target.structural.is_some_and(|structural| structural.put_object.is_some())
    }

    /// Replaces the value, in a box if the field needs one. `T` is the type of the field.
    pub(super) fn store<T: Any + Send + Sync>(&mut self, value: T) {
        if self.is_boxed() {
            self.storage_mut().insert(Box::new(value));
        } else {
            self.storage_mut().insert(value);
        }
    }

    /// Replaces the value of a navigation property. The control information and the changes belong to the former value,
    /// so they are removed.
    pub(crate) fn replace<T: Any + Send + Sync>(&mut self, value: T) {
        self.content = None;
        self.storage_mut().insert(value);
    }

    /// Returns the value. If the field is empty, stores the result of the function first. `T` is the type of the field.
    pub(super) fn get_or_store_with<T: Any + Send + Sync>(&mut self, value: impl FnOnce() -> T) -> &mut T {
        match self.is_boxed() {
            true => self.storage_mut().get_or_insert_with::<Box<T>>(|| Box::new(value())),
            false => self.storage_mut().get_or_insert_with(value),
        }
    }

    /// Sets or removes the value of a structural property. Returns `false` if the value is of another type, or if this
    /// is a navigation property.
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

    /// Takes the value out, and drops the control information.
    pub(super) fn take(&mut self) -> Option<Box<dyn Any + Send + Sync>> {
        self.content.take()?.value.into_inner()
    }

    pub(crate) fn notes(&self) -> &Notes {
        self.content.as_ref().map_or(&NO_NOTES, |content| &content.notes)
    }

    pub(super) fn notes_mut(&mut self) -> &mut Notes {
        &mut self.content().notes
    }

    pub(crate) fn set_note(&mut self, note: Note, value: Option<Value>) {
        if value.is_some() || self.content.is_some() {
            self.content().notes.set(note, value);
        }
    }

    /// Returns the changes of the collection: `members@delta`.
    pub(crate) fn changes(&self) -> Option<&Changes> {
        self.content.as_ref()?.changes.as_deref()
    }

    /// Starts an empty list of changes. Returns `None` if the property is no collection.
    pub(crate) fn start_changes(&mut self) -> Option<&mut Changes> {
        let target = self.target;
        target.is_list.then(|| &mut **self.content().changes.insert(Box::new(Changes::new(target))))
    }

    pub(crate) fn take_changes(&mut self) -> Option<Box<Changes>> {
        self.content.as_mut()?.changes.take()
    }

    /// Returns `true` if the field holds control information. The value may be absent.
    pub(crate) fn has_more(&self) -> bool {
        !self.notes().is_empty() || self.changes().is_some()
    }
}

/// Prints only how much content there is, because values and links may be secrets.
impl fmt::Debug for ErasedExpansion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErasedExpansion")
            .field("has_value", &self.value().is_some())
            .field("has_changes", &self.changes().is_some())
            .field("notes", &self.notes().iter().count())
            .finish()
    }
}
