//! The items of a page one by one, while its text comes in: from a file, an archive or a response, in little memory.
//!
//! [`Items`] is a machine without I/O. It takes bytes in pieces of any length, and gives an item as soon as its bytes are
//! there. [`ItemReader`] is an iterator over the items from any [`Read`](std::io::Read).
//!
//! ```
//! # #[path = "../tests/support/sample.rs"] mod sample;
//! use graph_models_core::items::ItemReader;
//! use sample::SimpleIncident;
//!
//! let file = r#"{"@odata.count": 2, "value": [{"id": "1"}, {"id": "2"}], "@odata.nextLink": "https://graph.microsoft.com/x"}"#;
//! let mut items = ItemReader::<_, SimpleIncident>::new(file.as_bytes());
//! for item in items.by_ref() {
//!     println!("{:?}", item?.value());
//! }
//! // All that stands around the items is there at the end.
//! let page = items.page().expect("the page is read to its end");
//! assert_eq!((page.count(), page.next_link()), (Some(2), Some("https://graph.microsoft.com/x")));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Memory
//!
//! The piece that came last is in memory, and the beginning of an item that is not there as a whole.
//! An item may have [`LONGEST_ITEM`] bytes, and so may all that stands around the items, unless a program sets another
//! limit.
//!
//! # Fidelity
//!
//! Items are read as those of a [`Page`] that is read as a whole, with the same tolerance and the same messages. Nothing is
//! lost: an item that is null or odd comes as a [`PageItem`] without a value, with its JSON and its deviations.
//!
//! An error may come after items, since the end of the text is not known when they are given.

mod error;
mod item;
mod item_text;
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

use crate::decode::{Attempts, strictly};
use crate::deviations::Deviations;
use crate::json::FromJson;
use crate::model::Item;
use crate::page::Page;
use parts::Parts;
use state::{Step, Stop};

/// The most bytes of an item, and of all that stands around the items, unless a program sets another limit: 64 MiB.
pub const LONGEST_ITEM: usize = 64 << 20;

/// The items of a page of `T`, as far as its bytes are there.
///
/// ```
/// # #[path = "../tests/support/sample.rs"] mod sample;
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
    /// All that stands around the items, once the page has ended.
    page: Option<Page<T>>,
    error: Option<ItemsError>,
    is_strict: bool,
}

impl<T: Item> Items<T> {
    /// No bytes yet.
    pub fn new() -> Self {
        Self { parts: Parts::new(LONGEST_ITEM), page: None, error: None, is_strict: false }
    }

    /// The same with another limit for the bytes of an item, and for those of all that stands around the items.
    #[must_use]
    pub fn with_longest_item(mut self, bytes: usize) -> Self {
        self.parts.limit = bytes;
        self
    }

    /// The same with every deviation as an error: see [`strict`](crate::strict).
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.is_strict = true;
        self
    }

    /// The same for a text that may begin with a byte order mark.
    pub(crate) fn with_mark(mut self) -> Self {
        self.parts.may_have_mark = true;
        self
    }

    /// Adds bytes behind those before. Call [`next_item`](Self::next_item) until it returns `None` before the next bytes:
    /// otherwise all of them are in memory.
    pub fn feed(&mut self, bytes: &[u8]) {
        if self.error.is_none() {
            self.parts.feed(bytes);
        }
    }

    /// The next item that is there as a whole. `None` if it takes more bytes, or the page has ended.
    ///
    /// # Errors
    ///
    /// The bytes are no page of `T`. The same error comes again after that.
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

    /// The text of the next item that is there as a whole, for a [`View`](crate::View) of it: see [`ItemText`]. `None` as
    /// for [`next_item`](Self::next_item). The text is there until more bytes are added.
    ///
    /// A fault of the item shows when its text is read. An item that stands alone, in place of a list, comes from
    /// [`finish`](Self::finish), as one of the page.
    ///
    /// ```
    /// # #[path = "../tests/support/sample.rs"] mod sample;
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
    /// As for [`next_item`](Self::next_item).
    pub fn next_text(&mut self) -> Result<Option<ItemText<'_, T>>, ItemsError> {
        if let Some(error) = &self.error {
            return Err(error.clone());
        }
        let mut page = Page::<T>::unread();
        let step = match self.parts.step(page.as_model_mut(), true) {
            Ok(Step::End) => {
                let around = self.parts.around().to_owned();
                let read = self.read(around.as_bytes());
                read.map(|page| self.page = Some(page)).map_err(|error| self.parts.page_error(&error))
            }
            Ok(Step::Wait) => Ok(()),
            Ok(Step::Item(index)) => return Ok(Some(ItemText::new(index, &self.parts))),
            Err(stop) => Err(self.error_of(stop)),
        };
        self.error = step.as_ref().err().cloned();
        step.map(|()| None)
    }

    /// Ends the text, and returns all that stands around the items: a page without them.
    ///
    /// # Errors
    ///
    /// The text ends before the page does, or the bytes are no page of `T`. Items that were not taken are an error too.
    pub fn finish(mut self) -> Result<Page<T>, ItemsError> {
        if self.next_item()?.is_some() {
            return Err(ItemsError::not_taken());
        }
        let mut page = Page::<T>::unread();
        let ended = self.as_asked(|items| items.parts.ended(page.as_model_mut()));
        match (ended, self.page.take()) {
            (Ok(()), Some(page)) => Ok(page),
            (Err(stop), _) => Err(self.error_of(stop)),
            (Ok(()), None) => Err(ItemsError::new(ItemsErrorKind::CutOff, "the text ends before the page")),
        }
    }

    fn step(&mut self) -> Result<Option<PageItem<T>>, ItemsError> {
        let mut page = Page::unread();
        let item = match self.as_asked(|items| items.parts.step(page.as_model_mut(), false)) {
            Ok(Step::Wait) => return Ok(None),
            Ok(Step::Item(index)) => PageItem { index, page },
            Ok(Step::End) => match self.end()? {
                Some(page) => PageItem { index: 0, page },
                None => return Ok(None),
            },
            Err(stop) => return Err(self.error_of(stop)),
        };
        self.check(|| item.deviations())?;
        Ok(Some(item))
    }

    /// Reads all that stands around the items. An item that stands alone, in place of a list, is among that.
    fn end(&mut self) -> Result<Option<Page<T>>, ItemsError> {
        let around = self.parts.around().to_owned();
        let read = self.read(around.as_bytes());
        let mut page = read.map_err(|error| self.parts.page_error(&error))?;
        let item = page.take_reshaped();
        self.check(|| page.deviations())?;
        self.page = Some(page);
        Ok(item)
    }

    /// Reads as the program asked: strictly or not.
    fn as_asked<R>(&mut self, read: impl FnOnce(&mut Self) -> R) -> R {
        if self.is_strict { strictly(|| read(self)) } else { read(self) }
    }

    fn read(&mut self, text: &[u8]) -> serde_json::Result<Page<T>> {
        self.as_asked(|_| Page::read_json(Attempts::from_bytes(text)))
    }

    /// Refuses deviations in strict reading that show only afterwards. Otherwise none is looked for.
    fn check<'d>(&self, deviations: impl FnOnce() -> Deviations<'d>) -> Result<(), ItemsError> {
        if !self.is_strict {
            return Ok(());
        }
        match deviations().iter().next() {
            Some(deviation) => Err(ItemsError::new(ItemsErrorKind::Data, deviation.message())),
            None => Ok(()),
        }
    }

    fn error_of(&mut self, stop: Stop) -> ItemsError {
        let text = match stop {
            Stop::Error(error) => return error,
            Stop::Page => self.parts.faulty(),
        };
        match self.read(&text) {
            Err(error) => self.parts.page_error(&error),
            // Not reached: the two ways to read a page agree on what is none.
            Ok(_) => ItemsError::new(ItemsErrorKind::Syntax, "the text is no page"),
        }
    }

    /// The text of the item that came last, until more bytes are added.
    pub(crate) fn last_item(&self) -> &str {
        self.parts.last_item()
    }

    /// The text around the items as far as it is used, and the bytes that are not used.
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

/// Shows nothing of the text.
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
    /// A page with this item alone, which knows how it was received.
    page: Page<T>,
}

impl<T: Item> PageItem<T> {
    /// The place in the list, counted from 0.
    pub fn index(&self) -> usize {
        self.index
    }

    /// The value. `None` if the item is null, or none of its type.
    pub fn value(&self) -> Option<&T> {
        self.page.items().first()
    }

    /// The value.
    pub fn into_value(self) -> Option<T> {
        self.page.into_items().into_iter().next()
    }

    /// The JSON of an item without a value, or of a value in a form that its type does not have.
    pub fn received(&self) -> Option<&Value> {
        let (extra, count) = (self.page.extra(), self.page.items().len());
        let skipped = extra.skipped_items(0, count).and_then(|skipped| skipped.at.first());
        skipped.map(|(_, value)| value.get()).or_else(|| extra.received(0, Some(0)))
    }

    /// The places where the item is not as the schema declares it. Their paths are those in the page, such as
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
