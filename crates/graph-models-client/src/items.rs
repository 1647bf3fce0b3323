//! The walk through the items of a collection, as a state machine: request by request, and piece by piece of each answer.

use std::fmt;

use bytes::Bytes;
use graph_models_core::Page;
use graph_models_core::items::PageItem;
use graph_models_core::model::Item;
use graph_models_core::request::{Hidden, PageItems, Pages};
use http::response::Parts;

use crate::SendError;

/// The most bytes of a body that are handed over at once: what was handed over is in memory until its items are taken.
pub(crate) const PIECE: usize = 32 << 10;

/// The walk. It ends after an error.
pub(crate) struct ItemWalk<T> {
    pages: Pages<T>,
    /// The items of the answer that is read.
    items: Option<PageItems<T>>,
    /// The page that was read last, without its items.
    page: Option<Page<T>>,
    is_over: bool,
}

/// The next step of a walk.
pub(crate) enum ItemStep<T> {
    /// Send this request, and give the head of its answer to [`ItemWalk::begin`].
    Send(Box<http::Request<Bytes>>),
    /// Read a piece of the body, and give it to [`ItemWalk::feed`]; or [`ItemWalk::end`] it.
    Read,
    Item(PageItem<T>),
    /// There are no more items.
    Done,
}

impl<T: Item> ItemWalk<T> {
    pub(crate) fn new(pages: Pages<T>) -> Self {
        Self { pages, items: None, page: None, is_over: false }
    }

    /// The next step.
    pub(crate) fn next(&mut self) -> Result<ItemStep<T>, SendError> {
        if self.is_over {
            return Ok(ItemStep::Done);
        }
        let step = match &mut self.items {
            Some(items) => items
                .next_item()
                .map(|item| item.map_or(ItemStep::Read, ItemStep::Item))
                .map_err(SendError::from),
            None => match self.pages.next_request() {
                Ok(Some(request)) => Ok(ItemStep::Send(Box::new(request))),
                Ok(None) => Ok(ItemStep::Done),
                Err(error) => Err(error.into()),
            },
        };
        self.or_over(step)
    }

    /// Begins with an answer of success, whose body comes in pieces.
    pub(crate) fn begin(&mut self, head: Parts) -> Result<(), SendError> {
        let items = self.pages.begin(head).map_err(SendError::from);
        self.items = Some(self.or_over(items)?);
        Ok(())
    }

    /// Reads a whole answer that is none of success. The result is an error, unless the service contradicts itself.
    pub(crate) fn refused(&mut self, answer: http::Response<Bytes>) -> Result<(), SendError> {
        let page = self.pages.read(answer).map_err(SendError::from);
        self.page = Some(self.or_over(page)?);
        Ok(())
    }

    /// Adds a piece of the body.
    pub(crate) fn feed(&mut self, piece: &[u8]) {
        if let Some(items) = &mut self.items {
            items.feed(piece);
        }
    }

    /// Ends the body.
    pub(crate) fn end(&mut self) -> Result<(), SendError> {
        let Some(items) = self.items.take() else { return Ok(()) };
        let page = self.pages.end(items).map_err(SendError::from);
        self.page = Some(self.or_over(page)?);
        Ok(())
    }

    /// Ends the walk with an error of sending or reading. It does not show the token.
    pub(crate) fn fail(&mut self, error: SendError) -> SendError {
        self.is_over = true;
        let items = self.items.take();
        let hidden = items.as_ref().and_then(|items| items.head().extensions.get::<Hidden>());
        match (error, hidden) {
            (SendError::Transport(error), Some(hidden)) => error.hiding(hidden).into(),
            (error, _) => error,
        }
    }

    fn or_over<R>(&mut self, result: Result<R, SendError>) -> Result<R, SendError> {
        self.is_over |= result.is_err();
        result
    }

    /// The page that was read last, without its items.
    pub(crate) fn page(&self) -> Option<&Page<T>> {
        self.page.as_ref()
    }

    /// The position of the walk: the page that is not read to its end comes next.
    pub(crate) fn into_pages(self) -> Pages<T> {
        self.pages
    }
}

impl<T> fmt::Debug for ItemWalk<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemWalk")
            .field("pages", &self.pages)
            .field("items", &self.items)
            .finish_non_exhaustive()
    }
}
