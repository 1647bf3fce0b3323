//! The asynchronous adapter: requests over the crate `reqwest`, on Tokio.

mod fault;
mod outgoing;
mod pages;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ::reqwest::redirect::Policy;
use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Method};

pub use pages::PageStream;

use self::fault::{Problem, lost, transport};
use self::outgoing::Outgoing;
use super::methods::methods;
use super::settings::{ANSWER_TIMEOUT, CONNECT_TIMEOUT, Settings};
use super::work::{AllItems, BatchRun, Follow, NextChanges, Step, Work};
use super::{AsyncTokenSource, SendError, Token, TransportError, TransportErrorKind};
use graph_models_core::model::Item;
use graph_models_core::request::{
    Accepted, Answer, Batch, BatchResponses, Delta, DeltaStep, Operation, Pages, Poll, PollStep, Service,
};
use graph_models_core::{Page, Patchable};

/// A client that sends requests to a service, with tokens of a source. Cheap to clone; clones share their connections.
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
    settings: Settings<Arc<dyn AsyncTokenSource + Send + Sync>>,
}

impl Client {
    /// A client with connections of its own, ten seconds to connect, and a hundred seconds for an answer.
    ///
    /// # Errors
    ///
    /// If the HTTP client cannot be made: for instance, if its TLS finds no certificates.
    pub fn new(
        service: Service,
        tokens: impl AsyncTokenSource + Send + Sync + 'static,
    ) -> Result<Self, TransportError> {
        let http = ::reqwest::Client::builder().connect_timeout(CONNECT_TIMEOUT).timeout(ANSWER_TIMEOUT);
        Self::build(http, service, tokens)
    }

    /// A client with the timeouts, proxies and TLS of the builder. The HTTP client follows no redirects, and does not
    /// repeat requests. Requests to this machine without TLS take no proxy, since a proxy may be another machine.
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

    /// A client over an existing HTTP client. If the HTTP client follows redirects, it drops the token at another host,
    /// and the answer of another host is an error. Its proxies are used as they are: a proxy for requests to this
    /// machine reads the token.
    pub fn over(
        http: ::reqwest::Client,
        service: Service,
        tokens: impl AsyncTokenSource + Send + Sync + 'static,
    ) -> Self {
        Self { http, settings: Settings::new(service, Arc::new(tokens)) }
    }

    async fn sleep(&self, wait: Duration) {
        tokio::time::sleep(wait).await;
    }

    /// Sends a request once, and reads the answer to its end.
    async fn exchange(
        &self,
        request: &http::Request<Bytes>,
        token: &Token,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let mut request = request.clone();
        token.authorize(request.headers_mut());
        let changes_nothing = request.method().is_safe();
        if request.body().is_empty()
            && matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH)
        {
            // The HTTP client leaves out `Content-Length` for an empty body, and servers refuse such requests (411).
            request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let (body, is_out) = Outgoing::new(request.body().clone());
        let mut request = ::reqwest::Request::try_from(request).map_err(|error| transport(error, false))?;
        if !changes_nothing {
            // The HTTP client cannot send a body again that cannot be cloned.
            *request.body_mut() = Some(::reqwest::Body::wrap(body));
        }
        let asked = request.url().origin();
        let answer = self.http.execute(request).await;
        let mut answer = answer.map_err(|error| transport(error, is_out.get()))?;
        if answer.url().origin() != asked {
            return Err(TransportError::new(TransportErrorKind::Lost, &Problem::Redirected));
        }
        let mut response = http::Response::new(Bytes::new());
        *response.status_mut() = answer.status();
        *response.headers_mut() = std::mem::take(answer.headers_mut());
        *response.body_mut() = answer.bytes().await.map_err(lost)?;
        Ok(response)
    }
}

methods!(PageStream, async, await);
