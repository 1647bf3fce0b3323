//! Reads the tag (`@odata.type`), and finds the type that the tag names (OData JSON 4.01, 4.5.3).

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use serde_json::Value;

use super::json::JsonSeed;
use super::strict::is_strict;
use crate::model::{Found, HierarchyInfo, Kept, Model, Place, Replaced, Slot, is_canonical_tag, names_type};
use crate::syntax::{TYPE_TAG, marked_number};

/// A tag as it was received.
pub(super) enum ReceivedTag<'a> {
    /// A string.
    Text(&'a str),
    /// No string. Such a tag does not name a type.
    Odd(OddTag),
}

/// A tag that is no string.
pub(super) struct OddTag {
    value: Value,
    /// The values of duplicate keys in the tag that do not count.
    replaced: Replaced,
}

/// A tag that was read, in relation to the type that it names.
pub(super) enum ReadTag {
    /// `#` and the name of the type.
    Canonical,
    /// Any other string.
    Other(String),
    /// No string.
    Odd(Box<OddTag>),
}

impl ReadTag {
    /// Compares the tag of a value with the name of the value's type.
    pub(super) fn new(name: &str, received: ReceivedTag<'_>) -> Self {
        match received {
            ReceivedTag::Text(text) if is_canonical_tag(text, name) => Self::Canonical,
            ReceivedTag::Text(text) if marked_number(text).is_none() => Self::Other(text.to_owned()),
            ReceivedTag::Text(mark) => {
                Self::Odd(Box::new(OddTag { value: mark.into(), replaced: Replaced::default() }))
            }
            ReceivedTag::Odd(tag) => Self::Odd(Box::new(tag)),
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
pub(super) fn variant(hierarchy: HierarchyInfo, received: ReceivedTag<'_>) -> (usize, ReadTag) {
    if let ReceivedTag::Text(text) = received
        && let Some(index) = text.strip_prefix('#').and_then(|name| hierarchy.position(name))
    {
        return (index, ReadTag::Canonical);
    }
    odd_variant(hierarchy, received)
}

/// Returns the index of the variant that a tag names. The index is past the end if the tag names no variant.
pub(crate) fn position_of(hierarchy: HierarchyInfo, text: &str) -> usize {
    variant(hierarchy, ReceivedTag::Text(text)).0
}

/// Does the same as [`variant`], for a tag that is not exactly `#` and the name of a variant.
#[cold]
fn odd_variant(hierarchy: HierarchyInfo, received: ReceivedTag<'_>) -> (usize, ReadTag) {
    // The tag may name the abstract base. It has no variant, but `#` and its exact name still count as canonical.
    let tag = ReadTag::new(hierarchy.base().name(), received);
    let position = match &tag {
        ReadTag::Canonical => None,
        ReadTag::Other(text) => hierarchy.variants().iter().position(|variant| names_type(text, variant)),
        // The value is read like one without a tag.
        ReadTag::Odd(_) => hierarchy.untagged(),
    };
    (position.unwrap_or(usize::MAX), tag)
}

/// Reads a tag, and makes the result by a function.
pub(super) struct TagSeed<'p, F> {
    place: &'p Place<'p>,
    make: F,
}

impl<'p, T, F: FnOnce(ReceivedTag<'_>) -> T> TagSeed<'p, F> {
    pub(super) fn new(place: &'p Place<'p>, make: F) -> Self {
        Self { place, make }
    }

    /// Handles a tag that is no string.
    #[cold]
    fn odd<E: Error>(self, value: Value, replaced: Replaced) -> Result<T, E> {
        refuse(self.place, Found::from(&value))?;
        Ok((self.make)(ReceivedTag::Odd(OddTag { value, replaced })))
    }
}

/// Refuses a tag that is no string, in strict reading.
#[cold]
fn refuse<E: Error>(place: &Place<'_>, found: Found<'_>) -> Result<(), E> {
    match is_strict() {
        true => Err(place.mismatch(&Slot::String(&mut None), false, found)),
        false => Ok(()),
    }
}

impl<'de, T, F: FnOnce(ReceivedTag<'_>) -> T> DeserializeSeed<'de> for TagSeed<'_, F> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// Implements methods of the visitor by the methods of [`JsonSeed`] with the same names. The values are scalars, so
/// they have no keys.
macro_rules! odd_scalars {
    ($($visit:ident $value:ty),*) => {
        $(fn $visit<E: Error>(self, value: $value) -> Result<T, E> {
            let value = JsonSeed::new(self.place, &mut Replaced::default()).$visit(value)?;
            self.odd(value, Replaced::default())
        })*
    };
}

impl<'de, T, F: FnOnce(ReceivedTag<'_>) -> T> Visitor<'de> for TagSeed<'_, F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a type")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok((self.make)(ReceivedTag::Text(text)))
    }

    odd_scalars!(visit_bool bool, visit_i64 i64, visit_u64 u64, visit_f64 f64);

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        self.odd(Value::Null, Replaced::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<T, A::Error> {
        refuse(self.place, Found::Array)?;
        let mut replaced = Replaced::default();
        let value = JsonSeed::new(self.place, &mut replaced).visit_seq(seq)?;
        self.odd(value, replaced)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let mut replaced = Replaced::default();
        let value = JsonSeed::new(self.place, &mut replaced).visit_map(map)?;
        self.odd(value, replaced)
    }
}
