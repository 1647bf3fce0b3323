//! Reads objects of a known type, entry by entry and in any order.

use super::SOMEWHERE;
use super::retreat::EntryValue;
use crate::decode::duplicate;
use crate::decode::object::{Seen, fresh};
use crate::decode::outcome::{Outcome, note};
use crate::decode::tag::{ReadTag, ReceivedTag, TagSeed};
use crate::model::{Entries, Kept, Model, ModelInfo, Slot, expansion_part, is_control};
use crate::syntax::{Cursor, NUMBER_KEY, Names, Retreat, TYPE_TAG};
use serde::de::DeserializeSeed;

impl Cursor<'_> {
    /// Reads an object into an empty model.
    pub(super) fn object(&mut self, model: &mut dyn Model) -> Result<Outcome, Retreat> {
        if self.enter(b'}')? {
            self.entries(model, &mut Seen::default())?;
        }
        Ok(Outcome::Plain)
    }

    /// Reads the entries from the cursor to the end of the object.
    pub(super) fn entries(&mut self, model: &mut dyn Model, seen: &mut Seen) -> Result<(), Retreat> {
        let info = model.info();
        let declared = info.names();
        let mut others = Names::default();
        loop {
            // Services mostly send properties in the order of the schema.
            match declared.get(seen.next()) {
                Some(name) if self.key(name) => self.field(model, seen.next(), seen)?,
                _ if !seen.tag && self.key(TYPE_TAG) => self.tag(model, info, seen)?,
                _ => self.entry(model, info, seen, &mut others)?,
            }
            if !self.goes_on(b'}')? {
                return if others.are_unique(self.text) { Ok(()) } else { settle(model) };
            }
        }
    }

    /// Reads the value of a declared property.
    #[inline]
    fn field(&mut self, model: &mut dyn Model, index: usize, seen: &mut Seen) -> Result<(), Retreat> {
        if !seen.field(index) {
            duplicate::remove::<serde_json::Error>(model, index, &SOMEWHERE).map_err(|_| Retreat::Any)?;
        }
        self.space();
        let mut slot = model.slot(index);
        // Most values are strings without escapes, and such a value cannot be odd.
        if let Slot::String(target) = &mut slot
            && self.peek() == Some(b'"')
            && let Some(text) = self.plain()
        {
            **target = Some(text.to_owned());
            return Ok(());
        }
        match self.value(&mut slot, false)? {
            Outcome::Plain => {}
            Outcome::Null => model.extra_mut().set_null(index, true),
            Outcome::Noted(it) => {
                note::<serde_json::Error>(*it, model, index, &SOMEWHERE).map_err(|_| Retreat::Any)?;
            }
        }
        Ok(())
    }

    /// Reads an entry with any key.
    fn entry(
        &mut self,
        model: &mut dyn Model,
        info: ModelInfo,
        seen: &mut Seen,
        others: &mut Names,
    ) -> Result<(), Retreat> {
        if self.peek() != Some(b'"') {
            return Err(Retreat::Any);
        }
        let start = self.at;
        let name = self.string()?;
        let key = self.text.get(start..self.at).ok_or(Retreat::Any)?;
        self.colon()?;
        if let Some(index) = info.position_from(seen.next(), &name) {
            return self.field(model, index, seen);
        }
        if name == TYPE_TAG {
            return self.tag(model, info, seen);
        }
        self.space();
        // With `arbitrary_precision`, `serde_json` reads a map with this key as a number.
        if name == NUMBER_KEY {
            return Err(Retreat::Any);
        }
        others.add(&name, start, self.text);
        let is_control = is_control(&name);
        if is_control && expansion_part(model, &name).is_some() {
            return self.by_serde(name.into_owned(), model);
        }
        let before = *self;
        let extra = model.extra_mut();
        let entries: &mut Entries =
            if is_control { extra.control_mut().entries_mut() } else { extra.undeclared_mut().entries_mut() };
        let is_full = entries.is_full();
        if !is_full && !matches!(self.peek(), Some(b'{' | b'[')) {
            entries.push(name.into_owned(), self.json()?);
            return Ok(());
        }
        match self.unique() {
            Ok(text) if is_full => entries.push_text(key, text),
            Ok(text) => entries.push(name.into_owned(), Kept::from_text(text)),
            // A key may occur twice inside the value.
            Err(Retreat::Any) => {
                *self = before;
                return self.by_serde(name.into_owned(), model);
            }
            Err(Retreat::LoneSurrogate) => return Err(Retreat::LoneSurrogate),
        }
        Ok(())
    }

    /// Lets the serde reader read the value of an entry with an undeclared name.
    fn by_serde(&mut self, name: String, model: &mut dyn Model) -> Result<(), Retreat> {
        let mut value = EntryValue(self.skip()?);
        fresh(name, model, &mut value, &SOMEWHERE).map_err(|_| Retreat::Any)
    }

    /// Reads the tag of a value whose type is known.
    fn tag(&mut self, model: &mut dyn Model, info: ModelInfo, seen: &mut Seen) -> Result<(), Retreat> {
        let is_again = std::mem::replace(&mut seen.tag, true);
        if is_again {
            refuse()?;
        }
        self.space();
        let tag = match self.peek() {
            Some(b'"') => ReadTag::new(info.name(), ReceivedTag::Text(&self.string()?)),
            _ => {
                let read = TagSeed::new(&SOMEWHERE, |tag| ReadTag::new(info.name(), tag));
                self.skip_into(|reader| read.deserialize(reader))?
            }
        };
        if is_again {
            tag.ignore(model);
        } else {
            tag.note(model);
        }
        Ok(())
    }
}

/// Handles undeclared names that occur twice, at the end of the object.
#[cold]
fn settle(model: &mut dyn Model) -> Result<(), Retreat> {
    refuse()?;
    duplicate::settle(model);
    Ok(())
}

/// Refuses a key that occurs again, in strict reading.
#[cold]
fn refuse() -> Result<(), Retreat> {
    duplicate::refuse::<serde_json::Error>(&SOMEWHERE).map_err(|_| Retreat::Any)
}
