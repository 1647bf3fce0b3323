//! The paths of the page, and the functions that answer them.

use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;
use csdl::limits::LONGEST_DOCUMENT;
use http::{Method, Request, StatusCode};
use hyper::body::Incoming;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;

use super::answer::{self, Answer};
use super::guard::{self, Refusal, panicked};
use super::payload::{self, Decoder};
use super::start::Start;
use super::{MOST_THREADS, compare, files, rust};
use crate::conform::Prepared;
use crate::workspace::Workspace;

/// The longest body of a request in bytes: enough for one document of the greatest length, or several shorter ones.
const LONGEST_BODY: usize = LONGEST_DOCUMENT;

/// The most payloads at a time: one is decoded, and the others wait.
const MOST_PAYLOADS: usize = 4;

/// The page at one address.
pub(super) struct Site {
    /// The host of the page as the header `Host` names it.
    host: String,
    workspace: Workspace,
    /// The decoder of payloads.
    decoder: Arc<Decoder>,
    /// What the page shows at first, as JSON.
    start: Bytes,
    /// Places for work. There are as many places as threads, and no more bodies are in memory.
    work: Arc<Semaphore>,
    /// Places for payloads that wait. A waiting payload takes no thread, so that other requests get answers.
    queue: Arc<Semaphore>,
}

impl Site {
    pub(super) fn new(
        address: SocketAddr,
        workspace: Workspace,
        runtime: Option<String>,
        start: &Start,
    ) -> Self {
        let folder = Prepared::folder(&workspace);
        let folder = std::path::absolute(&folder).unwrap_or(folder).display().to_string();
        let limits = json!({"body": LONGEST_BODY, "payload": payload::LONGEST});
        let start = json!({"start": start, "folder": folder, "limits": limits});
        Self {
            host: host(address),
            decoder: Arc::new(Decoder::new(workspace.clone(), runtime)),
            workspace,
            start: start.to_string().into(),
            work: Arc::new(Semaphore::new(MOST_THREADS)),
            queue: Arc::new(Semaphore::new(MOST_PAYLOADS)),
        }
    }

    /// Answers a request.
    pub(super) async fn answer(self: Arc<Self>, request: Request<Incoming>) -> Answer {
        if let Err(refusal) = guard::check(&self.host, request.method(), request.uri(), request.headers()) {
            return answer::refused(refusal);
        }
        let (head, body) = request.into_parts();
        let path = head.uri.path();
        let answered = match (&head.method, path) {
            (&Method::GET | &Method::HEAD, "/start.json") => Ok(answer::json_text(self.start.clone())),
            (&Method::GET | &Method::HEAD, _) => match files::find(path) {
                Some((media_type, text)) => Ok(answer::text(media_type, text)),
                None => Err(nothing_at(path)),
            },
            (&Method::POST, "/rust") => {
                self.work(body, |site, asked| rust::answer(&site.workspace, asked)).await
            }
            (&Method::POST, "/compare") => {
                self.work(body, |site, asked| compare::answer(&site.workspace, asked)).await
            }
            (&Method::POST, "/payload") => self.payload(body).await,
            (&Method::POST, _) => Err(nothing_at(path)),
            _ => Err(Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "the methods here are GET, HEAD and POST")),
        };
        answered.unwrap_or_else(answer::refused)
    }

    /// Reads a request, and lets a thread answer it.
    async fn work<T: DeserializeOwned + Send + 'static>(
        self: &Arc<Self>,
        body: Incoming,
        work: impl FnOnce(&Self, T) -> Value + Send + 'static,
    ) -> Result<Answer, Refusal> {
        let (asked, place) = self.read(body).await?;
        let site = Arc::clone(self);
        let done = spawn_blocking(move || {
            let text = work(&site, asked).to_string();
            // The place becomes free here, even if nobody waits for the answer any more.
            drop(place);
            text
        });
        done.await.map(answer::json_text).map_err(|_| panicked())
    }

    /// Reads a payload, and begins to answer.
    async fn payload(self: &Arc<Self>, body: Incoming) -> Result<Answer, Refusal> {
        let queued = Arc::clone(&self.queue).try_acquire_owned().map_err(|_| {
            let problem = "other payloads are being decoded: try again when they are done";
            Refusal::new(StatusCode::SERVICE_UNAVAILABLE, problem)
        })?;
        let (asked, place) = self.read(body).await?;
        drop(place);
        Ok(payload::answer(Arc::clone(&self.decoder), asked, queued))
    }

    /// Waits for a place, and then reads a request.
    async fn read<T: DeserializeOwned>(&self, body: Incoming) -> Result<(T, OwnedSemaphorePermit), Refusal> {
        // The semaphore is never closed.
        let place = Arc::clone(&self.work).acquire_owned().await.map_err(|_| panicked())?;
        let body = answer::body(body, LONGEST_BODY).await?;
        let asked = serde_json::from_slice(&body);
        let problem = |error: serde_json::Error| {
            Refusal::new(StatusCode::BAD_REQUEST, format!("the request is not understood: {error}"))
        };
        Ok((asked.map_err(problem)?, place))
    }
}

fn nothing_at(path: &str) -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, format!("there is nothing at {path}"))
}

/// The host of an address in a URL. Browsers leave out the port of HTTP.
fn host(address: SocketAddr) -> String {
    let text = address.to_string();
    match text.strip_suffix(":80") {
        Some(host) if address.port() == 80 => host.to_owned(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_named_as_browsers_name_it() {
        for (address, wanted) in [
            ("127.0.0.1:80", "127.0.0.1"),
            ("127.0.0.1:8080", "127.0.0.1:8080"),
            ("[::1]:80", "[::1]"),
            ("[::1]:180", "[::1]:180"),
        ] {
            assert_eq!(host(address.parse().unwrap()), wanted);
        }
    }
}
