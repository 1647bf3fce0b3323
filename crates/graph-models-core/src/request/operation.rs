//! An operation as a value, and its way to HTTP.

use bytes::Bytes;
use http::{HeaderMap, header};

use super::members::{INCLUDE_UNKNOWN_ENUM_MEMBERS, Needs};
use super::{Answer, Body, GraphError, OperationInfo, Path, Query, RequestError, Service, answer};

/// A request as a value.
pub trait Operation {
    /// What a successful answer holds.
    type Response: Answer;

    /// All that the request is made of.
    fn parts(&self) -> Parts<'_>;

    /// What is known of requests like this one, by method and path.
    fn info(&self) -> &'static OperationInfo {
        self.parts().info
    }

    /// The path below the root of a service, the version first, without a query.
    ///
    /// # Errors
    ///
    /// If a key is empty or a step in a path.
    fn path(&self) -> Result<String, RequestError> {
        self.parts().path.to_text()
    }

    /// The request for any HTTP client. It has no authorization yet.
    ///
    /// # Errors
    ///
    /// If a key cannot stand in a path, the URL is too long, or the body cannot be written or holds
    /// `unknownFutureValue`.
    fn to_http(&self, service: &Service) -> Result<http::Request<Bytes>, RequestError> {
        self.parts().to_http(service)
    }

    /// Reads the answer. Any 2xx is a success.
    ///
    /// # Errors
    ///
    /// The status is no success, or the body is not what the operation returns.
    fn decode<B: AsRef<[u8]>>(&self, response: http::Response<B>) -> Result<Self::Response, GraphError>
    where
        Self: Sized,
    {
        answer::decode(response)
    }
}

/// What a request is made of.
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
    /// A request without body. If more is known of this very path than of the operation, that is taken.
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

    /// What is known of the request.
    pub fn info(&self) -> &'static OperationInfo {
        self.info
    }

    /// The same, with a body.
    #[must_use]
    pub fn body(self, body: Body<'a>) -> Self {
        Self { body, ..self }
    }

    /// The same, with query options. A filter without which the service refuses the request is added.
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

    /// The same, accepting another media type than JSON.
    #[must_use]
    pub fn accept(self, accept: &'static str) -> Self {
        Self { accept, ..self }
    }

    /// The same, to be done only if the resource still has that entity tag.
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
                let id = format!("{}{}", service.root(), target.to_text()?);
                let body = serde_json::json!({ "@odata.id": id });
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
