//! Requests that change references between entities (`$ref`).

use super::options::with_options;
use super::resource::unlisted;
use super::{Body, Method, NoContent, Operation, OperationInfo, Parts, Path, RequestOptions, TypedPath};

static ADD: OperationInfo = unlisted("add reference", Method::POST);
static SET: OperationInfo = unlisted("set reference", Method::PUT);
static REMOVE: OperationInfo = unlisted("remove reference", Method::DELETE);

/// Adds an existing entity to a collection, by reference (`POST …/$ref`).
#[derive(Debug, Clone, PartialEq)]
pub struct AddReference {
    path: Path,
    target: Path,
    options: RequestOptions,
}

impl AddReference {
    /// The request that adds the entity at `target` to the collection at `path`.
    pub fn new(path: &Path, target: &impl TypedPath) -> Self {
        Self {
            path: path.add("/$ref", &[]),
            target: target.as_path().clone(),
            options: RequestOptions::default(),
        }
    }
}

impl Operation for AddReference {
    type Response = NoContent;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &ADD).body(Body::Reference(&self.target)).options(&self.options)
    }
}

/// Sets a navigation property to an existing entity, by reference (`PUT …/$ref`).
#[derive(Debug, Clone, PartialEq)]
pub struct SetReference {
    path: Path,
    target: Path,
    options: RequestOptions,
}

impl SetReference {
    /// The request that sets the property at `path` to the entity at `target`.
    pub fn new(path: &Path, target: &impl TypedPath) -> Self {
        Self {
            path: path.add("/$ref", &[]),
            target: target.as_path().clone(),
            options: RequestOptions::default(),
        }
    }
}

impl Operation for SetReference {
    type Response = NoContent;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &SET).body(Body::Reference(&self.target)).options(&self.options)
    }
}

/// Removes a reference, and leaves the referenced entity unchanged (`DELETE …/$ref`).
///
/// The path names one reference ([`new`](Self::new)), or a collection of references; `$id` then names one of them
/// ([`by_id`](Self::by_id)).
#[derive(Debug, Clone, PartialEq)]
pub struct RemoveReference {
    path: Path,
    /// The entity that `$id` names.
    target: Option<Path>,
    options: RequestOptions,
}

impl RemoveReference {
    /// The request that removes the reference at `path`.
    pub fn new(path: &Path) -> Self {
        Self { path: path.add("/$ref", &[]), target: None, options: RequestOptions::default() }
    }

    /// The request that removes the reference to `target` from the collection at `path` (`DELETE …/$ref?$id=…`).
    ///
    /// ```
    /// use graph_models_core::request::{Catalog, Operation, Path, RemoveReference, Service};
    ///
    /// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
    ///
    /// // Generated paths have a method for it:
    /// // `groups("1").accepted_senders_collection().remove_reference(&users("2"))`.
    /// let senders = Path::root(&CATALOG).add("/groups/{id}/acceptedSenders", &[&"1"]);
    /// let user = Path::root(&CATALOG).add("/users/{id}", &[&"2"]);
    /// let request = RemoveReference::by_id(&senders, &user).to_http(&Service::global())?;
    /// assert_eq!(request.method(), "DELETE");
    /// assert_eq!(
    ///     request.uri(),
    ///     "https://graph.microsoft.com/v1.0/groups/1/acceptedSenders/$ref\
    ///      ?%24id=https%3A%2F%2Fgraph.microsoft.com%2Fv1.0%2Fusers%2F2",
    /// );
    /// # Ok::<(), graph_models_core::request::RequestError>(())
    /// ```
    pub fn by_id(path: &Path, target: &impl TypedPath) -> Self {
        Self { target: Some(target.as_path().clone()), ..Self::new(path) }
    }
}

impl Operation for RemoveReference {
    type Response = NoContent;

    fn parts(&self) -> Parts<'_> {
        let parts = Parts::new(&self.path, &REMOVE).options(&self.options);
        match &self.target {
            Some(target) => parts.id(target),
            None => parts,
        }
    }
}

with_options!(AddReference, SetReference, RemoveReference);
