//! The items of one answer, read while its body arrives.

use std::fmt;

use http::response::Parts;

use crate::Page;
use crate::items::{Items, ItemsError, PageItem};
use crate::model::Item;
use crate::request::GraphError;
use crate::request::answer::{json_text, refuse_error};
use crate::request::graph_error::begins_with_error;

/// The words for the expected body.
const EXPECTED: &str = "a page";

/// The items of an answer one by one, read while its body arrives. See [`Items`] for their memory.
///
/// The errors are those of [`decode`](super::super::decode). If a service gives up and ends the body with an error,
/// the result is this error. So an item that looks like an error is held back until the page continues. The
/// [body](GraphError::body) of such an error does not contain the items that were already read.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
/// use graph_models_core::request::{GraphErrorKind, PageItems};
/// use sample::SimpleIncident;
///
/// let (head, ()) = http::Response::new(()).into_parts();
/// let mut items = PageItems::<SimpleIncident>::new(head);
/// items.feed(br#"{"value": [{"id": "1"},{"error": {"code": "Timeout", "message": "It took too long."}}"#);
/// assert_eq!(items.next_item()?.and_then(|item| item.into_value()?.id).as_deref(), Some("1"));
/// assert!(items.next_item()?.is_none());
/// let error = items.finish().unwrap_err();
/// assert_eq!((error.kind(), error.code()), (GraphErrorKind::Interrupted, Some("Timeout")));
/// # Ok::<(), graph_models_core::request::GraphError>(())
/// ```
pub struct PageItems<T> {
    head: Parts,
    items: Items<T>,
    /// An item that looks like an error. It is held back until the page continues.
    held: Option<PageItem<T>>,
    /// The text of that item.
    held_text: String,
    /// The item behind the held one.
    behind: Option<PageItem<T>>,
}

impl<T: Item> PageItems<T> {
    /// Begins with the head of a successful answer, and without bytes of the body.
    pub fn new(head: Parts) -> Self {
        Self { head, items: Items::new(), held: None, held_text: String::new(), behind: None }
    }

    /// Sets the limit for the bytes of an item: see [`Items::with_longest_item`].
    #[must_use]
    pub fn with_longest_item(mut self, bytes: usize) -> Self {
        self.items = self.items.with_longest_item(bytes);
        self
    }

    /// The head of the answer.
    pub fn head(&self) -> &Parts {
        &self.head
    }

    /// Adds bytes of the body: see [`Items::feed`].
    pub fn feed(&mut self, bytes: &[u8]) {
        self.items.feed(bytes);
    }

    /// The next item that has arrived completely: see [`Items::next_item`].
    ///
    /// # Errors
    ///
    /// Returns an error if the body is no page of `T`, or if it is an error.
    pub fn next_item(&mut self) -> Result<Option<PageItem<T>>, GraphError> {
        if let Some(item) = self.behind.take() {
            return Ok(Some(item));
        }
        loop {
            let next = self.items.next_item();
            let Some(item) = next.map_err(|error| self.error(&error))? else {
                // The text stays, since something may follow the page. The body is then no page.
                return Ok(self.held.take_if(|_| self.items.has_ended()));
            };
            let before = self.held.take();
            self.held_text.clear();
            if begins_with_error(self.items.last_item()) {
                self.held_text.push_str(self.items.last_item());
                self.held = Some(item);
            } else if before.is_some() {
                self.behind = Some(item);
            } else {
                return Ok(Some(item));
            }
            if before.is_some() {
                return Ok(before);
            }
        }
    }

    /// Ends the body, and returns everything around the items, as a page without items.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`next_item`](Self::next_item). Also fails if the body breaks off.
    pub fn finish(self) -> Result<Page<T>, GraphError> {
        let Self { head, items, held, held_text, behind } = self;
        let body = body(&items, &held_text);
        // An item that is held back counts as not taken only if the page has ended.
        let is_taken = behind.is_none() && (held.is_none() || !items.has_ended());
        let page =
            items.finish().and_then(|page| if is_taken { Ok(page) } else { Err(ItemsError::not_taken()) });
        page.map_err(|error| error_of(&head, &body, &error))
    }

    fn error(&self, error: &ItemsError) -> GraphError {
        error_of(&self.head, &body(&self.items, &self.held_text), error)
    }
}

/// The body without the items that were read.
fn body<T: Item>(items: &Items<T>, held: &str) -> Vec<u8> {
    let (around, rest) = items.parts_left();
    [around.as_bytes(), held.as_bytes(), &rest].concat()
}

/// The error of an answer whose body is no page. The checks have the same order as those of a whole body.
fn error_of(head: &Parts, body: &[u8], error: &ItemsError) -> GraphError {
    let refused = refuse_error(head, body).and_then(|()| json_text(head, body, EXPECTED).map(|_| ()));
    match refused {
        Err(refused) => refused,
        Ok(()) => GraphError::undecodable(head, body, EXPECTED, &error.to_string()),
    }
}

/// Shows nothing of the body.
impl<T> fmt::Debug for PageItems<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageItems")
            .field("status", &self.head.status)
            .field("items", &self.items)
            .finish_non_exhaustive()
    }
}
