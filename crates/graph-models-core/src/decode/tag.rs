//! `@odata.type`: reading it, and telling which type it names (OData JSON 4.01, 4.5.3).

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::place::{Found, Place};
use crate::model::{HierarchyInfo, ModelInfo, Slot};

/// The tag of a value of a known type.
pub(super) enum ReadTag {
    /// `#` and the name.
    Canonical,
    /// Any other text.
    Other(String),
}

impl ReadTag {
    /// The text to be kept.
    pub(super) fn into_text(self) -> Option<String> {
        match self {
            Self::Canonical => None,
            Self::Other(text) => Some(text),
        }
    }
}

/// Returns `true` if a tag is exactly `#` and the name.
fn is_canonical(text: &str, name: &str) -> bool {
    text.strip_prefix('#') == Some(name)
}

/// Returns `true` if a tag names a type. `#` may be missing, the URL may be absolute or relative, the case may differ.
pub(crate) fn names_type(text: &str, name: &str) -> bool {
    fragment(text).eq_ignore_ascii_case(name)
}

fn fragment(text: &str) -> &str {
    text.rsplit_once('#').map_or(text, |(_, fragment)| fragment)
}

/// The index of the variant that a tag names, and the tag; past the end for none of them.
#[inline]
fn variant(hierarchy: HierarchyInfo, text: &str) -> (usize, ReadTag) {
    let canonical = text.strip_prefix('#').and_then(|name| hierarchy.position(name));
    match canonical {
        Some(index) => (index, ReadTag::Canonical),
        None => odd_variant(hierarchy, text),
    }
}

/// The same for a tag that is not exactly `#` and the name of a variant.
#[cold]
fn odd_variant(hierarchy: HierarchyInfo, text: &str) -> (usize, ReadTag) {
    let position = hierarchy.variants().iter().position(|variant| names_type(text, variant));
    // An abstract base has no variant, and is named canonically all the same.
    let is_base = position.is_none() && is_canonical(text, hierarchy.base().name());
    let tag = if is_base { ReadTag::Canonical } else { ReadTag::Other(text.to_owned()) };
    (position.unwrap_or(usize::MAX), tag)
}

/// Reads the tag of a value of a known type: it is kept and decides nothing.
pub(super) struct TagSeed<'p> {
    pub(super) info: ModelInfo,
    pub(super) place: &'p Place<'p>,
}

/// Reads the tag of a value of a hierarchy, which decides its variant.
pub(super) struct VariantSeed<'p> {
    pub(super) hierarchy: HierarchyInfo,
    pub(super) place: &'p Place<'p>,
}

/// The error that a tag is no text.
#[cold]
fn no_text<E: Error>(place: &Place<'_>, found: Found<'_>) -> E {
    place.mismatch(&Slot::String(&mut None), false, found)
}

/// Implements both: only what they make of a text differs.
macro_rules! read_text {
    ($seed:ident, $value:ty, $read:expr) => {
        impl<'de> DeserializeSeed<'de> for $seed<'_> {
            type Value = $value;

            fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<$value, D::Error> {
                deserializer.deserialize_any(self)
            }
        }

        impl<'de> Visitor<'de> for $seed<'_> {
            type Value = $value;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a type")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<$value, E> {
                let read: fn(&Self, &str) -> $value = $read;
                Ok(read(&self, text))
            }

            fn visit_unit<E: Error>(self) -> Result<$value, E> {
                Err(no_text(self.place, Found::Null))
            }

            fn visit_bool<E: Error>(self, value: bool) -> Result<$value, E> {
                Err(no_text(self.place, Found::Bool(value)))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<$value, E> {
                Err(no_text(self.place, Found::Number(&number)))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<$value, E> {
                Err(no_text(self.place, Found::Number(&number)))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<$value, E> {
                Err(no_text(self.place, Found::Number(&number)))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<$value, A::Error> {
                Err(no_text(self.place, Found::Array))
            }

            fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<$value, A::Error> {
                Err(no_text(self.place, Found::Object))
            }
        }
    };
}

read_text!(TagSeed, ReadTag, |seed, text| {
    if is_canonical(text, seed.info.name()) { ReadTag::Canonical } else { ReadTag::Other(text.to_owned()) }
});

read_text!(VariantSeed, (usize, ReadTag), |seed, text| variant(seed.hierarchy, text));
