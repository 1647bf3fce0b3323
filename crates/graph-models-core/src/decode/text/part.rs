//! Decodes a value of a checked text.

use super::SOMEWHERE;
use super::attempts::{Attempts, Part};
use super::value::scalar;
use crate::edm::{Form, Primitive};
use crate::model::Slot;
use crate::syntax::{JsonPart, Retreat, Scalar};

impl JsonPart<'_> {
    /// Reads the value as a field of this type would, if it is a string without escapes or a plain whole number.
    /// Returns `None` if the value needs the slot of a field.
    #[inline]
    pub(crate) fn primitive<P: Primitive>(self) -> Option<P> {
        let scalar = match self.plain() {
            Some(text) => Scalar::of_text(text),
            None => self.cursor().whole_number()?,
        };
        let (value, form) = P::read(scalar)?;
        // In strict reading, a lenient form is an error.
        (form != Form::Lenient).then_some(value)
    }

    /// Reads the value into the slot of a field, as decoding the object would.
    ///
    /// # Errors
    ///
    /// Returns an error if decoding would give one.
    pub(crate) fn read(self, mut slot: Slot<'_>) -> Result<(), Retreat> {
        let read = match self.plain() {
            Some(text) => scalar(&mut slot, false, Scalar::of_text(text)),
            None => self.cursor().value(&mut slot, false),
        };
        if read.is_ok() {
            return Ok(());
        }
        let mut attempts = Attempts::new(self.text()?);
        loop {
            match attempts.part(Part::Field, &mut slot, &SOMEWHERE) {
                Ok(Some(_)) => return Ok(()),
                Ok(None) => {}
                Err(_) => return Err(Retreat::Any),
            }
        }
    }
}
