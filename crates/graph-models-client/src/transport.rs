//! The seam between a client and an HTTP client: a request goes in, and an answer comes out, whose body is read piece
//! by piece.
//!
//! `reqwest::ReqwestTransport` and `ureq::UreqTransport`, each behind a feature of its name, are the adapters of this
//! crate. Logging, caching, tests and fault injection are wrappers around a transport:
//!
//! ```
//! use std::sync::atomic::{AtomicUsize, Ordering};
//!
//! use bytes::Bytes;
//! use graph_models_client::{Token, TransportError, blocking::Client};
//! use graph_models_client::transport::{Incoming, Transport};
//! use graph_models_core::request::Service;
//!
//! /// Counts requests.
//! struct Counting<T>(T, AtomicUsize);
//!
//! impl<T: Transport> Transport for Counting<T> {
//!     fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Incoming>, TransportError> {
//!         self.1.fetch_add(1, Ordering::Relaxed);
//!         self.0.send(request)
//!     }
//! }
//!
//! /// Answers every request in the same way: a transport for tests.
//! struct Constant;
//!
//! impl Transport for Constant {
//!     fn send(&self, _: http::Request<Bytes>) -> Result<http::Response<Incoming>, TransportError> {
//!         Ok(http::Response::new(Incoming::from(r#"{"value": []}"#)))
//!     }
//! }
//!
//! let counting = Counting(Constant, AtomicUsize::new(0));
//! let client = Client::over(counting, Service::global(), Token::new("opaque")?);
//! let answer = client.execute(&http::Request::get("https://graph.microsoft.com/v1.0/users").body(Bytes::new())?)?;
//! assert_eq!(answer.body(), r#"{"value": []}"#);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod incoming;
mod limits;
mod stream;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
use http::Method;

pub use incoming::Incoming;
pub use limits::LEAST_RATE;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
pub(crate) use limits::{Limit, bounded, time_to_flush};
pub use stream::IncomingStream;

use crate::TransportError;

/// Returns `true` if a request has a body. An empty body is one if the method always has a body: servers refuse such a
/// request without `Content-Length` (411).
#[cfg(any(feature = "reqwest", feature = "ureq"))]
pub(crate) fn has_body(request: &http::Request<Bytes>) -> bool {
    !request.body().is_empty() || matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH)
}

/// A blocking HTTP client, as a [`blocking::Client`](crate::blocking::Client) uses it.
///
/// A transport sends a request once. It follows no redirects, repeats nothing, and returns an answer of any status.
/// The headers of the request may hold a token, marked as sensitive.
pub trait Transport: Send + Sync {
    /// Sends a request and returns the answer as soon as its head has arrived.
    ///
    /// The request may have a [`Timeout`] in its extensions.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no answer. [`TransportError::kind`] tells how far the request got. In doubt it is
    /// [`Lost`](crate::TransportErrorKind::Lost), so that only requests that change nothing are sent again.
    fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Incoming>, TransportError>;

    /// Waits. Tests replace this method.
    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// The future of an answer.
pub type ResponseFuture<'a> =
    Pin<Box<dyn Future<Output = Result<http::Response<IncomingStream>, TransportError>> + Send + 'a>>;

/// The future of the end of a wait.
pub type SleepFuture<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// An asynchronous HTTP client, as a [`Client`](crate::Client) uses it. The rules are those of [`Transport`].
pub trait AsyncTransport: Send + Sync {
    /// Sends a request and returns the answer as soon as its head has arrived, like [`Transport::send`].
    fn send(&self, request: http::Request<Bytes>) -> ResponseFuture<'_>;

    /// Waits, with the timer of the runtime.
    fn sleep(&self, time: Duration) -> SleepFuture<'_>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Incoming>, TransportError> {
        (**self).send(request)
    }

    fn sleep(&self, time: Duration) {
        (**self).sleep(time);
    }
}

impl<T: AsyncTransport + ?Sized> AsyncTransport for Arc<T> {
    fn send(&self, request: http::Request<Bytes>) -> ResponseFuture<'_> {
        (**self).send(request)
    }

    fn sleep(&self, time: Duration) -> SleepFuture<'_> {
        (**self).sleep(time)
    }
}

/// The longest time from a request to the end of its answer, in the extensions of the request.
///
/// A client adds the time for the body at [`LEAST_RATE`] to its own timeout, since a large body over a slow
/// connection is no failure. A timeout that the request already has stays unchanged. A request without this extension
/// has the timeouts of the HTTP client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeout(pub Duration);

/// The marker of a request whose [`Timeout`] ends with the head of the answer, in the extensions of the request.
///
/// The program works on the beginning of the body while the rest arrives. So the time of the body includes the time of
/// the program. A transport that does not know the marker limits the whole answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HeadOnly;

impl Timeout {
    /// The timeout of a request, if it has one.
    pub fn of<B>(request: &http::Request<B>) -> Option<Duration> {
        request.extensions().get::<Self>().map(|timeout| timeout.0)
    }

    /// Sets the timeout of a request to that of the client plus the time for the body, unless the request has a
    /// timeout.
    pub(crate) fn add_to(timeout: Option<Duration>, request: &mut http::Request<Bytes>) {
        if let Some(timeout) = timeout
            && Self::of(request).is_none()
        {
            let body = limits::time_to_send(request.body().len() as u64);
            request.extensions_mut().insert(Self(timeout.saturating_add(body)));
        }
    }
}
