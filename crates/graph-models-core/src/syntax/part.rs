//! A value in a checked text that is read on demand.

use std::borrow::Cow;
use std::num::NonZeroUsize;

use super::Retreat;
use super::cursor::{Cursor, SPACE};

/// A value in a text that is known to be valid JSON.
#[derive(Clone, Copy, Debug)]
#[doc(hidden)]
pub struct JsonPart<'t> {
    text: &'t str,
    /// The index in the text at which the value begins.
    at: usize,
    /// The index behind the value, if the value is a string without escapes and the index is known.
    plain_end: Option<NonZeroUsize>,
}

impl<'t> JsonPart<'t> {
    /// Starts with a text that is one value.
    pub(crate) fn new(text: &'t str) -> Self {
        Self::at(text, text.len() - text.trim_start_matches(SPACE).len())
    }

    /// Starts with the value at an index of a text.
    pub(crate) const fn at(text: &'t str, at: usize) -> Self {
        Self::with_plain_end(text, at, None)
    }

    /// Starts with the value at an index of a text. `plain_end` is the index behind it, if it is a string without
    /// escapes.
    pub(super) const fn with_plain_end(text: &'t str, at: usize, plain_end: Option<NonZeroUsize>) -> Self {
        Self { text, at, plain_end }
    }

    /// Returns a cursor at the value.
    pub(crate) fn cursor(self) -> Cursor<'t> {
        Cursor::inside(self.text, self.at, 0, 0)
    }

    /// Returns the text of the value.
    pub(crate) fn text(self) -> Result<&'t str, Retreat> {
        self.cursor().skip()
    }

    /// Returns the first byte of the value.
    pub(crate) fn first(self) -> Option<u8> {
        self.cursor().peek()
    }

    /// Returns the string that the value is, without a copy if it has no escapes. Returns `None` if the value is no
    /// string.
    pub(crate) fn string(self) -> Result<Option<Cow<'t, str>>, Retreat> {
        match self.first() {
            Some(b'"') => match self.plain() {
                Some(text) => Ok(Some(Cow::Borrowed(text))),
                None => self.cursor().marked_string().map(Some),
            },
            _ => Ok(None),
        }
    }

    /// Returns the string that the value is, if it is known to have no escapes.
    #[inline]
    pub(crate) fn plain(self) -> Option<&'t str> {
        self.text.get(self.at + 1..self.plain_end?.get() - 1)
    }

    /// Returns the items of the array that the value is. Returns `None` if the value is no array.
    pub(crate) fn items(self) -> Result<Option<Vec<Self>>, Retreat> {
        if self.first() != Some(b'[') {
            return Ok(None);
        }
        let mut cursor = self.cursor();
        let mut items = Vec::new();
        let mut goes_on = cursor.enter(b']')?;
        while goes_on {
            items.push(Self::at(self.text, cursor.at));
            cursor.skip()?;
            goes_on = cursor.goes_on(b']')?;
        }
        Ok(Some(items))
    }
}
