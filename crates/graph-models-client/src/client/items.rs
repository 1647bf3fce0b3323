//! The items of a collection as an asynchronous stream, which reads them while their pages arrive.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use graph_models_core::Page;
use graph_models_core::items::PageItem;
use graph_models_core::model::Item;
use graph_models_core::request::Pages;

use super::Client;
use crate::items::{ItemStep, ItemWalk, PIECE};
use crate::transport::IncomingStream;
use crate::{SendError, Wait};

type Opened = Result<(http::Response<Bytes>, Option<IncomingStream>), SendError>;

/// The items of a collection, one by one. The stream ends after an error.
///
/// A page that breaks off is requested again, as [`Retry`](crate::Retry) allows, as long as none of its items was
/// returned. After that, a break is an error: see [`Client::items`].
///
/// ```
/// # async fn show<T: graph_models_core::model::Item, O>(
/// #     client: graph_models_client::Client, operation: O,
/// # ) -> Result<(), Box<dyn std::error::Error>>
/// # where
/// #     O: graph_models_core::request::Operation<Response = graph_models_core::Page<T>>,
/// # {
/// let mut items = client.items(&operation)?;
/// while let Some(item) = items.next_value().await {
///     let item: T = item?;
/// }
/// # Ok(())
/// # }
/// ```
pub struct ItemStream<T> {
    client: Client,
    walk: ItemWalk<T>,
    source: Source,
}

/// The source that the walk waits for.
enum Source {
    Nothing,
    Answer(Pin<Box<dyn Future<Output = Opened> + Send>>),
    /// A body, and the rest of the last piece that arrived.
    Body(IncomingStream, Bytes),
}

impl<T: Item> ItemStream<T> {
    pub(super) fn new(client: Client, pages: Pages<T>) -> Self {
        Self { client, walk: ItemWalk::new(pages), source: Source::Nothing }
    }

    /// The next item.
    pub async fn next(&mut self) -> Option<Result<PageItem<T>, SendError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The value of the next item that is not null and of its type.
    pub async fn next_value(&mut self) -> Option<Result<T, SendError>> {
        loop {
            match self.next().await?.map(PageItem::into_value) {
                Ok(None) => {}
                Ok(Some(value)) => return Some(Ok(value)),
                Err(error) => return Some(Err(error)),
            }
        }
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

    /// Sends a request, perhaps after a wait, in a future of its own, which may outlive a call of `poll_next`.
    fn open(&self, request: http::Request<Bytes>, wait: Option<Wait>) -> Source {
        let client = self.client.clone();
        Source::Answer(Box::pin(async move {
            if let Some(wait) = wait {
                client.settings.tell_wait(&wait);
                client.transport.sleep(wait.duration).await;
            }
            client.deliver(&request, true).await
        }))
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<PageItem<T>>, SendError>> {
        loop {
            if let Source::Answer(opened) = &mut self.source {
                let opened = ready!(opened.as_mut().poll(context));
                self.source = Source::Nothing;
                match opened? {
                    (answer, Some(body)) => {
                        self.walk.begin(answer.into_parts().0)?;
                        self.source = Source::Body(body, Bytes::new());
                    }
                    (answer, None) => self.walk.refused(answer)?,
                }
            }
            match self.walk.next()? {
                ItemStep::Item(item) => return Poll::Ready(Ok(Some(item))),
                ItemStep::Done => return Poll::Ready(Ok(None)),
                ItemStep::Send(request, wait) => self.source = self.open(*request, wait),
                ItemStep::Read => ready!(self.poll_piece(context))?,
            }
        }
    }

    /// Hands a piece of the body to the walk.
    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        if let Source::Body(body, rest) = &mut self.source {
            if rest.is_empty() {
                match ready!(Pin::new(body).poll_next(context)) {
                    Some(Ok(piece)) => *rest = piece,
                    Some(Err(error)) => {
                        self.source = Source::Nothing;
                        return Poll::Ready(self.walk.lost(error.into(), &self.client.settings));
                    }
                    None => self.source = Source::Nothing,
                }
            } else {
                self.walk.feed(&rest.split_to(rest.len().min(PIECE)));
            }
            return Poll::Ready(Ok(()));
        }
        Poll::Ready(self.walk.end(&self.client.settings))
    }
}

impl<T: Item> Stream for ItemStream<T> {
    type Item = Result<PageItem<T>, SendError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = ready!(self.poll_item(context));
        Poll::Ready(item.map_err(|error| self.walk.fail(error)).transpose())
    }
}

/// The stream needs no pinning, since it never pins an item in place.
impl<T> Unpin for ItemStream<T> {}

impl<T> fmt::Debug for ItemStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemStream")
            .field("client", &self.client)
            .field("items", &self.walk)
            .finish_non_exhaustive()
    }
}
