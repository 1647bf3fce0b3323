//! Reads any JSON as a [`Value`]. The last value of a duplicate key counts, as in `serde_json`. Unlike `serde_json`,
//! returns the other values too, or reports an error in strict reading.

use std::fmt;

use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::duplicate::refuse;
use crate::model::{Kept, Place, Replaced, Step};
use crate::syntax::NUMBER_KEY;

/// Reads any JSON.
pub(super) struct JsonSeed<'p, 'r> {
    /// The place, for error messages.
    place: &'p Place<'p>,
    /// Gets the values of duplicate keys that do not count.
    replaced: &'r mut Replaced,
}

impl<'p, 'r> JsonSeed<'p, 'r> {
    pub(super) fn new(place: &'p Place<'p>, replaced: &'r mut Replaced) -> Self {
        Self { place, replaced }
    }
}

/// Returns a number that may have more than 64 bits. `serde_json` has such numbers only with `arbitrary_precision`;
/// otherwise there is none, and the result is an error.
pub(super) fn long<E: Error>(place: &Place<'_>, number: Option<Number>) -> Result<Number, E> {
    number.ok_or_else(|| place.error(&"expected JSON, found a number of more than 64 bits"))
}

impl<'de> DeserializeSeed<'de> for JsonSeed<'_, '_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for JsonSeed<'_, '_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value)
            .map(Value::Number)
            .ok_or_else(|| self.place.error(&"expected JSON, found a number that is not finite"))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        long(self.place, Number::from_u128(value)).map(Value::Number)
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        long(self.place, Number::from_i128(value)).map(Value::Number)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        loop {
            let index = items.len();
            let place = Place::Item { list: self.place, index };
            let mut inside = Replaced::default();
            match seq.next_element_seed(JsonSeed::new(&place, &mut inside))? {
                Some(item) => items.push(item),
                None => return Ok(Value::Array(items)),
            }
            self.replaced.push_inside(|| Step::Item(index), inside);
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            let place = Place::Member { parent: self.place, name: &name };
            let is_again = members.contains_key(&name);
            if is_again {
                refuse(&place)?;
            }
            if members.is_empty() && name == NUMBER_KEY {
                return Ok(Value::Number(rest_of_number(map)?));
            }
            let mut inside = Replaced::default();
            let value = map.next_value_seed(JsonSeed::new(&place, &mut inside))?;
            self.replaced.push_inside(|| Step::key(&name), inside);
            if is_again {
                if let Some(known) = members.get_mut(&name) {
                    self.replaced.push(&name, Kept::compact(std::mem::replace(known, value)));
                }
            } else {
                members.insert(name, value);
            }
        }
        Ok(Value::Object(members))
    }
}

/// Returns the number that `serde_json` passes on as a map. The only key of the map was read already.
pub(super) fn rest_of_number<'de, A: MapAccess<'de>>(map: A) -> Result<Number, A::Error> {
    Number::deserialize(MapAccessDeserializer::new(WithKey { key: Some(NUMBER_KEY), rest: map }))
}

/// A map whose first key was read already, and is returned once more.
struct WithKey<A> {
    key: Option<&'static str>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for WithKey<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        match self.key.take() {
            Some(key) => seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some),
            None => self.rest.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.rest.next_value_seed(seed)
    }
}
