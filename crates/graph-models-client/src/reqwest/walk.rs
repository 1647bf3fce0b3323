//! More than one request: pages, batches, and work that goes on.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll as Ready, ready};
use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;
use futures_core::Stream;

use super::Client;
use crate::SendError;
use graph_models_core::Page;
use graph_models_core::Patchable;
use graph_models_core::model::Item;
use graph_models_core::request::{
    Accepted, Answer, Batch, BatchResponses, Delta, DeltaStep, Operation, Pages, Poll, PollStep,
};

type Exchange = Pin<Box<dyn Future<Output = Result<http::Response<Bytes>, SendError>> + Send>>;

impl Client {
    /// The pages of a collection, each requested when it is asked for.
    ///
    /// # Errors
    ///
    /// If the first request cannot be made.
    pub fn pages<T: Item, O>(&self, operation: &O) -> Result<PageStream<T>, SendError>
    where
        O: Operation<Response = Page<T>>,
    {
        Ok(self.walk(Pages::new(&self.service, operation)?))
    }

    /// The same from wherever a walk is: after an error, [`PageStream::into_pages`] of the last one.
    pub fn walk<T: Item>(&self, pages: Pages<T>) -> PageStream<T> {
        PageStream { client: self.clone(), pages, exchange: None, is_over: false }
    }

    /// The items of all pages.
    ///
    /// # Errors
    ///
    /// As for [`send`](Self::send), and if a link leads to another host.
    pub async fn all<T: Item, O>(&self, operation: &O) -> Result<Vec<T>, SendError>
    where
        O: Operation<Response = Page<T>>,
    {
        let mut pages = self.pages(operation)?;
        let mut items = Vec::new();
        while let Some(page) = pages.next().await {
            items.append(page?.items_mut());
        }
        Ok(items)
    }

    /// The next step through the changes of a collection; none when there are no more now.
    ///
    /// # Errors
    ///
    /// As for [`send`](Self::send), and if a link leads to another host. The same step is then the next once more.
    pub async fn changes<T: Item>(&self, delta: &mut Delta<T>) -> Result<Option<DeltaStep<T>>, SendError> {
        let Some(request) = delta.next_request()? else { return Ok(None) };
        Ok(Some(delta.read(self.execute(&request).await?)?))
    }

    /// Sends a batch, and again those of its requests that the service did not do and wants to be sent later, as
    /// [`Retry`](crate::Retry) allows. Answers are read into `responses`, and taken from there.
    ///
    /// # Errors
    ///
    /// If the batch cannot be made or sent, or is refused as a whole. What was answered before is in `responses` all the
    /// same; parts of a batch that was split are not sent after one that failed. What was to be sent again then has no
    /// answer any more: nobody knows whether it was done.
    pub async fn batch(&self, batch: &Batch, responses: &mut BatchResponses) -> Result<(), SendError> {
        let mut requests = batch.requests()?;
        let mut sent = 0;
        loop {
            for request in &requests {
                responses.read_for(request, self.execute(request).await?)?;
            }
            sent += 1;
            let Some(retry) = responses.retry() else { return Ok(()) };
            let Some(wait) = self.retry.wait_for_batch(sent, &retry) else { return Ok(()) };
            self.wait(wait).await;
            requests = batch.requests_for(&retry)?;
        }
    }

    /// Waits as long as the service wants, and looks how far the work is.
    ///
    /// # Errors
    ///
    /// As for [`send`](Self::send). That the work failed is no error but a [`PollStep::Failed`].
    pub async fn poll<T: Answer + Patchable>(&self, poll: &mut Poll<T>) -> Result<PollStep<T>, SendError> {
        tokio::time::sleep(poll.delay(SystemTime::now())).await;
        let answer = self.execute(&poll.request()?).await?;
        Ok(poll.read(answer)?)
    }

    /// Looks after work until it has ended, or for so long: then it is still [`PollStep::Running`].
    ///
    /// # Errors
    ///
    /// As for [`poll`](Self::poll), and if the service did not say where to look.
    pub async fn finish<T: Answer + Patchable>(
        &self,
        accepted: &Accepted,
        patience: Duration,
    ) -> Result<PollStep<T>, SendError> {
        let begun = Instant::now();
        let mut poll = Poll::new(&self.service, accepted)?;
        loop {
            let step = self.poll(&mut poll).await?;
            if !matches!(step, PollStep::Running(_)) || begun.elapsed() >= patience {
                return Ok(step);
            }
        }
    }
}

/// The pages of a collection, one after the other. It ends after an error.
pub struct PageStream<T> {
    client: Client,
    pages: Pages<T>,
    exchange: Option<Exchange>,
    is_over: bool,
}

impl<T: Item> PageStream<T> {
    /// The next page.
    pub async fn next(&mut self) -> Option<Result<Page<T>, SendError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Where the walk is, so that it can go on later.
    pub fn into_pages(self) -> Pages<T> {
        self.pages
    }

    fn begin(&self) -> Result<Option<Exchange>, SendError> {
        let Some(request) = self.pages.next_request()? else { return Ok(None) };
        let client = self.client.clone();
        Ok(Some(Box::pin(async move { client.execute(&request).await })))
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Ready<Result<Option<Page<T>>, SendError>> {
        if self.exchange.is_none() {
            self.exchange = self.begin()?;
        }
        let Some(exchange) = &mut self.exchange else { return Ready::Ready(Ok(None)) };
        let answer = ready!(exchange.as_mut().poll(context));
        self.exchange = None;
        Ready::Ready(answer.and_then(|answer| Ok(Some(self.pages.read(answer)?))))
    }
}

impl<T: Item> Stream for PageStream<T> {
    type Item = Result<Page<T>, SendError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Ready<Option<Self::Item>> {
        if self.is_over {
            return Ready::Ready(None);
        }
        let page = ready!(self.poll_page(context));
        self.is_over = !matches!(page, Ok(Some(_)));
        Ready::Ready(page.transpose())
    }
}

/// It holds no items.
impl<T> Unpin for PageStream<T> {}

impl<T> fmt::Debug for PageStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageStream")
            .field("client", &self.client)
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}
