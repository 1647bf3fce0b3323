//! An operation as a value, and its conversion to HTTP.

use bytes::Bytes;
use http::{HeaderMap, header};

use super::members::{INCLUDE_UNKNOWN_ENUM_MEMBERS, Needs};
use super::{Answer, Body, GraphError, OperationInfo, Path, Query, RequestError, Service, answer};

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

    /// The request for any HTTP client, without authorization.
    ///
    /// # Errors
    ///
    /// Returns an error if a key cannot stand in a path, if the URL is too long, or if the body cannot be written or
    /// holds `unknownFutureValue`.
    fn to_http(&self, service: &Service) -> Result<http::Request<Bytes>, RequestError> {
        self.parts().to_http(service)
    }

    /// Reads the answer. Any 2xx is a success.
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
}

/// The parts of a request.
#[derive(Debug)]
pub struct Parts<'a> {
    info: &'static OperationInfo,
    path: &'a Path,
    query: String,
    headers: HeaderMap,
    accept: &'static str,
    if_match: Option<&'a str>,
    body: Body<'a>,
}

impl<'a> Parts<'a> {
    /// A request without body. The catalog's facts about this path take precedence over `fallback`.
    pub fn new(path: &'a Path, fallback: &'static OperationInfo) -> Self {
        let info = path.catalog().find(&fallback.method, path).unwrap_or(fallback);
        Self {
            info,
            path,
            query: path.query().to_owned(),
            headers: HeaderMap::new(),
            accept: "application/json",
            if_match: None,
            body: Body::None,
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

    /// Sets the query options. Adds the `$filter` that the service insists on, if there is one.
    #[must_use]
    pub fn query<M>(mut self, query: &Query<M>) -> Self {
        let mut url = match self.info.filter {
            Some(filter) => query.clone().require(filter).to_string(),
            None => query.to_string(),
        };
        if !url.is_empty() && !self.query.is_empty() {
            url.insert(0, '&');
        }
        self.query.push_str(&url);
        query.write_headers(&mut self.headers);
        self
    }

    /// Sets the accepted media type; JSON by default.
    #[must_use]
    pub fn accept(self, accept: &'static str) -> Self {
        Self { accept, ..self }
    }

    /// Sets a condition: the request runs only if the resource still has this entity tag.
    #[must_use]
    pub fn if_match(self, etag: Option<&'a str>) -> Self {
        Self { if_match: etag, ..self }
    }

    fn to_http(&self, service: &Service) -> Result<http::Request<Bytes>, RequestError> {
        let mut uri = format!("{}{}", service.root(), self.path.to_text()?);
        if !self.query.is_empty() {
            uri.push('?');
            uri.push_str(&self.query);
        }
        let mut request =
            http::Request::builder().method(&self.info.method).uri(uri).header(header::ACCEPT, self.accept);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(etag) = self.if_match {
            request = request.header(header::IF_MATCH, etag);
        }
        let mut bytes = Vec::new();
        match &self.body {
            Body::None => {}
            Body::Json(body) => {
                let needs = Needs::new(body.model());
                if let Some(property) = needs.sentinel {
                    return Err(RequestError::Sentinel { property });
                }
                if needs.preference {
                    request = request.header("prefer", INCLUDE_UNKNOWN_ENUM_MEMBERS);
                }
                body.write(&mut bytes).map_err(|error| RequestError::Body { reason: error.to_string() })?;
                request = request.header(header::CONTENT_TYPE, "application/json");
            }
            Body::Reference(target) => {
                let body = serde_json::json!({ "@odata.id": service.entity_id(*target)?.as_str() });
                bytes.extend_from_slice(body.to_string().as_bytes());
                request = request.header(header::CONTENT_TYPE, "application/json");
            }
            Body::Bytes(content, media_type) => {
                let request = request.header(header::CONTENT_TYPE, *media_type).body((*content).clone());
                return request.map_err(|error| invalid(&error));
            }
        }
        request.body(Bytes::from(bytes)).map_err(|error| invalid(&error))
    }
}

fn invalid(error: &http::Error) -> RequestError {
    RequestError::InvalidUri { reason: error.to_string() }
}
