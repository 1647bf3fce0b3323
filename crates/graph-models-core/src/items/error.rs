//! The errors of reading a page item by item.

use std::fmt;

use serde_json::error::Category;

use super::position::Position;

/// The reason why a page cannot be read further.
///
/// The message is the same as for a page that is read as a whole. It names the place in the page, such as
/// `value[17].owner`, and the line and column in the whole text. The message contains no value of a string property and
/// no secret.
#[derive(Clone, PartialEq, Eq)]
pub struct ItemsError {
    kind: ItemsErrorKind,
    message: String,
    position: Option<Position>,
}

/// The kind of an [`ItemsError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ItemsErrorKind {
    /// The text is not valid JSON.
    Syntax,
    /// The text is valid JSON, but no page of the type.
    Data,
    /// The text ends before the page does.
    CutOff,
    /// An item, or the rest of the page, is longer than the limit.
    TooLong,
}

impl ItemsError {
    /// Converts an error of `serde_json` in a part of the text. The part begins at `from` in the text that `serde_json`
    /// read, and at `to` in the whole text.
    pub(super) fn moved(error: &serde_json::Error, from: Position, to: Position) -> Self {
        let kind = match error.classify() {
            Category::Syntax => ItemsErrorKind::Syntax,
            Category::Eof => ItemsErrorKind::CutOff,
            Category::Data | Category::Io => ItemsErrorKind::Data,
        };
        let text = error.to_string();
        let end = format!(" at line {} column {}", error.line(), error.column());
        let position = (error.line() > 0)
            .then(|| Position { line: error.line(), column: error.column() }.moved(from, to));
        let message = text.strip_suffix(&end).filter(|_| position.is_some()).unwrap_or(&text).to_owned();
        Self { kind, message, position }
    }

    /// Returns the error for a part that is longer than the limit.
    pub(super) fn too_long(what: &str, limit: usize, position: Position) -> Self {
        let message = format!("{what} longer than {limit} bytes");
        Self { kind: ItemsErrorKind::TooLong, message, position: Some(position) }
    }

    /// Returns an error without a position.
    pub(super) fn new(kind: ItemsErrorKind, message: &str) -> Self {
        Self { kind, message: message.to_owned(), position: None }
    }

    /// Returns the error for a program that ends a page without reading all items.
    pub(crate) fn not_taken() -> Self {
        Self::new(ItemsErrorKind::Data, "an item was not taken before the end")
    }

    /// The kind of the error.
    pub fn kind(&self) -> ItemsErrorKind {
        self.kind
    }

    /// Returns the line in the text, counted from 1. Returns `None` if the error has no position.
    pub fn line(&self) -> Option<usize> {
        self.position.map(|position| position.line)
    }

    /// Returns the column in the line, in bytes. Returns `None` if the error has no position.
    pub fn column(&self) -> Option<usize> {
        self.position.map(|position| position.column)
    }
}

impl fmt::Display for ItemsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match self.position {
            Some(Position { line, column }) => write!(f, " at line {line} column {column}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ItemsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ItemsError({:?}, {:?})", self.kind, self.to_string())
    }
}

impl std::error::Error for ItemsError {}
