//! The items of a collection as a blocking iterator, which reads them while their pages arrive.

use std::fmt;
use std::io::{ErrorKind, Read};

use graph_models_core::Page;
use graph_models_core::items::PageItem;
use graph_models_core::model::Item;
use graph_models_core::request::Pages;

use super::Client;
use crate::items::{ItemStep, ItemWalk, PIECE};
use crate::transport::Incoming;
use crate::{SendError, TransportError};

/// The items of a collection, one by one. The iterator ends after an error.
///
/// A page that breaks off is requested again, as [`Retry`](crate::Retry) allows, as long as none of its items was
/// returned. After that, a break is an error: see [`Client::items`].
///
/// ```
/// # fn show<T: graph_models_core::model::Item, O>(
/// #     client: graph_models_client::blocking::Client, operation: O,
/// # ) -> Result<(), Box<dyn std::error::Error>>
/// # where
/// #     O: graph_models_core::request::Operation<Response = graph_models_core::Page<T>>,
/// # {
/// for item in client.items(&operation)?.values() {
///     let item: T = item?;
/// }
/// # Ok(())
/// # }
/// ```
pub struct ItemIter<T> {
    client: Client,
    walk: ItemWalk<T>,
    body: Option<Incoming>,
    piece: Box<[u8]>,
}

impl<T: Item> ItemIter<T> {
    pub(super) fn new(client: Client, pages: Pages<T>) -> Self {
        Self { client, walk: ItemWalk::new(pages), body: None, piece: Box::default() }
    }

    /// Returns an iterator over the values alone. It skips items that are null or not of their type.
    pub fn values(self) -> impl Iterator<Item = Result<T, SendError>> {
        self.filter_map(|item| item.map(PageItem::into_value).transpose())
    }

    /// Returns the last page that was read to its end, without its items. At the end of the walk, this page has the
    /// delta link, if there is one.
    pub fn page(&self) -> Option<&Page<T>> {
        self.walk.page()
    }

    /// The position of the walk, to continue later. The page that was not read to its end comes next, with all of its
    /// items.
    pub fn into_pages(self) -> Pages<T> {
        self.walk.into_pages()
    }

    fn item(&mut self) -> Result<Option<PageItem<T>>, SendError> {
        loop {
            match self.walk.next()? {
                ItemStep::Item(item) => return Ok(Some(item)),
                ItemStep::Done => return Ok(None),
                ItemStep::Send(request, wait) => {
                    if let Some(wait) = wait {
                        self.client.settings.tell_wait(&wait);
                        self.client.transport.sleep(wait.duration);
                    }
                    let (answer, body) = self.client.deliver(&request, true)?;
                    if body.is_none() {
                        self.walk.refused(answer)?;
                        continue;
                    }
                    self.walk.begin(answer.into_parts().0)?;
                    self.body = body;
                }
                ItemStep::Read => self.read()?,
            }
        }
    }

    /// Reads a piece of the body.
    fn read(&mut self) -> Result<(), SendError> {
        if self.piece.is_empty() {
            self.piece = vec![0; PIECE].into();
        }
        match self.body.as_mut().map_or(Ok(0), |body| body.read(&mut self.piece)) {
            Ok(0) => {
                self.body = None;
                self.walk.end(&self.client.settings)
            }
            Ok(length) => {
                self.walk.feed(self.piece.get(..length).unwrap_or_default());
                Ok(())
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => Ok(()),
            Err(error) => {
                self.body = None;
                self.walk.lost(TransportError::lost(error).into(), &self.client.settings)
            }
        }
    }
}

impl<T: Item> Iterator for ItemIter<T> {
    type Item = Result<PageItem<T>, SendError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.item().map_err(|error| self.walk.fail(error)).transpose()
    }
}

/// Shows nothing of the body.
impl<T> fmt::Debug for ItemIter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemIter")
            .field("client", &self.client)
            .field("items", &self.walk)
            .finish_non_exhaustive()
    }
}
