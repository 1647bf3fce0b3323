//! Line breaks: a group is on one line if it fits, and on several lines otherwise.
//!
//! The algorithm is that of Oppen (1980), which `prettyplease` also uses, so that both printers produce the same
//! text.

use std::fmt::Write;

/// The most columns of a line.
pub(in crate::emit) const MARGIN: isize = 89;
/// The fewest columns that a line has for its content, however deep it is indented.
const LEAST: isize = 60;
/// A width that no line has.
const TOO_WIDE: usize = 0xffff;
/// Columns of one level of indentation.
pub(in crate::emit) const INDENT: isize = 4;

/// Text under construction: words, places where lines may break, and groups of both.
#[derive(Debug, Default)]
pub(in crate::emit) struct Layout {
    words: String,
    parts: Vec<Part>,
    /// The width of all parts on one line.
    width: usize,
    /// Groups and breaks of unknown size. A size reaches to the next break outside of later groups.
    open: Vec<usize>,
    /// For each group that is not closed yet: the index in `open` of the first entry after the group's own.
    groups: Vec<usize>,
}

#[derive(Debug)]
enum Part {
    /// The next part of `words`, by its number of bytes.
    Word(usize),
    Break(Break, Size),
    Open(Group, Size),
    Close,
}

/// The layout of a group that does not fit on the line.
#[derive(Debug, Clone, Copy)]
struct Group {
    /// The additional indentation of the group's lines, in columns.
    indent: isize,
    /// True if only the necessary breaks become line ends.
    is_filled: bool,
}

/// The start of a part. It is replaced by the width of the part when that is known.
type Size = usize;

/// A possible line break.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::emit) struct Break {
    /// The number of spaces that are written if the line does not break.
    pub(in crate::emit) blanks: usize,
    /// The additional indentation of the next line, in columns.
    pub(in crate::emit) offset: isize,
    /// True if a comma precedes a line end.
    pub(in crate::emit) has_comma: bool,
    /// True for a break that never becomes a line end and only separates the parts before and after it.
    pub(in crate::emit) is_never: bool,
}

impl Layout {
    pub(in crate::emit) fn word(&mut self, word: &str) {
        self.words.push_str(word);
        self.add_word(word.len());
    }

    /// A word that is written as it is displayed.
    pub(in crate::emit) fn show(&mut self, word: &dyn std::fmt::Display) {
        let before = self.words.len();
        let _ = write!(self.words, "{word}");
        self.add_word(self.words.len() - before);
    }

    fn add_word(&mut self, width: usize) {
        self.width += width;
        match self.parts.last_mut() {
            Some(Part::Word(before)) => *before += width,
            _ => self.parts.push(Part::Word(width)),
        }
    }

    pub(in crate::emit) fn line_break(&mut self, at: Break) {
        let from = self.groups.last().copied().unwrap_or_default();
        self.set_sizes(from);
        self.open.push(self.parts.len());
        self.parts.push(Part::Break(at, self.width));
        self.width += at.blanks;
    }

    /// A break that is nothing or a new line.
    pub(in crate::emit) fn zero(&mut self) {
        self.line_break(Break::default());
    }

    /// A break that is a space or a new line.
    pub(in crate::emit) fn space(&mut self) {
        self.line_break(Break { blanks: 1, ..Break::default() });
    }

    /// A break that is always a new line.
    pub(in crate::emit) fn hard(&mut self, offset: isize) {
        self.line_break(Break { blanks: TOO_WIDE, offset, ..Break::default() });
    }

    /// A break at the end of a list: if the list is on several lines, a comma precedes it.
    pub(in crate::emit) fn end_of_list(&mut self, blanks: usize) {
        self.line_break(Break { blanks, offset: -INDENT, has_comma: true, is_never: false });
    }

    /// A break before a closing bracket.
    pub(in crate::emit) fn end(&mut self) {
        self.line_break(Break { offset: -INDENT, ..Break::default() });
    }

    /// A break that never becomes a line end. The text before the break must fit on the line, without the text behind
    /// it.
    pub(in crate::emit) fn never(&mut self) {
        self.line_break(Break { is_never: true, ..Break::default() });
    }

    /// Begins a group: if it does not fit on the line, all its breaks become new lines, indented by `indent` more
    /// columns.
    pub(in crate::emit) fn open(&mut self, indent: isize) {
        self.open_group(Group { indent, is_filled: false });
    }

    /// Begins a group that fills each line as far as possible.
    pub(in crate::emit) fn open_filled(&mut self) {
        self.open_group(Group { indent: 0, is_filled: true });
    }

    fn open_group(&mut self, group: Group) {
        self.open.push(self.parts.len());
        self.groups.push(self.open.len());
        self.parts.push(Part::Open(group, self.width));
    }

    pub(in crate::emit) fn close(&mut self) {
        self.groups.pop();
        self.parts.push(Part::Close);
    }

    /// Ends a group that is written on one line only if it has at most `most` columns.
    pub(in crate::emit) fn close_narrow(&mut self, most: usize) {
        let group = self.groups.last().and_then(|&first| self.open.get(first.checked_sub(1)?));
        if let Some(Part::Open(_, start)) = group.and_then(|&index| self.parts.get(index))
            && self.width - start > most
        {
            self.width += TOO_WIDE;
        }
        self.close();
    }

    /// Sets the sizes of the open groups and breaks from this index on.
    fn set_sizes(&mut self, from: usize) {
        for index in self.open.drain(from..) {
            if let Some(Part::Break(_, size) | Part::Open(_, size)) = self.parts.get_mut(index) {
                *size = self.width - *size;
            }
        }
    }

    /// Returns the text with all line breaks.
    pub(in crate::emit) fn finish(mut self) -> String {
        self.set_sizes(0);
        let mut text = String::with_capacity(self.words.len() * 5 / 4);
        let mut words = self.words.as_str();
        let (mut room, mut indent, mut pending) = (MARGIN, 0, 0);
        // The enclosing groups. A group on several lines has the indentation outside of it.
        let mut groups: Vec<Option<(Group, usize)>> = Vec::new();
        for part in &self.parts {
            match *part {
                Part::Word(width) => {
                    text.extend(std::iter::repeat_n(' ', std::mem::take(&mut pending)));
                    let (word, rest) = words.split_at_checked(width).unwrap_or((words, ""));
                    text.push_str(word);
                    words = rest;
                    room -= width.cast_signed();
                }
                Part::Open(group, size) if size.cast_signed() > room => {
                    groups.push(Some((group, indent)));
                    indent = indent.saturating_add_signed(group.indent);
                }
                Part::Open(..) => groups.push(None),
                Part::Close => indent = groups.pop().flatten().map_or(indent, |(_, outside)| outside),
                Part::Break(at, size) => {
                    let is_broken = match groups.last() {
                        Some(Some((group, _))) if !group.is_filled => true,
                        Some(None) => false,
                        Some(Some(_)) | None => size.cast_signed() > room,
                    };
                    if is_broken && !at.is_never {
                        text.push_str(if at.has_comma { ",\n" } else { "\n" });
                        pending = indent.saturating_add_signed(at.offset);
                        room = (MARGIN - pending.cast_signed()).max(LEAST);
                    } else {
                        pending += at.blanks;
                        room -= at.blanks.cast_signed();
                    }
                }
            }
        }
        text
    }
}
