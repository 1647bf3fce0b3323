//! The transport over the crate `ureq`, blocking, without a runtime.

mod connect;
mod fault;

use std::io::{self, Read};

use ::ureq::Agent;
use ::ureq::config::{Config, RedirectAuthHeaders};
use ::ureq::unversioned::resolver::DefaultResolver;
use bytes::Bytes;
use graph_models_core::request::{Service, is_plain_loopback};
use http::Method;

use self::connect::Marking;
use self::fault::{lost, transport};
use crate::blocking::Client;
use crate::environment::{self, EnvironmentError};
use crate::settings::{ANSWER_TIMEOUT, CONNECT_TIMEOUT};
use crate::transport::{Incoming, Timeout, Transport, time_to_flush};
use crate::{TokenSource, TransportError};

/// Requests over the crate `ureq`. Cheap to clone; clones share their connections.
///
/// The transport follows no redirects, even if the agent does. Requests to this machine without TLS take no proxy,
/// since a proxy may be another machine.
#[derive(Debug, Clone)]
pub struct UreqTransport {
    http: Agent,
    /// True if the errors of established connections are marked.
    has_marks: bool,
}

impl UreqTransport {
    /// Makes a transport with connections of its own, and the timeouts, proxies and TLS of the configuration.
    ///
    /// `timeout_per_read` and `timeout_per_write` of the configuration are the limits for stalls: an upload may be slow as
    /// long as it moves. Behind a body, the time to read grows by the time that the last 4 MiB of the body take at
    /// [`LEAST_RATE`](crate::transport::LEAST_RATE), since they may still be in buffers.
    pub fn build(config: Config) -> Self {
        let http = Agent::with_parts(config, Marking::default(), DefaultResolver::default());
        Self { http, has_marks: true }
    }

    /// Makes a transport with the timeouts, proxies and TLS of the agent.
    ///
    /// A transport made by [`build`](Self::build) knows the progress of a failed request better. With an agent, only
    /// a refused connection proves that nothing was sent. An unreachable host does not, since established connections
    /// end with the same error.
    pub fn over(http: Agent) -> Self {
        Self { http, has_marks: false }
    }

    /// Sends a request whose body has `length` bytes.
    fn transmit<B: ::ureq::AsSendBody>(
        &self,
        request: http::Request<B>,
        length: u64,
    ) -> Result<http::Response<::ureq::Body>, ::ureq::Error> {
        let timeout = Timeout::of(&request);
        let is_plain_loopback = is_plain_loopback(request.uri());
        let mut request = self
            .http
            .configure_request(request)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .redirect_auth_headers(RedirectAuthHeaders::Never);
        if timeout.is_some() {
            request = request.timeout_global(timeout);
        }
        // The time to read begins when the body was handed over, while its end may still be in buffers.
        if let Some(limit) = self.http.config().timeout_per_read().filter(|_| length > 0) {
            request = request.timeout_per_read(Some(limit.saturating_add(time_to_flush(length))));
        }
        // The configuration changes only if there is a proxy, so that connections are reused otherwise.
        if is_plain_loopback && self.http.config().proxy().is_some() {
            request = request.proxy(None);
        }
        self.http.run(request.build())
    }
}

impl Transport for UreqTransport {
    fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Incoming>, TransportError> {
        let answer = match request.body().is_empty() {
            // The HTTP client treats an empty body as a body, and refuses it for methods that have none.
            true if !matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH) => {
                self.transmit(request.map(|_| ()), 0)
            }
            _ => {
                let (head, body) = request.into_parts();
                self.transmit(http::Request::from_parts(head, body.as_ref()), body.len() as u64)
            }
        };
        let answer = answer.map_err(|error| transport(&error, self.has_marks))?;
        Ok(answer.map(|body| {
            let reader = body.into_with_config().limit(u64::MAX).reader();
            Incoming::new(Lost(reader))
        }))
    }
}

/// A reader of a body that turns its errors into transport errors.
struct Lost<R>(R);

impl<R: Read> Read for Lost<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| io::Error::other(lost(&::ureq::Error::from(error))))
    }
}

/// Clients over `ureq`.
impl Client {
    /// Makes a client with connections of its own, ten seconds to connect, a hundred seconds for an answer and the
    /// time for a body ([`with_timeout`](Self::with_timeout)), and a hundred seconds for a stall of an upload or
    /// download.
    pub fn new(service: Service, tokens: impl TokenSource + Send + Sync + 'static) -> Self {
        let config = Agent::config_builder()
            .timeout_connect(Some(CONNECT_TIMEOUT))
            .timeout_per_read(Some(ANSWER_TIMEOUT))
            .timeout_per_write(Some(ANSWER_TIMEOUT));
        Self::build(config.build(), service, tokens).with_timeout(ANSWER_TIMEOUT)
    }

    /// Makes a client with the token in the environment variable `GRAPH_TOKEN`: for scripts and first trials.
    /// The client is as [`new`](Self::new) makes it. The service is the global one, unless `GRAPH_ROOT` names the root
    /// of another one, such as a stand-in or a national cloud.
    ///
    /// The token is not renewed. A program that runs for more than an hour needs a source of tokens.
    ///
    /// ```no_run
    /// use graph_models_client::blocking::Client;
    ///
    /// let client = Client::from_env()?;
    /// # Ok::<(), graph_models_client::EnvironmentError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if `GRAPH_TOKEN` is not set, or one of the two variables has no usable value.
    pub fn from_env() -> Result<Self, EnvironmentError> {
        let (service, token) = environment::read(std::env::var_os)?;
        Ok(Self::new(service, token))
    }

    /// Makes a client over [`UreqTransport::build`].
    pub fn build(config: Config, service: Service, tokens: impl TokenSource + Send + Sync + 'static) -> Self {
        Self::over(UreqTransport::build(config), service, tokens)
    }
}
