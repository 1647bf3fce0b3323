//! Reads the tag (`@odata.type`), and finds the type that the tag names (OData JSON 4.01, 4.5.3).

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use serde_json::Value;

use super::json::JsonSeed;
use super::strict::is_strict;
use crate::model::{
    Found, HierarchyInfo, Kept, Model, ModelInfo, Place, Replaced, Slot, is_canonical_tag, names_type,
};
use crate::syntax::{TYPE_TAG, marked_number};

/// A tag that was read, in relation to the type that it names.
pub(super) enum ReadTag {
    /// `#` and the name of the type.
    Canonical,
    /// Any other string.
    Other(String),
    /// No string. Such a tag does not name a type.
    Odd(Box<OddTag>),
}

/// A tag that is no string.
pub(super) struct OddTag {
    value: Value,
    /// The values of duplicate keys in the tag that do not count.
    replaced: Replaced,
}

impl OddTag {
    /// Returns the tag, if the text is the mark of a number.
    fn of_number(text: &str) -> Option<Self> {
        marked_number(text)?;
        Some(Self { value: text.into(), replaced: Replaced::default() })
    }
}

impl ReadTag {
    /// Compares the tag of a value with the name of the value's type.
    pub(super) fn new(name: &str, text: &str) -> Self {
        if is_canonical_tag(text, name) {
            return Self::Canonical;
        }
        match OddTag::of_number(text) {
            Some(tag) => Self::Odd(Box::new(tag)),
            None => Self::Other(text.to_owned()),
        }
    }

    /// Records the tag in the value.
    pub(super) fn note(self, model: &mut dyn Model) {
        let extra = model.extra_mut();
        match self {
            Self::Canonical => extra.set_tag_received(None),
            Self::Other(text) => extra.set_tag_received(Some(text)),
            Self::Odd(tag) => {
                extra.set_tag_odd(tag.value);
                extra.add_replaced_inside(TYPE_TAG, tag.replaced);
            }
        }
    }

    /// Records a further tag in the value. The first tag counts.
    #[cold]
    pub(super) fn ignore(self, model: &mut dyn Model) {
        let value = match self {
            Self::Canonical => Value::String(format!("#{}", model.info().name())),
            Self::Other(text) => Value::String(text),
            Self::Odd(tag) => tag.value,
        };
        model.extra_mut().replaced_mut().push_ignored(TYPE_TAG, Kept::compact(value));
    }
}

/// Returns the index of the variant that a tag names, and the tag. The index is past the end if the tag names no
/// variant.
#[inline]
pub(super) fn variant(hierarchy: HierarchyInfo, text: &str) -> (usize, ReadTag) {
    let canonical = text.strip_prefix('#').and_then(|name| hierarchy.position(name));
    match canonical {
        Some(index) => (index, ReadTag::Canonical),
        None => odd_variant(hierarchy, text),
    }
}

/// Returns the index of the variant that a tag names. The index is past the end if the tag names no variant.
pub(crate) fn position_of(hierarchy: HierarchyInfo, text: &str) -> usize {
    variant(hierarchy, text).0
}

/// Does the same as [`variant`], for a tag that is not exactly `#` and the name of a variant.
#[cold]
fn odd_variant(hierarchy: HierarchyInfo, text: &str) -> (usize, ReadTag) {
    if let Some(tag) = OddTag::of_number(text) {
        return odd_variant_tag(hierarchy, tag);
    }
    let position = hierarchy.variants().iter().position(|variant| names_type(text, variant));
    // The tag may name the abstract base. It has no variant, but `#` and its exact name still count as canonical.
    let is_base = position.is_none() && is_canonical_tag(text, hierarchy.base().name());
    let tag = if is_base { ReadTag::Canonical } else { ReadTag::Other(text.to_owned()) };
    (position.unwrap_or(usize::MAX), tag)
}

/// Reads the tag of a value whose type is known. The tag is kept, but does not decide the type.
pub(super) struct TagSeed<'p> {
    pub(super) info: ModelInfo,
    pub(super) place: &'p Place<'p>,
}

/// Reads the tag of a value of a hierarchy, which decides its variant.
pub(super) struct VariantSeed<'p> {
    pub(super) hierarchy: HierarchyInfo,
    pub(super) place: &'p Place<'p>,
}

/// Returns the result for a tag that is no string. The value is read like one without a tag.
fn odd_variant_tag(hierarchy: HierarchyInfo, tag: OddTag) -> (usize, ReadTag) {
    (hierarchy.untagged().unwrap_or(usize::MAX), ReadTag::Odd(Box::new(tag)))
}

/// Refuses a tag that is no string, in strict reading.
#[cold]
fn refuse<E: Error>(place: &Place<'_>, found: Found<'_>) -> Result<(), E> {
    match is_strict() {
        true => Err(place.mismatch(&Slot::String(&mut None), false, found)),
        false => Ok(()),
    }
}

/// Implements the trait for both seeds. They differ only in the result that they make from the string.
macro_rules! read_text {
    ($seed:ident, $value:ty, $read:expr, $odd:expr) => {
        impl<'de> DeserializeSeed<'de> for $seed<'_> {
            type Value = $value;

            fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<$value, D::Error> {
                deserializer.deserialize_any(self)
            }
        }

        impl $seed<'_> {
            fn odd(self, value: Value, replaced: Replaced) -> $value {
                let odd: fn(Self, OddTag) -> $value = $odd;
                odd(self, OddTag { value, replaced })
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
                refuse(self.place, Found::Null)?;
                Ok(self.odd(Value::Null, Replaced::default()))
            }

            read_text!(@odd $value: visit_bool bool, visit_i64 i64, visit_u64 u64, visit_f64 f64);

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<$value, A::Error> {
                refuse(self.place, Found::Array)?;
                let mut replaced = Replaced::default();
                let value = JsonSeed::new(self.place, &mut replaced).visit_seq(seq)?;
                Ok(self.odd(value, replaced))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<$value, A::Error> {
                let mut replaced = Replaced::default();
                let value = JsonSeed::new(self.place, &mut replaced).visit_map(map)?;
                refuse(self.place, Found::from(&value))?;
                Ok(self.odd(value, replaced))
            }
        }
    };
    (@odd $value:ty: $($visit:ident $found:ty),*) => {
        $(fn $visit<E: Error>(self, found: $found) -> Result<$value, E> {
            let value = JsonSeed::new(self.place, &mut Replaced::default()).$visit(found)?;
            refuse(self.place, Found::from(&value))?;
            Ok(self.odd(value, Replaced::default()))
        })*
    };
}

read_text!(TagSeed, ReadTag, |seed, text| ReadTag::new(seed.info.name(), text), |_, tag| ReadTag::Odd(
    Box::new(tag)
));

read_text!(VariantSeed, (usize, ReadTag), |seed, text| variant(seed.hierarchy, text), |seed, tag| {
    odd_variant_tag(seed.hierarchy, tag)
});
