//! The transport over the crate `reqwest`, asynchronous, on Tokio.

mod body;
mod fault;
mod outgoing;
mod stall;

use std::time::Duration;

use ::reqwest::redirect::Policy;
use bytes::Bytes;
use graph_models_core::request::Service;
use http::HeaderValue;
use http::header::CONTENT_LENGTH;

use self::body::Pieces;
use self::fault::transport;
use self::outgoing::Outgoing;
use self::stall::{Movement, watched, within};
use crate::environment::{self, EnvironmentError};
use crate::settings::{ANSWER_TIMEOUT, CONNECT_TIMEOUT};
use crate::transport::{
    AsyncTransport, IncomingStream, Limit, ResponseFuture, SleepFuture, bounded, has_body,
};
use crate::{AsyncTokenSource, Client, TransportError, TransportErrorKind};

/// Requests over the crate `reqwest`, on Tokio. Cheap to clone; clones share their connections.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    http: ::reqwest::Client,
    stall_limit: Option<Duration>,
}

impl ReqwestTransport {
    /// Makes a transport with the timeouts, proxies and TLS of the builder. The HTTP client follows no redirects, and
    /// does not repeat requests. If the service is at this machine without TLS, requests take no proxy, since a proxy
    /// may be another machine.
    ///
    /// # Errors
    ///
    /// Returns an error if the HTTP client cannot be made: for instance, if its TLS finds no certificates.
    pub fn build(http: ::reqwest::ClientBuilder, service: &Service) -> Result<Self, TransportError> {
        let http = http.redirect(Policy::none()).retry(::reqwest::retry::never());
        let http = if service.is_plain_loopback() { http.no_proxy() } else { http };
        Ok(Self::over(http.build().map_err(|error| transport(error, false))?))
    }

    /// Makes a transport over an existing HTTP client. If the HTTP client follows redirects, it drops the token at
    /// another host, and the answer of another host is an error. The proxies of the HTTP client are used unchanged: a
    /// proxy for requests to this machine could read the token.
    pub fn over(http: ::reqwest::Client) -> Self {
        Self { http, stall_limit: None }
    }

    /// Returns the transport with a limit for stalls. A request ends in an error if no byte of the request is sent
    /// and no byte of its answer arrives for this time. An upload may be slow as long as it moves.
    ///
    /// When a whole body was handed over, its last 4 MiB may still be in buffers. The limit then grows by the time
    /// that they take at [`LEAST_RATE`](crate::transport::LEAST_RATE).
    ///
    /// `read_timeout` of the HTTP client is no such limit, since it also covers the time for sending the whole body.
    #[must_use]
    pub fn with_stall_limit(mut self, limit: Duration) -> Self {
        self.stall_limit = Some(bounded(limit));
        self
    }

    async fn exchange(
        self,
        mut request: http::Request<Bytes>,
    ) -> Result<http::Response<IncomingStream>, TransportError> {
        let limit = Limit::from_request(&request);
        let changes_nothing = request.method().is_safe();
        if request.body().is_empty() && has_body(&request) {
            // The HTTP client leaves out `Content-Length` for an empty body.
            request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let movement = Movement::new(request.body().len() as u64);
        let (body, is_out) = Outgoing::new(request.body().clone(), &movement);
        let mut request = ::reqwest::Request::try_from(request).map_err(|error| transport(error, false))?;
        if !changes_nothing {
            // The HTTP client cannot repeat a request whose body cannot be cloned.
            *request.body_mut() = Some(::reqwest::Body::wrap(body));
        }
        if let Some(Limit::Whole(limit)) = limit {
            *request.timeout_mut() = Some(limit);
        }
        let asked = request.url().origin();
        let answer = self.http.execute(request);
        let answer = async {
            match self.stall_limit {
                Some(limit) => watched(answer, &movement, limit).await,
                None => Ok(answer.await),
            }
        };
        let answer = match limit {
            Some(Limit::Head(limit)) => within(answer, limit).await?,
            _ => answer.await?,
        };
        let mut answer = answer.map_err(|error| transport(error, is_out.get()))?;
        if answer.url().origin() != asked {
            let message = "the HTTP client followed a redirect to another host";
            return Err(TransportError::with_message(TransportErrorKind::Lost, message));
        }
        let (status, headers) = (answer.status(), std::mem::take(answer.headers_mut()));
        let mut response = http::Response::new(IncomingStream::new(Pieces::new(answer, self.stall_limit)));
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        Ok(response)
    }
}

impl AsyncTransport for ReqwestTransport {
    fn send(&self, request: http::Request<Bytes>) -> ResponseFuture<'_> {
        Box::pin(self.clone().exchange(request))
    }

    fn sleep(&self, time: Duration) -> SleepFuture<'_> {
        Box::pin(tokio::time::sleep(time))
    }
}

/// Clients over `reqwest`.
impl Client {
    /// Makes a client with connections of its own, ten seconds to connect, a hundred seconds for an answer and the
    /// time for a body ([`with_timeout`](Self::with_timeout)), and a hundred seconds for a
    /// [stall](ReqwestTransport::with_stall_limit) of an upload or download.
    ///
    /// # Errors
    ///
    /// Returns an error if the HTTP client cannot be made: for instance, if its TLS finds no certificates.
    pub fn new(
        service: Service,
        tokens: impl AsyncTokenSource + Send + Sync + 'static,
    ) -> Result<Self, TransportError> {
        let http = ::reqwest::Client::builder().connect_timeout(CONNECT_TIMEOUT);
        let transport = ReqwestTransport::build(http, &service)?.with_stall_limit(ANSWER_TIMEOUT);
        Ok(Self::over(transport, service, tokens).with_timeout(ANSWER_TIMEOUT))
    }

    /// Makes a client with the token in the environment variable `GRAPH_TOKEN`: for scripts and first experiments. The
    /// client is as [`new`](Self::new) makes it. The service is the global one, unless `GRAPH_ROOT` names the root of
    /// another one, such as a stand-in or a national cloud.
    ///
    /// The token is not renewed. A program that runs for more than an hour needs a source of tokens.
    ///
    /// ```no_run
    /// use graph_models_client::Client;
    ///
    /// let client = Client::from_env()?;
    /// # Ok::<(), graph_models_client::EnvironmentError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if `GRAPH_TOKEN` is not set, or one of the two variables has no usable value,
    /// or the HTTP client cannot be made.
    pub fn from_env() -> Result<Self, EnvironmentError> {
        let (service, token) = environment::read(std::env::var_os)?;
        Self::new(service, token).map_err(EnvironmentError::Transport)
    }

    /// Makes a client over [`ReqwestTransport::build`], with a hundred seconds for a
    /// [stall](ReqwestTransport::with_stall_limit) of a request or its answer. All other limits of time are those of
    /// the builder and of [`with_timeout`](Self::with_timeout).
    ///
    /// For another limit for stalls, or none, use [`over`](Self::over) with a transport of your own.
    ///
    /// # Errors
    ///
    /// Returns an error if the HTTP client cannot be made.
    pub fn build(
        http: ::reqwest::ClientBuilder,
        service: Service,
        tokens: impl AsyncTokenSource + Send + Sync + 'static,
    ) -> Result<Self, TransportError> {
        let transport = ReqwestTransport::build(http, &service)?.with_stall_limit(ANSWER_TIMEOUT);
        Ok(Self::over(transport, service, tokens))
    }
}
