//! Reads one value: the field of an object, or an item of a collection.

use super::SOMEWHERE;
use crate::decode::ValueSeed;
use crate::decode::outcome::Outcome;
use crate::model::{ListNotes, Slot};
use crate::syntax::{Cursor, Retreat, Scalar, marked_number};

impl Cursor<'_> {
    /// Reads a value into its slot: the whole field, or one item, which is added to the collection.
    pub(super) fn value(&mut self, slot: &mut Slot<'_>, is_item: bool) -> Result<Outcome, Retreat> {
        match self.peek() {
            Some(b'"') => {
                let text = self.string()?;
                // Most values are strings, and a string in a string field cannot be odd, unless it marks a number.
                if let Slot::String(target) = slot
                    && marked_number(&text).is_none()
                {
                    **target = Some(text.into_owned());
                    return Ok(Outcome::Plain);
                }
                scalar(slot, is_item, Scalar::of_text(&text))
            }
            Some(b'{') => self.braces(slot, is_item),
            Some(b'[') if !is_item && slot.is_list() => self.list(slot),
            Some(b'n') if !is_item || !matches!(slot, Slot::JsonList(_) | Slot::StreamList(_)) => {
                self.word("null")?;
                Ok(Outcome::Null)
            }
            Some(b't') => {
                self.word("true")?;
                scalar(slot, is_item, Scalar::Bool(true))
            }
            Some(b'f') => {
                self.word("false")?;
                scalar(slot, is_item, Scalar::Bool(false))
            }
            Some(b'-' | b'0'..=b'9') => match self.whole_number() {
                Some(number) => scalar(slot, is_item, number),
                None => self.hand_over(slot, is_item),
            },
            Some(b'[' | b'n') => self.hand_over(slot, is_item),
            _ => Err(Retreat::Any),
        }
    }

    /// Reads an object into the slot of an object.
    fn braces(&mut self, slot: &mut Slot<'_>, is_item: bool) -> Result<Outcome, Retreat> {
        match slot {
            Slot::Object(field) => self.object(field.insert()),
            Slot::ObjectList(list) if is_item => self.object(list.push()),
            Slot::Hierarchy(field) => {
                let info = field.info();
                self.hierarchy(slot, is_item, info)
            }
            Slot::HierarchyList(list) if is_item => {
                let info = list.info();
                self.hierarchy(slot, is_item, info)
            }
            _ => self.hand_over(slot, is_item),
        }
    }

    /// Reads an array into the slot of a collection.
    fn list(&mut self, slot: &mut Slot<'_>) -> Result<Outcome, Retreat> {
        slot.start();
        let mut notes = ListNotes::default();
        let mut index = 0;
        let mut goes_on = self.enter(b']')?;
        while goes_on {
            notes.add_item(self.value(slot, true)?, index);
            index += 1;
            goes_on = self.goes_on(b']')?;
        }
        Ok(notes.into())
    }
}

/// Puts a scalar into its slot.
pub(super) fn scalar(slot: &mut Slot<'_>, is_item: bool, scalar: Scalar<'_>) -> Result<Outcome, Retreat> {
    let value = ValueSeed { slot, is_item, place: &SOMEWHERE };
    value.scalar::<serde_json::Error>(scalar).map_err(|_| Retreat::Any)
}
