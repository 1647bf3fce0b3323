//! The blocking adapter: requests over the crate `ureq`, without a runtime.

mod walk;

use std::fmt;
use std::io::ErrorKind;
use std::sync::Arc;
use std::time::Duration;

use ::ureq::config::RedirectAuthHeaders;
use ::ureq::{Agent, Timeout};
use bytes::Bytes;
use http::Method;

pub use walk::PageIter;

use super::{Retry, SendError, TokenSource, TransportError, TransportErrorKind};
use crate::request::{Operation, Service};

/// Sends requests to a service, with tokens of a source. Cheap to clone; clones share their connections.
///
/// ```no_run
/// # fn show<O: graph_core::request::Operation>(request: O) -> Result<(), Box<dyn std::error::Error>> {
/// use graph_core::request::Service;
/// use graph_core::send::{Token, ureq::Client};
///
/// let token = Token::new(std::env::var("GRAPH_TOKEN")?)?;
/// let client = Client::new(Service::global(), token);
/// let answer = client.send(&request)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    http: Agent,
    service: Service,
    tokens: Arc<dyn TokenSource + Send + Sync>,
    retry: Retry,
    on_wait: Option<Arc<dyn Fn(Duration) + Send + Sync>>,
}

impl Client {
    /// A client with connections of its own: ten seconds to connect, a hundred for an answer.
    pub fn new(service: Service, tokens: impl TokenSource + Send + Sync + 'static) -> Self {
        let http = Agent::config_builder()
            .timeout_connect(Some(Duration::from_secs(10)))
            .timeout_global(Some(Duration::from_secs(100)))
            .build();
        Self::over(http.new_agent(), service, tokens)
    }

    /// A client whose timeouts, proxies and TLS are those of the agent. It follows no redirects, whatever the agent does
    /// otherwise.
    pub fn over(http: Agent, service: Service, tokens: impl TokenSource + Send + Sync + 'static) -> Self {
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
    pub fn send<O: Operation>(&self, operation: &O) -> Result<O::Response, SendError> {
        let request = operation.to_http(&self.service)?;
        let answer = self.execute(&request)?;
        Ok(operation.decode(answer)?)
    }

    /// Sends any request to the service, and again as [`Retry`] allows. The answer may be one of failure.
    ///
    /// # Errors
    ///
    /// If there is no answer, or the request would go to another host than the service's.
    pub fn execute(&self, request: &http::Request<Bytes>) -> Result<http::Response<Bytes>, SendError> {
        self.service.follows(&request.uri().to_string())?;
        let mut sent = 0;
        loop {
            let answer = self.once(request);
            sent += 1;
            let Some(wait) = self.retry.wait_after(request.method(), sent, &answer) else { return answer };
            self.wait(wait);
        }
    }

    /// Waits before something is sent again.
    fn wait(&self, wait: Duration) {
        if let Some(tell) = &self.on_wait {
            tell(wait);
        }
        std::thread::sleep(wait);
    }

    fn once(&self, request: &http::Request<Bytes>) -> Result<http::Response<Bytes>, SendError> {
        let token = self.tokens.token()?;
        let answer = match request.body().is_empty() {
            // A body of no bytes is a body to this client; for methods without one that is an error.
            true if !matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH) => {
                self.run(request.clone().map(|_| ()), &token)
            }
            _ => self.run(request.clone().map(|body| body.to_vec()), &token),
        };
        let (head, mut body) = answer.map_err(|error| transport(&error))?.into_parts();
        let body = body.with_config().limit(u64::MAX).read_to_vec();
        Ok(http::Response::from_parts(head, Bytes::from(body.map_err(|error| lost(&error))?)))
    }

    fn run<B: ::ureq::AsSendBody>(
        &self,
        mut request: http::Request<B>,
        token: &super::Token,
    ) -> Result<http::Response<::ureq::Body>, ::ureq::Error> {
        token.authorize(request.headers_mut());
        let request = self
            .http
            .configure_request(request)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .redirect_auth_headers(RedirectAuthHeaders::Never)
            .build();
        self.http.run(request)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Client");
        debug.field("service", &self.service).field("retry", &self.retry).finish_non_exhaustive()
    }
}

/// How far a request got, by the error of the client. What is not certain is taken for lost.
fn transport(error: &::ureq::Error) -> TransportError {
    use ::ureq::Error as E;
    let kind = match error {
        E::Http(_) | E::BadUri(_) | E::InvalidProxyUrl | E::RequireHttpsOnly(_) | E::TlsRequired => {
            TransportErrorKind::Unable
        }
        E::HostNotFound
        | E::ConnectionFailed
        | E::ConnectProxyFailed(_)
        | E::Timeout(Timeout::Resolve | Timeout::Connect) => TransportErrorKind::Connect,
        E::Io(error) => match error.kind() {
            ErrorKind::ConnectionRefused | ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => {
                TransportErrorKind::Connect
            }
            // The standard library has no kind for names that are not found.
            _ if error.to_string().contains("lookup address") => TransportErrorKind::Connect,
            _ => TransportErrorKind::Lost,
        },
        _ => TransportErrorKind::Lost,
    };
    TransportError::of(kind, error)
}

/// The answer had begun, so that the request was sent whatever the error.
fn lost(error: &::ureq::Error) -> TransportError {
    TransportError::of(TransportErrorKind::Lost, error)
}
