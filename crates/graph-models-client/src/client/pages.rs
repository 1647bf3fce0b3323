//! The pages of a collection as an asynchronous stream.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use graph_models_core::Page;
use graph_models_core::model::Item;
use graph_models_core::request::Pages;

use super::Client;
use crate::SendError;
use crate::work::PageWalk;

type Exchange = Pin<Box<dyn Future<Output = Result<http::Response<Bytes>, SendError>> + Send>>;

/// The pages of a collection, one after the other. The stream ends after an error.
pub struct PageStream<T> {
    client: Client,
    walk: PageWalk<T>,
    exchange: Option<Exchange>,
}

impl<T: Item> PageStream<T> {
    pub(super) fn new(client: Client, pages: Pages<T>) -> Self {
        Self { client, walk: PageWalk::new(pages), exchange: None }
    }

    /// The next page.
    pub async fn next(&mut self) -> Option<Result<Page<T>, SendError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The position of the walk, to continue later.
    pub fn into_pages(self) -> Pages<T> {
        self.walk.into_pages()
    }

    /// Sends a request in a separate future, which may outlive a call of `poll_next`.
    fn exchange(&self, request: http::Request<Bytes>) -> Exchange {
        let client = self.client.clone();
        Box::pin(async move { client.execute(&request).await })
    }
}

impl<T: Item> Stream for PageStream<T> {
    type Item = Result<Page<T>, SendError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut exchange = match self.exchange.take() {
            Some(exchange) => exchange,
            None => match self.walk.next_request() {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(self.walk.read(Err(error)))),
                Some(Ok(request)) => self.exchange(request),
            },
        };
        let Poll::Ready(answer) = exchange.as_mut().poll(context) else {
            self.exchange = Some(exchange);
            return Poll::Pending;
        };
        Poll::Ready(Some(self.walk.read(answer)))
    }
}

/// The stream needs no pinning, since it holds no items.
impl<T> Unpin for PageStream<T> {}

impl<T> fmt::Debug for PageStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageStream")
            .field("client", &self.client)
            .field("pages", &self.walk)
            .finish_non_exhaustive()
    }
}
