//! A collection page by page, and its changes since: what to request next, without doing any I/O.
//!
//! ```
//! # #[path = "../../tests/support/sample.rs"] mod sample;
//! use graph_models_core::request::{Pages, Service};
//! use sample::SimpleIncident;
//!
//! // Any HTTP client; this one knows two pages.
//! fn send(request: http::Request<bytes::Bytes>) -> http::Response<&'static str> {
//!     http::Response::new(match request.uri().query() {
//!         None => {
//!             r#"{"value": [{"id": "1"}], "@odata.nextLink": "https://graph.microsoft.com/beta/incidents?$skip=1"}"#
//!         }
//!         Some(_) => r#"{"value": [{"id": "2"}]}"#,
//!     })
//! }
//!
//! let first = http::Request::get("https://graph.microsoft.com/beta/incidents").body(bytes::Bytes::new())?;
//! let mut pages = Pages::<SimpleIncident>::from_request(&Service::global(), first);
//! let mut ids = Vec::new();
//! while let Some(request) = pages.next_request()? {
//!     let page = pages.read(send(request))?;
//!     ids.extend(page.into_iter().filter_map(|incident| incident.id));
//! }
//! assert_eq!(ids, ["1", "2"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod change;
mod delta;
mod entity_id;
mod items;
mod resync;
mod trail;
mod walk;

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use http::Request;
use http::response::Parts;

pub use change::{Change, RemovalReason};
pub use delta::{Delta, DeltaStep, DeltaToken};
pub use items::PageItems;
pub use resync::ResyncKind;
use walk::Walk;

use super::{Answer, GraphError, LinkError, Operation, RequestError, Service};
use crate::Page;
use crate::model::Item;

/// The pages of a collection of `T`, one after the other.
///
/// A page can be empty and others follow. Links are followed as they are, never to another host, and with the headers
/// of the first request that the service does not remember, such as `ConsistencyLevel`.
/// An answer that is an error changes nothing: the same request comes next, so that it can be sent again.
pub struct Pages<T> {
    walk: Walk,
    items: PhantomData<fn() -> T>,
}

impl<T> Pages<T>
where
    Page<T>: Answer,
{
    /// Begins with the first request, for the first page.
    pub fn from_request(service: &Service, first: Request<Bytes>) -> Self {
        Self { walk: Walk::new(service, first), items: PhantomData }
    }

    /// Begins with an operation whose answer is a page.
    ///
    /// # Errors
    ///
    /// The request cannot be made.
    pub fn new<O: Operation<Response = Page<T>> + ?Sized>(
        service: &Service,
        operation: &O,
    ) -> Result<Self, RequestError> {
        Ok(Self::from_request(service, operation.to_http(service)?))
    }

    /// Goes on behind a page that is there already. Headers that the service does not remember, such as
    /// `ConsistencyLevel`, are those of `first`.
    ///
    /// There is no next request if it was the last page.
    pub fn after(service: &Service, page: &Page<T>, first: &Request<Bytes>) -> Self {
        let mut walk = Walk::new(service, first.clone());
        walk.goes_to(page.next_link());
        Self { walk, items: PhantomData }
    }

    /// The request for the next page; none behind the last.
    ///
    /// # Errors
    ///
    /// The link of the page before leads to another host, or to a page that was read before.
    pub fn next_request(&self) -> Result<Option<Request<Bytes>>, LinkError> {
        self.walk.next_request()
    }

    /// Reads the answer to the next request.
    ///
    /// # Errors
    ///
    /// The answer is no page; the same request is then the next once more.
    pub fn read<B: AsRef<[u8]>>(&mut self, response: http::Response<B>) -> Result<Page<T>, GraphError> {
        self.walk.hide(response.extensions());
        let page: Page<T> = super::decode(response)?;
        self.walk.goes_to(page.next_link());
        Ok(page)
    }
}

impl<T: Item> Pages<T> {
    /// Reads the answer to the next request item by item, while its body comes in. All items taken, the machine goes to
    /// [`end`](Self::end).
    ///
    /// ```
    /// # #[path = "../../tests/support/sample.rs"] mod sample;
    /// use graph_models_core::request::{Pages, Service};
    /// use sample::SimpleIncident;
    ///
    /// let first = http::Request::get("https://graph.microsoft.com/beta/incidents").body(bytes::Bytes::new())?;
    /// let mut pages = Pages::<SimpleIncident>::from_request(&Service::global(), first);
    /// let mut count = 0;
    /// while let Some(_request) = pages.next_request()? {
    ///     // Any HTTP client sends it.
    ///     let (head, body) = http::Response::new(r#"{"value": [{"id": "1"}, {"id": "2"}]}"#).into_parts();
    ///     let mut items = pages.begin(head)?;
    ///     for piece in body.as_bytes().chunks(16) {
    ///         items.feed(piece);
    ///         while let Some(_item) = items.next_item()? {
    ///             count += 1;
    ///         }
    ///     }
    ///     pages.end(items)?;
    /// }
    /// assert_eq!(count, 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The status is none of success. The body of such an answer is to be read by [`read`](Self::read), which tells more.
    pub fn begin(&mut self, head: Parts) -> Result<PageItems<T>, GraphError> {
        self.walk.hide(&head.extensions);
        match head.status.is_success() {
            true => Ok(PageItems::new(head)),
            false => Err(GraphError::from_answer(&head, &[])),
        }
    }

    /// Ends an answer that was read item by item. Returns all that stands around its items: a page without them.
    ///
    /// # Errors
    ///
    /// The body is no page, or breaks off; the same request is then the next once more.
    pub fn end(&mut self, items: PageItems<T>) -> Result<Page<T>, GraphError> {
        let page = items.finish()?;
        self.walk.goes_to(page.next_link());
        Ok(page)
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pages").field(&self.walk).finish()
    }
}

impl<T> Clone for Pages<T> {
    fn clone(&self) -> Self {
        Self { walk: self.walk.clone(), items: PhantomData }
    }
}
