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
