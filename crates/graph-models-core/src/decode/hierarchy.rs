//! Reads values of a hierarchy. The tag (`@odata.type`) decides the variant, and may be at any position in the object.
//!
//! Services send the tag first. The entries behind the tag are then read straight into the variant. Only the entries in
//! front of the tag are buffered until the variant is known.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde_json::Value;

use super::ValueSeed;
use super::buffer::{Buffer, BufferSeed};
use super::json::rest_of_number;
use super::object::{self, Seen};
use super::outcome::Outcome;
use super::tag::{TagSeed, variant};
use crate::model::{HierarchyInfo, Model, Place, Slot};
use crate::syntax::{NUMBER_KEY, TYPE_TAG};

/// Reads a value of a hierarchy into a slot for one, or for a collection of them.
#[inline(never)]
pub(super) fn read<'de, A: MapAccess<'de>>(
    value: ValueSeed<'_, '_, '_>,
    hierarchy: HierarchyInfo,
    mut map: A,
) -> Result<Outcome, A::Error> {
    let parent = value.place;
    let mut before = Buffer::default();
    let mut seen = Seen::default();
    while let Some(key) = map.next_key_seed(FirstKey)? {
        let Some(name) = key else {
            let place = Place::Property { parent, info: hierarchy.base(), name: TYPE_TAG };
            let (variant, tag) = map.next_value_seed(TagSeed::new(&place, |tag| variant(hierarchy, tag)))?;
            let model = add(value.slot, variant, parent)?;
            tag.note(model);
            seen.tag = true;
            replay(before, model, &mut seen, parent)?;
            object::read(model, &mut map, &mut seen, parent)?;
            seen.settle(model);
            return Ok(Outcome::Plain);
        };
        if name == NUMBER_KEY {
            return value.odd(Value::Number(rest_of_number(map)?));
        }
        let place = Place::Property { parent, info: hierarchy.base(), name: &name };
        let buffered = map.next_value_seed(BufferSeed(&place))?;
        before.push(name, buffered);
    }
    let model = add(value.slot, hierarchy.untagged().unwrap_or(usize::MAX), parent)?;
    model.extra_mut().set_tag_absent();
    replay(before, model, &mut seen, parent)?;
    seen.settle(model);
    Ok(Outcome::Plain)
}

/// Puts an empty variant into the slot, or adds it to the collection in the slot.
fn add<'s, E: Error>(
    slot: &'s mut Slot<'_>,
    variant: usize,
    place: &Place<'_>,
) -> Result<&'s mut dyn Model, E> {
    slot.add_variant(variant).ok_or_else(|| place.error(&"the field is of no hierarchy"))
}

/// Reads entries that were buffered before the type was known.
fn replay<E: Error>(
    before: Buffer<'_>,
    model: &mut dyn Model,
    seen: &mut Seen,
    parent: &Place<'_>,
) -> Result<(), E> {
    if before.is_empty() {
        return Ok(());
    }
    object::read(model, &mut before.replay(), seen, parent).map_err(|error| {
        E::custom(format_args!("{error} (it stands before the type is known; the position is where that is)"))
    })
}

/// Reads a key while the type is not known yet. Returns `None` for the tag.
struct FirstKey;

impl<'de> DeserializeSeed<'de> for FirstKey {
    type Value = Option<Cow<'de, str>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for FirstKey {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok((name != TYPE_TAG).then_some(Cow::Borrowed(name)))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok((name != TYPE_TAG).then(|| Cow::Owned(name.to_owned())))
    }
}
