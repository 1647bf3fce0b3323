//! The items of a page from a reader.

use std::fmt;
use std::io::{self, Read};

use super::{Items, ItemsError, PageItem};
use crate::model::Item;
use crate::page::Page;

/// The length of the pieces that are read, in bytes.
const PIECE: usize = 32 << 10;

/// An iterator over the items of a page that a reader gives. It ends after an error.
///
/// It reads in pieces of 32 KiB, so that the reader needs no buffer of its own.
///
/// ```
/// use graph_models_core::items::ItemReader;
///
/// let archive: &[u8] = br#"{"value": ["a", "b", null"#;
/// let mut items = ItemReader::<_, String>::new(archive).values();
/// assert_eq!(items.next().transpose()?, Some("a".to_owned()));
/// assert_eq!(items.next().transpose()?, Some("b".to_owned()));
/// // A text that was cut off is an error, after the items that are there.
/// let error = items.next().expect("it is no end").unwrap_err();
/// assert_eq!(error.to_string(), "EOF while parsing a list at line 1 column 25");
/// assert!(items.next().is_none());
/// # Ok::<(), graph_models_core::items::ReadError>(())
/// ```
pub struct ItemReader<R, T> {
    reader: R,
    piece: Box<[u8]>,
    /// Absent after the end, or an error.
    items: Option<Items<T>>,
    page: Option<Page<T>>,
}

/// The reason why a reader gives no further items.
#[derive(Debug)]
pub enum ReadError {
    /// The reader failed.
    Reader(io::Error),
    /// The bytes are no page.
    Page(ItemsError),
}

impl<R: Read, T: Item> ItemReader<R, T> {
    /// The items of the page that the reader gives.
    pub fn new(reader: R) -> Self {
        Self::with_items(reader, Items::new())
    }

    /// The same by a machine with other settings, or one that has bytes already.
    pub fn with_items(reader: R, items: Items<T>) -> Self {
        Self { reader, piece: vec![0; PIECE].into(), items: Some(items), page: None }
    }

    /// The values of the items alone, without those that are null or none of their type.
    pub fn values(self) -> impl Iterator<Item = Result<T, ReadError>> {
        self.filter_map(|item| item.map(PageItem::into_value).transpose())
    }

    /// All that stands around the items, once they are read to the end: a page without them.
    pub fn page(&self) -> Option<&Page<T>> {
        self.page.as_ref()
    }

    /// The same, without the reader.
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
    /// The source of the inner error: this error shows the text of the inner error itself.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Reader(error) => error.source(),
            Self::Page(_) => None,
        }
    }
}
