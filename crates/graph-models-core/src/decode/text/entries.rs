//! The entries of an object by their names, without what is in them.

use std::borrow::Cow;

use super::Retreat;
use super::attempts::Attempts;
use super::cursor::{Cursor, SPACE};
use super::names::Names;
use crate::decode::Place;
use crate::decode::json::NUMBER_KEY;
use crate::model::Slot;

/// Most objects have fewer entries, so that the list of them is allocated once.
const USUAL_COUNT: usize = 16;

/// An entry of an object.
#[derive(Clone, Debug)]
pub(crate) struct Entry<'t> {
    pub(crate) name: Cow<'t, str>,
    pub(crate) value: JsonPart<'t>,
}

/// A value in a JSON text in which nothing is wrong.
#[derive(Clone, Copy, Debug)]
#[doc(hidden)]
pub struct JsonPart<'t> {
    text: &'t str,
    /// The place in the text at which the value begins.
    at: usize,
}

/// Reads a text that is one object. All of its text is checked.
///
/// # Errors
///
/// The text is no object, or something is wrong with it: the reader of values tells what.
pub(crate) fn object_entries(text: &str) -> Result<Vec<Entry<'_>>, Retreat> {
    let mut cursor = Cursor::new(text);
    cursor.space();
    let entries = cursor.entry_list(Cursor::check)?;
    cursor.end().map(|()| entries)
}

impl<'t> Cursor<'t> {
    /// Reads the entries of an object, with a way to move past a value.
    fn entry_list(&mut self, pass: fn(&mut Self) -> Result<(), Retreat>) -> Result<Vec<Entry<'t>>, Retreat> {
        if self.peek() != Some(b'{') {
            return Err(Retreat::Any);
        }
        let mut entries = Vec::new();
        let mut names = Names::default();
        let mut goes_on = self.enter(b'}')?;
        while goes_on {
            if self.peek() != Some(b'"') {
                return Err(Retreat::Any);
            }
            let place = self.at;
            let name = self.marked_string()?;
            self.colon()?;
            self.space();
            // The name of the map that stands for a number with all its digits.
            if name == NUMBER_KEY || !names.add(&name, place, self.text) {
                return Err(Retreat::Any);
            }
            if entries.is_empty() {
                entries.reserve(USUAL_COUNT);
            }
            entries.push(Entry { name, value: JsonPart { text: self.text, at: self.at } });
            pass(self)?;
            goes_on = self.goes_on(b'}')?;
        }
        if names.are_unique(self.text) { Ok(entries) } else { Err(Retreat::Any) }
    }
}

impl<'t> JsonPart<'t> {
    /// The value that a text is.
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, at: text.len() - text.trim_start_matches(SPACE).len() }
    }

    fn cursor(self) -> Cursor<'t> {
        Cursor::inside(self.text, self.at, 0, 0)
    }

    /// The text of the value.
    pub(crate) fn text(self) -> Result<&'t str, Retreat> {
        self.cursor().skip()
    }

    /// The first byte of the value.
    pub(crate) fn first(self) -> Option<u8> {
        self.cursor().peek()
    }

    /// The text that the value is, without a copy where it has no escapes. `None` if it is no text.
    pub(crate) fn string(self) -> Result<Option<Cow<'t, str>>, Retreat> {
        match self.first() {
            Some(b'"') => self.cursor().marked_string().map(Some),
            _ => Ok(None),
        }
    }

    /// The entries of the object that the value is.
    pub(crate) fn entries(self) -> Result<Vec<Entry<'t>>, Retreat> {
        self.cursor().entry_list(|cursor| cursor.skip().map(drop))
    }

    /// The items of the array that the value is. `None` if it is no array.
    pub(crate) fn items(self) -> Result<Option<Vec<Self>>, Retreat> {
        if self.first() != Some(b'[') {
            return Ok(None);
        }
        let mut cursor = self.cursor();
        let mut items = Vec::new();
        let mut goes_on = cursor.enter(b']')?;
        while goes_on {
            items.push(Self { at: cursor.at, ..self });
            cursor.skip()?;
            goes_on = cursor.goes_on(b']')?;
        }
        Ok(Some(items))
    }

    /// Reads the value into the slot of a field, as a field of an object is read.
    ///
    /// # Errors
    ///
    /// Something is wrong with the value: a key stands twice in it.
    pub(crate) fn read(self, slot: &mut Slot<'_>, place: &Place<'_>) -> Result<(), Retreat> {
        if self.cursor().value(slot, false).is_ok() {
            return Ok(());
        }
        let mut attempts = Attempts::new(self.text()?);
        loop {
            match attempts.field(slot, place) {
                Ok(Some(_)) => return Ok(()),
                Ok(None) => {}
                Err(_) => return Err(Retreat::Any),
            }
        }
    }
}
