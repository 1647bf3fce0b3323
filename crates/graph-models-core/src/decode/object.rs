//! Reads objects of a known type, entry by entry and in any order.
//!
//! Every payload is read by this code, so declared properties cause no allocation here.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde_json::Number;

use super::json::{JsonSeed, rest_of_number};
use super::outcome::{Outcome, note};
use super::tag::{ReadTag, TagSeed};
use super::{ValueSeed, around, duplicate};
use crate::model::{Extra, Model, ModelInfo, Place, Replaced, is_control};
use crate::syntax::{NUMBER_KEY, TYPE_TAG};

/// The number of words whose bits stand for fields in [`Seen`]. No type of Graph has as many fields as bits.
const WORDS: usize = 4;
/// The number of undeclared names up to which a linear search is used.
const FEW_NAMES: usize = 16;

/// The keys that an object had so far.
#[derive(Default)]
pub(super) struct Seen {
    /// The index of the declared name that the next key is compared with first.
    next: usize,
    fields: [u64; WORDS],
    /// The key `@odata.type` was read.
    pub(super) tag: bool,
    /// An undeclared name occurs twice.
    has_twice: bool,
    /// State that few objects need. It is boxed, so that `Seen` stays small.
    more: Option<Box<More>>,
}

/// The state of an object with many keys, or of a map that turned out to be a number.
#[derive(Default)]
struct More {
    /// The indexes of fields that have no bit.
    fields: BTreeSet<usize>,
    /// Every undeclared name, once there are many of them.
    names: BTreeSet<String>,
    /// The number, if the map is the form of a number with all its digits (see `NUMBER_KEY`).
    number: Option<Number>,
}

impl Seen {
    /// Returns the state after the first key, which was `@odata.type`.
    pub(super) fn with_tag() -> Self {
        Self { tag: true, ..Self::default() }
    }

    /// Returns the index of the field that most likely comes next.
    #[inline]
    pub(super) const fn next(&self) -> usize {
        self.next
    }

    /// Records a field. Returns `true` if the field is new.
    #[inline]
    pub(super) fn field(&mut self, index: usize) -> bool {
        self.next = index + 1;
        let Some(word) = self.fields.get_mut(index / 64) else {
            return self.more.get_or_insert_default().fields.insert(index);
        };
        let bit = 1 << (index % 64);
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    /// Returns the number, if the map turned out to be a number with all its digits.
    pub(super) fn into_number(self) -> Option<Number> {
        self.more?.number
    }

    /// Handles undeclared names that occur twice, at the end of the object.
    #[inline]
    pub(super) fn settle(&self, model: &mut dyn Model) {
        if self.has_twice {
            duplicate::settle(model);
        }
    }

    /// Returns `true` if there was no key yet.
    fn is_empty(&self, extra: &Extra) -> bool {
        self.next == 0 && !self.tag && extra.control().is_empty() && extra.undeclared().is_empty()
    }

    /// Records an undeclared name. Returns `true` if the name is new.
    pub(super) fn name(&mut self, name: &str, extra: &Extra) -> bool {
        let (control, undeclared) = (extra.control(), extra.undeclared());
        let count = control.len() + undeclared.len();
        if count < FEW_NAMES {
            return !control.contains(name) && !undeclared.contains(name);
        }
        let known = &mut self.more.get_or_insert_default().names;
        if known.is_empty() {
            known.extend(control.kept().chain(undeclared.kept()).map(|(name, _)| name.to_owned()));
        }
        known.insert(name.to_owned())
    }
}

/// Reads the entries of an object into a model. At the end of the object, the caller must call [`Seen::settle`].
pub(super) fn read<'de, A: MapAccess<'de>>(
    model: &mut dyn Model,
    map: &mut A,
    seen: &mut Seen,
    parent: &Place<'_>,
) -> Result<(), A::Error> {
    let info = model.info();
    while let Some(key) = map.next_key_seed(KeySeed { info, next: seen.next })? {
        match key {
            Key::Field(index, name) => {
                let place = Place::Property { parent, info, name };
                if !seen.field(index) {
                    duplicate::remove(model, index, &place)?;
                }
                let mut slot = model.slot(index);
                let value = ValueSeed { slot: &mut slot, is_item: false, place: &place };
                match map.next_value_seed(value)? {
                    Outcome::Plain => {}
                    Outcome::Null => model.extra_mut().set_null(index, true),
                    Outcome::Noted(it) => note(*it, model, index, &place)?,
                }
            }
            Key::Tag => {
                let place = Place::Property { parent, info, name: TYPE_TAG };
                let is_again = std::mem::replace(&mut seen.tag, true);
                if is_again {
                    duplicate::refuse(&place)?;
                }
                let read = TagSeed::new(&place, |tag| ReadTag::new(info.name(), tag));
                let tag = map.next_value_seed(read)?;
                if is_again { tag.ignore(model) } else { tag.note(model) }
            }
            Key::Other(name) => other(name, model, map, seen, parent)?,
        }
    }
    Ok(())
}

/// Reads an entry that is not declared.
pub(super) fn other<'de, A: MapAccess<'de>>(
    name: String,
    model: &mut dyn Model,
    map: &mut A,
    seen: &mut Seen,
    parent: &Place<'_>,
) -> Result<(), A::Error> {
    let info = model.info();
    let place = Place::Property { parent, info, name: &name };
    if !seen.name(&name, model.extra()) {
        duplicate::refuse(&place)?;
        seen.has_twice = true;
    }
    // With `arbitrary_precision`, `serde_json` passes a number on as a map with this key.
    if name == NUMBER_KEY && seen.is_empty(model.extra()) {
        seen.more.get_or_insert_default().number = Some(rest_of_number(map)?);
        return Ok(());
    }
    fresh(name, model, map, parent)
}

/// Reads an entry with an undeclared name. If the object had the name before, both entries are kept until the end of
/// the object.
pub(super) fn fresh<'de, A: MapAccess<'de>>(
    name: String,
    model: &mut dyn Model,
    map: &mut A,
    parent: &Place<'_>,
) -> Result<(), A::Error> {
    let place = Place::Property { parent, info: model.info(), name: &name };
    let is_control = is_control(&name);
    if is_control && around::read(&name, model, map, &place)? {
        return Ok(());
    }
    let mut replaced = Replaced::default();
    let value = map.next_value_seed(JsonSeed::new(&place, &mut replaced))?;
    let value = duplicate::keep(value, &replaced);
    let extra = model.extra_mut();
    extra.add_replaced_inside(&name, replaced);
    if is_control {
        extra.control_mut().push(name, value);
    } else {
        extra.undeclared_mut().push(name, value);
    }
    Ok(())
}

/// A key of an object.
enum Key {
    /// The key of a declared property.
    Field(usize, &'static str),
    /// `@odata.type`.
    Tag,
    /// Any other key.
    Other(String),
}

/// Reads a key.
struct KeySeed {
    info: ModelInfo,
    next: usize,
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
        // Services mostly send properties in the order of the schema.
        if let Some(&known) = self.info.names().get(self.next)
            && known == name
        {
            return Ok(Key::Field(self.next, known));
        }
        Ok(self.search(name))
    }
}

impl KeySeed {
    fn search(&self, name: &str) -> Key {
        if let Some(index) = self.info.position(name)
            && let Some(&known) = self.info.names().get(index)
        {
            return Key::Field(index, known);
        }
        if name == TYPE_TAG { Key::Tag } else { Key::Other(name.to_owned()) }
    }
}
