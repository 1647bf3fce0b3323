//! Work of several requests as state machines: pages, changes, batches and long-running operations.
//!
//! A machine returns its next step and gets the answer of the service. The machines neither wait nor do I/O; the
//! clients do.

mod batch;

use std::fmt;
use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;
use graph_models_core::Page;
use graph_models_core::Patchable;
use graph_models_core::model::Item;
use graph_models_core::request::{Answer, Delta, DeltaStep, Monitor, MonitorStep, Pages, Poll, PollStep};

pub(crate) use batch::BatchRun;

use super::{SendError, Wait};

type Response = http::Response<Bytes>;

/// The next step of some work.
pub(crate) enum Step<T> {
    /// Send this request, and continue with its answer.
    Send(Box<http::Request<Bytes>>),
    /// Wait, and continue.
    Sleep(Duration),
    /// Report the wait before a repeated request, wait, and continue.
    BackOff(Wait),
    /// The work has ended.
    Done(T),
}

/// Work of several requests.
pub(crate) trait Work {
    /// The result of the work.
    type Output;

    /// Returns the next step, given the answer to the request of the last step.
    fn next(&mut self, answer: Option<Response>) -> Result<Step<Self::Output>, SendError>;

    /// Takes note that the request of the last step has no answer. The work ends.
    fn fails(&mut self, _: &SendError) {}
}

/// A walk through the pages of a collection, one by one. It ends after an error.
pub(crate) struct PageWalk<T> {
    pages: Pages<T>,
    is_over: bool,
}

impl<T: Item> PageWalk<T> {
    /// Makes a walk that continues at the position of `pages`.
    pub(crate) fn new(pages: Pages<T>) -> Self {
        Self { pages, is_over: false }
    }

    /// Returns the request for the next page; `None` after the last page or an error.
    ///
    /// The answer, or the error instead of one, must be passed to [`read`](Self::read).
    pub(crate) fn next_request(&self) -> Option<Result<http::Request<Bytes>, SendError>> {
        if self.is_over {
            return None;
        }
        self.pages.next_request().map_err(SendError::from).transpose()
    }

    /// Reads the answer to the next request.
    pub(crate) fn read(&mut self, answer: Result<Response, SendError>) -> Result<Page<T>, SendError> {
        let page = answer.and_then(|answer| Ok(self.pages.read(answer)?));
        self.is_over = page.is_err();
        page
    }

    /// Returns the position of the walk. After an error the same request comes next.
    pub(crate) fn into_pages(self) -> Pages<T> {
        self.pages
    }
}

impl<T> fmt::Debug for PageWalk<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pages.fmt(f)
    }
}

/// Collects the items of all pages.
pub(crate) struct AllItems<T> {
    pages: Pages<T>,
    items: Vec<T>,
}

impl<T> AllItems<T> {
    pub(crate) fn new(pages: Pages<T>) -> Self {
        Self { pages, items: Vec::new() }
    }
}

impl<T: Item> Work for AllItems<T> {
    type Output = Vec<T>;

    fn next(&mut self, answer: Option<Response>) -> Result<Step<Vec<T>>, SendError> {
        if let Some(answer) = answer {
            self.items.append(self.pages.read(answer)?.items_mut());
        }
        Ok(match self.pages.next_request()? {
            Some(request) => Step::Send(Box::new(request)),
            None => Step::Done(std::mem::take(&mut self.items)),
        })
    }
}

/// Reads the next step through the changes of a collection.
pub(crate) struct NextChanges<'a, T>(pub(crate) &'a mut Delta<T>);

impl<T: Item> Work for NextChanges<'_, T> {
    type Output = Option<DeltaStep<T>>;

    fn next(&mut self, answer: Option<Response>) -> Result<Step<Self::Output>, SendError> {
        Ok(match answer {
            Some(answer) => Step::Done(Some(self.0.read(answer)?)),
            None => self.0.next_request()?.map_or(Step::Done(None), |request| Step::Send(Box::new(request))),
        })
    }
}

/// Work of the service that continues, and whose state is requested from time to time.
pub(crate) trait Ongoing {
    /// The state of the work.
    type Look;

    /// The time to wait before the next request for the state.
    fn delay(&self, now: SystemTime) -> Duration;

    /// The next request for the state.
    fn request(&self) -> Result<http::Request<Bytes>, SendError>;

    /// Reads the answer with the state.
    fn read(&mut self, answer: Response) -> Result<Self::Look, SendError>;

    /// Returns `true` if the work still continues in this state.
    fn goes_on(look: &Self::Look) -> bool;
}

impl<T: Answer + Patchable> Ongoing for Poll<T> {
    type Look = PollStep<T>;

    fn delay(&self, now: SystemTime) -> Duration {
        self.delay(now)
    }

    fn request(&self) -> Result<http::Request<Bytes>, SendError> {
        Ok(self.request()?)
    }

    fn read(&mut self, answer: Response) -> Result<PollStep<T>, SendError> {
        Ok(self.read(answer)?)
    }

    fn goes_on(look: &PollStep<T>) -> bool {
        matches!(look, PollStep::Running(_))
    }
}

impl Ongoing for Monitor {
    type Look = MonitorStep;

    fn delay(&self, now: SystemTime) -> Duration {
        self.delay(now)
    }

    fn request(&self) -> Result<http::Request<Bytes>, SendError> {
        Ok(self.request())
    }

    fn read(&mut self, answer: Response) -> Result<MonitorStep, SendError> {
        Ok(self.read(answer)?)
    }

    fn goes_on(look: &MonitorStep) -> bool {
        matches!(look, MonitorStep::Running(_))
    }
}

/// The shortest wait between two requests for the state, even if the service names a shorter time.
const LEAST: Duration = Duration::from_millis(100);

/// Follows ongoing work until it has ended, or `patience` is over.
pub(crate) struct Follow<'a, O> {
    ongoing: &'a mut O,
    begun: Instant,
    patience: Duration,
    /// The sum of all waits. A transport for tests does not really wait.
    waited: Duration,
    /// True if the wait before the next request is over.
    is_due: bool,
}

impl<'a, O: Ongoing> Follow<'a, O> {
    pub(crate) fn new(ongoing: &'a mut O, patience: Duration) -> Self {
        Self { ongoing, begun: Instant::now(), patience, waited: Duration::ZERO, is_due: false }
    }

    /// The time since the beginning.
    fn elapsed(&self) -> Duration {
        self.begun.elapsed().max(self.waited)
    }

    /// The wait before the next request. It ends with the patience of the caller. If the patience is zero, the caller
    /// wants one request for the state, after the whole wait.
    fn wait(&self) -> Duration {
        let delay = self.ongoing.delay(SystemTime::now());
        if self.patience.is_zero() {
            return delay;
        }
        delay.max(LEAST).min(self.patience.saturating_sub(self.elapsed()))
    }
}

impl<O: Ongoing> Work for Follow<'_, O> {
    type Output = O::Look;

    fn next(&mut self, answer: Option<Response>) -> Result<Step<O::Look>, SendError> {
        if let Some(answer) = answer {
            let look = self.ongoing.read(answer)?;
            if !O::goes_on(&look) || self.elapsed() >= self.patience {
                return Ok(Step::Done(look));
            }
            self.is_due = false;
        }
        if self.is_due {
            return Ok(Step::Send(Box::new(self.ongoing.request()?)));
        }
        self.is_due = true;
        let wait = self.wait();
        self.waited = self.waited.saturating_add(wait);
        Ok(Step::Sleep(wait))
    }
}
