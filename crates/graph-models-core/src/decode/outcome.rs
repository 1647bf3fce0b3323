//! How a value was received, and the record of it in the model.

use serde::de::Error;
use serde_json::Value;

use crate::model::{Found, Kept, ListNotes, Model, Place, Replaced};

/// How a value was received, where the caller must record it beside the value.
pub(crate) enum Outcome {
    /// In the canonical form: nothing to record.
    Plain,
    /// As null.
    Null,
    /// In any other form. The note is boxed, so that the common outcomes are cheap to return and to drop.
    Noted(Box<Note>),
}

/// The notes that few values need.
pub(crate) enum Note {
    /// The value was received in another form than the canonical one.
    Received(Value),
    /// Items of a collection were received in such forms.
    List(ListNotes),
    /// The value is not of the type: the field stays empty, or no item was added.
    Odd(Kept),
    /// A collection was received as its only item without an array, or a single value in an array. Holds the received
    /// form of the item or value, if it is recorded.
    Reshaped(Option<Value>),
    /// The value is untyped JSON with duplicate keys. Holds the values of these keys that do not count, and the outcome
    /// for the value.
    Replaced(Replaced, Outcome),
}

impl Outcome {
    /// Adds the values of duplicate keys that do not count, if there are any.
    #[inline]
    pub(super) fn with(self, replaced: Replaced) -> Self {
        if replaced.is_empty() { self } else { Note::Replaced(replaced, self).into() }
    }

    /// Returns the outcome for the value that counts, and the values of duplicate keys that do not count.
    pub(super) fn split(self) -> (Self, Replaced) {
        match self {
            Self::Noted(note) => match *note {
                Note::Replaced(replaced, outcome) => (outcome, replaced),
                note => (note.into(), Replaced::default()),
            },
            outcome => (outcome, Replaced::default()),
        }
    }
}

impl From<Note> for Outcome {
    #[cold]
    fn from(note: Note) -> Self {
        Self::Noted(Box::new(note))
    }
}

/// Returns the outcome of a collection.
impl From<ListNotes> for Outcome {
    #[inline]
    fn from(notes: ListNotes) -> Self {
        let is_plain = notes.skipped.is_empty() && notes.received.is_empty() && notes.replaced.is_none();
        if is_plain { Self::Plain } else { Note::List(notes).into() }
    }
}

impl ListNotes {
    /// Adds the outcome of the item at an index of the received array.
    #[inline]
    pub(crate) fn add_item(&mut self, outcome: Outcome, index: usize) {
        match outcome {
            Outcome::Plain => self.held += 1,
            Outcome::Null => self.skipped.push((index, Value::Null.into())),
            Outcome::Noted(note) => self.add(*note, index),
        }
    }

    /// Adds the note about the item at an index of the received array.
    #[cold]
    fn add(&mut self, note: Note, index: usize) {
        match note {
            Note::Odd(value) => return self.skipped.push((index, value)),
            Note::Received(value) => self.received.push((self.held, value)),
            Note::Replaced(replaced, outcome) => {
                self.push_replaced(index, replaced);
                return self.add_item(outcome, index);
            }
            // An item never has these notes.
            Note::List(_) | Note::Reshaped(_) => {}
        }
        self.held += 1;
    }
}

/// Records in the model that a value was received in another form than the canonical one.
#[cold]
#[inline(never)]
pub(super) fn note<E: Error>(
    note: Note,
    model: &mut dyn Model,
    index: usize,
    place: &Place<'_>,
) -> Result<(), E> {
    let name = model.info().names().get(index).copied().unwrap_or_default();
    match note {
        Note::Received(value) => model.extra_mut().set_received(index, value),
        Note::List(notes) => model.extra_mut().set_list_notes(index, name, notes),
        // A page cannot do without its items, so an odd list of items is an error.
        Note::Odd(value) if model.info().is_list() => {
            return Err(place.mismatch(&model.slot(index), false, Found::from(&value)));
        }
        Note::Odd(value) => model.extra_mut().set_kept(index, value),
        Note::Reshaped(value) => {
            let item = model.get(index).count().map(|_| 0);
            model.extra_mut().set_reshaped(index, item, value);
        }
        Note::Replaced(replaced, outcome) => {
            model.extra_mut().add_replaced_inside(name, replaced);
            match outcome {
                Outcome::Plain => {}
                Outcome::Null => model.extra_mut().set_null(index, true),
                Outcome::Noted(inner) => return self::note(*inner, model, index, place),
            }
        }
    }
    Ok(())
}
