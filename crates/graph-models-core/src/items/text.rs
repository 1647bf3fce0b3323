//! The unread text of a page. New bytes are added at the end, and are checked to be UTF-8 once.

use super::position::Position;
use crate::syntax::BYTE_ORDER_MARK;

/// The minimal capacity of the buffer: the beginning of an item and a chunk of a reader.
const LEAST: usize = 48 << 10;

/// The unread text.
#[derive(Default)]
pub(super) struct Text {
    valid: String,
    /// The tail: bytes behind the text. They are the beginning of a character, or everything from the first byte that
    /// is no UTF-8.
    tail: Vec<u8>,
    is_broken: bool,
    /// The index of the first unread byte in the text.
    pub(super) at: usize,
    /// The position of the beginning of `valid` in the whole text.
    start: Position,
}

impl Text {
    /// Adds bytes, and drops those that were read.
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        self.start = self.position(self.at);
        self.valid.drain(..self.at);
        self.at = 0;
        if self.valid.len() + bytes.len() > self.valid.capacity() {
            // A short buffer that only doubles its size would be moved several times.
            self.valid.reserve_exact(LEAST.saturating_sub(self.valid.len()));
        }
        if self.is_broken {
            return self.tail.extend_from_slice(bytes);
        }
        if self.tail.is_empty() {
            return self.push(bytes);
        }
        let mut joined = std::mem::take(&mut self.tail);
        joined.extend_from_slice(bytes);
        self.push(&joined);
    }

    fn push(&mut self, bytes: &[u8]) {
        let error = match std::str::from_utf8(bytes) {
            Ok(text) => return self.valid.push_str(text),
            Err(error) => error,
        };
        let (valid, rest) = bytes.split_at_checked(error.valid_up_to()).unwrap_or((bytes, &[]));
        self.valid.push_str(std::str::from_utf8(valid).unwrap_or_default());
        // A character that is cut off at the end may be completed by the next bytes.
        self.is_broken = error.error_len().is_some();
        self.tail.extend_from_slice(rest);
    }

    /// Returns the text, including bytes that were read.
    pub(super) fn as_str(&self) -> &str {
        &self.valid
    }

    /// Returns the text from the current position to an index.
    pub(super) fn part(&self, end: usize) -> &str {
        self.valid.get(self.at..end).unwrap_or_default()
    }

    /// Returns all unread bytes, with or without the tail.
    pub(super) fn rest(&self, with_tail: bool) -> Vec<u8> {
        let tail = if with_tail { self.tail.as_slice() } else { &[] };
        [self.part(self.valid.len()).as_bytes(), tail].concat()
    }

    /// Returns the tail, if it is invalid UTF-8 that no further bytes can complete.
    pub(super) fn broken(&self) -> Option<&[u8]> {
        self.is_broken.then_some(self.tail.as_slice())
    }

    /// Returns the number of unread bytes.
    pub(super) fn len(&self) -> usize {
        self.valid.len() - self.at + self.tail.len()
    }

    /// Returns the next byte.
    pub(super) fn peek(&self) -> Option<u8> {
        self.valid.as_bytes().get(self.at).copied()
    }

    /// Moves to an index behind the current one, and returns the text in between.
    pub(super) fn use_to(&mut self, end: usize) -> &str {
        let start = self.at;
        self.at = end;
        self.valid.get(start..end).unwrap_or_default()
    }

    /// Skips a byte order mark, which does not count for positions. Call this method only before any text is read.
    /// Returns `true` once it is known whether the text has a byte order mark.
    pub(super) fn skip_mark(&mut self) -> bool {
        if self.valid.starts_with(BYTE_ORDER_MARK) {
            self.valid.drain(..BYTE_ORDER_MARK.len());
            return true;
        }
        !self.valid.is_empty()
    }

    /// Returns the position in the whole text of an index of this text.
    pub(super) fn position(&self, at: usize) -> Position {
        self.start.after(self.valid.as_bytes().get(..at).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_the_same_however_it_comes() {
        let bytes = "aü€😀\nz".as_bytes();
        for broken in [&b""[..], b"\xffx", b"\xc3(", b"\xf0\x9f\x98z"] {
            let all = [bytes, broken].concat();
            for piece in 1..=all.len() {
                let mut text = Text::default();
                for bytes in all.chunks(piece) {
                    text.feed(bytes);
                }
                assert_eq!((text.as_str(), text.rest(true)), ("aü€😀\nz", all.clone()), "{piece}");
                assert_eq!(text.broken(), (!broken.is_empty()).then_some(broken));
            }
        }
        let mut text = Text::default();
        text.feed(b"\xf0\x9f\x98");
        assert_eq!((text.as_str(), text.broken(), text.len()), ("", None, 3));
    }
}
