//! Reads a text by one reader after the other, until one has succeeded or the serde reader has found the fault.

use std::borrow::Cow;

use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error as _};
use serde_json::{Error, Result};

use super::items::{AROUND, LEVELS, Nested, read_part};
use super::{Outcome, read_items, read_slot};
use crate::decode;
use crate::decode::ValueSeed;
use crate::model::{Model, Place, Slot, Whole};
use crate::syntax::{Retreat, SPACE, mark, mark_surrogates, read_whole};

/// A JSON text, and the reader that reads it next.
///
/// Each attempt needs an empty value, because a failed attempt leaves partial data in the value:
///
/// ```text
/// loop {
///     let mut value = T::default();
///     if attempts.model(&mut value)? {
///         return Ok(value);
///     }
/// }
/// ```
#[doc(hidden)]
#[allow(missing_debug_implementations, reason = "it is no part of the interface")]
pub struct Attempts<'t> {
    text: Text<'t>,
    way: Way,
    marks: Marks,
}

enum Text<'t> {
    Utf8(Cow<'t, str>),
    /// Bytes that are not valid UTF-8. The serde reader reports the position of the fault.
    Broken(&'t [u8]),
}

/// A part of an object or page that is a text of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The value of a property.
    Field,
    /// An item of a page.
    Item,
    /// An item of a page. The text ends before the item does.
    CutItem,
}

impl Part {
    fn is_item(self) -> bool {
        self != Self::Field
    }

    /// Returns the number of arrays around the part. They replace the levels around the part in its page, so that the
    /// nesting depth is the same.
    fn levels(self) -> u8 {
        if self.is_item() { LEVELS } else { 0 }
    }

    /// Returns the text of these arrays: before and behind the part.
    fn around(self) -> [&'static str; 2] {
        match self {
            Self::Field => ["", ""],
            Self::Item => AROUND,
            Self::CutItem => [AROUND[0], ""],
        }
    }
}

/// The parts of the text that may still get marks.
#[derive(Clone, Copy)]
enum Marks {
    /// The text has its marks, or the caller marks it, or it is not valid UTF-8.
    Done,
    Surrogates,
    SurrogatesAndNumbers,
}

#[derive(Clone, Copy)]
enum Way {
    Fast,
    Serde,
}

impl<'t> Attempts<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text: Text::Utf8(text.into()), way: Way::Fast, marks: Marks::SurrogatesAndNumbers }
    }

    /// Starts with bytes. Checking UTF-8 once for all bytes is faster than checking each string.
    pub(crate) fn from_bytes(bytes: &'t [u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::new(text),
            Err(_) => Self { text: Text::Broken(bytes), way: Way::Serde, marks: Marks::Done },
        }
    }

    /// Starts with a text that the caller marks.
    pub(crate) fn without_marks(text: &'t str) -> Self {
        Self { marks: Marks::Done, ..Self::new(text) }
    }

    /// Tries to read the text into an empty model. Returns `false` if another attempt is needed.
    ///
    /// A page must have items. An object without them is something else, such as an error response.
    pub(crate) fn model(&mut self, model: &mut dyn Model) -> Result<bool> {
        let is_page = model.info().is_list();
        let is_read = self.slot(Slot::Object(&mut Whole(&mut *model)))?;
        match is_read && is_page && model.get(0).count().is_none() {
            true => Err(Error::custom(decode::NO_PAGE)),
            false => Ok(is_read),
        }
    }

    /// Tries to read the text into the slot of an object or of a value of a hierarchy. Returns `false` if another
    /// attempt is needed.
    pub(crate) fn slot(&mut self, slot: Slot<'_>) -> Result<bool> {
        match (self.way, &self.text) {
            (Way::Fast, Text::Utf8(text)) => {
                let read = read_slot(text, slot);
                Ok(self.went(read))
            }
            (_, Text::Utf8(text)) => {
                let read = read_whole(text, |reader| decode::read_slot(slot, reader));
                self.ended(read).map(|read| read.is_some())
            }
            (_, Text::Broken(bytes)) => {
                let mut reader = serde_json::Deserializer::from_slice(bytes);
                decode::read_slot(slot, &mut reader).and_then(|()| reader.end()).map(|()| true)
            }
        }
    }

    /// Tries to read the text into the slot of a collection. Returns `false` if serde must read the text.
    pub(crate) fn items(&mut self, slot: Slot<'_>) -> bool {
        match &self.text {
            Text::Utf8(text) if matches!(self.way, Way::Fast) => {
                let read = read_items(text, slot);
                self.went(read)
            }
            _ => false,
        }
    }

    /// Tries to read the text as a part at the given place, into the slot of the field or of the page's items. Returns
    /// `None` if another attempt is needed.
    ///
    /// In an error about an item, columns of the first line are two too large: the two brackets in front of the text
    /// are counted.
    pub(crate) fn part(
        &mut self,
        part: Part,
        slot: &mut Slot<'_>,
        place: &Place<'_>,
    ) -> Result<Option<Outcome>> {
        let (is_item, levels, [before, behind]) = (part.is_item(), part.levels(), part.around());
        match (self.way, &self.text) {
            (Way::Fast, Text::Utf8(text)) if part != Part::CutItem => {
                let read = read_part(text, levels, slot, is_item);
                let outcome = read.map_err(|retreat| self.went(Err(retreat)));
                Ok(outcome.ok())
            }
            (_, Text::Utf8(text)) => {
                let text = [before, text, behind].concat();
                let value = ValueSeed { slot, is_item, place };
                let read = read_whole(&text, |reader| Nested { levels, value }.deserialize(reader));
                self.ended(read)
            }
            (_, Text::Broken(bytes)) => {
                let text = [before.as_bytes(), bytes, behind.as_bytes()].concat();
                let mut reader = serde_json::Deserializer::from_slice(&text);
                let value = ValueSeed { slot, is_item, place };
                let read = Nested { levels, value }.deserialize(&mut reader);
                read.and_then(|outcome| reader.end().map(|()| Some(outcome)))
            }
        }
    }

    /// Reads a text that has no object of a known type, by serde alone. The implementation of serde for `String` does
    /// not know the mark of a number, so numbers out of range are refused.
    pub(crate) fn primitives<T: DeserializeOwned>(&mut self) -> Result<T> {
        if matches!(self.marks, Marks::SurrogatesAndNumbers) {
            self.marks = Marks::Surrogates;
        }
        self.by_serde()
    }

    /// Reads the text by serde alone, with marks if it needs some.
    pub(crate) fn by_serde<T: DeserializeOwned>(&mut self) -> Result<T> {
        loop {
            let read = match &self.text {
                Text::Utf8(text) => serde_json::from_str(text),
                Text::Broken(bytes) => return serde_json::from_slice(bytes),
            };
            if let Some(value) = self.ended(read)? {
                return Ok(value);
            }
        }
    }

    /// Returns `true` if the text reader has succeeded. Otherwise decides which reader reads the text next.
    fn went(&mut self, read: std::result::Result<(), Retreat>) -> bool {
        match read {
            Ok(()) => true,
            // `serde_json` would fail at the same place, so the text reader tries again with marks.
            Err(Retreat::LoneSurrogate) if self.mark() => false,
            Err(_) => {
                self.way = Way::Serde;
                false
            }
        }
    }

    /// Returns the value of the serde reader. Returns `None` if another attempt is needed, because the text was marked.
    fn ended<T>(&mut self, read: Result<T>) -> Result<Option<T>> {
        match read {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.is_syntax() && self.mark() => {
                self.way = Way::Fast;
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Marks lone surrogates and numbers out of range. Returns `false` if the text has none, or needs no marks.
    #[cold]
    fn mark(&mut self) -> bool {
        let marks = std::mem::replace(&mut self.marks, Marks::Done);
        let Text::Utf8(text) = &self.text else { return false };
        let marked = match marks {
            Marks::Done => None,
            Marks::Surrogates => mark_surrogates(text),
            Marks::SurrogatesAndNumbers => mark(text),
        };
        let Some(marked) = marked else { return false };
        self.text = Text::Utf8(marked.into());
        true
    }

    /// Returns `true` if the text is null. Returns an error if anything but white space follows the null.
    pub(crate) fn is_null(&self) -> Result<bool> {
        let Text::Utf8(text) = &self.text else { return Ok(false) };
        let is_null = text.trim_start_matches(SPACE).starts_with("null");
        if is_null {
            read_whole(text, |reader| reader.deserialize_ignored_any(serde::de::IgnoredAny))?;
        }
        Ok(is_null)
    }
}
