//! The asynchronous adapter: requests over the crate `reqwest`, on Tokio.

mod walk;

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ::reqwest::redirect::Policy;
use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Method};

pub use walk::PageStream;

use super::{AsyncTokenSource, Retry, SendError, TransportError, TransportErrorKind};
use crate::request::{Operation, Service};

/// Sends requests to a service, with tokens of a source. Cheap to clone; clones share their connections.
///
/// ```no_run
/// # async fn show<O: graph_core::request::Operation>(request: O) -> Result<(), Box<dyn std::error::Error>> {
/// use graph_core::request::Service;
/// use graph_core::send::{Token, reqwest::Client};
///
/// let token = Token::new(std::env::var("GRAPH_TOKEN")?)?;
/// let client = Client::new(Service::global(), token)?;
/// let answer = client.send(&request).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    http: ::reqwest::Client,
    service: Service,
    tokens: Arc<dyn AsyncTokenSource + Send + Sync>,
    retry: Retry,
    on_wait: Option<Arc<dyn Fn(Duration) + Send + Sync>>,
}

impl Client {
    /// A client with connections of its own: ten seconds to connect, a hundred for an answer.
    ///
    /// # Errors
    ///
    /// If the HTTP client cannot be made: if its TLS finds no certificates, for instance.
    pub fn new(
        service: Service,
        tokens: impl AsyncTokenSource + Send + Sync + 'static,
    ) -> Result<Self, TransportError> {
        let http = ::reqwest::Client::builder()
            .connect_timeout(Duration::from_secs(10))
            .timeout(Duration::from_secs(100));
        Self::build(http, service, tokens)
    }

    /// A client whose timeouts, proxies and TLS are those of the builder. It follows no redirects.
    ///
    /// # Errors
    ///
    /// If the HTTP client cannot be made.
    pub fn build(
        http: ::reqwest::ClientBuilder,
        service: Service,
        tokens: impl AsyncTokenSource + Send + Sync + 'static,
    ) -> Result<Self, TransportError> {
        let http = http.redirect(Policy::none()).build().map_err(transport)?;
        Ok(Self::over(http, service, tokens))
    }

    /// A client over an HTTP client that is there already. If that one follows redirects, it drops the token where
    /// they lead to another host, and the answer of another host is an error here.
    pub fn over(
        http: ::reqwest::Client,
        service: Service,
        tokens: impl AsyncTokenSource + Send + Sync + 'static,
    ) -> Self {
        Self { http, service, tokens: Arc::new(tokens), retry: Retry::default(), on_wait: None }
    }

    /// The same client with other rules for sending again.
    #[must_use]
    pub fn with_retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// The same client, which says how long it waits each time it is about to send something again.
    #[must_use]
    pub fn on_wait(mut self, tell: impl Fn(Duration) + Send + Sync + 'static) -> Self {
        self.on_wait = Some(Arc::new(tell));
        self
    }

    /// The service that requests go to.
    pub fn service(&self) -> &Service {
        &self.service
    }

    /// Sends a request, and again as [`Retry`] allows, and reads the answer.
    ///
    /// # Errors
    ///
    /// If the request cannot be made or sent, is refused, or its answer cannot be read. [`SendError::effect`] tells
    /// what the service did.
    pub async fn send<O: Operation>(&self, operation: &O) -> Result<O::Response, SendError> {
        let request = operation.to_http(&self.service)?;
        let answer = self.execute(&request).await?;
        Ok(operation.decode(answer)?)
    }

    /// Sends any request to the service, and again as [`Retry`] allows. The answer may be one of failure.
    ///
    /// # Errors
    ///
    /// If there is no answer, or the request would go to another host than the service's.
    pub async fn execute(&self, request: &http::Request<Bytes>) -> Result<http::Response<Bytes>, SendError> {
        self.service.follows(&request.uri().to_string())?;
        let mut sent = 0;
        loop {
            let answer = self.once(request.clone()).await;
            sent += 1;
            let Some(wait) = self.retry.wait_after(request.method(), sent, &answer) else { return answer };
            self.wait(wait).await;
        }
    }

    /// Waits before something is sent again.
    async fn wait(&self, wait: Duration) {
        if let Some(tell) = &self.on_wait {
            tell(wait);
        }
        tokio::time::sleep(wait).await;
    }

    async fn once(&self, mut request: http::Request<Bytes>) -> Result<http::Response<Bytes>, SendError> {
        self.tokens.token().await?.authorize(request.headers_mut());
        if request.body().is_empty()
            && matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH)
        {
            // This client leaves out a length of nothing, and servers refuse such requests (411).
            request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let request = ::reqwest::Request::try_from(request).map_err(transport)?;
        let asked = request.url().origin();
        let mut answer = self.http.execute(request).await.map_err(transport)?;
        if answer.url().origin() != asked {
            return Err(TransportError::of(TransportErrorKind::Lost, &Problem::Redirected).into());
        }
        let mut response = http::Response::new(Bytes::new());
        *response.status_mut() = answer.status();
        *response.headers_mut() = std::mem::take(answer.headers_mut());
        *response.body_mut() = answer.bytes().await.map_err(transport)?;
        Ok(response)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Client");
        debug.field("service", &self.service).field("retry", &self.retry).finish_non_exhaustive()
    }
}

/// How far a request got, by the error of the client. The URL is left out: it may hold names.
fn transport(error: ::reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_builder() {
        return TransportError::of(TransportErrorKind::Unable, &error);
    }
    if !error.is_connect() {
        return TransportError::of(TransportErrorKind::Lost, &error);
    }
    let error = TransportError::of(TransportErrorKind::Connect, &error);
    match error.to_string().contains("scheme is not http") {
        true => TransportError::of(TransportErrorKind::Unable, &Problem::NoTls),
        false => error,
    }
}

/// What the client does not say, or not clearly.
#[derive(Debug)]
enum Problem {
    Redirected,
    NoTls,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Redirected => "the HTTP client followed a redirect to another host",
            Self::NoTls => {
                "the HTTP client has no TLS; it comes with a feature of the crate `reqwest`, such as `rustls`"
            }
        })
    }
}

impl Error for Problem {}
