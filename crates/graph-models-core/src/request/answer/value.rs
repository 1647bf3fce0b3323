//! A value that is not an object, inside the object that OData wraps around it.

use std::fmt;

use http::response::Parts;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::{Answer, json_text};
use crate::decode::{Shape, nothing, read_wrapped, read_wrapper};
use crate::model::{Item, Slot};
use crate::request::GraphError;
use crate::request::shown::quotes_nothing;

/// A wrapped value: `{"@odata.context": …, "value": …}` (OData JSON 4.01, 11).
///
/// The value is a primitive, an enumeration member or a collection. It is read like a property: `"6"` is also an
/// `Int32`. A value that cannot be read is an error, since no field could keep it as received.
///
/// ```
/// use graph_models_core::request::{Value, decode};
///
/// let answer = http::Response::new(r#"{"@odata.context": "…", "value": ["a", "b"]}"#);
/// let Value { value } = decode::<Value<Vec<String>>, _>(answer)?;
/// assert_eq!(value, ["a", "b"]);
/// # Ok::<(), graph_models_core::request::GraphError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Value<T> {
    /// The value.
    pub value: T,
}

impl<T: fmt::Display> fmt::Display for Value<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

/// A type of values that [`Value`] wraps: Edm primitives, generated types, and lists and options of them.
pub trait Wrapped: Sized {
    /// Calls `read` to read the value into a slot. Returns `None` for null, if the value may be null.
    ///
    /// # Errors
    ///
    /// Returns an error if the JSON is no value of the type, and cannot be understood as one with certainty.
    #[doc(hidden)]
    fn read<E: Error>(shape: Shape, read: ReadInto<'_, E>) -> Result<Option<Self>, E>;
}

/// Reads into a slot. Returns `false` for null.
type ReadInto<'r, E> = &'r mut dyn FnMut(Slot<'_>, Shape) -> Result<bool, E>;

impl<T: Item> Wrapped for T {
    fn read<E: Error>(shape: Shape, read: ReadInto<'_, E>) -> Result<Option<Self>, E> {
        let mut list: Option<Vec<T>> = None;
        match read(T::slot(&mut list), Shape { is_item: true, ..shape })? {
            true => list.and_then(|mut list| list.pop()).ok_or_else(nothing).map(Some),
            false => Ok(None),
        }
    }
}

impl<T: Item> Wrapped for Vec<T> {
    fn read<E: Error>(shape: Shape, read: ReadInto<'_, E>) -> Result<Option<Self>, E> {
        let mut list = None;
        match read(T::slot(&mut list), shape)? {
            true => list.ok_or_else(nothing).map(Some),
            false => Ok(None),
        }
    }
}

impl<T: Wrapped> Wrapped for Option<T> {
    fn read<E: Error>(shape: Shape, read: ReadInto<'_, E>) -> Result<Option<Self>, E> {
        T::read(Shape { is_nullable: true, ..shape }, read).map(Some)
    }
}

impl<T: Wrapped> Answer for Value<T> {
    fn read(head: &Parts, body: &[u8]) -> Result<Self, GraphError> {
        const EXPECTED: &str = "a wrapped value";
        let text = json_text(head, body, EXPECTED)?;
        let fast = T::read(Shape::default(), &mut |slot, shape| read_wrapper(text, slot, shape));
        // If the fast way fails, the visitors of serde report the reason.
        let read = fast.or_else(|_| {
            T::read(Shape::default(), &mut |mut slot, shape| read_wrapper_by_serde(text, &mut slot, shape))
        });
        let read = read.and_then(|value| value.ok_or_else(nothing));
        let value =
            read.map_err(|error| GraphError::undecodable(head, body, EXPECTED, &error.to_string()))?;
        Ok(Self { value })
    }
}

impl<'de, T: Wrapped> Deserialize<'de> for Value<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut deserializer = Some(deserializer);
        let value = T::read(Shape::default(), &mut |mut slot, shape| match deserializer.take() {
            Some(deserializer) => deserializer.deserialize_any(Wrapping { slot: &mut slot, shape }),
            None => Err(nothing()),
        });
        value?.map(|value| Self { value }).ok_or_else(nothing)
    }
}

/// Reads the text of an object around a value by serde. This function is not generic, so that it is compiled once for
/// all types.
fn read_wrapper_by_serde(text: &str, slot: &mut Slot<'_>, shape: Shape) -> serde_json::Result<bool> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let is_value = reader.deserialize_any(Wrapping { slot, shape })?;
    reader.end().map(|()| is_value)
}

/// Reads the object around the value. The result is `false` for null.
struct Wrapping<'s, 'a> {
    slot: &'s mut Slot<'a>,
    shape: Shape,
}

impl<'de> Visitor<'de> for Wrapping<'_, '_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the property `value`")
    }

    quotes_nothing!();

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        let mut found = None;
        while let Some(key) = map.next_key::<String>()? {
            if key != "value" {
                map.next_value::<serde::de::IgnoredAny>()?;
                continue;
            }
            let inside = Inside { slot: &mut *self.slot, shape: self.shape };
            if found.replace(map.next_value_seed(inside)?).is_some() {
                return Err(A::Error::custom("value: the key stands twice in the object"));
            }
        }
        found.ok_or_else(|| A::Error::missing_field("value"))
    }
}

/// Reads the value in the object.
struct Inside<'s, 'a> {
    slot: &'s mut Slot<'a>,
    shape: Shape,
}

impl<'de> DeserializeSeed<'de> for Inside<'_, '_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        match self.shape.is_nullable {
            true => deserializer.deserialize_option(self),
            false => read_wrapped(self.slot, self.shape.is_item, deserializer).map(|()| true),
        }
    }
}

impl<'de> Visitor<'de> for Inside<'_, '_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    quotes_nothing!();

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_none<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        read_wrapped(self.slot, self.shape.is_item, deserializer).map(|()| true)
    }
}
