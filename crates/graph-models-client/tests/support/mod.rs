//! A transport that answers by a script, and keeps the sent requests.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use graph_models_client::TransportError;
use graph_models_client::transport::{
    AsyncTransport, Incoming, IncomingStream, ResponseFuture, SleepFuture, Transport,
};
use http::{HeaderName, HeaderValue, Request, Response};

/// One answer of a script.
pub(crate) struct Step(Response<&'static str>);

impl Step {
    pub(crate) fn status(status: u16) -> Self {
        Self(Response::builder().status(status).body("").unwrap())
    }

    pub(crate) fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.0.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        self
    }

    pub(crate) fn body(mut self, body: &'static str) -> Self {
        *self.0.body_mut() = body;
        self
    }
}

/// A transport that answers by a script.
#[derive(Default)]
pub(crate) struct Script {
    steps: Mutex<VecDeque<Step>>,
    sent: Mutex<Vec<Request<Bytes>>>,
    slept: Mutex<Vec<Duration>>,
}

impl Script {
    pub(crate) fn new(steps: impl IntoIterator<Item = Step>) -> Arc<Self> {
        Arc::new(Self { steps: Mutex::new(steps.into_iter().collect()), ..Self::default() })
    }

    /// All requests that were sent.
    pub(crate) fn sent(&self) -> Vec<Request<Bytes>> {
        self.sent.lock().unwrap().clone()
    }

    /// All waits.
    pub(crate) fn slept(&self) -> Vec<Duration> {
        self.slept.lock().unwrap().clone()
    }

    fn answer(&self, request: Request<Bytes>) -> Response<&'static str> {
        self.sent.lock().unwrap().push(request);
        self.steps.lock().unwrap().pop_front().unwrap().0
    }
}

impl Transport for Script {
    fn send(&self, request: Request<Bytes>) -> Result<Response<Incoming>, TransportError> {
        Ok(self.answer(request).map(Incoming::from))
    }

    fn sleep(&self, time: Duration) {
        self.slept.lock().unwrap().push(time);
    }
}

impl AsyncTransport for Script {
    fn send(&self, request: Request<Bytes>) -> ResponseFuture<'_> {
        let answer = self.answer(request).map(IncomingStream::from);
        Box::pin(std::future::ready(Ok(answer)))
    }

    fn sleep(&self, time: Duration) -> SleepFuture<'_> {
        Transport::sleep(self, time);
        Box::pin(std::future::ready(()))
    }
}
