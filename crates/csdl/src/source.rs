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

/// A value and the place where it was written.
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
    /// The text of the file, without a byte order mark.
    pub text: String,
    /// The lines at the first byte of each block: they are computed once, since every message needs them.
    blocks: Vec<Block>,
}

/// The number of bytes of a block. With an offset for each line, a text of only line ends would need eight times its
/// size in memory.
const BLOCK: usize = 1 << 12;

/// The lines before a block, and the line of its first byte.
#[derive(Debug, Clone, Copy)]
struct Block {
    /// The number of line ends before the block.
    lines: u32,
    /// Offset of the line that contains the first byte.
    start: u32,
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
        let blocks = blocks(&text);
        self.files.push(SourceFile { name: name.into(), text, blocks });
        id
    }

    /// The file with this id.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// All files, in the order in which they were registered.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter()
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
        let offset = offset.min(self.text.len());
        let index = offset / BLOCK;
        let Some(block) = self.blocks.get(index) else { return (1, 0..0) };
        let (mut number, mut start) = (block.lines as usize + 1, block.start as usize);
        for end in self.line_ends(index).take_while(|&end| end < offset) {
            (number, start) = (number + 1, end + 1);
        }
        (number, self.line_from(start))
    }

    /// Range of a line by its number, from one, without the line's end.
    pub fn line(&self, number: usize) -> Option<Range<usize>> {
        let before = number.checked_sub(1)?;
        let index = self.blocks.partition_point(|block| block.lines as usize <= before).checked_sub(1)?;
        let block = self.blocks.get(index)?;
        let start = match before - block.lines as usize {
            0 => block.start as usize,
            inside => self.line_ends(index).nth(inside - 1)? + 1,
        };
        Some(self.line_from(start))
    }

    /// The offset of a position that a parser gives as line and column, both from one, the column counted in bytes. The
    /// result is a boundary of characters.
    pub fn offset_at(&self, line: usize, column: usize) -> usize {
        let start = self.line(line).map_or(self.text.len(), |line| line.start);
        self.text.floor_char_boundary(start + column.saturating_sub(1))
    }

    /// Range of the line that begins at an offset.
    fn line_from(&self, start: usize) -> Range<usize> {
        // The block with the end of the line: the last one that does not begin in a later line.
        let after = self.blocks.partition_point(|block| block.start as usize <= start);
        let mut ends = self.line_ends(after.saturating_sub(1)).filter(|&end| end >= start);
        let end = ends.next().unwrap_or(self.text.len());
        let line = self.text.get(start..end).unwrap_or_default();
        start..start + line.trim_end_matches(['\r', '\n']).len()
    }

    /// The offsets of the line ends of a block.
    fn line_ends(&self, block: usize) -> impl Iterator<Item = usize> {
        let start = block * BLOCK;
        let bytes = self.text.as_bytes().get(start..).unwrap_or_default();
        let bytes = bytes.iter().take(BLOCK).enumerate();
        bytes.filter(|(_, byte)| **byte == b'\n').map(move |(at, _)| start + at)
    }
}

/// The blocks of a text. The last block may be empty.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(text.len() / BLOCK + 1);
    let small = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    let (mut lines, mut start) = (0, 0);
    for (index, bytes) in text.as_bytes().chunks(BLOCK).enumerate() {
        blocks.push(Block { lines: small(lines), start: small(start) });
        for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n') {
            (lines, start) = (lines + 1, index * BLOCK + at + 1);
        }
    }
    if text.len().is_multiple_of(BLOCK) {
        blocks.push(Block { lines: small(lines), start: small(start) });
    }
    blocks
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
        let file = sources.file(file).unwrap();
        assert_eq!(file.line(1), Some(0..2), "CRLF ends a line");
        let offsets =
            [(1, 0), (2, 1), (2, 3), (2, 4), (9, 1)].map(|(line, column)| file.offset_at(line, column));
        assert_eq!(offsets, [0, 4, 5, 7, 9], "bytes are columns, and characters are whole");
    }

    /// Lines found by blocks are the same as those found in the whole text.
    #[test]
    fn lines_are_the_same_whatever_the_blocks() {
        let texts = [
            String::new(),
            "\n".repeat(BLOCK * 2),
            "a".repeat(BLOCK * 3),
            format!("{}\n{}\r\n\n", "a".repeat(BLOCK - 1), "b".repeat(BLOCK * 2 - 2)),
            "ab\r\n".repeat(BLOCK),
            format!("{}\n\u{e9}", "\u{e9}\n".repeat(BLOCK)),
        ];
        for text in texts {
            let mut sources = Sources::default();
            let id = sources.add("x", text.clone());
            let file = sources.file(id).unwrap();
            let mut start = 0;
            let mut count = 0;
            for (index, line) in text.split('\n').enumerate() {
                let range = start..start + line.trim_end_matches('\r').len();
                // Checks offsets around the ends of blocks, and in some lines between them.
                if (start + 3) % BLOCK < 6 || line.len() > BLOCK / 2 || index % 101 == 0 {
                    assert_eq!(file.line(index + 1), Some(range.clone()));
                    for offset in [start, start + line.len() / 2, start + line.len()] {
                        assert_eq!(file.line_at(offset), (index + 1, range.clone()), "{offset}");
                    }
                }
                start += line.len() + 1;
                count = index + 1;
            }
            assert_eq!((file.line(0), file.line(count + 1)), (None, None));
            assert_eq!(file.line_at(usize::MAX).0, count);
            assert!(file.blocks.len() <= text.len() / BLOCK + 1);
        }
    }
}
