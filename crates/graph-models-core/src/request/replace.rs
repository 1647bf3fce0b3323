//! Requests that replace a whole value (`PUT`).

use serde::Serialize;

use super::options::{with_body, with_options};
use super::resource::unlisted;
use super::shown::without_body;
use super::{Answer, Body, Method, Operation, OperationInfo, Parts, Path, RequestOptions};
use crate::Patchable;

static REPLACE: OperationInfo = unlisted("replace", Method::PUT);

/// Replaces an entity or a complex value, or creates an entity with the key in its path (`PUT`).
///
/// The body is the whole new value. Properties that it does not hold lose their values.
/// The answer is the new value, or `None` if the service does not send it.
///
/// ```
/// # #[path = "../../tests/support/sample.rs"] mod sample;
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

with_options!(Replace<E>);
without_body!(Replace<E>);
with_body!(Replace<E>);
