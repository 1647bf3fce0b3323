//! Gives a value to the serde reader, as a text of its own.

use serde::de::{DeserializeSeed, Error, MapAccess};

use super::SOMEWHERE;
use crate::decode::ValueSeed;
use crate::decode::outcome::{Note, Outcome};
use crate::model::{Kept, Slot};
use crate::syntax::{Cursor, Retreat, read_whole};

impl Cursor<'_> {
    /// Lets the serde reader read the value at the cursor into its slot.
    #[inline(never)]
    pub(super) fn hand_over(&mut self, slot: &mut Slot<'_>, is_item: bool) -> Result<Outcome, Retreat> {
        let before = *self;
        let text = self.stand_in(slot, is_item).map(|stand_in| (stand_in, self.unique()));
        let value = ValueSeed { slot, is_item, place: &SOMEWHERE };
        let (stand_in, text) = match text {
            Some((stand_in, Ok(text))) => (stand_in, text),
            Some((_, Err(Retreat::LoneSurrogate))) => return Err(Retreat::LoneSurrogate),
            // A key may occur twice inside the value.
            Some((_, Err(Retreat::Any))) | None => {
                *self = before;
                return self.skip_into(|reader| value.deserialize(reader));
            }
        };
        match read_whole(stand_in, |reader| value.deserialize(reader)) {
            Ok(Outcome::Noted(note)) if matches!(*note, Note::Odd(_)) => {
                Ok(Note::Odd(Kept::from_text(text)).into())
            }
            _ => Err(Retreat::Any),
        }
    }

    /// Returns a short substitute that is odd in the slot for the same reason as the object or array at the cursor.
    /// With the substitute, no tree is built for the value; its text is kept instead. Returns `None` if the slot may
    /// accept the value.
    fn stand_in(mut self, slot: &Slot<'_>, is_item: bool) -> Option<&'static str> {
        if matches!(slot, Slot::Json(_) | Slot::JsonList(_) | Slot::Stream(_) | Slot::StreamList(_)) {
            return None;
        }
        match self.peek()? {
            b'{' if !slot.has_objects() => Some("{}"),
            b'[' if is_item => Some("[]"),
            b'[' if !slot.is_list() && self.enter(b']').ok()? => {
                let first = self.peek();
                self.skip().ok()?;
                // An array with one value is read as this value. It is odd only if the value is an array, or an object
                // in a slot that holds no objects.
                match self.goes_on(b']').ok()? {
                    true => Some("[0,0]"),
                    false if first == Some(b'[') => Some("[[]]"),
                    false if first == Some(b'{') && !slot.has_objects() => Some("[{}]"),
                    false => None,
                }
            }
            _ => None,
        }
    }
}

/// The JSON text of an entry's value, as input of the serde reader. The key was read already.
pub(super) struct EntryValue<'t>(pub(super) &'t str);

impl<'t> MapAccess<'t> for EntryValue<'t> {
    type Error = serde_json::Error;

    fn next_key_seed<K: DeserializeSeed<'t>>(&mut self, _: K) -> Result<Option<K::Value>, Self::Error> {
        Err(Error::custom("the key of the entry is read"))
    }

    fn next_value_seed<V: DeserializeSeed<'t>>(&mut self, seed: V) -> Result<V::Value, Self::Error> {
        read_whole(self.0, |reader| seed.deserialize(reader))
    }
}
