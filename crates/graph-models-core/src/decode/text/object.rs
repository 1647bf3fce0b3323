//! Reads objects of a known type, entry by entry and in any order.

use super::SOMEWHERE;
use super::retreat::Entry;
use crate::decode::around::is_of_expansion;
use crate::decode::object::{Seen, fresh, note};
use crate::decode::tag::{ReadTag, TagSeed};
use crate::decode::visitor::Outcome;
use crate::model::{Entries, Kept, Model, ModelInfo, Slot, is_control};
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
                return if others.are_unique(self.text) { Ok(()) } else { Err(Retreat::Any) };
            }
        }
    }

    /// Reads the value of a declared property.
    #[inline]
    fn field(&mut self, model: &mut dyn Model, index: usize, seen: &mut Seen) -> Result<(), Retreat> {
        if !seen.field(index) {
            return Err(Retreat::Any);
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
        if name == NUMBER_KEY || !others.add(&name, start, self.text) {
            return Err(Retreat::Any);
        }
        let is_control = is_control(&name);
        if is_control && is_of_expansion(&name, model) {
            let mut value = Entry::read(self)?;
            return fresh(name.into_owned(), model, &mut value, &SOMEWHERE).map_err(|_| Retreat::Any);
        }
        let extra = model.extra_mut();
        let entries: &mut Entries =
            if is_control { extra.control_mut().entries_mut() } else { extra.undeclared_mut().entries_mut() };
        match self.peek() {
            _ if entries.is_full() => entries.push_text(key, self.unique()?),
            Some(b'{' | b'[') => entries.push(name.into_owned(), Kept::from_text(self.unique()?)),
            _ => entries.push(name.into_owned(), self.json()?),
        }
        Ok(())
    }

    /// Reads the tag of a value whose type is known.
    fn tag(&mut self, model: &mut dyn Model, info: ModelInfo, seen: &mut Seen) -> Result<(), Retreat> {
        if std::mem::replace(&mut seen.tag, true) {
            return Err(Retreat::Any);
        }
        self.space();
        let tag = match self.peek() {
            Some(b'"') => ReadTag::new(info.name(), &self.string()?),
            _ => {
                let tag = TagSeed { info, place: &SOMEWHERE };
                self.skip_into(|reader| tag.deserialize(reader))?
            }
        };
        tag.note(model);
        Ok(())
    }
}
