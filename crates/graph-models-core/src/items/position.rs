//! Lines and columns in a text that is read in parts.

/// A position in a text, in the counts of `serde_json`: the line from 1, and the number of bytes before the position in
/// that line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

impl Default for Position {
    fn default() -> Self {
        Self::START
    }
}

impl Position {
    /// The beginning of a text.
    pub(super) const START: Self = Self { line: 1, column: 0 };

    /// Returns the position behind the given bytes, which begin here.
    pub(super) fn after(self, bytes: &[u8]) -> Self {
        match memchr::memrchr(b'\n', bytes) {
            None => Self { column: self.column + bytes.len(), ..self },
            Some(last) => Self {
                line: self.line + memchr::memchr_iter(b'\n', bytes).count(),
                column: bytes.len() - last - 1,
            },
        }
    }

    /// Converts a position between two texts. The text behind `from` in the first text is behind `to` in the second
    /// text. A position before `from` stays the same.
    pub(super) fn moved(self, from: Self, to: Self) -> Self {
        if self < from {
            self
        } else if self.line == from.line {
            Self { line: to.line, column: to.column + self.column - from.column }
        } else {
            Self { line: to.line + self.line - from.line, ..self }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(line: usize, column: usize) -> Position {
        Position { line, column }
    }

    #[test]
    fn lines_and_columns_are_those_of_the_parser() {
        for text in ["", "{", "\n", "{\n", "{\n\n  ", "\n{\"a\":\n"] {
            let error = serde_json::from_str::<serde_json::Value>(text).unwrap_err();
            assert_eq!(Position::START.after(text.as_bytes()), at(error.line(), error.column()), "{text:?}");
            for cut in 0..text.len() {
                let (head, tail) = text.as_bytes().split_at(cut);
                assert_eq!(Position::START.after(head).after(tail), Position::START.after(text.as_bytes()));
            }
        }
    }

    #[test]
    fn a_moved_text_takes_its_places_along() {
        let (from, to) = (at(2, 5), at(7, 1));
        assert_eq!(at(2, 4).moved(from, to), at(2, 4));
        assert_eq!(at(1, 9).moved(from, to), at(1, 9));
        assert_eq!(at(2, 5).moved(from, to), at(7, 1));
        assert_eq!(at(2, 8).moved(from, to), at(7, 4));
        assert_eq!(at(4, 3).moved(from, to), at(9, 3));
    }
}
