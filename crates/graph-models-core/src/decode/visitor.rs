//! The one visitor that fills every kind of field.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};

use super::json::{JsonSeed, long};
use super::outcome::{Note, Outcome};
use super::{ValueSeed, hierarchy, object};
use crate::edm::{Form, Stream};
use crate::model::{ListNotes, Place, Replaced, Slot, put};
use crate::syntax::{Scalar, marked_number};

/// The form in which a value was received. The caller must record any form but the canonical one beside the value.
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
    /// The value was received in another shape: the only item of a collection without an array, or a single value in an
    /// array. Holds the received form of the item or value, if it is recorded.
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

/// Fills a field, or adds an item to a collection.
pub(super) struct ValueSeed<'s, 'a, 'p> {
    pub(super) slot: &'s mut Slot<'a>,
    pub(super) is_item: bool,
    pub(super) place: &'p Place<'p>,
}

impl ValueSeed<'_, '_, '_> {
    /// Reads a scalar.
    #[inline]
    pub(super) fn scalar<E: Error>(self, scalar: Scalar<'_>) -> Result<Outcome, E> {
        if !self.is_list() {
            match put(self.slot, scalar) {
                Some(Form::Canonical) => return Ok(Outcome::Plain),
                Some(Form::Other) => return Ok(Note::Received(scalar.to_value()).into()),
                Some(Form::Lenient) => return self.lenient(scalar.to_value()),
                None => {}
            }
        }
        self.odd(scalar.to_value())
    }

    /// Reads a number that was received as a map. With `arbitrary_precision` the text of the number is exact, so the
    /// number is kept.
    pub(super) fn number<E: Error>(self, number: Number) -> Result<Outcome, E> {
        if !self.is_list() {
            let text = number.to_string();
            let scalar = match self.slot {
                Slot::Decimal(_) | Slot::DecimalList(_) => Some(Scalar::Text(&text)),
                _ => Scalar::of_number(&number),
            };
            if let Some((scalar, form)) = scalar.and_then(|scalar| Some((scalar, put(self.slot, scalar)?))) {
                let number = Value::Number(number);
                let is_plain = form == Form::Canonical && scalar.to_value() == number;
                return Ok(if is_plain { Outcome::Plain } else { Note::Received(number).into() });
            }
        }
        self.odd(Value::Number(number))
    }

    /// Reads an object of one type. The function is separate, so that scalars do not pay for its stack frame.
    #[inline(never)]
    fn object<'de, A: MapAccess<'de>>(self, mut map: A) -> Result<Outcome, A::Error> {
        let mut seen = object::Seen::default();
        if let Some(model) = self.slot.add_object() {
            object::read(model, &mut map, &mut seen, self.place)?;
            seen.settle(model);
        }
        match seen.into_number() {
            None => Ok(Outcome::Plain),
            // The map was a number. The empty object that was added for it is removed.
            Some(number) => {
                self.slot.remove_object();
                self.odd(Value::Number(number))
            }
        }
    }

    /// Reads any JSON. Null is a separate outcome where it is the null of a property.
    fn json<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        let mut replaced = Replaced::default();
        let value = JsonSeed::new(self.place, &mut replaced).deserialize(deserializer)?;
        if value.is_null() && !self.is_item {
            return Ok(Outcome::Null);
        }
        match self.slot {
            Slot::Json(target) => **target = Some(value),
            Slot::Stream(target) => **target = Some(Stream(value)),
            Slot::JsonList(list) => list.get_or_insert_default().push(value),
            Slot::StreamList(list) => list.get_or_insert_default().push(Stream(value)),
            _ => {}
        }
        Ok(Outcome::Plain.with(replaced))
    }
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_, '_, '_> {
    type Value = Outcome;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        match (&self.slot, self.is_item) {
            (Slot::Json(_) | Slot::Stream(_), false) | (Slot::JsonList(_) | Slot::StreamList(_), true) => {
                self.json(deserializer)
            }
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_, '_, '_> {
    type Value = Outcome;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slot.type_name())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Outcome, E> {
        self.scalar(Scalar::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Outcome, E> {
        self.scalar(Scalar::Signed(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Outcome, E> {
        self.scalar(Scalar::Unsigned(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Outcome, E> {
        self.scalar(Scalar::Float(value))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Outcome, E> {
        let number = long(self.place, Number::from_u128(value))?;
        self.number(number)
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Outcome, E> {
        let number = long(self.place, Number::from_i128(value))?;
        self.number(number)
    }

    #[inline]
    fn visit_str<E: Error>(self, value: &str) -> Result<Outcome, E> {
        // Most values are strings, and a string in a string field cannot be odd, unless it marks a number.
        if let Slot::String(target) = self.slot
            && marked_number(value).is_none()
        {
            **target = Some(value.to_owned());
            return Ok(Outcome::Plain);
        }
        self.scalar(Scalar::of_text(value))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Outcome, E> {
        if let Slot::String(target) = self.slot
            && marked_number(&value).is_none()
        {
            **target = Some(value);
            return Ok(Outcome::Plain);
        }
        self.visit_str(&value)
    }

    fn visit_unit<E: Error>(self) -> Result<Outcome, E> {
        Ok(Outcome::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Outcome, E> {
        Ok(Outcome::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Outcome, A::Error> {
        if !self.is_list() {
            return self.array(seq);
        }
        self.slot.start();
        let mut notes = ListNotes::default();
        let mut index = 0;
        loop {
            let place = Place::Item { list: self.place, index };
            let seed = ValueSeed { slot: self.slot, is_item: true, place: &place };
            match seq.next_element_seed(seed)? {
                None => return Ok(notes.into()),
                Some(outcome) => notes.add_item(outcome, index),
            }
            index += 1;
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Outcome, A::Error> {
        if self.is_list() {
            return self.map(map);
        }
        match &self.slot {
            Slot::Hierarchy(field) => {
                let info = field.info();
                hierarchy::read(self, info, map)
            }
            Slot::HierarchyList(list) => {
                let info = list.info();
                hierarchy::read(self, info, map)
            }
            Slot::Object(_) | Slot::ObjectList(_) => self.object(map),
            _ => self.map(map),
        }
    }
}
