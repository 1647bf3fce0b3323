//! The walk through the items of a collection, as a state machine: it needs a request for each page, and reads each
//! answer in pieces.

use std::fmt;
use std::time::{Duration, Instant};

use bytes::Bytes;
use graph_models_core::Page;
use graph_models_core::items::PageItem;
use graph_models_core::model::Item;
use graph_models_core::request::{GraphError, Hidden, PageItems, Pages, SentRequest};
use http::response::Parts;

use crate::delivery::repeat_after;
use crate::settings::Settings;
use crate::{SendError, Wait};

/// The most bytes of a body that are added at once. The bytes stay in memory until their items are taken.
pub(crate) const PIECE: usize = 32 << 10;

/// The walk. It ends after an error: the client passes each error to [`fail`](ItemWalk::fail).
///
/// A page that breaks off is requested again only as long as none of its items was returned. Another answer to the same
/// request may have other items, or the same items in another order. Items could then be missed or come twice without
/// notice.
pub(crate) struct ItemWalk<T> {
    pages: Pages<T>,
    /// The items of the answer that is read.
    items: Option<PageItems<T>>,
    /// The attempts to read this page.
    attempts: Attempts,
    /// The page that was read last, without its items.
    page: Option<Page<T>>,
    is_over: bool,
}

/// The attempts to read one page.
#[derive(Default)]
struct Attempts {
    /// The bodies that broke off.
    broken: u32,
    /// The beginning of the first attempt.
    begun: Option<Instant>,
    /// The wait before the next attempt.
    wait: Option<Wait>,
    /// The sum of all waits. A transport for tests does not really wait.
    waited: Duration,
    /// True once an item of the page was returned.
    has_given: bool,
}

/// The next step of a walk.
pub(crate) enum ItemStep<T> {
    /// Report the wait and wait, if there is one. Then send this request, and give the head of its answer to
    /// [`ItemWalk::begin`].
    Send(Box<http::Request<Bytes>>, Option<Wait>),
    /// Read a piece of the body, and give it to [`ItemWalk::feed`]. At the end of the body, call [`ItemWalk::end`].
    Read,
    Item(PageItem<T>),
    /// There are no more items.
    Done,
}

impl<T: Item> ItemWalk<T> {
    pub(crate) fn new(pages: Pages<T>) -> Self {
        Self { pages, items: None, attempts: Attempts::default(), page: None, is_over: false }
    }

    /// The next step.
    pub(crate) fn next(&mut self) -> Result<ItemStep<T>, SendError> {
        if self.is_over {
            return Ok(ItemStep::Done);
        }
        if let Some(items) = &mut self.items {
            let item = items.next_item()?;
            self.attempts.has_given |= item.is_some();
            return Ok(item.map_or(ItemStep::Read, ItemStep::Item));
        }
        let Some(request) = self.pages.next_request()? else { return Ok(ItemStep::Done) };
        self.attempts.begun.get_or_insert_with(Instant::now);
        Ok(ItemStep::Send(Box::new(request), self.attempts.wait.take()))
    }

    /// Begins with the head of a successful answer, whose body is read in pieces.
    pub(crate) fn begin(&mut self, head: Parts) -> Result<(), SendError> {
        self.items = Some(self.pages.begin(head)?);
        Ok(())
    }

    /// Reads a whole unsuccessful answer. The result is an error, unless the service contradicts itself.
    pub(crate) fn refused(&mut self, answer: http::Response<Bytes>) -> Result<(), SendError> {
        self.page = Some(self.pages.read(answer)?);
        self.attempts = Attempts::default();
        Ok(())
    }

    /// Adds a piece of the body.
    pub(crate) fn feed(&mut self, piece: &[u8]) {
        if let Some(items) = &mut self.items {
            items.feed(piece);
        }
    }

    /// Ends the body. If the body broke off with an error of the service, the page may be requested again.
    pub(crate) fn end(&mut self, settings: &Settings) -> Result<(), SendError> {
        let Some(items) = self.items.take() else { return Ok(()) };
        match self.pages.end(items) {
            Ok(page) => {
                self.page = Some(page);
                self.attempts = Attempts::default();
                Ok(())
            }
            Err(error) if is_interrupted(&error) => self.broke_off(error.into(), settings),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes note that the rest of the body cannot be read. The error does not show the token.
    pub(crate) fn lost(&mut self, error: SendError, settings: &Settings) -> Result<(), SendError> {
        let items = self.items.take();
        let extensions = items.as_ref().map(|items| &items.head().extensions);
        let error = match extensions.and_then(|extensions| extensions.get::<Hidden>()) {
            Some(hidden) => error.hiding(hidden),
            None => error,
        };
        let error = match (error, extensions.and_then(|extensions| extensions.get::<SentRequest>())) {
            (SendError::Transport(error), Some(sent)) => error.of(sent).into(),
            (error, _) => error,
        };
        self.broke_off(error, settings)
    }

    /// Lets the page be requested again. Returns the error if an item of the page was returned, or if the rules for
    /// sending again forbid a repeat.
    fn broke_off(&mut self, error: SendError, settings: &Settings) -> Result<(), SendError> {
        self.attempts.broken = self.attempts.broken.saturating_add(1);
        let request = self.pages.next_request().ok().flatten().filter(|_| !self.attempts.has_given);
        let elapsed = self.attempts.begun.map(|begun| begun.elapsed()).unwrap_or_default();
        let elapsed = elapsed.max(self.attempts.waited);
        let wait = request
            .and_then(|request| repeat_after(settings, &request, self.attempts.broken, elapsed, &error));
        match wait {
            Some(wait) => {
                self.attempts.waited = self.attempts.waited.saturating_add(wait.duration);
                self.attempts.wait = Some(wait);
                Ok(())
            }
            None => Err(error),
        }
    }

    /// Ends the walk with an error.
    pub(crate) fn fail(&mut self, error: SendError) -> SendError {
        self.is_over = true;
        self.items = None;
        error
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

/// Returns `true` if the body broke off and ended in an error. A body that is an error as a whole is a complete answer.
fn is_interrupted(error: &GraphError) -> bool {
    let body = Bytes::copy_from_slice(error.body());
    GraphError::from_interruption(&http::Response::new(body)).is_some()
}

impl<T> fmt::Debug for ItemWalk<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemWalk")
            .field("pages", &self.pages)
            .field("items", &self.items)
            .finish_non_exhaustive()
    }
}
