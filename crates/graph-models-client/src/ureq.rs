//! The transport over the crate `ureq`, blocking, without a runtime.

mod connect;
mod fault;

use std::io::{self, Read};
use std::time::Duration;

use ::ureq::Agent;
use ::ureq::config::{AutoHeaderValue, Config, RedirectAuthHeaders};
use ::ureq::unversioned::resolver::DefaultResolver;
use bytes::Bytes;
use graph_models_core::request::{Service, is_plain_loopback};
use http::header::USER_AGENT;

use self::connect::Marking;
use self::fault::{lost, transport};
use crate::blocking::Client;
use crate::environment::{self, EnvironmentError};
use crate::settings::{ANSWER_TIMEOUT, CONNECT_TIMEOUT};
use crate::transport::{Incoming, Limit, Transport, bounded, has_body, time_to_flush};
use crate::{TokenSource, TransportError};

/// Requests over the crate `ureq`. Cheap to clone; clones share their connections.
///
/// The transport follows no redirects, even if the agent does. Requests to this machine without TLS take no proxy,
/// since a proxy may be another machine.
///
/// The HTTP client does not name itself: a request has no `User-Agent` unless the request itself or the configuration
/// names one. If the configuration leaves `user_agent` as it is, requests without this header do not share connections.
/// `user_agent("")` in the configuration avoids this.
#[derive(Debug, Clone)]
pub struct UreqTransport {
    http: Agent,
    /// True if the errors of established connections are marked.
    has_marks: bool,
    /// The limit for stalls where the configuration has none.
    stall_limit: Option<Duration>,
}

impl UreqTransport {
    /// Makes a transport with connections of its own, and the timeouts, proxies and TLS of the configuration.
    ///
    /// `timeout_per_read` and `timeout_per_write` of the configuration are the limits for stalls: an upload may be slow
    /// as long as it moves. Behind a body, the time to read grows by the time that the last 4 MiB of the body take at
    /// [`LEAST_RATE`](crate::transport::LEAST_RATE), since they may still be in buffers.
    pub fn build(config: Config) -> Self {
        let http = Agent::with_parts(config, Marking::default(), DefaultResolver::default());
        Self { http, has_marks: true, stall_limit: None }
    }

    /// Makes a transport with the timeouts, proxies and TLS of the agent.
    ///
    /// A transport made by [`build`](Self::build) knows the progress of a failed request better. With an agent, only
    /// a refused connection proves that nothing was sent. An unreachable host does not, since established connections
    /// end with the same error.
    pub fn over(http: Agent) -> Self {
        Self { http, has_marks: false, stall_limit: None }
    }

    /// Returns the transport with a limit for stalls: for each read and each write for which the configuration has no
    /// limit of its own.
    #[must_use]
    pub fn with_stall_limit(mut self, limit: Duration) -> Self {
        self.stall_limit = Some(limit);
        self
    }

    /// Sends a request whose body has `length` bytes.
    fn transmit<B: ::ureq::AsSendBody>(
        &self,
        request: http::Request<B>,
        length: u64,
    ) -> Result<http::Response<::ureq::Body>, ::ureq::Error> {
        let limit = Limit::from_request(&request);
        let is_plain_loopback = is_plain_loopback(request.uri());
        let has_name = request.headers().contains_key(USER_AGENT);
        let mut request = self
            .http
            .configure_request(request)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .redirect_auth_headers(RedirectAuthHeaders::Never);
        // The HTTP client panics if a limit is too long for its clock.
        let own = self.http.config().timeouts();
        request = request
            .timeout_global(own.global.map(bounded))
            .timeout_per_call(own.per_call.map(bounded))
            .timeout_resolve(own.resolve.map(bounded))
            .timeout_connect(own.connect.map(bounded))
            .timeout_send_request(own.send_request.map(bounded))
            .timeout_await_100(own.await_100.map(bounded))
            .timeout_send_body(own.send_body.map(bounded))
            .timeout_recv_response(own.recv_response.map(bounded))
            .timeout_recv_body(own.recv_body.map(bounded));
        request = match limit {
            Some(Limit::Head(limit)) => request.timeout_recv_response(Some(limit)),
            Some(Limit::Whole(limit)) => request.timeout_global(Some(limit)),
            None => request,
        };
        let config = self.http.config();
        let (read, write) = (config.timeout_per_read(), config.timeout_per_write());
        // The time to read begins when the body was handed over, while its end may still be in buffers.
        let flush = time_to_flush(length);
        let stall = |own: Option<Duration>, more: Duration| {
            own.or(self.stall_limit).map(|limit| bounded(limit.saturating_add(more)))
        };
        request =
            request.timeout_per_read(stall(read, flush)).timeout_per_write(stall(write, Duration::ZERO));
        // Connections are reused only if the configuration stays the same, so it changes only where this is needed.
        if !has_name && matches!(self.http.config().user_agent(), AutoHeaderValue::Default) {
            request = request.user_agent("");
        }
        if is_plain_loopback && self.http.config().proxy().is_some() {
            request = request.proxy(None);
        }
        self.http.run(request.build())
    }
}

impl Transport for UreqTransport {
    fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Incoming>, TransportError> {
        let answer = match has_body(&request) {
            // The HTTP client treats an empty body as a body, and refuses it for methods that have none.
            false => self.transmit(request.map(|_| ()), 0),
            true => {
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
            .user_agent("")
            .timeout_connect(Some(CONNECT_TIMEOUT))
            .timeout_per_read(Some(ANSWER_TIMEOUT))
            .timeout_per_write(Some(ANSWER_TIMEOUT));
        Self::build(config.build(), service, tokens).with_timeout(ANSWER_TIMEOUT)
    }

    /// Makes a client with the token in the environment variable `GRAPH_TOKEN`: for scripts and first experiments.
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

    /// Makes a client over [`UreqTransport::build`], with a hundred seconds for a stall of a request or its answer if
    /// the configuration has no `timeout_per_read` or `timeout_per_write`. All other limits of time are those of the
    /// configuration and of [`with_timeout`](Self::with_timeout).
    ///
    /// For no limit at all, use [`over`](Self::over) with a transport of your own.
    pub fn build(config: Config, service: Service, tokens: impl TokenSource + Send + Sync + 'static) -> Self {
        let transport = UreqTransport::build(config).with_stall_limit(ANSWER_TIMEOUT);
        Self::over(transport, service, tokens)
    }
}
