//! The text of a page as far as it is there and not used: bytes come in at its end, and are checked once.

use super::position::Position;

/// The bytes that are reserved at least: for a piece of a reader behind the beginning of an item.
const LEAST: usize = 48 << 10;

/// The text that is there.
#[derive(Default)]
pub(super) struct Text {
    valid: String,
    /// Bytes behind the text: the beginning of a character, or all from the first byte on that is no UTF-8.
    tail: Vec<u8>,
    is_broken: bool,
    /// The place in the text up to which it is used.
    pub(super) at: usize,
    /// The position of the beginning of this text in the whole text.
    start: Position,
}

impl Text {
    /// Adds bytes, and drops those that are used.
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        self.start = self.position(self.at);
        self.valid.drain(..self.at);
        self.at = 0;
        if self.valid.len() + bytes.len() > self.valid.capacity() {
            // Doubling a text that is short would move it again and again.
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
        // Too few bytes of a character at the end may be continued.
        self.is_broken = error.error_len().is_some();
        self.tail.extend_from_slice(rest);
    }

    /// The text, used bytes included.
    pub(super) fn as_str(&self) -> &str {
        &self.valid
    }

    /// The part from here to a place.
    pub(super) fn part(&self, end: usize) -> &str {
        self.valid.get(self.at..end).unwrap_or_default()
    }

    /// All from here on, with or without the bytes behind the text.
    pub(super) fn rest(&self, with_tail: bool) -> Vec<u8> {
        let tail = if with_tail { self.tail.as_slice() } else { &[] };
        [self.part(self.valid.len()).as_bytes(), tail].concat()
    }

    /// Bytes behind the text that no further bytes make a text.
    pub(super) fn broken(&self) -> Option<&[u8]> {
        self.is_broken.then_some(self.tail.as_slice())
    }

    /// The number of bytes from here on.
    pub(super) fn len(&self) -> usize {
        self.valid.len() - self.at + self.tail.len()
    }

    /// The next byte.
    pub(super) fn peek(&self) -> Option<u8> {
        self.valid.as_bytes().get(self.at).copied()
    }

    /// Moves to a place behind this one, and returns the text in between.
    pub(super) fn use_to(&mut self, end: usize) -> &str {
        let start = self.at;
        self.at = end;
        self.valid.get(start..end).unwrap_or_default()
    }

    /// Drops a byte order mark, which counts as nothing. Only before any text is used. Returns `true` once it is known whether there is one.
    pub(super) fn skip_mark(&mut self) -> bool {
        if self.valid.starts_with('\u{feff}') {
            self.valid.drain(..'\u{feff}'.len_utf8());
        }
        !self.valid.is_empty()
    }

    /// The position of a place of this text in the whole text.
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
