//! Several requests in one HTTP request, with typed answers: Graph's JSON `$batch` (OData JSON 4.01, 19). Must not do
//! I/O.
//!
//! Each request succeeds or fails alone. More than [`MAX_REQUESTS`] requests become several batches.
//!
//! ```
//! # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
//! use bytes::Bytes;
//! use graph_models_core::request::{Batch, NoContent, Service};
//! use sample::SimpleIncident;
//!
//! # let get = http::Request::get("https://graph.microsoft.com/beta/incidents/1").body(Bytes::new())?;
//! # let close = http::Request::post("https://graph.microsoft.com/beta/incidents/1/close").body(Bytes::new())?;
//! let mut batch = Batch::new(&Service::global());
//! let incident = batch.add_request::<SimpleIncident>(&get)?; // with `batch.add(&operation)`, no type is needed
//! let closed = batch.add_request_after::<NoContent>(&close, &[incident.id()])?;
//!
//! let requests = batch.requests()?; // one HTTP request, for any client
//! assert_eq!(requests[0].uri(), "https://graph.microsoft.com/beta/$batch");
//! let answer = http::Response::new(r#"{"responses": [
//!     {"id": "2", "status": 429, "headers": {"Retry-After": "3"}},
//!     {"id": "1", "status": 200, "body": {"id": "1", "activationCount": 4}}
//! ]}"#);
//!
//! let mut responses = batch.responses();
//! responses.read(answer)?;
//! let retry = responses.retry().expect("one was throttled");
//! assert_eq!(responses.take(incident)??.activation_count, Some(4));
//! let again = batch.requests_for(&retry)?; // after `retry.delay`
//! responses.read_for(&again[0], http::Response::new(r#"{"responses": [{"id": "2", "status": 204}]}"#))?;
//! assert_eq!(responses.take(closed)??, NoContent::default());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answers;
mod content;
mod error;
mod item;
mod responses;
mod retry;
mod split;

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderValue, Method, Request, header};

pub use error::BatchError;
use item::Item;
pub use responses::BatchResponses;
pub use retry::BatchRetry;

use super::{Answer, Full, Operation, Reply, RequestError, Service, Version};

/// The largest number of requests in one batch.
pub const MAX_REQUESTS: usize = 20;

/// The marker of a request that changes nothing although its method could: a batch whose requests only read. It may be
/// sent again after a lost connection. It is in the extensions of the [`http::Request`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ChangesNothing;

/// Requests to be sent together, all of one version of Graph.
pub struct Batch {
    service: Service,
    version: Option<Version>,
    items: Vec<Item>,
    /// Identifies this batch, so that an answer of another batch is refused.
    identity: Arc<()>,
}

/// The position of a request in its batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BatchId(pub(super) usize);

/// The id as text, in the form of the JSON of the batch. It is unique within a batch, even if the batch is split.
impl fmt::Display for BatchId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0 + 1)
    }
}

/// The handle of a request in a batch. The handle takes the answer, whose content is an `R`.
pub struct BatchHandle<R> {
    id: BatchId,
    identity: Arc<()>,
    answer: PhantomData<fn() -> R>,
}

impl<R> BatchHandle<R> {
    /// The id of the request.
    pub fn id(&self) -> BatchId {
        self.id
    }

    /// The same handle, for an answer that may be accepted for later.
    ///
    /// ```
    /// use graph_models_core::request::{Batch, Catalog, Delete, Path, Reply, Service};
    ///
    /// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
    ///
    /// let mut batch = Batch::new(&Service::global());
    /// let handle = batch.add(&Delete::new(&Path::root(&CATALOG).add("/teams/{id}", &[&"1"])))?;
    /// let mut responses = batch.responses();
    /// let answer = r#"{"responses": [{"id": "1", "status": 202, "headers": {"Location": "/teams('1')/operations('2')"}}]}"#;
    /// responses.read(http::Response::new(answer))?;
    /// let Reply::Accepted(accepted) = responses.take(handle.reply())?? else { panic!("it is 202") };
    /// assert_eq!(accepted.location.as_deref(), Some("/teams('1')/operations('2')"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn reply(self) -> BatchHandle<Reply<R>> {
        self.reading()
    }

    /// The same handle, for an answer together with the facts in its headers.
    pub fn full(self) -> BatchHandle<Full<R>> {
        self.reading()
    }

    fn reading<T>(self) -> BatchHandle<T> {
        BatchHandle { id: self.id, identity: self.identity, answer: PhantomData }
    }
}

impl<R> fmt::Debug for BatchHandle<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BatchHandle({})", self.id)
    }
}

impl Batch {
    /// A batch without requests.
    pub fn new(service: &Service) -> Self {
        Self { service: service.clone(), version: None, items: Vec::new(), identity: Arc::new(()) }
    }

    /// Adds an operation.
    ///
    /// # Errors
    ///
    /// Returns an error if no request can be made from the operation, or if it has another version than earlier
    /// requests.
    pub fn add<O: Operation>(&mut self, operation: &O) -> Result<BatchHandle<O::Response>, BatchError> {
        self.add_after(operation, &[])
    }

    /// Adds an operation that runs after others. If one of the others fails, the operation does not run: its status is
    /// 424.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`add`](Self::add). Also fails if one of the others is not in this batch.
    pub fn add_after<O: Operation>(
        &mut self,
        operation: &O,
        after: &[BatchId],
    ) -> Result<BatchHandle<O::Response>, BatchError> {
        let request = operation.to_http(&self.service)?;
        self.add_request_after(&request, after)
    }

    /// Adds an HTTP request, such as the next one of [`Pages`](super::Pages).
    ///
    /// # Errors
    ///
    /// Returns an error if the request goes to another service, or has another version than earlier requests, or if its
    /// body is not valid JSON although its `Content-Type` says so.
    pub fn add_request<R: Answer>(&mut self, request: &Request<Bytes>) -> Result<BatchHandle<R>, BatchError> {
        self.add_request_after(request, &[])
    }

    /// Adds an HTTP request that runs after others.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`add_request`](Self::add_request). Also fails if one of the others is not in this
    /// batch.
    pub fn add_request_after<R: Answer>(
        &mut self,
        request: &Request<Bytes>,
        after: &[BatchId],
    ) -> Result<BatchHandle<R>, BatchError> {
        if let Some(&id) = after.iter().find(|id| id.0 >= self.items.len()) {
            return Err(BatchError::UnknownId { id });
        }
        let path = self.service.path_of(request.uri()).ok_or(BatchError::OtherService)?;
        let version = Version::from_path(path).ok_or(BatchError::NoVersion)?;
        match self.version {
            Some(expected) if expected != version => {
                return Err(BatchError::OtherVersion { expected, found: version });
            }
            _ => {}
        }
        let url = path.get(version.as_str().len() + 1..).unwrap_or_default();
        let after = after.iter().copied().collect::<BTreeSet<_>>();
        self.items.push(Item::new(request, url, after.into_iter().collect())?);
        self.version = Some(version);
        Ok(BatchHandle {
            id: BatchId(self.items.len() - 1),
            identity: Arc::clone(&self.identity),
            answer: PhantomData,
        })
    }

    /// The number of requests.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Returns `true` if the batch has no request.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The HTTP requests for the whole batch: as few as possible. Requests that depend on each other stay together.
    ///
    /// # Errors
    ///
    /// Returns an error if more than [`MAX_REQUESTS`] requests depend on each other.
    pub fn requests(&self) -> Result<Vec<Request<Bytes>>, BatchError> {
        let all: Vec<_> = (0..self.items.len()).map(BatchId).collect();
        self.requests_of(&all)
    }

    /// The HTTP requests that send the requests of `retry` again.
    ///
    /// From now on these requests wait for an answer, and their earlier answers are dropped. If the connection is
    /// lost, it is unknown whether they ran.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`requests`](Self::requests). Also fails if `retry` belongs to another batch.
    pub fn requests_for(&self, retry: &BatchRetry) -> Result<Vec<Request<Bytes>>, BatchError> {
        if !Arc::ptr_eq(&self.identity, &retry.identity) {
            return Err(BatchError::OtherBatch);
        }
        let requests = self.requests_of(&retry.ids)?;
        retry.ids.iter().for_each(|&id| retry.waiting.begin(id));
        Ok(requests)
    }

    /// The responses of this batch: reads the HTTP answers, then gives the answer to each request.
    pub fn responses(&self) -> BatchResponses {
        let after = self.items.iter().map(|item| item.after.clone()).collect();
        let sent = self.items.iter().map(Item::sent).collect();
        BatchResponses::new(Arc::clone(&self.identity), self.version, after, sent)
    }

    fn requests_of(&self, ids: &[BatchId]) -> Result<Vec<Request<Bytes>>, BatchError> {
        let after = |id: BatchId| self.items.get(id.0).map_or(&[][..], |item| item.after.as_slice());
        split::split(ids, after)?.iter().map(|part| self.request(part)).collect()
    }

    fn request(&self, part: &[BatchId]) -> Result<Request<Bytes>, BatchError> {
        let version = self.version.ok_or(BatchError::NoVersion)?;
        let items = part.iter().filter_map(|&id| Some((id, self.items.get(id.0)?)));
        let body = item::body(items).map_err(|error| RequestError::Body { reason: error.to_string() })?;
        let json = HeaderValue::from_static("application/json");
        let request = Request::builder()
            .method(Method::POST)
            .uri(format!("{}/{version}/$batch", self.service.root()))
            .header(header::ACCEPT, json.clone())
            .header(header::CONTENT_TYPE, json)
            .body(Bytes::from(body));
        let mut request = request.map_err(|error| RequestError::InvalidUri { reason: error.to_string() })?;
        if part.iter().all(|&id| self.items.get(id.0).is_some_and(Item::changes_nothing)) {
            request.extensions_mut().insert(ChangesNothing);
        }
        Ok(request)
    }
}

/// Shows neither bodies nor headers of the requests.
impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch")
            .field("service", &self.service)
            .field("version", &self.version)
            .field("items", &self.items)
            .finish_non_exhaustive()
    }
}
