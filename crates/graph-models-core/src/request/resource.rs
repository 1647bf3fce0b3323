//! Requests that every resource has: read, list, create, update, delete and count.
//!
//! The requests are written once for all types, and typed paths make them. The path gives access to the facts about a
//! request.

use std::fmt;

use http::response;
use serde::Serialize;

use super::options::{with_body, with_options};
use super::shown::without_body;
use super::{
    Answer, Binding, Body, GraphError, Method, NoContent, Operation, OperationInfo, Parts, Path, Query,
    RequestOptions,
};
use crate::model::Item;
use crate::{Page, Patch, Patchable};

/// The facts about a request that the catalog does not list.
pub(super) const fn unlisted(name: &'static str, method: Method) -> OperationInfo {
    OperationInfo::new(name, "", method, "", Binding::one(""))
}

static GET: OperationInfo = unlisted("get", Method::GET);
static LIST: OperationInfo = unlisted("list", Method::GET);
static CREATE: OperationInfo = unlisted("create", Method::POST);
static UPDATE: OperationInfo = unlisted("update", Method::PATCH);
static DELETE: OperationInfo = unlisted("delete", Method::DELETE);
static COUNT: OperationInfo = unlisted("count", Method::GET);

/// Reads one entity (`GET`).
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
/// use graph_models_core::request::{Catalog, Get, Operation, Path, Query, Service};
/// use sample::SimpleIncident;
///
/// static CATALOG: Catalog = Catalog { version: "beta", parts: &[] };
///
/// let path = Path::root(&CATALOG).add("/incidents/{id}", &[&"1"]);
/// let get = Get::<SimpleIncident>::new(&path).query(Query::new().select(SimpleIncident::SEVERITY));
/// let request = get.to_http(&Service::global())?;
/// assert_eq!(request.uri(), "https://graph.microsoft.com/beta/incidents/1?%24select=severity");
/// # Ok::<(), graph_models_core::request::RequestError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Get<E> {
    path: Path,
    query: Query<E>,
    options: RequestOptions,
}

impl<E> Get<E> {
    /// The request that reads the entity at `path`.
    pub fn new(path: &Path) -> Self {
        Self { path: path.clone(), query: Query::new(), options: RequestOptions::default() }
    }

    /// Sets the query options. Replaces earlier ones.
    #[must_use]
    pub fn query(self, query: Query<E>) -> Self {
        Self { query, ..self }
    }
}

impl<E: Answer> Operation for Get<E> {
    type Response = E;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &GET).query(&self.query).options(&self.options)
    }
}

/// Reads the first page of a collection (`GET`).
///
/// If the service requires a `$filter` ([`OperationInfo::filter`]), the request contains it.
#[derive(Debug, Clone, PartialEq)]
pub struct List<E> {
    path: Path,
    query: Query<E>,
    options: RequestOptions,
}

impl<E> List<E> {
    /// The request that lists the collection at `path`.
    pub fn new(path: &Path) -> Self {
        Self { path: path.clone(), query: Query::new(), options: RequestOptions::default() }
    }

    /// Sets the query options. Replaces earlier ones.
    #[must_use]
    pub fn query(self, query: Query<E>) -> Self {
        Self { query, ..self }
    }
}

impl<E: Item> Operation for List<E> {
    type Response = Page<E>;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &LIST).query(&self.query).options(&self.options)
    }
}

/// Adds an entity to a collection (`POST`).
///
/// The answer is the created entity. It is `None` if the service does not send the entity, or is still creating it.
#[derive(Clone, PartialEq)]
pub struct Create<E> {
    path: Path,
    entity: E,
    options: RequestOptions,
}

impl<E> Create<E> {
    /// The request that adds the entity to the collection at `path`.
    pub fn new(path: &Path, entity: E) -> Self {
        Self { path: path.clone(), entity, options: RequestOptions::default() }
    }

    /// Sets the query options for the entity in the answer. Replaces earlier ones.
    #[must_use]
    pub fn query(mut self, query: Query<E>) -> Self {
        self.options.set_query(query);
        self
    }
}

impl<E: Answer + Patchable + Serialize> Operation for Create<E> {
    type Response = Option<E>;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &CREATE).body(Body::Json(&self.entity)).options(&self.options)
    }
}

/// Changes an entity (`PATCH`). Properties that are not in the patch stay unchanged.
///
/// The answer is the changed entity, or `None` if the service does not send it (204).
#[derive(Clone, PartialEq)]
pub struct Update<E> {
    path: Path,
    patch: Patch<E>,
    options: RequestOptions,
}

impl<E: Patchable> Update<E> {
    /// The request that changes the entity at `path`. The patch may be for a derived type.
    pub fn new<X: Patchable>(path: &Path, changes: Patch<X>) -> Self
    where
        E: From<X>,
    {
        Self { path: path.clone(), patch: changes.upcast(), options: RequestOptions::default() }
    }

    /// Sets the query options for the entity in the answer. Replaces earlier ones.
    #[must_use]
    pub fn query(mut self, query: Query<E>) -> Self {
        self.options.set_query(query);
        self
    }
}

impl<E: Answer + Patchable + Serialize> Operation for Update<E> {
    type Response = Option<E>;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &UPDATE).body(Body::Json(&self.patch)).options(&self.options)
    }
}

/// Deletes an entity (`DELETE`).
#[derive(Debug, Clone, PartialEq)]
pub struct Delete {
    path: Path,
    options: RequestOptions,
}

impl Delete {
    /// The request that deletes the entity at `path`.
    pub fn new(path: &Path) -> Self {
        Self { path: path.clone(), options: RequestOptions::default() }
    }
}

impl Operation for Delete {
    type Response = NoContent;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &DELETE).options(&self.options)
    }
}

/// Counts the items of a collection (`GET …/$count`).
///
/// Directory objects can be counted only with [`Query::eventual`]. With a filter or a search, only matching items are
/// counted. Other options have no effect on the number, and some services refuse them.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
/// use graph_models_core::request::{Catalog, Count, Operation, Path, Query, Total};
/// use sample::SimpleIncident;
///
/// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
///
/// let count = Count::<SimpleIncident>::new(&Path::root(&CATALOG).add("/users", &[])).query(Query::new().eventual());
/// // Services send the number as text, also in a batch.
/// assert_eq!(count.decode(http::Response::new("\u{feff}12"))?, Total(12));
/// # Ok::<(), graph_models_core::request::GraphError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Count<E> {
    path: Path,
    query: Query<E>,
    options: RequestOptions,
}

impl<E> Count<E> {
    /// The request that counts the items of the collection at `path`.
    pub fn new(path: &Path) -> Self {
        Self { path: path.add("/$count", &[]), query: Query::new(), options: RequestOptions::default() }
    }

    /// Sets the query options. Replaces earlier ones.
    #[must_use]
    pub fn query(self, query: Query<E>) -> Self {
        Self { query, ..self }
    }
}

impl<E> Operation for Count<E> {
    type Response = Total;

    fn parts(&self) -> Parts<'_> {
        // The answer is not JSON but plain text.
        Parts::new(&self.path, &COUNT).query(&self.query).options(&self.options).accept("text/plain")
    }
}

with_options!(Get<E>, List<E>, Create<E>, Update<E>, Delete, Count<E>);
without_body!(Create<E>, Update<E>);
with_body!(Create<E>, Update<E>);

/// A number of items. The body of the answer is only the number.
///
/// ```
/// use graph_models_core::request::{Total, decode};
///
/// assert_eq!(decode::<Total, _>(http::Response::new("42"))?, Total(42));
/// # Ok::<(), graph_models_core::request::GraphError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Total(pub i64);

impl fmt::Display for Total {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Answer for Total {
    fn read(head: &response::Parts, body: &[u8]) -> Result<Self, GraphError> {
        // Graph writes a byte order mark before the number. In a batch the number may be a JSON text.
        let number = str::from_utf8(body).map_err(|error| error.to_string()).and_then(|text| {
            let text = text.trim_start_matches('\u{feff}').trim();
            let quoted = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
            quoted.unwrap_or(text).parse().map_err(|error: std::num::ParseIntError| error.to_string())
        });
        number.map(Self).map_err(|reason| GraphError::undecodable(head, body, "a number", &reason))
    }
}
