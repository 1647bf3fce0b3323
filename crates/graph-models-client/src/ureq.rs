//! The blocking adapter: requests over the crate `ureq`, without a runtime.

mod connect;
mod fault;
mod pages;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ::ureq::Agent;
use ::ureq::config::{Config, RedirectAuthHeaders};
use ::ureq::unversioned::resolver::DefaultResolver;
use bytes::Bytes;
use http::Method;

pub use pages::PageIter;

use self::connect::Marking;
use self::fault::{lost, transport};
use super::methods::methods;
use super::settings::{ANSWER_TIMEOUT, CONNECT_TIMEOUT, Settings};
use super::work::{AllItems, BatchRun, Follow, NextChanges, Step, Work};
use super::{SendError, Token, TokenSource, TransportError};
use graph_models_core::model::Item;
use graph_models_core::request::{
    Accepted, Answer, Batch, BatchResponses, Delta, DeltaStep, Operation, Pages, Poll, PollStep, Service,
};
use graph_models_core::{Page, Patchable};

/// A client that sends requests to a service, with tokens of a source. Cheap to clone; clones share their connections.
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
    /// The errors of established connections are marked.
    has_marks: bool,
    settings: Settings<Arc<dyn TokenSource + Send + Sync>>,
}

impl Client {
    /// A client with connections of its own, ten seconds to connect, and a hundred seconds for an answer.
    pub fn new(service: Service, tokens: impl TokenSource + Send + Sync + 'static) -> Self {
        let config = Agent::config_builder()
            .timeout_connect(Some(CONNECT_TIMEOUT))
            .timeout_global(Some(ANSWER_TIMEOUT));
        Self::build(config.build(), service, tokens)
    }

    /// A client with connections of its own, and the timeouts, proxies and TLS of the configuration. It follows no
    /// redirects. Requests to this machine without TLS take no proxy, since a proxy may be another machine.
    pub fn build(config: Config, service: Service, tokens: impl TokenSource + Send + Sync + 'static) -> Self {
        let http = Agent::with_parts(config, Marking::default(), DefaultResolver::default());
        Self { has_marks: true, ..Self::over(http, service, tokens) }
    }

    /// A client with the timeouts, proxies and TLS of the agent. It follows no redirects, even if the agent does, and
    /// takes no proxy to this machine without TLS.
    ///
    /// [`build`](Self::build) makes a client that knows the progress of a failed request better. With an agent, only a
    /// refused connection proves that nothing was sent. An unreachable host does not, since established connections end
    /// with the same error.
    pub fn over(http: Agent, service: Service, tokens: impl TokenSource + Send + Sync + 'static) -> Self {
        Self { http, has_marks: false, settings: Settings::new(service, Arc::new(tokens)) }
    }

    #[expect(clippy::unused_self, reason = "a method as that of the asynchronous client")]
    fn sleep(&self, wait: Duration) {
        std::thread::sleep(wait);
    }

    /// Sends a request once, and reads the answer to its end.
    fn exchange(
        &self,
        request: &http::Request<Bytes>,
        token: &Token,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let answer = match request.body().is_empty() {
            // The HTTP client takes an empty body for a body, and refuses it for methods without a body.
            true if !matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH) => {
                self.transmit(request.clone().map(|_| ()), token)
            }
            _ => self.transmit(request.clone().map(|body| body.to_vec()), token),
        };
        let (head, mut body) = answer.map_err(|error| transport(&error, self.has_marks))?.into_parts();
        let body = body.with_config().limit(u64::MAX).read_to_vec();
        Ok(http::Response::from_parts(head, Bytes::from(body.map_err(|error| lost(&error))?)))
    }

    fn transmit<B: ::ureq::AsSendBody>(
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
        // The configuration changes only if there is a proxy, so that connections are reused otherwise.
        if self.settings.service.is_plain_loopback() && self.http.config().proxy().is_some() {
            request = request.proxy(None);
        }
        self.http.run(request.build())
    }
}

methods!(PageIter);
