//! The one visitor that fills every kind of field.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};

use super::json::JsonSeed;
use super::place::{Found, Place};
use super::scalar::{Form, Scalar, put};
use super::{hierarchy, object};
use crate::edm::Stream;
use crate::model::{ListNotes, Slot};

/// The note to keep about a value, beside the value.
pub(super) enum Outcome {
    /// Nothing.
    Plain,
    /// It was null.
    Null,
    /// It is written in another way than it was received.
    Received(Box<Value>),
    /// The same of items of a collection.
    List(Box<ListNotes>),
}

/// Fills a field, or adds an item to a collection.
pub(super) struct ValueSeed<'s, 'a, 'p> {
    pub(super) slot: &'s mut Slot<'a>,
    pub(super) is_item: bool,
    pub(super) place: &'p Place<'p>,
}

impl ValueSeed<'_, '_, '_> {
    #[inline]
    fn scalar<E: Error>(self, scalar: Scalar<'_>) -> Result<Outcome, E> {
        if !self.slot.is_list() || self.is_item {
            match put(self.slot, scalar) {
                Some(Form::Canonical) => return Ok(Outcome::Plain),
                Some(Form::Other) => return Ok(Outcome::Received(Box::new(scalar.to_value()))),
                None => {}
            }
        }
        Err(self.mismatch(scalar))
    }

    #[cold]
    fn mismatch<E: Error>(&self, scalar: Scalar<'_>) -> E {
        let found = match &scalar {
            Scalar::Bool(value) => Found::Bool(*value),
            Scalar::Unsigned(number) => Found::Number(number),
            Scalar::Signed(number) => Found::Number(number),
            Scalar::Float(number) => Found::Number(number),
            Scalar::Text(text) => Found::Text(text),
        };
        self.place.mismatch(self.slot, self.is_item, found)
    }

    /// A number that arrived as a map: with `arbitrary_precision` its text is exact, so it is what must be kept.
    fn number<E: Error>(self, number: Number) -> Result<Outcome, E> {
        if !self.slot.is_list() || self.is_item {
            let text = number.to_string();
            let scalar = match self.slot {
                Slot::Decimal(_) | Slot::DecimalList(_) => Some(Scalar::Text(&text)),
                _ => Scalar::of_number(&number),
            };
            if let Some((scalar, form)) = scalar.and_then(|scalar| Some((scalar, put(self.slot, scalar)?))) {
                let number = Value::Number(number);
                let is_plain = form == Form::Canonical && scalar.to_value() == number;
                return Ok(if is_plain { Outcome::Plain } else { Outcome::Received(Box::new(number)) });
            }
        }
        Err(self.place.mismatch(self.slot, self.is_item, Found::Number(&number)))
    }

    /// Any JSON, null apart where it is the null of a property.
    fn json<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        let value = JsonSeed(self.place).deserialize(deserializer)?;
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
        Ok(Outcome::Plain)
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

    #[inline]
    fn visit_str<E: Error>(self, value: &str) -> Result<Outcome, E> {
        // Most values are strings, and nothing can be wrong or odd about them.
        if let Slot::String(target) = self.slot {
            **target = Some(value.to_owned());
            return Ok(Outcome::Plain);
        }
        self.scalar(Scalar::Text(value))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Outcome, E> {
        if let Slot::String(target) = self.slot {
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
        if !self.slot.is_list() || self.is_item {
            return Err(self.place.mismatch(self.slot, self.is_item, Found::Array));
        }
        self.slot.start();
        let mut notes = ListNotes::default();
        let mut index = 0;
        loop {
            let place = Place::Item { list: self.place, index };
            let seed = ValueSeed { slot: self.slot, is_item: true, place: &place };
            match seq.next_element_seed(seed)? {
                None => break,
                Some(Outcome::Null) => notes.nulls.push(index),
                Some(outcome) => {
                    if let Outcome::Received(value) = outcome {
                        notes.received.push((notes.others, *value));
                    }
                    notes.others += 1;
                }
            }
            index += 1;
        }
        let is_plain = notes.nulls.is_empty() && notes.received.is_empty();
        Ok(if is_plain { Outcome::Plain } else { Outcome::List(Box::new(notes)) })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Outcome, A::Error> {
        if !self.slot.is_list() || self.is_item {
            let info = match &self.slot {
                Slot::Hierarchy(field) => Some(field.info()),
                Slot::HierarchyList(list) => Some(list.info()),
                _ => None,
            };
            if let Some(info) = info {
                return hierarchy::read(self.slot, info, map, self.place).map(|()| Outcome::Plain);
            }
            if let Some(model) = self.slot.add_object() {
                let mut seen = object::Seen::default();
                return object::read(model, &mut map, &mut seen, self.place).map(|()| Outcome::Plain);
            }
        }
        match Number::deserialize(MapAccessDeserializer::new(map)) {
            Ok(number) => self.number(number),
            Err(_) => Err(self.place.mismatch(self.slot, self.is_item, Found::Object)),
        }
    }
}
