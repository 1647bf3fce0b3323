//! The server: sockets, faults, and the record of requests.

use std::future::Future;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::thread::JoinHandle;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Request, Response, StatusCode, header};
use http_body_util::{BodyExt, Either, Full};
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::sync::oneshot;
use tokio::time::{Sleep, sleep};

use crate::answer::{Answer, Ids, html, json};
use crate::call::Call;
use crate::fault::{self, Fault, Pending, respond};
use crate::node::object;
use crate::routes;
use crate::tenant::{TOKEN, Tenant};

/// A request that the server received.
#[derive(Debug, Clone)]
pub struct Received {
    /// The method.
    pub method: String,
    /// Path and query as received.
    pub target: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

/// A running server. It stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    url: String,
    foreign_url: String,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    tenant: Mutex<Tenant>,
    received: Mutex<Vec<Received>>,
    foreign: Mutex<Vec<Received>>,
    foreign_url: String,
}

/// Locks a mutex. A test that panicked reports the panic itself; the data is still valid for the others.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Server {
    /// Starts a server on a free port of loopback, with the sample tenant.
    ///
    /// # Errors
    ///
    /// If no port is free.
    pub fn start() -> io::Result<Self> {
        Self::start_at(SocketAddr::from(([127, 0, 0, 1], 0)))
    }

    /// Starts a server at this address, with the sample tenant.
    ///
    /// # Errors
    ///
    /// If the server cannot listen at the address.
    pub fn start_at(address: SocketAddr) -> io::Result<Self> {
        let listeners = [TcpListener::bind(address)?, TcpListener::bind((address.ip(), 0))?];
        listeners.iter().try_for_each(|listener| listener.set_nonblocking(true))?;
        let [url, foreign_url] = [listeners[0].local_addr()?, listeners[1].local_addr()?]
            .map(|address| format!("http://{address}"));
        let shared = Arc::new(Shared {
            tenant: Mutex::new(Tenant::sample()),
            received: Mutex::default(),
            foreign: Mutex::default(),
            foreign_url: foreign_url.clone(),
        });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel();
        let serving = Arc::clone(&shared);
        let thread = std::thread::spawn(move || {
            runtime.block_on(async {
                let [ours, foreign] = listeners;
                tokio::select! {
                    _ = stopped => {}
                    () = accept(ours, &serving, false) => {}
                    () = accept(foreign, &serving, true) => {}
                }
            });
        });
        Ok(Self { url, foreign_url, shared, stop: Some(stop), thread: Some(thread) })
    }

    /// The root of the service, without a slash at its end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The root of another host. No token may ever reach it.
    pub fn foreign_url(&self) -> &str {
        &self.foreign_url
    }

    /// The token that allows everything: [`TOKEN`].
    pub fn token(&self) -> &'static str {
        TOKEN
    }

    /// Adds a fault for the next request with this method and with this text in its path. Several faults for the same
    /// request happen one after the other.
    pub fn fault(&self, method: &'static str, path: &str, fault: Fault) {
        lock(&self.shared.tenant).faults.push(Pending { method, path: path.to_owned(), fault });
    }

    /// Sets how many polls find an operation unfinished before it ends; the default is two.
    pub fn finish_after(&self, polls: u32) {
        lock(&self.shared.tenant).polls = polls;
    }

    /// Lets operations fail from now on.
    pub fn fail_operations(&self) {
        lock(&self.shared.tenant).operations_fail = true;
    }

    /// Sets the maximum number of items on a page; the default is five.
    pub fn page_size(&self, items: usize) {
        lock(&self.shared.tenant).page_size = items.max(1);
    }

    /// All requests so far, in order. Requests inside a batch are not listed.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.shared.received).clone()
    }

    /// The requests that the other host received.
    pub fn foreign_received(&self) -> Vec<Received> {
        lock(&self.shared.foreign).clone()
    }

    /// The remediated incidents: alert, incident, and how often.
    pub fn remediated(&self) -> Vec<(String, String, usize)> {
        let tenant = lock(&self.shared.tenant);
        tenant.remediated.iter().map(|((alert, id), times)| (alert.clone(), id.clone(), *times)).collect()
    }

    /// The current value of a property of the alert with this id.
    pub fn alert(&self, id: &str, property: &str) -> Option<serde_json::Value> {
        let tenant = lock(&self.shared.tenant);
        tenant.alerts.iter().find(|alert| alert.id() == id)?.get(property).cloned()
    }

    /// The current value of a property of the configuration with this id.
    pub fn configuration(&self, id: &str, property: &str) -> Option<serde_json::Value> {
        let tenant = lock(&self.shared.tenant);
        tenant.configurations.iter().find(|it| it.id() == id)?.get(property).cloned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // The thread has already printed its panic.
            let _ = thread.join();
        }
    }
}

async fn accept(listener: TcpListener, shared: &Arc<Shared>, is_foreign: bool) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    while let Ok((stream, _)) = listener.accept().await {
        let shared = Arc::clone(shared);
        let service = service_fn(move |request| serve(Arc::clone(&shared), is_foreign, request));
        // A connection that ends early is a fault on demand, or was closed by the client.
        tokio::spawn(async move {
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

/// The delivery of an answer to the client.
enum Delivery {
    Whole(Answer),
    After(Duration, Answer),
    Half(Answer),
    Never,
}

async fn serve(
    shared: Arc<Shared>,
    is_foreign: bool,
    request: Request<Incoming>,
) -> io::Result<Response<Either<Full<Bytes>, Cut>>> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    let received = Received {
        method: head.method.to_string(),
        target: head.uri.to_string(),
        headers: head.headers,
        body,
    };
    let delivery = match is_foreign {
        true => Delivery::Whole(shared.answer_as_foreign(received)),
        false => shared.answer(&received),
    };
    let closed = || io::Error::new(io::ErrorKind::ConnectionAborted, "a fault closes the connection");
    match delivery {
        Delivery::Whole(answer) => Ok(answer.map(|body| Either::Left(Full::new(body)))),
        Delivery::After(time, answer) => {
            sleep(time).await;
            Ok(answer.map(|body| Either::Left(Full::new(body))))
        }
        Delivery::Half(answer) => Ok(answer.map(|body| Either::Right(Cut::new(&body)))),
        Delivery::Never => Err(closed()),
    }
}

impl Shared {
    fn answer(&self, received: &Received) -> Delivery {
        let number = {
            let mut all = lock(&self.received);
            all.push(received.clone());
            all.len()
        };
        let ids = Ids::new(number, &received.headers);
        let (path, query) = received.target.split_once('?').unwrap_or((&received.target, ""));
        let host = received.headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let origin = format!("http://{}", host.unwrap_or("localhost"));
        let call = Call {
            method: &received.method,
            path,
            query,
            headers: &received.headers,
            body: &received.body,
            origin: &origin,
        };
        let has_length = [header::CONTENT_LENGTH, header::TRANSFER_ENCODING]
            .iter()
            .any(|name| received.headers.contains_key(name));
        if !has_length && matches!(received.method.as_str(), "POST" | "PATCH" | "PUT") {
            return Delivery::Whole(html(StatusCode::LENGTH_REQUIRED, &ids));
        }
        let mut tenant = lock(&self.tenant);
        let Some(fault) = fault::take(&mut tenant.faults, &received.method, path) else {
            return Delivery::Whole(routes::answer(&mut tenant, &call, &ids));
        };
        let foreign = Call { origin: &self.foreign_url, ..call };
        let call = if fault == Fault::ForeignLinks { &foreign } else { &call };
        let answer = fault.carries_out().then(|| routes::answer(&mut tenant, call, &ids));
        match (fault, answer) {
            (Fault::CloseBefore | Fault::CloseAfter, _) => Delivery::Never,
            (Fault::CloseMidway, Some(answer)) => Delivery::Half(answer),
            (Fault::Slow(time), Some(answer)) => Delivery::After(time, answer),
            (fault, answer) => {
                let target = format!("{}{}", self.foreign_url, received.target);
                respond(fault, answer, &ids, &target).map_or(Delivery::Never, Delivery::Whole)
            }
        }
    }

    fn answer_as_foreign(&self, received: Received) -> Answer {
        let mut all = lock(&self.foreign);
        all.push(received);
        json(
            StatusCode::OK,
            &object! {"value": serde_json::json!([])},
            &Ids::new(all.len(), &HeaderMap::new()),
        )
    }
}

/// A body that ends in the middle: its length is announced, the first half is sent, then the connection fails.
struct Cut {
    length: usize,
    half: Option<Bytes>,
    wait: Pin<Box<Sleep>>,
}

impl Cut {
    fn new(body: &Bytes) -> Self {
        // An answer without a body announces two bytes, so that it can be cut too.
        let length = body.len().max(2);
        let half = body.slice(..body.len() / 2);
        Self { length, half: Some(half), wait: Box::pin(sleep(Duration::from_millis(20))) }
    }
}

impl Body for Cut {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(half) = self.half.take() {
            return Poll::Ready(Some(Ok(Frame::data(half))));
        }
        // The written bytes have to leave before the connection closes.
        match pin!(&mut self.wait).poll(context) {
            Poll::Ready(()) => Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into()))),
            Poll::Pending => Poll::Pending,
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length as u64)
    }
}
