//! Reads the items of a page one by one while the text arrives: from a file, an archive or a response, with little
//! memory.
//!
//! [`Items`] is a parser without I/O. It accepts bytes in chunks of any length, and returns an item as soon as the item
//! is complete. [`ItemReader`] is an iterator over the items from any [`Read`](std::io::Read).
//!
//! ```
//! # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
//! use graph_models_core::items::ItemReader;
//! use sample::SimpleIncident;
//!
//! let file = r#"{"@odata.count": 2, "value": [{"id": "1"}, {"id": "2"}], "@odata.nextLink": "https://graph.microsoft.com/x"}"#;
//! let mut items = ItemReader::<_, SimpleIncident>::new(file.as_bytes());
//! for item in items.by_ref() {
//!     println!("{:?}", item?.value());
//! }
//! // The rest of the page is available after the last item.
//! let page = items.page().expect("the page is read to its end");
//! assert_eq!((page.count(), page.next_link()), (Some(2), Some("https://graph.microsoft.com/x")));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Memory
//!
//! Two things are in memory: the last chunk, and the beginning of an item that is not complete yet.
//! An item may have up to [`LONGEST_ITEM`] bytes, and so may the rest of the page. A program can set another limit.
//!
//! # Fidelity
//!
//! Items are read exactly like those of a [`Page`] that is read as a whole, with the same tolerance and the same
//! messages. Nothing is lost: a null item, and an item that is not of its type, is a [`PageItem`] without a value, with
//! its JSON and its deviations.
//!
//! An error may follow after valid items, because the items are returned before the end of the text is known. So a
//! second list of items (`value` again) is an error, also in a page that is read as a whole.

mod error;
mod item;
mod item_text;
mod mode;
mod parts;
mod position;
mod reader;
mod state;
mod text;

use std::fmt;

use serde_json::Value;

pub use error::{ItemsError, ItemsErrorKind};
pub use item_text::ItemText;
pub use reader::{ItemReader, ReadError};

use crate::decode::Attempts;
use crate::json::FromJson;
use crate::model::Item;
use crate::model::deviations::Deviations;
use crate::page::Page;
use mode::Mode;
use parts::Parts;
use state::{Step, Stop};

/// The default limit for the bytes of an item, and for the bytes of the rest of the page: 64 MiB.
pub const LONGEST_ITEM: usize = 64 << 20;

/// A parser for the items of a page of `T`. It returns each item as soon as all its bytes have arrived.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
/// use graph_models_core::items::Items;
/// use sample::SimpleIncident;
///
/// let mut items = Items::<SimpleIncident>::new();
/// let mut ids = Vec::new();
/// for piece in [r#"{"value": [{"id": "1"}, {"i"#, r#"d": "2"}], "@odata.deltaLink": "https://x/y"}"#] {
///     items.feed(piece.as_bytes());
///     while let Some(item) = items.next_item()? {
///         ids.extend(item.into_value().and_then(|incident| incident.id));
///     }
/// }
/// let page = items.finish()?;
/// assert_eq!((ids, page.delta_link()), (vec!["1".to_owned(), "2".to_owned()], Some("https://x/y")));
/// # Ok::<(), graph_models_core::items::ItemsError>(())
/// ```
pub struct Items<T> {
    parts: Parts,
    /// The page without its items, once the page has ended.
    page: Option<Page<T>>,
    error: Option<ItemsError>,
    mode: Mode,
}

impl<T: Item> Items<T> {
    /// Starts without bytes. A byte order mark before the page is accepted.
    pub fn new() -> Self {
        Self { parts: Parts::new(LONGEST_ITEM), page: None, error: None, mode: Mode::Tolerant }
    }

    /// Sets another limit for the bytes of an item, and for the bytes of the rest of the page.
    #[must_use]
    pub fn with_longest_item(mut self, bytes: usize) -> Self {
        self.parts.limit = bytes;
        self
    }

    /// Makes every deviation an error: see [`strict`](crate::strict).
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.mode = Mode::Strict;
        self
    }

    /// Adds the next bytes of the text. Call [`next_item`](Self::next_item) until it returns `None` before you add more
    /// bytes. Otherwise all unread bytes stay in memory.
    pub fn feed(&mut self, bytes: &[u8]) {
        if self.error.is_none() {
            self.parts.feed(bytes);
        }
    }

    /// Returns the next complete item. Returns `None` if more bytes are needed, or if the page has ended.
    ///
    /// # Errors
    ///
    /// Returns an error if the bytes are no page of `T`. All later calls return the same error.
    pub fn next_item(&mut self) -> Result<Option<PageItem<T>>, ItemsError> {
        match &self.error {
            Some(error) => Err(error.clone()),
            None => {
                let item = self.step();
                self.error = item.as_ref().err().cloned();
                item
            }
        }
    }

    /// Returns the text of the next complete item, for a [`View`](crate::View) of the item: see [`ItemText`]. Returns
    /// `None` in the same cases as [`next_item`](Self::next_item). The text is available until more bytes are added.
    ///
    /// A fault in the item is found only when its text is read. So is a deviation, if it is an error: see
    /// [`strict`](Self::strict). If the page has a single item in place of a list, this
    /// method does not return the item: it is part of the page that [`finish`](Self::finish) returns.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
    /// use graph_models_core::items::Items;
    /// use sample::SimpleIncident;
    ///
    /// let mut items = Items::<SimpleIncident>::new();
    /// items.feed(br#"{"value": [{"id": "1"}, null, {"id": "2"}]}"#);
    /// let mut ids = Vec::new();
    /// while let Some(item) = items.next_text()? {
    ///     if let Some(view) = item.view()? {
    ///         ids.extend(view.get(SimpleIncident::ID)?.map(|id| id.into_owned()));
    ///     }
    /// }
    /// assert_eq!(ids, ["1", "2"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns the errors of [`next_item`](Self::next_item).
    pub fn next_text(&mut self) -> Result<Option<ItemText<'_, T>>, ItemsError> {
        if let Some(error) = &self.error {
            return Err(error.clone());
        }
        let mut page = Page::<T>::unread();
        let step = match self.mode.run(|| self.parts.step(page.as_model_mut(), true)) {
            Ok(Step::End) => self.read_around().and_then(|page| self.keep(page)),
            Ok(Step::Wait) => Ok(()),
            Ok(Step::Item(index)) => return Ok(Some(ItemText::new(index, &self.parts, self.mode))),
            Err(stop) => Err(self.error_of(stop)),
        };
        self.error = step.as_ref().err().cloned();
        step.map(|()| None)
    }

    /// Ends the text, and returns the rest of the page: a page without the items that were read.
    ///
    /// # Errors
    ///
    /// Returns an error if the text ends before the page does, if the bytes are no page of `T`, or if an item was not
    /// read yet.
    pub fn finish(mut self) -> Result<Page<T>, ItemsError> {
        if self.next_item()?.is_some() {
            return Err(ItemsError::not_taken());
        }
        let mut page = Page::<T>::unread();
        let ended = self.mode.run(|| self.parts.ended(page.as_model_mut()));
        match (ended, self.page.take()) {
            (Ok(()), Some(page)) => Ok(page),
            (Err(stop), _) => Err(self.error_of(stop)),
            (Ok(()), None) => Err(ItemsError::new(ItemsErrorKind::CutOff, "the text ends before the page")),
        }
    }

    fn step(&mut self) -> Result<Option<PageItem<T>>, ItemsError> {
        let mut page = Page::unread();
        let item = match self.mode.run(|| self.parts.step(page.as_model_mut(), false)) {
            Ok(Step::Wait) => return Ok(None),
            Ok(Step::Item(index)) => PageItem { index, page },
            Ok(Step::End) => match self.end()? {
                Some(page) => PageItem { index: 0, page },
                None => return Ok(None),
            },
            Err(stop) => return Err(self.error_of(stop)),
        };
        self.mode.check(|| item.deviations())?;
        Ok(Some(item))
    }

    /// Reads the rest of the page. A single item in place of a list is part of this rest, and is returned.
    fn end(&mut self) -> Result<Option<Page<T>>, ItemsError> {
        let mut page = self.read_around()?;
        let item = page.take_reshaped();
        self.keep(page)?;
        Ok(item)
    }

    fn read_around(&self) -> Result<Page<T>, ItemsError> {
        let read = self.read(Attempts::new(self.parts.around()));
        read.map_err(|error| self.parts.page_error(&error))
    }

    /// Keeps the rest of the page until the program asks for it.
    fn keep(&mut self, page: Page<T>) -> Result<(), ItemsError> {
        self.mode.check(|| page.deviations())?;
        self.page = Some(page);
        Ok(())
    }

    fn read(&self, attempts: Attempts<'_>) -> serde_json::Result<Page<T>> {
        self.mode.run(|| Page::read_json(attempts))
    }

    fn error_of(&self, stop: Stop) -> ItemsError {
        let text = match stop {
            Stop::Error(error) => return error,
            Stop::Page => self.parts.faulty(),
        };
        match self.read(Attempts::from_bytes(&text)) {
            Err(error) => self.parts.page_error(&error),
            // Not reached: a text that this parser refuses is refused by the reader of whole pages too.
            Ok(_) => ItemsError::new(ItemsErrorKind::Syntax, "the text is no page"),
        }
    }

    /// Returns the text of the last item. It is available until more bytes are added.
    pub(crate) fn last_item(&self) -> &str {
        self.parts.last_item()
    }

    /// Returns the rest of the page as far as it was read, and the bytes that are not read yet.
    pub(crate) fn parts_left(&self) -> (&str, Vec<u8>) {
        (self.parts.around(), self.parts.rest())
    }

    /// Returns `true` if the page has ended, and only white space may follow.
    pub fn has_ended(&self) -> bool {
        self.parts.has_ended()
    }
}

impl<T: Item> Default for Items<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// Prints nothing of the text.
impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("error", &self.error).finish_non_exhaustive()
    }
}

/// An item of a page that is read item by item.
///
/// ```
/// use graph_models_core::items::Items;
///
/// let mut items = Items::<i32>::new();
/// items.feed(br#"{"value": [1, "2", null, "many"]}"#);
/// let mut values = Vec::new();
/// let mut others = Vec::new();
/// while let Some(item) = items.next_item()? {
///     others.extend(item.received().cloned());
///     values.extend(item.into_value());
/// }
/// assert_eq!(values, [1, 2]);
/// assert_eq!(others, ["2".into(), serde_json::Value::Null, "many".into()]);
/// # Ok::<(), graph_models_core::items::ItemsError>(())
/// ```
pub struct PageItem<T> {
    index: usize,
    /// A page with only this item. It records the form in which the item was received.
    page: Page<T>,
}

impl<T: Item> PageItem<T> {
    /// Returns the index in the list, counted from 0.
    pub fn index(&self) -> usize {
        self.index
    }

    /// Returns the value, or `None` if the item is null or not of its type.
    pub fn value(&self) -> Option<&T> {
        self.page.items().first()
    }

    /// Returns the value, or `None` if the item is null or not of its type.
    pub fn into_value(self) -> Option<T> {
        self.page.into_items().into_iter().next()
    }

    /// Returns the JSON of an item without a value, or of a value that was received in another form than the canonical
    /// one.
    pub fn received(&self) -> Option<&Value> {
        let (extra, count) = (self.page.extra(), self.page.items().len());
        let skipped = extra.skipped_items(0, count).and_then(|skipped| skipped.at.first());
        skipped.map(|(_, value)| value.get()).or_else(|| extra.received(0, Some(0)))
    }

    /// Returns the places at which the item differs from the schema. Their paths begin at the page, such as
    /// `value[17].owner`.
    pub fn deviations(&self) -> Deviations<'_> {
        Deviations::of_items(self.page.as_model(), self.index)
    }
}

/// Prints the value as [`Page`] does, with possible secrets masked.
impl<T: Item> fmt::Debug for PageItem<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageItem").field("index", &self.index).field("page", &self.page).finish()
    }
}

impl<T: Item> PartialEq for PageItem<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index && self.page == other.page
    }
}

impl<T: Clone> Clone for PageItem<T> {
    fn clone(&self) -> Self {
        Self { index: self.index, page: self.page.clone() }
    }
}
