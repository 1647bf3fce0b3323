//! Buffers the entries of an object until its type is known. They are then read again.
//!
//! A string without escapes stays a slice of the payload, so that an object with the tag last costs little more than an
//! object with the tag first. Objects keep duplicate keys: what they mean is decided when they are read again.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::json::{JsonSeed, rest_of_number};
use crate::model::{Place, Replaced};
use crate::syntax::NUMBER_KEY;

/// The initial capacity of the list. Most objects have fewer properties, so the list is allocated once.
const USUAL_COUNT: usize = 16;

/// The buffered entries, in the order of the payload.
#[derive(Default)]
pub(super) struct Buffer<'de>(Vec<(Cow<'de, str>, Buffered<'de>)>);

/// A buffered value.
pub(super) enum Buffered<'de> {
    /// A string that the payload has without escapes.
    Text(&'de str),
    /// Any other value without duplicate keys.
    Json(Value),
    Array(Vec<Self>),
    Object(Buffer<'de>),
}

impl<'de> Buffer<'de> {
    pub(super) fn push(&mut self, name: Cow<'de, str>, value: Buffered<'de>) {
        if self.0.is_empty() {
            self.0.reserve(USUAL_COUNT);
        }
        self.0.push((name, value));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the entries as a map for the deserializer.
    pub(super) fn replay(self) -> Replay<'de> {
        Replay { rest: self.0.into_iter(), value: None }
    }
}

/// The entries that are still to be returned.
pub(super) struct Replay<'de> {
    rest: std::vec::IntoIter<(Cow<'de, str>, Buffered<'de>)>,
    /// The value of the key that was returned last.
    value: Option<Buffered<'de>>,
}

impl<'de> MapAccess<'de> for Replay<'de> {
    type Error = serde_json::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Self::Error> {
        let Some((name, value)) = self.rest.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(name.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Self::Error> {
        match self.value.take() {
            Some(value) => seed.deserialize(value),
            None => Err(Error::custom("a value is read without its key")),
        }
    }
}

/// The items of a buffered array that are still to be returned.
struct Items<'de>(std::vec::IntoIter<Buffered<'de>>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = serde_json::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Self::Error> {
        self.0.next().map(|item| seed.deserialize(item)).transpose()
    }
}

/// Reads the value again.
impl<'de> Deserializer<'de> for Buffered<'de> {
    type Error = serde_json::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        match self {
            Self::Text(text) => BorrowedStrDeserializer::new(text).deserialize_any(visitor),
            Self::Json(value) => value.deserialize_any(visitor),
            Self::Array(items) => visitor.visit_seq(Items(items.into_iter())),
            Self::Object(entries) => visitor.visit_map(entries.replay()),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// Reads a value into the buffer.
pub(super) struct BufferSeed<'p>(pub(super) &'p Place<'p>);

impl<'de> DeserializeSeed<'de> for BufferSeed<'_> {
    type Value = Buffered<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Buffered<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// Implements methods of the visitor by the methods of [`JsonSeed`] with the same names. The values are scalars, so
/// they have no keys.
macro_rules! as_json {
    ($($visit:ident $value:ty),*) => {
        $(fn $visit<E: Error>(self, value: $value) -> Result<Buffered<'de>, E> {
            JsonSeed::new(self.0, &mut Replaced::default()).$visit(value).map(Buffered::Json)
        })*
    };
}

impl<'de> Visitor<'de> for BufferSeed<'_> {
    type Value = Buffered<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Buffered<'de>, E> {
        Ok(Buffered::Text(text))
    }

    as_json!(visit_bool bool, visit_i64 i64, visit_u64 u64, visit_f64 f64, visit_str &str, visit_string String);

    fn visit_unit<E: Error>(self) -> Result<Buffered<'de>, E> {
        Ok(Buffered::Json(Value::Null))
    }

    fn visit_none<E: Error>(self) -> Result<Buffered<'de>, E> {
        Ok(Buffered::Json(Value::Null))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Buffered<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Buffered<'de>, A::Error> {
        let mut items = Vec::new();
        loop {
            let place = Place::Item { list: self.0, index: items.len() };
            match seq.next_element_seed(BufferSeed(&place))? {
                Some(item) => items.push(item),
                None => return Ok(Buffered::Array(items)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Buffered<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            if entries.is_empty() && name == NUMBER_KEY {
                return rest_of_number(map).map(|number| Buffered::Json(Value::Number(number)));
            }
            let value = map.next_value_seed(BufferSeed(&Place::Member { parent: self.0, name: &name }))?;
            entries.push((Cow::Owned(name), value));
        }
        Ok(Buffered::Object(Buffer(entries)))
    }
}
