//! A value that is not an object, in the object that OData wraps around it.

use std::fmt;
use std::marker::PhantomData;

use http::response::Parts;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, MapAccess, Visitor};

use super::{Answer, read_json};
use crate::request::GraphError;

/// A wrapped value: `{"@odata.context": …, "value": …}` (OData JSON 4.01, 11).
///
/// The value is a primitive, an enumeration member or a collection.
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

impl<T: DeserializeOwned> Answer for Value<T> {
    fn read(head: &Parts, body: &[u8]) -> Result<Self, GraphError> {
        read_json(head, body, "a wrapped value", |reader| Self::deserialize(reader))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Value<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Wrapped(PhantomData))
    }
}

struct Wrapped<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Wrapped<T> {
    type Value = Value<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the property `value`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<T>, A::Error> {
        let mut found = None;
        while let Some(key) = map.next_key::<String>()? {
            if key != "value" {
                map.next_value::<serde::de::IgnoredAny>()?;
                continue;
            }
            let value = map.next_value().map_err(|error| A::Error::custom(format_args!("value: {error}")))?;
            if found.replace(value).is_some() {
                return Err(A::Error::custom("value: the key stands twice in the object"));
            }
        }
        found.map(|value| Value { value }).ok_or_else(|| A::Error::missing_field("value"))
    }
}
