//! The parts of an expansion beside its value, by the names of control information in the object around it.

use super::ErasedExpansion;
use super::notes::Note;
use crate::model::{DELTA, Model, split_annotation};

/// A part of an expansion beside its value. The field of the navigation property holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExpansionPart {
    Note(Note),
    /// The changes of a collection: `members@delta`.
    Changes,
}

impl ExpansionPart {
    /// Parses the part of a name behind the property, such as `@odata.count`.
    fn parse(annotation: &str) -> Option<Self> {
        if annotation == DELTA { Some(Self::Changes) } else { Note::parse(annotation).map(Self::Note) }
    }
}

/// Finds the navigation property that control information with this name belongs to: `members@odata.count`. Returns the
/// index of the property, and the part of its expansion.
///
/// Returns `None` for control information that the object holds itself.
pub(crate) fn expansion_part(model: &dyn Model, name: &str) -> Option<(usize, ExpansionPart)> {
    let (property, annotation) = split_annotation(name)?;
    let part = ExpansionPart::parse(annotation)?;
    let index = model.info().position(property)?;
    model.get(index).expansion().map(|_| (index, part))
}

/// Returns `true` if a navigation property holds control information with this name. The control information in the
/// field then takes precedence over the object's.
pub(crate) fn is_held(model: &dyn Model, name: &str) -> bool {
    expansion_part(model, name).is_some_and(|(index, part)| {
        model.get(index).expansion().is_some_and(|expansion| expansion.has(part))
    })
}

impl ErasedExpansion {
    /// Returns `true` if the field holds this part.
    pub(crate) fn has(&self, part: ExpansionPart) -> bool {
        match part {
            ExpansionPart::Note(note) => self.notes().get(note).is_some(),
            ExpansionPart::Changes => self.changes().is_some(),
        }
    }

    /// Removes a part.
    pub(crate) fn remove(&mut self, part: ExpansionPart) {
        match part {
            ExpansionPart::Note(note) => self.set_note(note, None),
            ExpansionPart::Changes => drop(self.take_changes()),
        }
    }
}
