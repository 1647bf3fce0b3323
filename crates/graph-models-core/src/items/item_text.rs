//! The text of an item of a page.

use std::fmt;
use std::marker::PhantomData;

use super::PageItem;
use super::error::ItemsError;
use super::item::read_item;
use super::mode::Mode;
use super::parts::Parts;
use crate::model::Item;
use crate::page::Page;
use crate::view::{View, Viewable};

/// The text of one item, from a page that is read item by item: see [`Items::next_text`](super::Items::next_text).
pub struct ItemText<'a, T> {
    index: usize,
    parts: &'a Parts,
    mode: Mode,
    marker: PhantomData<fn() -> T>,
}

impl<'a, T: Item> ItemText<'a, T> {
    /// Returns the text of the last item.
    pub(super) fn new(index: usize, parts: &'a Parts, mode: Mode) -> Self {
        Self { index, parts, mode, marker: PhantomData }
    }

    /// Returns the index in the list, counted from 0.
    pub fn index(&self) -> usize {
        self.index
    }

    /// Returns the JSON as received. The JSON is not validated.
    pub fn json(&self) -> &'a str {
        self.parts.last_item()
    }

    /// Decodes the item.
    ///
    /// # Errors
    ///
    /// Returns an error if the text has a fault, and for a deviation if [`Items::strict`](super::Items::strict) is set.
    /// The message is the same as for the whole page.
    pub fn read(&self) -> Result<PageItem<T>, ItemsError> {
        let mut page = Page::unread();
        let position = self.parts.last_position();
        self.mode.run(|| read_item(self.json(), self.index, position, page.as_model_mut()))?;
        let item = PageItem { index: self.index, page };
        self.mode.check(|| item.deviations())?;
        Ok(item)
    }
}

impl<'a, T: Item + Viewable> ItemText<'a, T> {
    /// Returns a view of the item, or `None` if the item is null or no object.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`read`](Self::read). Later errors of the view have positions that count from the
    /// beginning of the item.
    pub fn view(&self) -> Result<Option<View<'a, T>>, ItemsError> {
        if self.mode == Mode::Strict {
            self.read()?;
        }
        if let Some((part, entries)) = self.parts.last_entries() {
            return Ok(Some(View::of_entries(self.json(), part, entries)));
        }
        if self.json().starts_with('{')
            && let Ok(view) = View::from_str(self.json())
        {
            return Ok(Some(view));
        }
        self.read().map(|_| None)
    }
}

/// Prints nothing of the text.
impl<T> fmt::Debug for ItemText<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemText").field("index", &self.index).finish_non_exhaustive()
    }
}
