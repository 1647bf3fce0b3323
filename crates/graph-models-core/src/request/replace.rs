//! Requests that replace a whole value (`PUT`).

use std::fmt;

use serde::Serialize;

use super::options::{with_body, with_options};
use super::resource::unlisted;
use super::shown::without_body;
use super::{Answer, Body, Method, NoContent, Operation, OperationInfo, Parts, Path, RequestOptions};
use crate::model::Item;
use crate::{Page, Patchable};

static REPLACE: OperationInfo = unlisted("replace", Method::PUT);

/// Replaces an entity or a complex value, or creates an entity with the key in its path (`PUT`).
///
/// The body is the whole new value. Properties that are not in the body lose their values.
/// The answer is the new value, or `None` if the service does not send it.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
/// use graph_models_core::request::{Catalog, Operation, Path, Replace, Service};
/// use sample::SimpleIncident;
///
/// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
///
/// let path = Path::root(&CATALOG).add("/incidents/{id}", &[&"1"]);
/// let request = Replace::new(&path, SimpleIncident::default()).to_http(&Service::global())?;
/// assert_eq!(request.method(), "PUT");
/// # Ok::<(), graph_models_core::request::RequestError>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Replace<E> {
    path: Path,
    value: E,
    options: RequestOptions,
}

impl<E> Replace<E> {
    /// The request that puts the value at `path`.
    pub fn new(path: &Path, value: E) -> Self {
        Self { path: path.clone(), value, options: RequestOptions::default() }
    }
}

impl<E: Answer + Patchable + Serialize> Operation for Replace<E> {
    type Response = Option<E>;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &REPLACE).body(Body::Json(&self.value)).options(&self.options)
    }
}

/// Replaces a property that is a collection, as a whole (`PUT`), such as the secrets of a synchronization.
///
/// Any successful answer is accepted: services answer without content, or with the new collection.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
/// use graph_models_core::request::{Catalog, One, Operation, Path, Service, TypedPath};
/// use sample::SimpleIncident;
///
/// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
///
/// let incident: One<SimpleIncident> = Path::root(&CATALOG).by("/incidents/{id}", &[&"1"]);
/// let request = incident.property(SimpleIncident::TAGS).replace(["a", "b"]).to_http(&Service::global())?;
/// assert_eq!((request.method().as_str(), request.uri().path()), ("PUT", "/v1.0/incidents/1/tags"));
/// assert_eq!(request.body(), r#"{"value":["a","b"]}"#);
/// # Ok::<(), graph_models_core::request::RequestError>(())
/// ```
#[derive(Clone)]
pub struct ReplaceItems<V> {
    path: Path,
    items: Page<V>,
    options: RequestOptions,
}

impl<V> ReplaceItems<V> {
    /// The request that puts the items at `path`.
    pub fn new(path: &Path, items: Vec<V>) -> Self {
        Self { path: path.clone(), items: Page::new(items), options: RequestOptions::default() }
    }
}

impl<V: Item> Operation for ReplaceItems<V> {
    type Response = NoContent;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &REPLACE).body(Body::Json(&self.items)).options(&self.options)
    }
}

impl<V: Item> PartialEq for ReplaceItems<V> {
    fn eq(&self, other: &Self) -> bool {
        (&self.path, &self.items, &self.options) == (&other.path, &other.items, &other.options)
    }
}

/// Shows only the number of items.
impl<V> fmt::Debug for ReplaceItems<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReplaceItems")
            .field("path", &self.path)
            .field("items", &self.items.items().len())
            .field("options", &self.options)
            .finish()
    }
}

with_options!(Replace<E>, ReplaceItems<V>);
without_body!(Replace<E>);
with_body!(Replace<E>, ReplaceItems<V>);
