//! An operation as a value, and its conversion to HTTP.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};

use super::content::media_type_header;
use super::members::Needs;
use super::preference::Preferences;
use super::query::encode;
use super::{
    Answer, Body, Full, GraphError, OperationInfo, Path, Prefer, Query, Reply, RequestError, RequestOptions,
    Service, answer, required,
};

/// A request as a value.
pub trait Operation {
    /// The content of a successful answer.
    type Response: Answer;

    /// The parts of the request.
    fn parts(&self) -> Parts<'_>;

    /// The static facts about the request, by method and path.
    fn info(&self) -> &'static OperationInfo {
        self.parts().info
    }

    /// The path below the root of a service, beginning with the version, without the query.
    ///
    /// # Errors
    ///
    /// Returns an error if a key is empty, `.` or `..`.
    fn path(&self) -> Result<String, RequestError> {
        self.parts().path.to_text()
    }

    /// The request for any HTTP client, without authorization. Its extensions hold the
    /// [`&'static OperationInfo`](OperationInfo), and [`MayBeElsewhere`] if it applies.
    ///
    /// # Errors
    ///
    /// Returns an error if a key is not allowed in a path, if the URL is too long, or if the body cannot be written
    /// or contains `unknownFutureValue`.
    fn to_http(&self, service: &Service) -> Result<http::Request<Bytes>, RequestError> {
        let mut request = self.parts().to_http(service)?;
        if Self::Response::MAY_BE_ELSEWHERE {
            request.extensions_mut().insert(MayBeElsewhere);
        }
        Ok(request)
    }

    /// Reads the answer. Any 2xx is a success. 202 without the content is a separate kind of error
    /// ([`GraphErrorKind::Accepted`](super::GraphErrorKind)); see [`decode_reply`](Self::decode_reply).
    ///
    /// # Errors
    ///
    /// Returns an error if the status is not a success, or if the body does not fit the response type.
    fn decode<B: AsRef<[u8]>>(&self, response: http::Response<B>) -> Result<Self::Response, GraphError>
    where
        Self: Sized,
    {
        answer::decode(response)
    }

    /// Reads the answer to a request whose work may continue after the answer.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`decode`](Self::decode).
    fn decode_reply<B: AsRef<[u8]>>(
        &self,
        response: http::Response<B>,
    ) -> Result<Reply<Self::Response>, GraphError>
    where
        Self: Sized,
    {
        answer::decode(response)
    }

    /// Reads the answer together with the facts in its headers.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`decode`](Self::decode).
    fn decode_full<B: AsRef<[u8]>>(
        &self,
        response: http::Response<B>,
    ) -> Result<Full<Self::Response>, GraphError>
    where
        Self: Sized,
    {
        answer::decode(response)
    }
}

/// The marker of a request that the service may redirect to another host, in the extensions of the [`http::Request`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MayBeElsewhere;

/// The parts of a request.
pub struct Parts<'a> {
    info: &'static OperationInfo,
    required_options: &'static [&'static str],
    path: &'a Path,
    query: String,
    headers: HeaderMap,
    preferences: Preferences,
    accept: &'static str,
    options: Option<&'a RequestOptions>,
    error: Option<RequestError>,
    body: Body<'a>,
    /// The entity that the query option `$id` names.
    id: Option<&'a Path>,
}

/// Shows the template of the path, and the names of options and headers, but no value.
impl fmt::Debug for Parts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<_> = self.headers.keys().map(HeaderName::as_str).collect();
        f.debug_struct("Parts")
            .field("method", &self.info.method)
            .field("path", self.path)
            .field("query", &encode::names(&self.query).collect::<Vec<_>>())
            .field("headers", &headers)
            .field("preferences", &self.preferences)
            .field("options", &self.options)
            .field("error", &self.error)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

impl<'a> Parts<'a> {
    /// A request without body. The catalog's facts about this path take precedence over `fallback`.
    pub fn new(path: &'a Path, fallback: &'static OperationInfo) -> Self {
        let listed = path.catalog().find(&fallback.method, path.template());
        Self {
            info: listed.unwrap_or(fallback),
            required_options: match listed {
                Some(listed) => listed.required_options,
                // The fallback may describe another path. The options of the path hold only for reading.
                None if fallback.method == Method::GET => path.required_options(),
                None => &[],
            },
            path,
            query: path.query().to_owned(),
            headers: HeaderMap::new(),
            preferences: Preferences::default(),
            accept: "application/json",
            options: None,
            error: None,
            body: Body::None,
            id: None,
        }
    }

    /// The static facts about the request.
    pub fn info(&self) -> &'static OperationInfo {
        self.info
    }

    /// Sets the body.
    #[must_use]
    pub fn body(self, body: Body<'a>) -> Self {
        Self { body, ..self }
    }

    /// Sets the query options. Adds the `$filter` that the service requires, if there is one.
    #[must_use]
    pub fn query<M>(mut self, query: &Query<M>) -> Self {
        match self.info.filter {
            Some(filter) => query.clone().require(filter).write(&mut self.query),
            None => query.write(&mut self.query),
        }
        if let Err(error) = query.write_headers(&mut self.headers, &mut self.preferences) {
            self.error.get_or_insert(error);
        }
        self
    }

    /// Names an entity by its URL, in the query option `$id`.
    #[must_use]
    pub(super) fn id(self, target: &'a Path) -> Self {
        Self { id: Some(target), ..self }
    }

    /// Sets the accepted media type; JSON by default.
    #[must_use]
    pub fn accept(self, accept: &'static str) -> Self {
        Self { accept, ..self }
    }

    /// Sets the options that the caller chose beside the path: headers, preferences, query options, and another body.
    #[must_use]
    pub fn options(self, options: &'a RequestOptions) -> Self {
        let parts = match options.query() {
            Some(query) if !query.is_empty() => self.query(query),
            _ => self,
        };
        let body = options.content().map(|content| Body::Bytes(content.bytes(), content.media_type()));
        Self { options: Some(options), body: body.unwrap_or(parts.body), ..parts }
    }

    fn to_http(&self, service: &Service) -> Result<http::Request<Bytes>, RequestError> {
        if let Some(error) = &self.error {
            return Err(error.clone());
        }
        let mut uri = format!("{}{}", service.root(), self.path.to_text()?);
        let mut query = self.full_query()?;
        required::check(self.required_options, &query)?;
        if let Some(target) = self.id {
            encode::option("$id", &[service.entity_id(target)?.into_url()], &mut query);
        }
        if !query.is_empty() {
            uri.push('?');
            uri.push_str(&query);
        }
        let mut headers = self.headers.clone();
        headers.insert(header::ACCEPT, HeaderValue::from_static(self.accept));
        let mut preferences = self.preferences.clone();
        if let Some(options) = self.options {
            options.write_headers(&mut headers, &mut preferences);
        }
        let bytes = self.content(service, &mut headers, &mut preferences)?;
        preferences.write(&mut headers)?;
        let mut request = http::Request::builder()
            .method(&self.info.method)
            .uri(uri)
            .extension(self.info)
            .body(bytes)
            .map_err(|error| RequestError::InvalidUri { reason: error.to_string() })?;
        *request.headers_mut() = headers;
        Ok(request)
    }

    /// The query with all options.
    fn full_query(&self) -> Result<String, RequestError> {
        let mut query = self.query.clone();
        if let Some(options) = self.options {
            options.write_query(&mut query)?;
        }
        Ok(query)
    }

    /// The bytes of the body. Adds the headers that the body needs.
    fn content(
        &self,
        service: &Service,
        headers: &mut HeaderMap,
        preferences: &mut Preferences,
    ) -> Result<Bytes, RequestError> {
        let mut bytes = Vec::new();
        match &self.body {
            Body::None => return Ok(Bytes::new()),
            _ if self.info.method == Method::GET => return Err(RequestError::BodyOfRead),
            Body::Json(body) => {
                let needs = Needs::new(body.model());
                if let Some(property) = needs.sentinel {
                    return Err(RequestError::Sentinel { property });
                }
                if needs.preference {
                    preferences.set(Prefer::unknown_enum_members())?;
                }
                body.write(&mut bytes).map_err(|error| RequestError::Body { reason: error.to_string() })?;
                headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            }
            Body::Reference(target) => {
                let body = serde_json::json!({ "@odata.id": service.entity_id(*target)?.as_str() });
                bytes.extend_from_slice(body.to_string().as_bytes());
                headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            }
            Body::Bytes(content, media_type) => {
                headers.insert(header::CONTENT_TYPE, media_type_header(media_type)?);
                return Ok((*content).clone());
            }
        }
        Ok(Bytes::from(bytes))
    }
}
