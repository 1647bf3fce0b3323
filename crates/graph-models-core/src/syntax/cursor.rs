//! The position in a JSON text, and the moves over the text that do not depend on models.

use std::borrow::Cow;

use super::extent::{Extent, MAX_DEPTH};
use super::{NUMBER_KEY, Retreat, TYPE_TAG};

/// The white space characters of JSON.
pub(crate) const SPACE: [char; 4] = [' ', '\n', '\t', '\r'];

/// A position in a JSON text. A copy of the cursor can look ahead.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'t> {
    pub(crate) text: &'t str,
    /// The index of the byte that is read next.
    pub(crate) at: usize,
    /// The number of objects and arrays around the position.
    depth: u8,
    /// The index of the next key `@odata.type`, counted from the last search. Zero before the first search.
    next_tag: usize,
}

impl<'t> Cursor<'t> {
    pub(crate) const fn new(text: &'t str) -> Self {
        Self { text, at: 0, depth: 0, next_tag: 0 }
    }

    /// Starts at an index of a text, inside the given number of objects and arrays.
    pub(crate) const fn inside(text: &'t str, at: usize, depth: u8, next_tag: usize) -> Self {
        Self { text, at, depth, next_tag }
    }

    /// Returns the index of the next tag, for another cursor in the same text.
    pub(crate) const fn known_tag(&self) -> usize {
        self.next_tag
    }

    #[inline]
    pub(crate) fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes()
    }

    /// Returns the next byte.
    #[inline]
    pub(crate) fn peek(&self) -> Option<u8> {
        self.bytes().get(self.at).copied()
    }

    /// Moves past white space.
    #[inline]
    pub(crate) fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// Moves past the given byte.
    #[inline]
    pub(crate) fn eat(&mut self, byte: u8) -> Result<(), Retreat> {
        if self.peek() != Some(byte) {
            return Err(Retreat::Any);
        }
        self.at += 1;
        Ok(())
    }

    /// Moves past a word: `null`, `true` or `false`.
    #[inline]
    pub(crate) fn word(&mut self, word: &str) -> Result<(), Retreat> {
        let end = self.at + word.len();
        if self.bytes().get(self.at..end) != Some(word.as_bytes()) {
            return Err(Retreat::Any);
        }
        self.at = end;
        Ok(())
    }

    /// Moves past the key with this name and its colon, if they are next and have no white space and no escapes.
    #[inline]
    pub(crate) fn key(&mut self, name: &str) -> bool {
        let end = self.at + name.len() + 3;
        let is_next = match self.bytes().get(self.at..end) {
            Some([b'"', key @ .., b'"', b':']) => key == name.as_bytes(),
            _ => false,
        };
        if is_next {
            self.at = end;
        }
        is_next
    }

    /// Returns the index of the next quote before `@odata.type`. The index is kept until the cursor has passed it, so
    /// each byte is searched once.
    pub(crate) fn next_tag(&mut self) -> Option<usize> {
        if self.next_tag < self.at {
            let rest = self.bytes().get(self.at..).unwrap_or_default();
            let is_tag = |at: usize| {
                let from = rest.get(at.checked_sub(1)?..)?;
                let behind = from.strip_prefix(b"\"")?.strip_prefix(TYPE_TAG.as_bytes())?;
                behind.starts_with(b"\"").then_some(self.at + at - 1)
            };
            self.next_tag = memchr::memchr_iter(b'@', rest).find_map(is_tag).unwrap_or(usize::MAX);
        }
        (self.next_tag < usize::MAX).then_some(self.next_tag)
    }

    /// Moves past the colon behind a key.
    #[inline]
    pub(crate) fn colon(&mut self) -> Result<(), Retreat> {
        self.space();
        self.eat(b':')
    }

    /// Reads the name of an entry, and moves to its value.
    pub(crate) fn name(&mut self) -> Result<Cow<'t, str>, Retreat> {
        self.name_by(Self::string)
    }

    /// Does the same. A lone surrogate in the name is marked.
    pub(super) fn marked_name(&mut self) -> Result<Cow<'t, str>, Retreat> {
        self.name_by(Self::marked_string)
    }

    #[inline]
    fn name_by(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<Cow<'t, str>, Retreat>,
    ) -> Result<Cow<'t, str>, Retreat> {
        if self.peek() != Some(b'"') {
            return Err(Retreat::Any);
        }
        let name = read(self)?;
        self.colon()?;
        self.space();
        // With `arbitrary_precision`, `serde_json` reads a map with this key as a number.
        if name == NUMBER_KEY { Err(Retreat::Any) } else { Ok(name) }
    }

    /// Moves into an object or array, to its first entry or item. Returns `false` if it is empty: the cursor is then
    /// behind it.
    #[inline]
    pub(crate) fn enter(&mut self, end: u8) -> Result<bool, Retreat> {
        if self.depth == MAX_DEPTH {
            return Err(Retreat::Any);
        }
        self.depth += 1;
        self.at += 1;
        self.space();
        if self.peek() == Some(end) {
            self.leave();
            return Ok(false);
        }
        Ok(true)
    }

    /// Moves to the next entry or item. Returns `false` if there is none: the cursor is then behind the object or
    /// array.
    #[inline]
    pub(crate) fn goes_on(&mut self, end: u8) -> Result<bool, Retreat> {
        self.space();
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                self.space();
                Ok(true)
            }
            Some(byte) if byte == end => {
                self.leave();
                Ok(false)
            }
            _ => Err(Retreat::Any),
        }
    }

    #[inline]
    fn leave(&mut self) {
        self.at += 1;
        self.depth -= 1;
    }

    /// Moves to the end of the text. Only white space may be left.
    pub(crate) fn end(&mut self) -> Result<(), Retreat> {
        self.space();
        if self.at == self.text.len() { Ok(()) } else { Err(Retreat::Any) }
    }

    /// Moves past a value of any kind, and returns its text.
    ///
    /// The end is right only if the value is valid JSON; the caller checks this by reading the text. The nesting depth
    /// is checked here.
    pub(crate) fn skip(&mut self) -> Result<&'t str, Retreat> {
        let start = self.at;
        let mut extent = Extent::new(self.depth);
        self.at = match extent.end(self.bytes(), start)? {
            Some(end) => end,
            None if extent.is_bare() => self.text.len(),
            None => return Err(Retreat::Any),
        };
        self.text.get(start..self.at).ok_or(Retreat::Any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skips_values_to_their_end() {
        for (text, value) in [
            ("1,", "1"),
            ("-1.5e+3]", "-1.5e+3"),
            ("null}", "null"),
            (r#""a\"]\\" ,"#, r#""a\"]\\""#),
            (r#"{"a":[{"]":"}"}]},2"#, r#"{"a":[{"]":"}"}]}"#),
            ("[[],[ ]] ", "[[],[ ]]"),
        ] {
            let mut cursor = Cursor::new(text);
            assert_eq!(cursor.skip(), Ok(value), "{text}");
            assert_eq!((cursor.at, cursor.depth), (value.len(), 0));
        }
        for text in [r#"{"a":1"#, "[", r#""a"#, r#""a\"#, "[\"\u{1}\"]"] {
            assert_eq!(Cursor::new(text).skip(), Err(Retreat::Any), "{text}");
        }
    }

    #[test]
    fn counts_levels() {
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(Cursor::new(&nested(127)).skip().is_ok());
        assert_eq!(Cursor::new(&nested(128)).skip(), Err(Retreat::Any));
    }
}
