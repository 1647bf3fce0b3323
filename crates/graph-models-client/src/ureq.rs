//! The blocking adapter: requests over the crate `ureq`, without a runtime.

mod connect;
mod fault;
mod walk;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ::ureq::Agent;
use ::ureq::config::{Config, RedirectAuthHeaders};
use ::ureq::unversioned::resolver::DefaultResolver;
use bytes::Bytes;
use http::Method;

pub use walk::PageIter;

use self::connect::Marking;
use self::fault::{lost, transport};
use super::{Retry, SendError, Token, TokenSource, TransportError};
use graph_models_core::request::{Operation, Service};

/// Sends requests to a service, with tokens of a source. Cheap to clone; clones share their connections.
///
/// ```no_run
/// # fn show<O: graph_models_core::request::Operation>(request: O) -> Result<(), Box<dyn std::error::Error>> {
/// use graph_models_core::request::Service;
/// use graph_models_client::{Token, ureq::Client};
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
    /// Errors of established connections are marked.
    has_marks: bool,
    service: Service,
    tokens: Arc<dyn TokenSource + Send + Sync>,
    retry: Retry,
    on_wait: Option<Arc<dyn Fn(Duration) + Send + Sync>>,
}

impl Client {
    /// A client with connections of its own: ten seconds to connect, a hundred for an answer.
    pub fn new(service: Service, tokens: impl TokenSource + Send + Sync + 'static) -> Self {
        let config = Agent::config_builder()
            .timeout_connect(Some(Duration::from_secs(10)))
            .timeout_global(Some(Duration::from_secs(100)));
        Self::build(config.build(), service, tokens)
    }

    /// A client with connections of its own, whose timeouts, proxies and TLS are those of the configuration. It follows
    /// no redirects. Requests that go in clear to this machine take no proxy, which would be another.
    pub fn build(config: Config, service: Service, tokens: impl TokenSource + Send + Sync + 'static) -> Self {
        let http = Agent::with_parts(config, Marking::default(), DefaultResolver::default());
        Self { has_marks: true, ..Self::over(http, service, tokens) }
    }

    /// A client whose timeouts, proxies and TLS are those of the agent. It follows no redirects, whatever the agent does
    /// otherwise, and takes no proxy in clear to this machine.
    ///
    /// [`build`](Self::build) knows better how far a request got. Of the errors of an agent, a refused connection is
    /// taken at its word, and an unreachable host is not: a connection that is there already ends with it too.
    pub fn over(http: Agent, service: Service, tokens: impl TokenSource + Send + Sync + 'static) -> Self {
        Self {
            http,
            has_marks: false,
            service,
            tokens: Arc::new(tokens),
            retry: Retry::default(),
            on_wait: None,
        }
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
        let mut answer = self.exchange(request, &token).map_err(|error| error.without(&token))?;
        answer.extensions_mut().insert(token.hidden());
        Ok(answer)
    }

    /// Sends a request once, and reads the answer to its end.
    fn exchange(
        &self,
        request: &http::Request<Bytes>,
        token: &Token,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let answer = match request.body().is_empty() {
            // A body of no bytes is a body to this client; for methods without one that is an error.
            true if !matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH) => {
                self.run(request.clone().map(|_| ()), token)
            }
            _ => self.run(request.clone().map(|body| body.to_vec()), token),
        };
        let (head, mut body) = answer.map_err(|error| transport(&error, self.has_marks))?.into_parts();
        let body = body.with_config().limit(u64::MAX).read_to_vec();
        Ok(http::Response::from_parts(head, Bytes::from(body.map_err(|error| lost(&error))?)))
    }

    fn run<B: ::ureq::AsSendBody>(
        &self,
        mut request: http::Request<B>,
        token: &Token,
    ) -> Result<http::Response<::ureq::Body>, ::ureq::Error> {
        token.authorize(request.headers_mut());
        let mut request = self
            .http
            .configure_request(request)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .redirect_auth_headers(RedirectAuthHeaders::Never);
        // Without a proxy the configuration stays the same, and so do the connections.
        if self.service.is_plain_loopback() && self.http.config().proxy().is_some() {
            request = request.proxy(None);
        }
        self.http.run(request.build())
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Client");
        debug.field("service", &self.service).field("retry", &self.retry).finish_non_exhaustive()
    }
}
