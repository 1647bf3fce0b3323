//! Reads the items of a page from an [`io::Read`].

use std::fmt;
use std::io::{self, Read};

use super::{Items, ItemsError, PageItem};
use crate::model::Item;
use crate::page::Page;

/// The length of a chunk that is read at once, in bytes.
const PIECE: usize = 32 << 10;

/// An iterator over the items of a page from a reader. The iterator ends after an error.
///
/// It reads in chunks of 32 KiB, so the reader needs no buffer of its own.
///
/// ```
/// use graph_models_core::items::ItemReader;
///
/// let archive: &[u8] = br#"{"value": ["a", "b", null"#;
/// let mut items = ItemReader::<_, String>::new(archive).values();
/// assert_eq!(items.next().transpose()?, Some("a".to_owned()));
/// assert_eq!(items.next().transpose()?, Some("b".to_owned()));
/// // A text that is cut off gives an error, after the items that are complete.
/// let error = items.next().expect("it is no end").unwrap_err();
/// assert_eq!(error.to_string(), "EOF while parsing a list at line 1 column 25");
/// assert!(items.next().is_none());
/// # Ok::<(), graph_models_core::items::ReadError>(())
/// ```
pub struct ItemReader<R, T> {
    reader: R,
    piece: Box<[u8]>,
    /// The parser. `None` after the end of the page, and after an error.
    items: Option<Items<T>>,
    page: Option<Page<T>>,
}

/// The reason why an [`ItemReader`] returns no further items.
#[derive(Debug)]
pub enum ReadError {
    /// The reader failed.
    Reader(io::Error),
    /// The bytes are no valid page.
    Page(ItemsError),
}

impl<R: Read, T: Item> ItemReader<R, T> {
    /// Reads a page from the reader.
    pub fn new(reader: R) -> Self {
        Self::with_items(reader, Items::new())
    }

    /// Reads with a parser that has other settings, or that has some bytes already.
    pub fn with_items(reader: R, items: Items<T>) -> Self {
        Self { reader, piece: vec![0; PIECE].into(), items: Some(items), page: None }
    }

    /// Returns only the values of the items, without items that are null or not of their type.
    pub fn values(self) -> impl Iterator<Item = Result<T, ReadError>> {
        self.filter_map(|item| item.map(PageItem::into_value).transpose())
    }

    /// Returns the rest of the page, without its items, once all items are read.
    pub fn page(&self) -> Option<&Page<T>> {
        self.page.as_ref()
    }

    /// Returns the rest of the page, without its items, and drops the reader.
    pub fn into_page(self) -> Option<Page<T>> {
        self.page
    }

    fn read(&mut self, items: &mut Items<T>) -> Result<Option<PageItem<T>>, ReadError> {
        loop {
            if let Some(item) = items.next_item().map_err(ReadError::Page)? {
                return Ok(Some(item));
            }
            match self.reader.read(&mut self.piece) {
                Ok(0) => return Ok(None),
                Ok(length) => items.feed(self.piece.get(..length).unwrap_or_default()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(ReadError::Reader(error)),
            }
        }
    }
}

impl<R: Read, T: Item> Iterator for ItemReader<R, T> {
    type Item = Result<PageItem<T>, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut items = self.items.take()?;
        match self.read(&mut items) {
            Ok(Some(item)) => {
                self.items = Some(items);
                Some(Ok(item))
            }
            Ok(None) => match items.finish() {
                Ok(page) => {
                    self.page = Some(page);
                    None
                }
                Err(error) => Some(Err(ReadError::Page(error))),
            },
            Err(error) => Some(Err(error)),
        }
    }
}

impl<R, T> fmt::Debug for ItemReader<R, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemReader").field("items", &self.items).finish_non_exhaustive()
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reader(error) => write!(f, "the page cannot be read: {error}"),
            Self::Page(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ReadError {
    /// Returns the source of the inner error, because this error prints the message of the inner error itself.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Reader(error) => error.source(),
            Self::Page(_) => None,
        }
    }
}
