//! Connections: their number, and the longest time of each. Must not know the meaning of a request.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

use super::site::Site;

/// The most connections at a time. A browser opens six.
const MOST_CONNECTIONS: usize = 64;

/// The time in which the head of a request has to arrive.
const HEAD: Duration = Duration::from_secs(10);

/// The longest time of a connection. Compiling all of Graph takes some minutes.
const LONGEST: Duration = Duration::from_mins(30);

/// The pause after a connection that could not be accepted, for example because too many files are open.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves the page, without an end.
pub(super) async fn serve(listener: TcpListener, site: Arc<Site>) {
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    // The semaphore is never closed.
    while let Ok(place) = Arc::clone(&places).acquire_owned().await {
        let Ok((stream, _)) = listener.accept().await else {
            sleep(PAUSE).await;
            continue;
        };
        let site = Arc::clone(&site);
        let service = service_fn(move |request| {
            let site = Arc::clone(&site);
            async move { Ok::<_, Infallible>(site.answer(request).await) }
        });
        tokio::spawn(async move {
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD)
                .keep_alive(false)
                .serve_connection(TokioIo::new(stream), service);
            // A connection fails if the other side closes it or sends no HTTP.
            let _ = timeout(LONGEST, connection).await;
            drop(place);
        });
    }
}
