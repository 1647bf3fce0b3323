//! The two hosts: scripts, the file, and the record of requests.

use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

use crate::host::{Delivery, Hosts, Listeners, Received};
use crate::leak;
use crate::step::Step;
use crate::store::{Fault, Random, Store, Uploaded, error};

/// The paths of the file at the other host.
const UPLOAD: &str = "/upload";
const FILE: &str = "/file";
/// The query that makes an address pre-authenticated.
const PERMISSION: &str = "tempauth=secret-address";

/// One of the two hosts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// The service. Requests without a token are refused.
    Service,
    /// Another host. No token may ever reach it.
    Elsewhere,
}

/// A running stand-in. It stops when it is dropped.
#[derive(Debug)]
pub struct StandIn {
    urls: [String; 2],
    shared: Arc<Shared>,
    _hosts: Hosts,
}

#[derive(Debug, Default)]
struct Shared {
    scripts: Mutex<Vec<Script>>,
    store: Mutex<Store>,
    received: Mutex<Vec<(At, Received)>>,
}

/// The answers to one request.
#[derive(Debug)]
struct Script {
    at: At,
    method: &'static str,
    path: String,
    steps: VecDeque<Step>,
}

impl StandIn {
    /// Starts both hosts on free ports of loopback.
    ///
    /// # Errors
    ///
    /// Returns an error if no port is free.
    pub fn start() -> io::Result<Self> {
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        let listeners = Listeners::bind(&[any, any])?;
        let mut urls = listeners.urls().into_iter();
        let urls = [urls.next().unwrap_or_default(), urls.next().unwrap_or_default()];
        let shared = Arc::new(Shared::default());
        let serving = Arc::clone(&shared);
        let hosts = listeners.serve(move |host, received| serving.answer(host, &received))?;
        Ok(Self { urls, shared, _hosts: hosts })
    }

    /// The root of the service, without a slash at its end.
    pub fn root(&self) -> &str {
        let [service, _] = &self.urls;
        service
    }

    /// The URL of a path at a host.
    pub fn url(&self, at: At, path: &str) -> String {
        let [service, elsewhere] = &self.urls;
        format!("{}{path}", if at == At::Service { service } else { elsewhere })
    }

    /// The pre-authenticated address of the upload session.
    pub fn upload_url(&self) -> String {
        self.url(At::Elsewhere, &format!("{UPLOAD}?{PERMISSION}"))
    }

    /// The pre-authenticated address of the file.
    pub fn file_url(&self) -> String {
        self.url(At::Elsewhere, &format!("{FILE}?{PERMISSION}"))
    }

    /// Sets the answers to requests with this method and path, one after the other. The last answer is repeated. A
    /// later script for the same requests takes precedence over an earlier one.
    pub fn play(&self, at: At, method: &'static str, path: &str, steps: impl IntoIterator<Item = Step>) {
        let script = Script { at, method, path: path.to_owned(), steps: steps.into_iter().collect() };
        lock(&self.shared.scripts).insert(0, script);
    }

    /// Sets the file for downloads.
    pub fn put_file(&self, file: impl Into<Bytes>) {
        lock(&self.shared.store).put_file(file.into());
    }

    /// Sets the faults of the next requests to the file or the session, one for each.
    pub fn faults(&self, faults: impl IntoIterator<Item = Option<Fault>>) {
        lock(&self.shared.store).faults.extend(faults);
    }

    /// Makes requests to the file or the session fail at random.
    pub fn random_faults(&self, seed: u64) {
        lock(&self.shared.store).random = Some(Random::new(seed));
    }

    /// The state of the upload.
    pub fn uploaded(&self) -> Uploaded {
        lock(&self.shared.store).uploaded.clone()
    }

    /// The requests that a host received, in order.
    pub fn received(&self, at: At) -> Vec<Received> {
        let received = lock(&self.shared.received);
        received.iter().filter(|(host, _)| *host == at).map(|(_, received)| received.clone()).collect()
    }

    /// The places of requests to the other host that hold one of these secrets: tokens, ids, values of headers,
    /// everything that only the service may get. Each header, the whole target and the body are searched, in upper and
    /// lower case.
    ///
    /// Without a secret nothing is searched, and the result says so.
    ///
    /// ```
    /// use service_stand_in::StandIn;
    ///
    /// let stand_in = StandIn::start()?;
    /// // … requests with the token "quiet-mouse" …
    /// assert_eq!(stand_in.leaks(&["quiet-mouse"]), [""; 0]);
    /// assert_eq!(stand_in.leaks(&[]), ["no secret was given"]);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn leaks(&self, secrets: &[&str]) -> Vec<String> {
        if secrets.is_empty() {
            return vec!["no secret was given".to_owned()];
        }
        self.received(At::Elsewhere).iter().flat_map(|received| leak::in_request(received, secrets)).collect()
    }
}

impl Shared {
    fn answer(&self, host: usize, received: &Received) -> Delivery {
        let at = if host == 0 { At::Service } else { At::Elsewhere };
        lock(&self.received).push((at, received.clone()));
        let has_token = received.header("authorization").starts_with("Bearer ");
        if at == At::Service && !has_token {
            return Delivery::Whole(error(401, "InvalidAuthenticationToken"));
        }
        // A real host refuses a token at an address that is its own permission.
        if at == At::Elsewhere && has_token {
            return Delivery::Whole(error(401, "unauthenticated"));
        }
        if let Some(step) = self.next_step(at, received) {
            return step.into_delivery();
        }
        let has_permission = received.target.ends_with(PERMISSION);
        match (at, received.path()) {
            (At::Elsewhere, UPLOAD) if has_permission => lock(&self.store).upload(received),
            (At::Elsewhere, FILE) if has_permission => lock(&self.store).download(received),
            _ => Delivery::Whole(error(404, "ResourceNotFound")),
        }
    }

    fn next_step(&self, at: At, received: &Received) -> Option<Step> {
        let mut scripts = lock(&self.scripts);
        let is_meant = |script: &&mut Script| {
            script.at == at && script.method == received.method && script.path == received.path()
        };
        let script = scripts.iter_mut().find(is_meant)?;
        if script.steps.len() > 1 { script.steps.pop_front() } else { script.steps.front().cloned() }
    }
}

/// Locks a mutex. A poisoned lock is ignored: the test that panicked reports the panic itself, and the data is still
/// valid.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
