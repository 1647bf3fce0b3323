//! An item of a page as its text.

use std::fmt;
use std::marker::PhantomData;

use super::PageItem;
use super::error::ItemsError;
use super::parts::{Parts, read_item};
use super::position::Position;
use crate::model::Item;
use crate::page::Page;
use crate::view::{View, Viewable};

/// An item of a page that is read item by item, as its text: see [`Items::next_text`](super::Items::next_text).
pub struct ItemText<'a, T> {
    index: usize,
    text: &'a str,
    position: Position,
    marker: PhantomData<fn() -> T>,
}

impl<'a, T: Item> ItemText<'a, T> {
    /// The item that came last.
    pub(super) fn new(index: usize, parts: &'a Parts) -> Self {
        let (text, position) = (parts.last_item(), parts.last_position());
        Self { index, text, position, marker: PhantomData }
    }

    /// The place in the list, counted from 0.
    pub fn index(&self) -> usize {
        self.index
    }

    /// The JSON, as it was received. It is not checked.
    pub fn json(&self) -> &'a str {
        self.text
    }

    /// Reads the item.
    ///
    /// # Errors
    ///
    /// Something is wrong with the text; the message is that of reading the page.
    pub fn read(&self) -> Result<PageItem<T>, ItemsError> {
        let mut page = Page::unread();
        read_item(self.text, self.index, self.position, page.as_model_mut())?;
        Ok(PageItem { index: self.index, page })
    }
}

impl<'a, T: Item + Viewable> ItemText<'a, T> {
    /// A view of the item. `None` if the item is null, or no object.
    ///
    /// # Errors
    ///
    /// Something is wrong with the text; the message is that of reading the page. Errors of the view itself have places in
    /// the item.
    pub fn view(&self) -> Result<Option<View<'a, T>>, ItemsError> {
        if self.text.starts_with('{')
            && let Ok(view) = View::from_str(self.text)
        {
            return Ok(Some(view));
        }
        self.read().map(|_| None)
    }
}

/// Shows nothing of the text.
impl<T> fmt::Debug for ItemText<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemText").field("index", &self.index).finish_non_exhaustive()
    }
}
