//! Finds duplicate keys in a JSON text, independently of the crate.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// The duplicate keys of a text.
#[derive(Default)]
pub(crate) struct Duplicates {
    /// A key occurs twice in an object.
    pub(crate) has_some: bool,
    /// `@odata.type` occurs twice in an object.
    pub(crate) has_tags: bool,
}

impl Duplicates {
    /// Finds the duplicate keys of valid JSON.
    pub(crate) fn of(text: &str) -> Self {
        let mut found = Self::default();
        let mut reader = serde_json::Deserializer::from_str(text);
        Look(&mut found).deserialize(&mut reader).unwrap();
        found
    }
}

struct Look<'f>(&'f mut Duplicates);

impl<'de> DeserializeSeed<'de> for Look<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! scalars {
    ($($visit:ident $value:ty),*) => {
        $(fn $visit<E: Error>(self, _: $value) -> Result<(), E> {
            Ok(())
        })*
    };
}

impl<'de> Visitor<'de> for Look<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    scalars!(visit_bool bool, visit_i64 i64, visit_u64 u64, visit_f64 f64, visit_str &str);

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(Look(&mut *self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut names = BTreeSet::new();
        while let Some(name) = map.next_key::<String>()? {
            let is_tag = name == "@odata.type";
            let is_again = !names.insert(name);
            self.0.has_some |= is_again;
            self.0.has_tags |= is_again && is_tag;
            map.next_value_seed(Look(&mut *self.0))?;
        }
        Ok(())
    }
}
