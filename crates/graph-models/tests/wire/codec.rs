//! A generated type as a trait object, so that one test can run for all types.

use std::fmt::Debug;
use std::marker::PhantomData;

use graph_models::model::{Item, Slot};
use graph_models::{Document, FromJson, deviations, strict};
use graph_models_core::schemars::{JsonSchema, SchemaGenerator};
use serde::Serialize;
use serde::de::{DeserializeOwned, Deserializer, Visitor};
use serde_json::Value;

/// The traits that every generated type implements.
pub(crate) trait Wire:
    Item + Document + FromJson + Serialize + DeserializeOwned + Clone + PartialEq + Debug + JsonSchema
{
}

impl<T> Wire for T where
    T: Item + Document + FromJson + Serialize + DeserializeOwned + Clone + PartialEq + Debug + JsonSchema
{
}

/// A generated type with its test vectors.
pub(crate) struct Type {
    /// The Rust type, as a path below the module with all versions.
    pub(crate) path: &'static str,
    pub(crate) codec: &'static dyn Codec,
    text: &'static str,
}

impl Type {
    pub(crate) const fn of<T: Wire>(path: &'static str, text: &'static str) -> Self {
        Self { path, codec: &Of::<T>(PhantomData), text }
    }

    /// Returns the vectors of the type.
    pub(crate) fn vectors(&self) -> impl Iterator<Item = Vector> {
        let mut rest = self.text;
        let records = std::iter::from_fn(move || {
            // A line that begins with a tab continues the line before.
            let ends = rest.match_indices('\n').map(|(offset, _)| offset);
            let (record, after) = ends
                .filter_map(|end| rest.split_at_checked(end + 1))
                .find(|(_, it)| !it.starts_with('\t'))?;
            rest = after;
            Some(record.trim_end())
        });
        records.filter(|record| !record.is_empty() && !record.starts_with("//")).map(|record| {
            let (expected, json) = record.split_once('\t').expect("a vector has a tab");
            Vector { error: (expected != "=").then_some(expected), json }
        })
    }
}

/// One test vector.
#[derive(Clone, Copy)]
pub(crate) struct Vector {
    /// A part of the error message of strict reading. `None` if the JSON is valid by its schema.
    pub(crate) error: Option<&'static str>,
    pub(crate) json: &'static str,
}

impl Vector {
    /// Returns `true` if an object has a duplicate key.
    pub(crate) fn has_twice(&self) -> bool {
        self.error.is_some_and(|error| error.contains("twice") || error.ends_with(".b:"))
    }

    /// Returns `true` if tolerant reading refuses the JSON too: it is no object.
    pub(crate) fn is_refused_always(&self) -> bool {
        !self.json.trim_start().starts_with('{')
    }
}

/// The result of tolerant reading.
pub(crate) struct Tolerated {
    /// The value as it is encoded.
    pub(crate) written: Value,
    /// The message of each deviation.
    pub(crate) told: Vec<String>,
}

/// The reason why JSON was not encoded as it was decoded.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Reading failed with this message.
    Refused(String),
    /// Reading succeeded, but content was lost.
    Lost(String),
}

/// Decodes and encodes values of a type. The Rust values are not visible to the caller.
pub(crate) trait Codec: Sync {
    /// Decodes a text by strict reading, and encodes the value. Checks the rules that hold for every value.
    fn strict(&self, text: &str) -> Result<Value, Failure>;

    /// Does the same as [`Self::strict`], by tolerant reading.
    fn tolerant(&self, text: &str) -> Result<Tolerated, Failure>;

    /// Decodes the same JSON by strict reading in other ways, each with a name, and encodes it.
    fn other_strict_ways(&self, text: &str) -> Vec<(&'static str, Result<Value, Failure>)>;

    /// Decodes and encodes the same JSON in other ways, each with a name.
    ///
    /// If the value differs from the one in [`Self::tolerant`], the result is [`Failure::Lost`].
    fn other_ways(&self, text: &str) -> Vec<(&'static str, Result<Value, Failure>)>;

    /// Decodes a payload before and after a change to one property. Checks that all other properties are unchanged, and
    /// that the changed payload is encoded as it was decoded.
    fn changed(&self, before: &Value, after: &Value, property: &str) -> Result<(), Failure>;

    /// Decodes `postcard`, a format that does not describe its values.
    fn read_postcard(&self, bytes: &[u8]) -> Result<(), Failure>;

    /// Encodes a value as `postcard`. The value is given as JSON.
    fn write_postcard(&self, text: &str) -> Result<(), Failure>;

    /// Decodes JSON through a deserializer that claims to be a binary format, and that keeps the text of errors.
    fn read_binary(&self, json: Value) -> Result<(), Failure>;

    /// Makes values by filling an empty collection. Checks that they are equal after encoding and decoding.
    fn made(&self, make: &mut dyn FnMut(Slot<'_>)) -> Result<(), Failure>;

    /// Makes values by filling an empty collection, and encodes them.
    fn written(&self, make: &mut dyn FnMut(Slot<'_>)) -> Vec<Value>;

    /// Returns the JSON Schema of the type.
    fn schema(&self) -> Value;
}

/// Implements [`Codec`] for a type.
struct Of<T>(PhantomData<fn() -> T>);

impl<T: Wire> Codec for Of<T> {
    fn strict(&self, text: &str) -> Result<Value, Failure> {
        let value: T = strict::from_str(text).map_err(refused)?;
        check(&value)?;
        serde_json::to_value(&value).map_err(lost)
    }

    fn tolerant(&self, text: &str) -> Result<Tolerated, Failure> {
        let value: T = serde_json::from_str(text).map_err(refused)?;
        check(&value)?;
        let told = deviations(&value).iter().map(|deviation| deviation.message().to_owned()).collect();
        Ok(Tolerated { written: serde_json::to_value(&value).map_err(lost)?, told })
    }

    fn other_strict_ways(&self, text: &str) -> Vec<(&'static str, Result<Value, Failure>)> {
        let written = |value: serde_json::Result<T>| {
            let value = value.map_err(refused)?;
            serde_json::to_value(&value).map_err(lost)
        };
        let json = text.parse().map_err(refused);
        vec![
            ("strict bytes", written(strict::from_slice(text.as_bytes()))),
            ("a strict value", json.and_then(|json| written(strict::from_value(json)))),
        ]
    }

    fn other_ways(&self, text: &str) -> Vec<(&'static str, Result<Value, Failure>)> {
        let expected = serde_json::from_str::<T>(text).ok();
        let json = || text.parse::<Value>().map_err(refused);
        let checked = |value: Result<T, Failure>, write: fn(&T) -> Result<Value, Failure>| {
            let value = value?;
            match &expected {
                Some(expected) if *expected != value => Err(lost(format!("{value:?} is not {expected:?}"))),
                _ => write(&value),
            }
        };
        let to_value = |value: &T| serde_json::to_value(value).map_err(lost);
        vec![
            ("text without serde", checked(graph_models::from_str(text).map_err(refused), to_value)),
            (
                "bytes without serde",
                checked(graph_models::from_slice(text.as_bytes()).map_err(refused), to_value),
            ),
            ("bytes", checked(serde_json::from_slice(text.as_bytes()).map_err(refused), to_value)),
            ("a reader", checked(serde_json::from_reader(text.as_bytes()).map_err(refused), to_value)),
            ("a value", checked(json().and_then(|json| T::deserialize(json).map_err(refused)), to_value)),
            (
                "a borrowed value",
                checked(json().and_then(|json| T::deserialize(&json).map_err(refused)), to_value),
            ),
            (
                "sonic-rs",
                checked(sonic_rs::from_str(text).map_err(refused), |value| {
                    parsed(&sonic_rs::to_string(value).map_err(lost)?)
                }),
            ),
            (
                "simd-json",
                checked(
                    simd_json::serde::from_slice(&mut text.as_bytes().to_vec()).map_err(refused),
                    |value| parsed(&simd_json::serde::to_string(value).map_err(lost)?),
                ),
            ),
        ]
    }

    fn changed(&self, before: &Value, after: &Value, property: &str) -> Result<(), Failure> {
        let read = |json: &Value| graph_models::from_value::<T>(json.clone()).map_err(refused);
        let (old, new) = (read(before)?, read(after)?);
        let written = serde_json::to_value(&new).map_err(lost)?;
        if written != *after {
            return Err(lost(format!("{after}\nis written as\n{written}")));
        }
        let (Some(old), Some(new)) = (old.model(), new.model()) else { return Ok(()) };
        for (index, &name) in old.info().names().iter().enumerate().filter(|(_, name)| **name != property) {
            if old.get(index).is_none() != new.get(index).is_none()
                || old.get(index).count() != new.get(index).count()
            {
                return Err(lost(format!("{name} differs after a change to {property} in\n{after}")));
            }
        }
        Ok(())
    }

    fn read_postcard(&self, bytes: &[u8]) -> Result<(), Failure> {
        postcard::from_bytes::<T>(bytes).map(drop).map_err(refused)
    }

    fn write_postcard(&self, text: &str) -> Result<(), Failure> {
        let value: T = serde_json::from_str(text).map_err(lost)?;
        postcard::to_allocvec(&value).map(drop).map_err(refused)
    }

    fn read_binary(&self, json: Value) -> Result<(), Failure> {
        T::deserialize(Binary(json)).map(drop).map_err(refused)
    }

    fn made(&self, make: &mut dyn FnMut(Slot<'_>)) -> Result<(), Failure> {
        let mut list: Option<Vec<T>> = None;
        make(T::slot(&mut list));
        list.iter().flatten().try_for_each(check)
    }

    fn written(&self, make: &mut dyn FnMut(Slot<'_>)) -> Vec<Value> {
        let mut list: Option<Vec<T>> = None;
        make(T::slot(&mut list));
        list.iter().flatten().map(|value| serde_json::to_value(value).expect("a value is written")).collect()
    }

    fn schema(&self) -> Value {
        SchemaGenerator::default().into_root_schema_for::<T>().into()
    }
}

/// Checks that a value equals its copy and its decoded output, and that its output is always the same.
fn check<T: Wire>(value: &T) -> Result<(), Failure> {
    let text = serde_json::to_string(value).map_err(lost)?;
    let again: T = serde_json::from_str(&text).map_err(|error| lost(format!("{error}\nin {text}")))?;
    if again != *value {
        return Err(lost(format!("{value:?}\nis read again as\n{again:?}\nfrom {text}")));
    }
    let copy = value.clone();
    if [copy == *value, *value == copy].contains(&false) {
        return Err(lost(format!("{value:?}\nis not its copy\n{copy:?}")));
    }
    let json = parsed(&text)?;
    for other in [&again, &copy] {
        let written = serde_json::to_value(other).map_err(lost)?;
        if written != json {
            return Err(lost(format!("{json}\nis written again as\n{written}")));
        }
    }
    Ok(())
}

/// A deserializer of JSON that claims to be a binary format.
struct Binary(Value);

impl<'de> Deserializer<'de> for Binary {
    type Error = serde_json::Error;

    fn is_human_readable(&self) -> bool {
        false
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> serde_json::Result<V::Value> {
        self.0.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

fn parsed(text: &str) -> Result<Value, Failure> {
    text.parse().map_err(|error| lost(format!("{error}\nin {text}")))
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` gives it away")]
fn refused(error: impl ToString) -> Failure {
    Failure::Refused(error.to_string())
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` gives it away")]
fn lost(what: impl ToString) -> Failure {
    Failure::Lost(what.to_string())
}
