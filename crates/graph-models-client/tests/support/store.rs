//! A store of files behind both transports, which fails at random points.
//!
//! Uploads go to a session at another host. The service redirects downloads to that host.

mod run;

use std::io::{self, Cursor, Read};
use std::sync::{Mutex, MutexGuard};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use graph_models_client::transport::{
    AsyncTransport, Incoming, IncomingStream, ResponseFuture, SleepFuture, Transport,
};
use graph_models_client::{TransportError, TransportErrorKind};
use http::{Method, Request, Response};

pub(crate) use run::run;

pub(crate) const SESSION: &str = "https://files.example/session?tempauth=secret-address";

/// A store with one file.
pub(crate) struct Store {
    state: Mutex<State>,
    /// The length of a whole file.
    total: usize,
}

struct State {
    random: u64,
    stored: Vec<u8>,
    sent: usize,
}

/// The body of an answer, and true if it breaks off at its end.
struct Answer {
    head: Response<()>,
    body: Bytes,
    breaks: bool,
}

impl Store {
    pub(crate) fn new(seed: u64, stored: Vec<u8>, total: usize) -> Self {
        let random = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        Self { state: Mutex::new(State { random, stored, sent: 0 }), total }
    }

    pub(crate) fn stored(&self) -> Vec<u8> {
        self.state().stored.clone()
    }

    /// The number of bytes in the received slices.
    pub(crate) fn sent(&self) -> usize {
        self.state().sent
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn answer(&self, request: &Request<Bytes>) -> Result<Answer, TransportError> {
        let is_service = request.uri().host() == Some("graph.microsoft.com");
        assert_eq!(request.headers().contains_key("authorization"), is_service, "{}", request.uri());
        assert_eq!(request.headers().contains_key("client-request-id"), is_service);
        let mut state = self.state();
        match state.next(6) {
            0 => return Err(lost()),
            1 => return Ok(Answer::new(503, Bytes::new())),
            _ => {}
        }
        if is_service {
            return Ok(Answer::new(302, Bytes::new()).header("location", SESSION.to_owned()));
        }
        if *request.method() == Method::PUT {
            return self.put(&mut state, request);
        }
        match request.uri().path() {
            "/session" if state.stored.len() < self.total => Ok(self.expected(&state, 200)),
            _ => Ok(get(&mut state, request)),
        }
    }

    fn put(&self, state: &mut State, request: &Request<Bytes>) -> Result<Answer, TransportError> {
        let range = request.headers()["content-range"].to_str().unwrap().to_owned();
        let start: usize = range.strip_prefix("bytes ").unwrap().split('-').next().unwrap().parse().unwrap();
        state.sent += request.body().len();
        if start != state.stored.len() {
            return Ok(Answer::new(416, Bytes::new()));
        }
        state.stored.extend_from_slice(request.body());
        if state.next(6) == 0 && state.stored.len() < self.total {
            return Err(lost());
        }
        Ok(match state.stored.len() < self.total {
            true => self.expected(state, 202),
            false => Answer::new(201, Bytes::from_static(b"made")),
        })
    }

    fn expected(&self, state: &State, status: u16) -> Answer {
        let body = format!(r#"{{"nextExpectedRanges":["{}-{}"]}}"#, state.stored.len(), self.total - 1);
        Answer::new(status, Bytes::from(body))
    }
}

/// The answer with the file from the requested position, sometimes cut.
fn get(state: &mut State, request: &Request<Bytes>) -> Answer {
    let file = Bytes::from(state.stored.clone());
    let range = request.headers().get("range").map(|range| range.to_str().unwrap().to_owned());
    let start = range
        .map_or(0, |range| range.strip_prefix("bytes=").unwrap().strip_suffix('-').unwrap().parse().unwrap());
    let rest = file.slice(start..);
    let status = if start == 0 { 200 } else { 206 };
    let breaks = state.next(2) == 0;
    let body = if breaks { rest.slice(..state.next(rest.len() + 1)) } else { rest.clone() };
    let mut answer = Answer { breaks, ..Answer::new(status, body) }
        .header("etag", "\"1\"".to_owned())
        .header("content-length", rest.len().to_string());
    if status == 206 {
        let range = format!("bytes {start}-{}/{}", file.len() - 1, file.len());
        answer = answer.header("content-range", range);
    }
    answer
}

impl State {
    /// A number below `end`.
    fn next(&mut self, end: usize) -> usize {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        usize::try_from(self.random % u64::try_from(end).unwrap()).unwrap()
    }
}

impl Answer {
    fn new(status: u16, body: Bytes) -> Self {
        Self { head: Response::builder().status(status).body(()).unwrap(), body, breaks: false }
    }

    fn header(mut self, name: &'static str, value: String) -> Self {
        self.head.headers_mut().insert(name, value.try_into().unwrap());
        self
    }
}

fn lost() -> TransportError {
    TransportError::new(TransportErrorKind::Lost, &io::Error::other("gone"))
}

/// A reader that breaks off at the end.
struct Broken(Cursor<Bytes>);

impl Read for Broken {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(io::ErrorKind::ConnectionReset.into()),
            length => Ok(length),
        }
    }
}

impl Transport for Store {
    fn send(&self, request: Request<Bytes>) -> Result<Response<Incoming>, TransportError> {
        let Answer { head, body, breaks } = self.answer(&request)?;
        Ok(head.map(|()| match breaks {
            true => Incoming::new(Broken(Cursor::new(body))),
            false => Incoming::from(body),
        }))
    }

    fn sleep(&self, _: Duration) {}
}

/// The pieces of a body, and perhaps an error behind them.
struct Pieces(Vec<Result<Bytes, TransportError>>);

impl Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: std::pin::Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop())
    }
}

impl AsyncTransport for Store {
    fn send(&self, request: Request<Bytes>) -> ResponseFuture<'_> {
        let answer = self.answer(&request).map(|Answer { head, body, breaks }| {
            let end = breaks.then(|| Err(lost()));
            head.map(|()| IncomingStream::new(Pieces(end.into_iter().chain([Ok(body)]).collect())))
        });
        Box::pin(std::future::ready(answer))
    }

    fn sleep(&self, _: Duration) -> SleepFuture<'_> {
        Box::pin(std::future::ready(()))
    }
}
