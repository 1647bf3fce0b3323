//! Requests on references between entities (`$ref`) and on media.

use bytes::Bytes;

use super::resource::unlisted;
use super::{Body, Method, NoContent, Operation, OperationInfo, Parts, Path, TypedPath};

static ADD: OperationInfo = unlisted("add reference", Method::POST);
static SET: OperationInfo = unlisted("set reference", Method::PUT);
static REMOVE: OperationInfo = unlisted("remove reference", Method::DELETE);
static READ: OperationInfo = unlisted("read media", Method::GET);
static WRITE: OperationInfo = unlisted("write media", Method::PUT);

/// Adds an existing entity to a collection, by reference (`POST …/$ref`).
#[derive(Debug, Clone, PartialEq)]
pub struct AddReference {
    path: Path,
    target: Path,
}

impl AddReference {
    /// The request that adds the entity at `target` to the collection at `path`.
    pub fn new(path: &Path, target: &impl TypedPath) -> Self {
        Self { path: path.add("/$ref", &[]), target: target.as_path().clone() }
    }
}

impl Operation for AddReference {
    type Response = NoContent;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &ADD).body(Body::Reference(&self.target))
    }
}

/// Sets a navigation property to an existing entity, by reference (`PUT …/$ref`).
#[derive(Debug, Clone, PartialEq)]
pub struct SetReference {
    path: Path,
    target: Path,
}

impl SetReference {
    /// The request that sets the property at `path` to the entity at `target`.
    pub fn new(path: &Path, target: &impl TypedPath) -> Self {
        Self { path: path.add("/$ref", &[]), target: target.as_path().clone() }
    }
}

impl Operation for SetReference {
    type Response = NoContent;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &SET).body(Body::Reference(&self.target))
    }
}

/// Removes a reference, and leaves the referenced entity unchanged (`DELETE …/$ref`).
#[derive(Debug, Clone, PartialEq)]
pub struct RemoveReference {
    path: Path,
}

impl RemoveReference {
    /// The request that removes the reference at `path`.
    pub fn new(path: &Path) -> Self {
        Self { path: path.add("/$ref", &[]) }
    }
}

impl Operation for RemoveReference {
    type Response = NoContent;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &REMOVE)
    }
}

/// Reads media (`GET`): the `$value` of a media entity, or a stream property.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadMedia {
    path: Path,
}

impl ReadMedia {
    /// The request that reads the media at `path`.
    pub fn new(path: &Path) -> Self {
        Self { path: path.clone() }
    }
}

impl Operation for ReadMedia {
    type Response = Bytes;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &READ).accept("application/octet-stream, application/json")
    }
}

/// Replaces media (`PUT`).
#[derive(Debug, Clone, PartialEq)]
pub struct WriteMedia {
    path: Path,
    content: Bytes,
    media_type: String,
}

impl WriteMedia {
    /// The request that replaces the media at `path` with content of a media type, such as `image/jpeg`.
    pub fn new(path: &Path, content: impl Into<Bytes>, media_type: impl Into<String>) -> Self {
        Self { path: path.clone(), content: content.into(), media_type: media_type.into() }
    }
}

impl Operation for WriteMedia {
    type Response = NoContent;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &WRITE).body(Body::Bytes(&self.content, &self.media_type))
    }
}
