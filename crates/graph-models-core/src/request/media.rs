//! Requests on media: the `$value` of a media entity, and stream properties.

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;

use super::options::with_options;
use super::resource::unlisted;
use super::{
    Answer, Body, Method, NoContent, Operation, OperationInfo, Parts, Path, RequestOptions, WithOptions,
};

static READ: OperationInfo = unlisted("read media", Method::GET);
static WRITE: OperationInfo = unlisted("write media", Method::PUT);
static PATCH: OperationInfo = unlisted("patch media", Method::PATCH);

/// Reads media (`GET`): the `$value` of a media entity, or a stream property.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadMedia {
    path: Path,
    options: RequestOptions,
}

impl ReadMedia {
    /// The request that reads the media at `path`.
    pub fn new(path: &Path) -> Self {
        Self { path: path.clone(), options: RequestOptions::default() }
    }

    /// Asks for another format of the content (`?format=pdf`), which the service converts to.
    ///
    /// ```
    /// use graph_models_core::request::{Catalog, Operation, Path, ReadMedia, Service};
    ///
    /// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
    ///
    /// let content = Path::root(&CATALOG).add("/me/drive/items/{id}/content", &[&"1"]);
    /// let request = ReadMedia::new(&content).format("pdf").to_http(&Service::global())?;
    /// assert_eq!(request.uri(), "https://graph.microsoft.com/v1.0/me/drive/items/1/content?format=pdf");
    /// # Ok::<(), graph_models_core::request::RequestError>(())
    /// ```
    #[must_use]
    pub fn format(self, format: impl Into<String>) -> Self {
        self.with_query_option("format", format)
    }
}

impl Operation for ReadMedia {
    type Response = Bytes;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &READ)
            .accept("application/octet-stream, application/json")
            .options(&self.options)
    }
}

/// Replaces media (`PUT`), or changes them ([`WriteMedia::as_changes`]). `A` is the answer: `Option<E>` where the
/// service sends the entity `E` that holds the media.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
/// use graph_models_core::request::{Catalog, Operation, Path, WriteMedia};
/// use sample::SimpleIncident;
///
/// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
///
/// let content = Path::root(&CATALOG).add("/me/drive/items/{id}/content", &[&"1"]);
/// let write = WriteMedia::<Option<SimpleIncident>>::new(&content, "a,b", "text/csv");
/// let item = write.decode(http::Response::builder().status(201).body(r#"{"id": "1"}"#)?)?;
/// assert_eq!(item.and_then(|item| item.id).as_deref(), Some("1"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct WriteMedia<A = NoContent> {
    path: Path,
    content: Bytes,
    media_type: String,
    info: &'static OperationInfo,
    options: RequestOptions,
    answer: PhantomData<fn() -> A>,
}

impl<A> WriteMedia<A> {
    /// The request that replaces the media at `path` with content of a media type, such as `image/jpeg`.
    pub fn new(path: &Path, content: impl Into<Bytes>, media_type: impl Into<String>) -> Self {
        Self {
            path: path.clone(),
            content: content.into(),
            media_type: media_type.into(),
            info: &WRITE,
            options: RequestOptions::default(),
            answer: PhantomData,
        }
    }

    /// Sends the content as changes of the media (`PATCH`): the commands that change a page of OneNote.
    ///
    /// ```
    /// use graph_models_core::request::{Catalog, NoContent, Operation, Path, Service, WriteMedia};
    ///
    /// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
    ///
    /// let content = Path::root(&CATALOG).add("/me/onenote/pages/{id}/content", &[&"1"]);
    /// let commands = r##"[{"target": "#title", "action": "replace", "content": "Plan"}]"##;
    /// let write = WriteMedia::<NoContent>::new(&content, commands, "application/json").as_changes();
    /// assert_eq!(write.to_http(&Service::global())?.method(), "PATCH");
    /// # Ok::<(), graph_models_core::request::RequestError>(())
    /// ```
    #[must_use]
    pub fn as_changes(mut self) -> Self {
        self.info = &PATCH;
        self
    }
}

impl<A> Clone for WriteMedia<A> {
    fn clone(&self) -> Self {
        Self {
            path: self.path.clone(),
            content: self.content.clone(),
            media_type: self.media_type.clone(),
            info: self.info,
            options: self.options.clone(),
            answer: PhantomData,
        }
    }
}

impl<A> PartialEq for WriteMedia<A> {
    fn eq(&self, other: &Self) -> bool {
        (&self.path, &self.content, &self.media_type, &self.info.method, &self.options)
            == (&other.path, &other.content, &other.media_type, &other.info.method, &other.options)
    }
}

impl<A> fmt::Debug for WriteMedia<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WriteMedia")
            .field("path", &self.path)
            .field("bytes", &self.content.len())
            .field("media_type", &self.media_type)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

impl<A: Answer> Operation for WriteMedia<A> {
    type Response = A;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, self.info)
            .body(Body::Bytes(&self.content, &self.media_type))
            .options(&self.options)
    }
}

with_options!(ReadMedia, WriteMedia<A>);
