//! Hosts on loopback: sockets, and the delivery of answers. Must not know the meaning of answers.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use http_body_util::{BodyExt, Either, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::sync::oneshot;
use tokio::task::LocalSet;
use tokio::time::sleep;

use crate::cut::Cut;

/// A request that a host received.
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

impl Received {
    /// The path without the query.
    pub fn path(&self) -> &str {
        self.target.split_once('?').map_or(&self.target, |(path, _)| path)
    }

    /// The text of a header; empty if it is absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// An answer.
pub type Answer = Response<Bytes>;

/// The delivery of an answer to the client.
#[derive(Debug)]
pub enum Delivery {
    /// The whole answer.
    Whole(Answer),
    /// The whole answer, after a delay.
    After(Duration, Answer),
    /// The beginning of the answer: the given number of bytes of its body. Then the connection fails.
    Cut(Answer, usize),
    /// Nothing: the connection is closed.
    Never,
}

/// Addresses at which hosts will listen.
#[derive(Debug)]
pub struct Listeners(Vec<(TcpListener, String)>);

impl Listeners {
    /// Takes addresses.
    ///
    /// # Errors
    ///
    /// Returns an error if an address is in use, or if it is not an address of this machine.
    pub fn bind(addresses: &[SocketAddr]) -> io::Result<Self> {
        let bind = |address: &SocketAddr| {
            let listener = TcpListener::bind(address)?;
            listener.set_nonblocking(true)?;
            let url = format!("http://{}", listener.local_addr()?);
            Ok((listener, url))
        };
        addresses.iter().map(bind).collect::<io::Result<_>>().map(Self)
    }

    /// The roots of the hosts, without a slash at their ends.
    pub fn urls(&self) -> Vec<String> {
        self.0.iter().map(|(_, url)| url.clone()).collect()
    }

    /// Starts the hosts. `answer` gets the number of the host and the request.
    ///
    /// # Errors
    ///
    /// Returns an error if the system has no resources left.
    pub fn serve(
        self,
        answer: impl Fn(usize, Received) -> Delivery + Send + Sync + 'static,
    ) -> io::Result<Hosts> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel::<()>();
        let answer = Arc::new(answer);
        let thread = std::thread::spawn(move || {
            LocalSet::new().block_on(&runtime, async {
                for (host, (listener, _)) in self.0.into_iter().enumerate() {
                    let answer = Arc::clone(&answer);
                    tokio::task::spawn_local(accept(listener, move |received| answer(host, received)));
                }
                let _ = stopped.await;
            });
        });
        Ok(Hosts { stop: Some(stop), thread: Some(thread) })
    }
}

/// Running hosts. They stop when they are dropped.
#[derive(Debug)]
pub struct Hosts {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Hosts {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // The thread has already printed its panic.
            let _ = thread.join();
        }
    }
}

async fn accept(listener: TcpListener, answer: impl Fn(Received) -> Delivery + 'static) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let answer = Arc::new(answer);
    while let Ok((stream, _)) = listener.accept().await {
        let answer = Arc::clone(&answer);
        let service = service_fn(move |request| serve(Arc::clone(&answer), request));
        // A connection that ends early is a fault on demand, or was closed by the client.
        tokio::task::spawn_local(async move {
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn serve(
    answer: Arc<impl Fn(Received) -> Delivery>,
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
    let whole = |answer: Answer| Ok(answer.map(|body| Either::Left(Full::new(body))));
    match answer(received) {
        Delivery::Whole(answer) => whole(answer),
        Delivery::After(time, answer) => {
            sleep(time).await;
            whole(answer)
        }
        Delivery::Cut(answer, sent) => Ok(answer.map(|body| Either::Right(Cut::new(&body, sent)))),
        Delivery::Never => {
            Err(io::Error::new(io::ErrorKind::ConnectionAborted, "a fault closes the connection"))
        }
    }
}
