//! Reads a value that is not an object from the object that OData wraps around it.

use serde::de::{Deserialize, Error as _, IgnoredAny};
use serde_json::{Error, Result};

use crate::decode::Shape;
use crate::decode::outcome::{Note, Outcome};
use crate::model::Slot;
use crate::syntax::{Cursor, Retreat};

/// Reads the object around a value from a text, and the value into its slot. Returns `false` for null.
///
/// # Errors
///
/// Returns an error if the serde reader must read the text; the serde reader also finds the fault, if any.
pub(crate) fn read_wrapper(text: &str, mut slot: Slot<'_>, shape: Shape) -> Result<bool> {
    let mut cursor = Cursor::new(text);
    cursor.space();
    let read = cursor.wrapper(&mut slot, shape).and_then(|is_value| cursor.end().map(|()| is_value));
    read.map_err(|_| Error::custom("the text is to be read again"))
}

impl Cursor<'_> {
    fn wrapper(&mut self, slot: &mut Slot<'_>, shape: Shape) -> std::result::Result<bool, Retreat> {
        if self.peek() != Some(b'{') {
            return Err(Retreat::Any);
        }
        let mut found = None;
        let mut goes_on = self.enter(b'}')?;
        while goes_on {
            if self.name()? != "value" {
                self.skip_into(|reader| IgnoredAny::deserialize(reader))?;
            } else if found.replace(self.wrapped(slot, shape)?).is_some() {
                return Err(Retreat::Any);
            }
            goes_on = self.goes_on(b'}')?;
        }
        found.ok_or(Retreat::Any)
    }

    /// Reads the value. An odd value is refused, because nothing would keep it.
    fn wrapped(&mut self, slot: &mut Slot<'_>, shape: Shape) -> std::result::Result<bool, Retreat> {
        if shape.is_nullable && self.peek() == Some(b'n') {
            return self.word("null").map(|()| false);
        }
        match self.value(slot, shape.is_item)? {
            Outcome::Plain => Ok(true),
            Outcome::Null => Err(Retreat::Any),
            Outcome::Noted(note) => match *note {
                Note::Received(_) | Note::Reshaped(_) => Ok(true),
                Note::List(_) | Note::Odd(_) | Note::Replaced(..) => Err(Retreat::Any),
            },
        }
    }
}
