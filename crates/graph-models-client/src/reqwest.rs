//! The asynchronous adapter: requests over the crate `reqwest`, on Tokio.

mod fault;
mod outgoing;
mod walk;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ::reqwest::redirect::Policy;
use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Method};

pub use walk::PageStream;

use self::fault::{Problem, lost, transport};
use self::outgoing::Outgoing;
use super::{AsyncTokenSource, Retry, SendError, Token, TransportError, TransportErrorKind};
use graph_models_core::request::{Operation, Service};

/// Sends requests to a service, with tokens of a source. Cheap to clone; clones share their connections.
///
/// ```no_run
/// # async fn show<O: graph_models_core::request::Operation>(request: O) -> Result<(), Box<dyn std::error::Error>> {
/// use graph_models_core::request::Service;
/// use graph_models_client::{Token, reqwest::Client};
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

    /// A client whose timeouts, proxies and TLS are those of the builder. It follows no redirects, and sends nothing again
    /// by itself. Requests that go in clear to this machine take no proxy, which would be another.
    ///
    /// # Errors
    ///
    /// If the HTTP client cannot be made.
    pub fn build(
        http: ::reqwest::ClientBuilder,
        service: Service,
        tokens: impl AsyncTokenSource + Send + Sync + 'static,
    ) -> Result<Self, TransportError> {
        let http = http.redirect(Policy::none()).retry(::reqwest::retry::never());
        let http = if service.is_plain_loopback() { http.no_proxy() } else { http };
        let http = http.build().map_err(|error| transport(error, false))?;
        Ok(Self::over(http, service, tokens))
    }

    /// A client over an HTTP client that is there already. If that one follows redirects, it drops the token where
    /// they lead to another host, and the answer of another host is an error here. Its proxies are its own affair: one that
    /// leads requests for loopback elsewhere reads the token.
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

    async fn once(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, SendError> {
        let token = self.tokens.token().await?;
        let mut answer = self.exchange(request, &token).await.map_err(|error| error.without(&token))?;
        answer.extensions_mut().insert(token.hidden());
        Ok(answer)
    }

    /// Sends a request once, and reads the answer to its end.
    async fn exchange(
        &self,
        mut request: http::Request<Bytes>,
        token: &Token,
    ) -> Result<http::Response<Bytes>, TransportError> {
        token.authorize(request.headers_mut());
        let changes_nothing = request.method().is_safe();
        if request.body().is_empty()
            && matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH)
        {
            // This client leaves out a length of nothing, and servers refuse such requests (411).
            request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let (body, is_out) = Outgoing::new(request.body().clone());
        let mut request = ::reqwest::Request::try_from(request).map_err(|error| transport(error, false))?;
        if !changes_nothing {
            // A body that cannot be cloned is sent once, whatever the client would send again.
            *request.body_mut() = Some(::reqwest::Body::wrap(body));
        }
        let asked = request.url().origin();
        let answer = self.http.execute(request).await;
        let mut answer = answer.map_err(|error| transport(error, is_out.get()))?;
        if answer.url().origin() != asked {
            return Err(TransportError::of(TransportErrorKind::Lost, &Problem::Redirected));
        }
        let mut response = http::Response::new(Bytes::new());
        *response.status_mut() = answer.status();
        *response.headers_mut() = std::mem::take(answer.headers_mut());
        *response.body_mut() = answer.bytes().await.map_err(lost)?;
        Ok(response)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Client");
        debug.field("service", &self.service).field("retry", &self.retry).finish_non_exhaustive()
    }
}
