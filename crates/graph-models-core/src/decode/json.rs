//! Reads any JSON as a [`Value`]. Unlike `serde_json`, reports a duplicate key as an error instead of dropping a value.

use std::fmt;

use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::model::Place;
use crate::syntax::NUMBER_KEY;

/// Reads any JSON. The place is for error messages.
pub(super) struct JsonSeed<'p>(pub(super) &'p Place<'p>);

impl<'de> DeserializeSeed<'de> for JsonSeed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl JsonSeed<'_> {
    /// Returns a number that may have more than 64 bits. `serde_json` has such numbers only with `arbitrary_precision`;
    /// otherwise there is none, and the result is an error.
    pub(super) fn long<E: Error>(&self, number: Option<Number>) -> Result<Number, E> {
        number.ok_or_else(|| self.0.error(&"expected JSON, found a number of more than 64 bits"))
    }
}

impl<'de> Visitor<'de> for JsonSeed<'_> {
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
            .ok_or_else(|| self.0.error(&"expected JSON, found a number that is not finite"))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.long(Number::from_u128(value)).map(Value::Number)
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        self.long(Number::from_i128(value)).map(Value::Number)
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
            let place = Place::Item { list: self.0, index: items.len() };
            match seq.next_element_seed(JsonSeed(&place))? {
                Some(item) => items.push(item),
                None => return Ok(Value::Array(items)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            let place = Place::Member { parent: self.0, name: &name };
            if members.contains_key(&name) {
                return Err(place.duplicate());
            }
            if members.is_empty() && name == NUMBER_KEY {
                return Ok(Value::Number(rest_of_number(map)?));
            }
            let value = map.next_value_seed(JsonSeed(&place))?;
            members.insert(name, value);
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
