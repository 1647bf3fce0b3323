//! A value that is not an object, in the object that OData wraps around it.

use std::fmt;
use std::marker::PhantomData;

use http::response::Parts;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::{Answer, read_json};
use crate::decode::{nothing, read_wrapped};
use crate::model::Item;
use crate::request::GraphError;
use crate::request::shown::quotes_nothing;

/// A wrapped value: `{"@odata.context": …, "value": …}` (OData JSON 4.01, 11).
///
/// The value is a primitive, an enumeration member or a collection. It is read like a property: `"6"` is an `Int32` too.
/// A value that cannot be read is an error, since nothing could keep it.
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
    /// Reads the value.
    ///
    /// # Errors
    ///
    /// The JSON is no value of the type, and does not mean one for certain.
    #[doc(hidden)]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

impl<T: Item> Wrapped for T {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut list: Option<Vec<T>> = None;
        read_wrapped(T::slot(&mut list), true, deserializer)?;
        list.and_then(|mut list| list.pop()).ok_or_else(nothing)
    }
}

impl<T: Item> Wrapped for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut list = None;
        read_wrapped(T::slot(&mut list), false, deserializer)?;
        list.ok_or_else(nothing)
    }
}

impl<T: Wrapped> Wrapped for Option<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(Nullable(PhantomData))
    }
}

impl<T: Wrapped> Answer for Value<T> {
    fn read(head: &Parts, body: &[u8]) -> Result<Self, GraphError> {
        read_json(head, body, "a wrapped value", |reader| Self::deserialize(reader))
    }
}

impl<'de, T: Wrapped> Deserialize<'de> for Value<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Wrapping(PhantomData))
    }
}

/// Reads the object around the value.
struct Wrapping<T>(PhantomData<T>);

impl<'de, T: Wrapped> Visitor<'de> for Wrapping<T> {
    type Value = Value<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the property `value`")
    }

    quotes_nothing!();

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<T>, A::Error> {
        let mut found = None;
        while let Some(key) = map.next_key::<String>()? {
            if key != "value" {
                map.next_value::<serde::de::IgnoredAny>()?;
                continue;
            }
            if found.replace(map.next_value_seed(Inside(PhantomData))?).is_some() {
                return Err(A::Error::custom("value: the key stands twice in the object"));
            }
        }
        found.map(|value| Value { value }).ok_or_else(|| A::Error::missing_field("value"))
    }
}

/// Reads the value in the object.
struct Inside<T>(PhantomData<T>);

impl<'de, T: Wrapped> DeserializeSeed<'de> for Inside<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer)
    }
}

/// Reads a value or null.
struct Nullable<T>(PhantomData<T>);

impl<'de, T: Wrapped> Visitor<'de> for Nullable<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    quotes_nothing!();

    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_none<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::read(deserializer).map(Some)
    }
}
