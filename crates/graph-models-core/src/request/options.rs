//! The options of any request beside its path: headers, preferences, further query options, and another body.
//!
//! The module has a struct that each request contains, and a trait with the methods.

mod implement;

use std::collections::BTreeSet;
use std::fmt;

use http::header::{
    ACCEPT, AUTHORIZATION, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HOST, IF_MATCH, IF_NONE_MATCH,
    PROXY_AUTHENTICATE, PROXY_AUTHORIZATION, TE, TRAILER, TRANSFER_ENCODING, UPGRADE,
};
use http::{HeaderMap, HeaderName, HeaderValue};

use super::content::media_type_header;
use super::headers::check_value;
use super::preference::{PREFER, Preferences};
use super::query::{CONSISTENCY_LEVEL, encode};
use super::{Content, Prefer, Query, RequestError};
use crate::Patchable;
pub(super) use implement::{with_body, with_options};

/// The session of a workbook.
pub(super) const WORKBOOK_SESSION: HeaderName = HeaderName::from_static("workbook-session-id");
const CLIENT_REQUEST: HeaderName = HeaderName::from_static("client-request-id");
/// Headers that a request cannot set: those of the connection, the token, and those that describe the body.
const REFUSED: [HeaderName; 14] = [
    AUTHORIZATION,
    PROXY_AUTHORIZATION,
    PROXY_AUTHENTICATE,
    COOKIE,
    HOST,
    CONTENT_LENGTH,
    CONTENT_TYPE,
    CONNECTION,
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
];
/// The most bytes of a header's value. Servers refuse longer headers.
const MAX_LENGTH: usize = 8192;
/// The options for which [`Query`] has methods.
const TYPED: [&str; 8] = ["count", "expand", "filter", "orderby", "search", "select", "skip", "top"];

/// The headers, preferences and further options of a request. Set by the methods of [`WithOptions`].
#[derive(Clone, PartialEq, Default)]
pub struct RequestOptions(Option<Box<Inner>>);

#[derive(Clone, PartialEq, Default)]
struct Inner {
    query: Query<()>,
    further: Vec<(String, String)>,
    preferences: Preferences,
    headers: HeaderMap,
    content: Option<Content>,
    /// The first text that is not allowed. It becomes an error when the request is made.
    error: Option<RequestError>,
}

impl RequestOptions {
    fn inner(&mut self) -> &mut Inner {
        self.0.get_or_insert_default()
    }

    /// Sets the query options. Replaces earlier ones.
    pub(super) fn set_query<M>(&mut self, query: Query<M>) {
        self.inner().query = query.erase();
    }

    /// The query options, if any were set.
    pub(super) fn query(&self) -> Option<&Query<()>> {
        self.0.as_ref().map(|inner| &inner.query)
    }

    /// The body that replaces the typed one.
    pub(super) fn content(&self) -> Option<&Content> {
        self.0.as_ref()?.content.as_ref()
    }

    pub(super) fn set_content(&mut self, content: Content) {
        self.inner().content = Some(content);
    }

    fn attempt(&mut self, result: Result<(), RequestError>) {
        if let Err(error) = result {
            self.fail(error);
        }
    }

    /// Records an error. The first one is kept.
    pub(super) fn fail(&mut self, error: RequestError) {
        self.inner().error.get_or_insert(error);
    }

    fn set_header(&mut self, name: HeaderName, value: &str) {
        let result = header_value(&name, value).map(|mut value| {
            value.set_sensitive(name == WORKBOOK_SESSION);
            self.inner().headers.insert(name, value);
        });
        self.attempt(result);
    }

    fn set_free_header(&mut self, name: &str, value: &str) -> Result<(), RequestError> {
        let refuse = |name: &str, reason| Err(RequestError::Header { name: name.to_owned(), reason });
        // An invalid name may be a whole header with its value, so the error does not quote it.
        let Ok(header) = HeaderName::from_bytes(name.as_bytes()) else {
            return refuse("", "the name is not a token of HTTP");
        };
        if REFUSED.contains(&header) {
            return refuse(header.as_str(), "it is set by the client or follows from the body");
        }
        let mut value = header_value(&header, value)?;
        if header == PREFER {
            return self.inner().preferences.set_header(value.to_str().unwrap_or_default());
        }
        // The value may be a secret, so `Debug` of the request must not show it.
        value.set_sensitive(true);
        self.inner().headers.insert(header, value);
        Ok(())
    }

    pub(super) fn set_query_option(&mut self, name: &str, value: String) {
        match is_option_name(name) {
            Ok(()) => self.inner().further.push((name.to_owned(), value)),
            Err(reason) => self.fail(RequestError::QueryOption { reason }),
        }
    }

    /// Appends the further options to the query of a URL.
    pub(super) fn write_query(&self, query: &mut String) -> Result<(), RequestError> {
        let Some(inner) = &self.0 else { return Ok(()) };
        if let Some(error) = &inner.error {
            return Err(error.clone());
        }
        // Services treat `$top` and `top` alike.
        let key = |name: &str| name.trim_start_matches('$').to_ascii_lowercase();
        let mut names: BTreeSet<_> = encode::names(query).map(|name| key(&name)).collect();
        for (name, value) in &inner.further {
            if !names.insert(key(name)) {
                return Err(RequestError::QueryOption { reason: "the option is given twice" });
            }
            encode::option(name, std::slice::from_ref(value), query);
        }
        Ok(())
    }

    /// Adds the headers. They replace headers of the request with the same name.
    pub(super) fn write_headers(&self, headers: &mut HeaderMap, preferences: &mut Preferences) {
        let Some(inner) = &self.0 else { return };
        preferences.extend(&inner.preferences);
        for (name, value) in &inner.headers {
            headers.insert(name, value.clone());
        }
    }
}

/// Shows the names but no values, which may be secret.
impl fmt::Debug for RequestOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("RequestOptions");
        if let Some(inner) = &self.0 {
            let names: Vec<_> = inner.further.iter().map(|(name, _)| name).collect();
            let headers: Vec<_> = inner.headers.keys().map(HeaderName::as_str).collect();
            shown.field("query", &inner.query.names()).field("further", &names);
            shown.field("preferences", &inner.preferences).field("headers", &headers);
            shown.field("content", &inner.content).field("error", &inner.error);
        }
        shown.finish()
    }
}

/// The value of a header, if it is valid.
fn header_value(name: &HeaderName, value: &str) -> Result<HeaderValue, RequestError> {
    let refuse = |reason| RequestError::Header { name: name.as_str().to_owned(), reason };
    check_value(value, MAX_LENGTH).map_err(refuse)?;
    HeaderValue::from_str(value).map_err(|_| refuse("the value has a control character"))
}

fn is_option_name(name: &str) -> Result<(), &'static str> {
    let bare = name.strip_prefix('$').unwrap_or(name);
    if bare.is_empty() || name.len() > 255 {
        return Err("the name is empty or too long");
    }
    if !bare.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._@".contains(&byte)) {
        return Err("the name has a character other than letters, digits, `-`, `.`, `_` and `@`");
    }
    if name.starts_with('$') && TYPED.iter().any(|typed| typed.eq_ignore_ascii_case(bare)) {
        return Err("the option has a method of `Query`");
    }
    Ok(())
}

/// Methods of every request for the options beside its path.
///
/// A text that is not allowed, such as a value with a line break, is recorded. It becomes an error when the request is
/// made.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
/// use graph_models_core::request::{Catalog, List, Operation, Path, Prefer, Service, WithOptions};
///
/// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
///
/// let list = List::<sample::SimpleIncident>::new(&Path::root(&CATALOG).add("/incidents", &[]))
///     .prefer(Prefer::max_page_size(50))
///     .header("x-tag", "nightly")
///     .with_query_option("includeHidden", "a&b");
/// let request = list.to_http(&Service::global())?;
/// assert_eq!(request.uri().query(), Some("includeHidden=a%26b"));
/// assert_eq!(request.headers()["prefer"], "odata.maxpagesize=50");
///
/// let smuggled = list.header("authorization", "Bearer x");
/// assert!(smuggled.to_http(&Service::global()).is_err());
/// # Ok::<(), graph_models_core::request::RequestError>(())
/// ```
pub trait WithOptions: Sized {
    /// The options of the request.
    fn options_mut(&mut self) -> &mut RequestOptions;

    /// Adds a preference to the header `Prefer`. Replaces the same preference with another value.
    ///
    /// ```
    /// use graph_models_core::request::{Catalog, Operation, Path, Prefer, ReadMedia, Service, WithOptions};
    ///
    /// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
    ///
    /// let request = ReadMedia::new(&Path::root(&CATALOG).add("/me/messages/{id}/$value", &[&"1"]))
    ///     .prefer(Prefer::immutable_ids())
    ///     .prefer(Prefer::time_zone("Pacific Standard Time"))
    ///     .if_match("W/\"1\"")
    ///     .workbook_session("session");
    /// let headers = request.to_http(&Service::global())?.headers().clone();
    /// assert_eq!(headers["prefer"], "IdType=\"ImmutableId\", outlook.timezone=\"Pacific Standard Time\"");
    /// assert_eq!(headers["if-match"], "W/\"1\"");
    /// assert_eq!(headers["workbook-session-id"], "session");
    /// # Ok::<(), graph_models_core::request::RequestError>(())
    /// ```
    #[must_use]
    fn prefer(mut self, prefer: Prefer) -> Self {
        let result = self.options_mut().inner().preferences.set(prefer);
        self.options_mut().attempt(result);
        self
    }

    /// Sets any header. Replaces an earlier value; preferences are added to the existing ones.
    ///
    /// The request becomes an error for the headers of a connection, for `Authorization`, `Cookie`, `Host`,
    /// `Content-Length` and `Content-Type`.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
    /// use graph_models_core::request::{Catalog, Get, Operation, Path, Service, WithOptions};
    ///
    /// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
    ///
    /// let get = Get::<sample::SimpleIncident>::new(&Path::root(&CATALOG).add("/users/{id}", &[&"1"]))
    ///     .eventual()
    ///     .if_none_match("W/\"2\"")
    ///     .client_request_id("8e5d5b2c-0000-4000-8000-000000000000")
    ///     .header("x-tag", "mine");
    /// let request = get.to_http(&Service::global())?;
    /// for (name, value) in [
    ///     ("consistencylevel", "eventual"),
    ///     ("if-none-match", "W/\"2\""),
    ///     ("client-request-id", "8e5d5b2c-0000-4000-8000-000000000000"),
    ///     ("x-tag", "mine"),
    /// ] {
    ///     assert_eq!(request.headers()[name], value);
    /// }
    /// # Ok::<(), graph_models_core::request::RequestError>(())
    /// ```
    #[must_use]
    fn header(mut self, name: &str, value: &str) -> Self {
        let result = self.options_mut().set_free_header(name, value);
        self.options_mut().attempt(result);
        self
    }

    /// Sets a condition: the request runs only if the entity still has this tag (`If-Match`). Otherwise the answer is
    /// 412.
    #[must_use]
    fn if_match(mut self, etag: impl Into<String>) -> Self {
        self.options_mut().set_header(IF_MATCH, &etag.into());
        self
    }

    /// Sets a condition: the request runs only if the entity did not change since it was read. See
    /// [`if_match`](Self::if_match).
    ///
    /// The request becomes an error if the value has no `@odata.etag`.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
    /// use graph_models_core::request::{Catalog, Delete, Operation, Path, Service, WithOptions};
    ///
    /// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
    ///
    /// let read: sample::SimpleIncident = graph_models_core::from_str(r#"{"@odata.etag": "W/\"1\"", "id": "1"}"#)?;
    /// let delete = Delete::new(&Path::root(&CATALOG).add("/incidents/{id}", &[&"1"])).if_match_of(&read);
    /// assert_eq!(delete.to_http(&Service::global())?.headers()["if-match"], "W/\"1\"");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    fn if_match_of(mut self, read: &impl Patchable) -> Self {
        match read.as_model().extra().etag() {
            Some(etag) => self.options_mut().set_header(IF_MATCH, etag),
            None => {
                self.options_mut().fail(RequestError::NoEtag { type_name: read.as_model().info().name() });
            }
        }
        self
    }

    /// Sets a condition: the request runs only if the entity has another tag (`If-None-Match`). `*` stands for any
    /// tag. Otherwise the answer is 304 to a read, and 412 to a write.
    #[must_use]
    fn if_none_match(mut self, etag: impl Into<String>) -> Self {
        self.options_mut().set_header(IF_NONE_MATCH, &etag.into());
        self
    }

    /// `ConsistencyLevel: eventual`. See [`Query::eventual`].
    #[must_use]
    fn eventual(mut self) -> Self {
        self.options_mut().set_header(CONSISTENCY_LEVEL, "eventual");
        self
    }

    /// `workbook-session-id`: the session of a workbook, from `createSession`. Requests for following pages also have
    /// it.
    #[must_use]
    fn workbook_session(mut self, id: impl Into<String>) -> Self {
        self.options_mut().set_header(WORKBOOK_SESSION, &id.into());
        self
    }

    /// `client-request-id`: the identity of the request in the logs of the service; a GUID. Requests for following
    /// pages do not have it, since they are separate requests.
    #[must_use]
    fn client_request_id(mut self, id: impl Into<String>) -> Self {
        self.options_mut().set_header(CLIENT_REQUEST, &id.into());
        self
    }

    /// `Accept`: the media type of the answer, in place of the request's own media type.
    #[must_use]
    fn accept(mut self, media_type: &str) -> Self {
        match media_type.split(',').try_for_each(|item| media_type_header(item.trim()).map(|_| ())) {
            Ok(()) => self.options_mut().set_header(ACCEPT, media_type),
            Err(error) => self.options_mut().fail(error),
        }
        self
    }

    /// Adds a query option for which [`Query`] has no method. The value is percent-encoded.
    ///
    /// The request becomes an error if the name has other characters than letters, digits, `-`, `.`, `_`, `@` and a
    /// leading `$`, or if the option is given twice.
    #[must_use]
    fn with_query_option(mut self, name: &str, value: impl Into<String>) -> Self {
        self.options_mut().set_query_option(name, value.into());
        self
    }
}
