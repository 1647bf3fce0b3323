//! The pages of a collection, and its later changes. The machines return the next request, and do no I/O.
//!
//! ```
//! # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
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
use walk::{Walk, link_in};

use super::{Answer, GraphError, LinkError, Operation, RequestError, Service};
use crate::Page;
use crate::model::{Item, Note};

/// The pages of a collection of `T`, one after the other.
///
/// A page can be empty although others follow. Links are followed unchanged and never to another host. Their requests
/// have those headers of the first request that the service does not remember, such as `ConsistencyLevel`. An answer
/// that is an error changes nothing: the same request comes next and can be sent again.
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
    /// Returns an error if the request cannot be made.
    pub fn new<O: Operation<Response = Page<T>> + ?Sized>(
        service: &Service,
        operation: &O,
    ) -> Result<Self, RequestError> {
        Ok(Self::from_request(service, operation.to_http(service)?))
    }

    /// Continues after a page that was already read. Headers that the service does not remember, such as
    /// `ConsistencyLevel`, are those of `first`.
    ///
    /// There is no next request if this was the last page.
    pub fn after(service: &Service, page: &Page<T>, first: &Request<Bytes>) -> Self {
        let mut walk = Walk::new(service, first.clone());
        walk.goes_on(link_in(page.extra(), Note::NextLink));
        Self { walk, items: PhantomData }
    }

    /// The request for the next page; `None` after the last page.
    ///
    /// # Errors
    ///
    /// Returns an error if the link of the last page is no text, leads to another host, or to a page that was read
    /// before.
    pub fn next_request(&self) -> Result<Option<Request<Bytes>>, LinkError> {
        self.walk.next_request()
    }

    /// Reads the answer to the next request.
    ///
    /// # Errors
    ///
    /// Returns an error if the answer is no page. The same request then comes next again.
    pub fn read<B: AsRef<[u8]>>(&mut self, response: http::Response<B>) -> Result<Page<T>, GraphError> {
        self.walk.hide(response.extensions());
        let page: Page<T> = super::decode(response)?;
        self.walk.goes_on(link_in(page.extra(), Note::NextLink));
        Ok(page)
    }
}

impl<T: Item> Pages<T> {
    /// Reads the answer to the next request item by item, while its body arrives. When all items are taken, pass the
    /// result to [`end`](Self::end).
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
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
    /// Returns an error if the status is not a success. Read such an answer with [`read`](Self::read), whose error
    /// has more information.
    pub fn begin(&mut self, head: Parts) -> Result<PageItems<T>, GraphError> {
        self.walk.hide(&head.extensions);
        match head.status.is_success() {
            true => Ok(PageItems::new(head)),
            false => Err(GraphError::from_answer(&head, &[])),
        }
    }

    /// Ends an answer that was read item by item. Returns everything around the items, as a page without items.
    ///
    /// # Errors
    ///
    /// Returns an error if the body is no page or breaks off. The same request then comes next again.
    pub fn end(&mut self, items: PageItems<T>) -> Result<Page<T>, GraphError> {
        let page = items.finish()?;
        self.walk.goes_on(link_in(page.extra(), Note::NextLink));
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
