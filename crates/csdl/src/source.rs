//! Input files and places in them.
//!
//! Every input file is registered here once. After that a [`Place`] of twelve bytes names the position of a
//! declaration. Must not know the meaning of the files.

use std::ops::Range;

/// Identifies one file of a [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A range of bytes in a registered file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

/// A value and the place it was written at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// The place of the value.
    pub place: Place,
}

impl Place {
    /// The place of a value that no file holds, since a program made it. Diagnostics leave such places out.
    pub const NOWHERE: Self = Self { file: FileId(u32::MAX), start: 0, end: 0 };
}

impl Default for Place {
    fn default() -> Self {
        Self::NOWHERE
    }
}

impl<T> From<T> for Placed<T> {
    /// A value made by a program, which has no place.
    fn from(value: T) -> Self {
        Self { value, place: Place::NOWHERE }
    }
}

/// One input file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The name of the file in messages, as the user wrote it.
    pub name: String,
    /// Its text, without a byte order mark.
    pub text: String,
    /// Offset of the first byte of each line: computed once, since every message needs the offsets.
    line_starts: Vec<usize>,
}

/// All input files of a run.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Registers a file. A byte order mark at its start is dropped.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        self.files.push(SourceFile { name: name.into(), text, line_starts });
        id
    }

    /// The file with this id.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// Line and column of the start of a place, both from one, the column counted in characters.
    pub fn line_column(&self, place: Place) -> Option<(usize, usize)> {
        let file = self.file(place.file)?;
        let (number, range) = file.line_at(place.start as usize);
        let before = file.text.get(range.start..place.start as usize)?;
        Some((number, before.chars().count() + 1))
    }
}

impl SourceFile {
    /// Number, from one, and range of the line that holds the byte at `offset`.
    /// The range leaves out the line's end.
    pub fn line_at(&self, offset: usize) -> (usize, Range<usize>) {
        let number = self.line_starts.partition_point(|&start| start <= offset).max(1);
        (number, self.line(number).unwrap_or_default())
    }

    /// Range of a line by its number, from one, without the line's end.
    pub fn line(&self, number: usize) -> Option<Range<usize>> {
        let start = *self.line_starts.get(number.checked_sub(1)?)?;
        let end = self.line_starts.get(number).copied().unwrap_or(self.text.len());
        let line = self.text.get(start..end)?;
        Some(start..start + line.trim_end_matches(['\r', '\n']).len())
    }
}

impl FileId {
    /// A place in this file.
    pub fn place(self, range: Range<usize>) -> Place {
        let offset = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Place { file: self, start: offset(range.start), end: offset(range.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        let mut sources = Sources::default();
        let file = sources.add("a.csdl", "\u{feff}ab\r\nc\u{e9}d\n");
        let at = |range| sources.line_column(file.place(range));
        assert_eq!(at(0..1), Some((1, 1)));
        assert_eq!(at(4..5), Some((2, 1)));
        assert_eq!(at(7..8), Some((2, 3)), "a character of two bytes is one column");
        assert_eq!(at(9..9), Some((3, 1)));
        assert_eq!(at(99..99), None);
        assert_eq!(sources.file(file).and_then(|file| file.line(1)), Some(0..2), "CRLF ends a line");
    }
}
