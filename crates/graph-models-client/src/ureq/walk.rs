//! More than one request: pages, batches, and work that goes on.

use std::time::{Duration, Instant, SystemTime};

use super::Client;
use crate::SendError;
use graph_models_core::Page;
use graph_models_core::Patchable;
use graph_models_core::model::Item;
use graph_models_core::request::{
    Accepted, Answer, Batch, BatchResponses, Delta, DeltaStep, Operation, Pages, Poll, PollStep,
};

impl Client {
    /// The pages of a collection, each requested when it is asked for.
    ///
    /// # Errors
    ///
    /// If the first request cannot be made.
    pub fn pages<T: Item, O>(&self, operation: &O) -> Result<PageIter<T>, SendError>
    where
        O: Operation<Response = Page<T>>,
    {
        Ok(self.walk(Pages::new(&self.service, operation)?))
    }

    /// The same from wherever a walk is: after an error, [`PageIter::into_pages`] of the last one.
    pub fn walk<T: Item>(&self, pages: Pages<T>) -> PageIter<T> {
        PageIter { client: self.clone(), pages, is_over: false }
    }

    /// The items of all pages.
    ///
    /// # Errors
    ///
    /// As for [`send`](Self::send), and if a link leads to another host.
    pub fn all<T: Item, O>(&self, operation: &O) -> Result<Vec<T>, SendError>
    where
        O: Operation<Response = Page<T>>,
    {
        let mut items = Vec::new();
        for page in self.pages(operation)? {
            items.append(page?.items_mut());
        }
        Ok(items)
    }

    /// The next step through the changes of a collection; none when there are no more now.
    ///
    /// # Errors
    ///
    /// As for [`send`](Self::send), and if a link leads to another host. The same step is then the next once more.
    pub fn changes<T: Item>(&self, delta: &mut Delta<T>) -> Result<Option<DeltaStep<T>>, SendError> {
        let Some(request) = delta.next_request()? else { return Ok(None) };
        Ok(Some(delta.read(self.execute(&request)?)?))
    }

    /// Sends a batch, and again those of its requests that the service did not do and wants to be sent later, as
    /// [`Retry`](crate::Retry) allows. Answers are read into `responses`, and taken from there.
    ///
    /// # Errors
    ///
    /// If the batch cannot be made or sent, or is refused as a whole. What was answered before is in `responses` all the
    /// same; parts of a batch that was split are not sent after one that failed. What was to be sent again then has no
    /// answer any more: nobody knows whether it was done.
    pub fn batch(&self, batch: &Batch, responses: &mut BatchResponses) -> Result<(), SendError> {
        let mut requests = batch.requests()?;
        let mut sent = 0;
        loop {
            for request in &requests {
                responses.read_for(request, self.execute(request)?)?;
            }
            sent += 1;
            let Some(retry) = responses.retry() else { return Ok(()) };
            let Some(wait) = self.retry.wait_for_batch(sent, &retry) else { return Ok(()) };
            self.wait(wait);
            requests = batch.requests_for(&retry)?;
        }
    }

    /// Waits as long as the service wants, and looks how far the work is.
    ///
    /// # Errors
    ///
    /// As for [`send`](Self::send). That the work failed is no error but a [`PollStep::Failed`].
    pub fn poll<T: Answer + Patchable>(&self, poll: &mut Poll<T>) -> Result<PollStep<T>, SendError> {
        std::thread::sleep(poll.delay(SystemTime::now()));
        let answer = self.execute(&poll.request()?)?;
        Ok(poll.read(answer)?)
    }

    /// Looks after work until it has ended, or for so long: then it is still [`PollStep::Running`].
    ///
    /// # Errors
    ///
    /// As for [`poll`](Self::poll), and if the service did not say where to look.
    pub fn finish<T: Answer + Patchable>(
        &self,
        accepted: &Accepted,
        patience: Duration,
    ) -> Result<PollStep<T>, SendError> {
        let begun = Instant::now();
        let mut poll = Poll::new(&self.service, accepted)?;
        loop {
            let step = self.poll(&mut poll)?;
            if !matches!(step, PollStep::Running(_)) || begun.elapsed() >= patience {
                return Ok(step);
            }
        }
    }
}

/// The pages of a collection, one after the other. It ends after an error.
#[derive(Debug)]
pub struct PageIter<T> {
    client: Client,
    pages: Pages<T>,
    is_over: bool,
}

impl<T: Item> PageIter<T> {
    /// Where the walk is, so that it can go on later.
    pub fn into_pages(self) -> Pages<T> {
        self.pages
    }

    fn next_page(&mut self) -> Result<Option<Page<T>>, SendError> {
        let Some(request) = self.pages.next_request()? else { return Ok(None) };
        Ok(Some(self.pages.read(self.client.execute(&request)?)?))
    }
}

impl<T: Item> Iterator for PageIter<T> {
    type Item = Result<Page<T>, SendError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let page = self.next_page();
        self.is_over = !matches!(page, Ok(Some(_)));
        page.transpose()
    }
}
