//! Requests that every resource has: read, list, create, change, delete, and count.
//!
//! Written once for all types; typed paths make them. What is known of a request is looked up by its path.

use http::response;
use serde::Serialize;

use super::{
    Answer, Binding, Body, GraphError, Method, NoContent, Operation, OperationInfo, Parts, Path, Query,
};
use crate::model::Item;
use crate::{Page, Patch, Patchable};

/// What is known of a request on a path that metadata leads to, but of which nothing else is known.
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
#[derive(Debug, Clone, PartialEq)]
pub struct Get<E> {
    path: Path,
    query: Query<E>,
}

impl<E> Get<E> {
    /// Reads what stands at the path.
    pub fn new(path: &Path) -> Self {
        Self { path: path.clone(), query: Query::new() }
    }

    /// With these query options, instead of any before.
    #[must_use]
    pub fn query(self, query: Query<E>) -> Self {
        Self { query, ..self }
    }
}

impl<E: Answer> Operation for Get<E> {
    type Response = E;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &GET).query(&self.query)
    }
}

/// Reads the first page of a collection (`GET`).
///
/// A `$filter` that the service insists on ([`OperationInfo::filter`]) is part of the request.
#[derive(Debug, Clone, PartialEq)]
pub struct List<E> {
    path: Path,
    query: Query<E>,
}

impl<E> List<E> {
    /// Reads what stands at the path.
    pub fn new(path: &Path) -> Self {
        Self { path: path.clone(), query: Query::new() }
    }

    /// With these query options, instead of any before.
    #[must_use]
    pub fn query(self, query: Query<E>) -> Self {
        Self { query, ..self }
    }
}

impl<E: Item> Operation for List<E> {
    type Response = Page<E>;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &LIST).query(&self.query)
    }
}

/// Adds an entity to a collection (`POST`).
///
/// The answer is the entity as the service made it. `None`: the service made it and says no more, or is still at work.
#[derive(Debug, Clone, PartialEq)]
pub struct Create<E> {
    path: Path,
    entity: E,
}

impl<E> Create<E> {
    /// Adds the entity to the collection at the path.
    pub fn new(path: &Path, entity: E) -> Self {
        Self { path: path.clone(), entity }
    }
}

impl<E: Answer + Patchable + Serialize> Operation for Create<E> {
    type Response = Option<E>;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &CREATE).body(Body::Json(&self.entity))
    }
}

/// Changes an entity (`PATCH`): only what the patch holds.
///
/// The answer is the changed entity, or `None` where the service does not send it (204).
#[derive(Debug, Clone, PartialEq)]
pub struct Update<E> {
    path: Path,
    patch: Patch<E>,
    etag: Option<String>,
}

impl<E: Patchable> Update<E> {
    /// Changes what stands at the path. The patch may be one of a derived type.
    pub fn new<X: Patchable>(path: &Path, changes: Patch<X>) -> Self
    where
        E: From<X>,
    {
        Self { path: path.clone(), patch: changes.upcast(), etag: None }
    }

    /// Only if the entity still has this tag (`If-Match`); if not, the answer is 412.
    #[must_use]
    pub fn if_match(self, etag: impl Into<String>) -> Self {
        Self { etag: Some(etag.into()), ..self }
    }
}

impl<E: Answer + Patchable + Serialize> Operation for Update<E> {
    type Response = Option<E>;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &UPDATE).body(Body::Json(&self.patch)).if_match(self.etag.as_deref())
    }
}

/// Deletes an entity (`DELETE`).
#[derive(Debug, Clone, PartialEq)]
pub struct Delete {
    path: Path,
    etag: Option<String>,
}

impl Delete {
    /// Deletes what stands at the path.
    pub fn new(path: &Path) -> Self {
        Self { path: path.clone(), etag: None }
    }

    /// Only if the entity still has this tag (`If-Match`); if not, the answer is 412.
    #[must_use]
    pub fn if_match(self, etag: impl Into<String>) -> Self {
        Self { etag: Some(etag.into()), ..self }
    }
}

impl Operation for Delete {
    type Response = NoContent;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &DELETE).if_match(self.etag.as_deref())
    }
}

/// Counts the items of a collection (`GET …/$count`).
///
/// Directory objects are counted with [`Query::eventual`] only. A filter or a search counts what it finds; the other
/// options choose no items, and a service may refuse them.
#[derive(Debug, Clone, PartialEq)]
pub struct Count<E> {
    path: Path,
    query: Query<E>,
}

impl<E> Count<E> {
    /// Counts what stands at the path.
    pub fn new(path: &Path) -> Self {
        Self { path: path.add("/$count", &[]), query: Query::new() }
    }

    /// With these query options, instead of any before.
    #[must_use]
    pub fn query(self, query: Query<E>) -> Self {
        Self { query, ..self }
    }
}

impl<E> Operation for Count<E> {
    type Response = Total;

    fn parts(&self) -> Parts<'_> {
        // The answer is no JSON but a number as text.
        Parts::new(&self.path, &COUNT).query(&self.query).accept("text/plain")
    }
}

/// A number of items, from a body that is the number alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Total(pub i64);

impl Answer for Total {
    fn read(head: &response::Parts, body: &[u8]) -> Result<Self, GraphError> {
        // Graph puts a byte order mark before it.
        let text = str::from_utf8(body).map(|text| text.trim_start_matches('\u{feff}').trim());
        let number = text
            .map_err(|error| error.to_string())
            .and_then(|text| text.parse().map_err(|error: std::num::ParseIntError| error.to_string()));
        number.map(Self).map_err(|reason| GraphError::undecodable(head, body, "a number", &reason))
    }
}
