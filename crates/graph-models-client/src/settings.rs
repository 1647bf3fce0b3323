//! The settings that every client has, with any HTTP client. Must not know an HTTP client or wait.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use graph_models_core::request::{LinkError, Service};

use crate::fleet::Fleet;
use crate::identity::Identity;
use crate::{Retry, Wait, WaitReason};

/// The longest time to connect, for clients that make their own HTTP client.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// The longest time to the end of an answer, for clients that make their own HTTP client.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
pub(crate) const ANSWER_TIMEOUT: Duration = Duration::from_secs(100);
/// Waits for a place in the queue are reported from this length on.
const SHORT: Duration = Duration::from_secs(1);
/// The longest body that is read into memory, in bytes.
const LONGEST_BODY: u64 = 256 << 20;

/// A function that is called with each wait.
type OnWait = dyn Fn(&Wait) + Send + Sync;

/// The settings of a client.
#[derive(Clone)]
pub(crate) struct Settings {
    /// The service that requests go to.
    pub(crate) service: Service,
    /// The rules for sending again.
    pub(crate) retry: Retry,
    /// The function that is called with each wait before a request is sent.
    pub(crate) on_wait: Option<Arc<OnWait>>,
    /// The longest time to the end of an answer. If it is absent, the timeout of the HTTP client counts.
    pub(crate) timeout: Option<Duration>,
    /// The longest body that is read into memory, in bytes.
    pub(crate) longest_body: u64,
    /// The headers that name the program and the request.
    pub(crate) identity: Identity,
    /// The state shared by all clones of the client.
    pub(crate) fleet: Arc<Fleet>,
}

impl Settings {
    /// Settings with the default rules.
    pub(crate) fn new(service: Service) -> Self {
        Self {
            service,
            retry: Retry::default(),
            on_wait: None,
            timeout: None,
            longest_body: LONGEST_BODY,
            identity: Identity::default(),
            fleet: Arc::default(),
        }
    }

    /// Checks that a request goes to the service, so that it may have a token. Adds the headers that name the client.
    ///
    /// # Errors
    ///
    /// Returns an error if the request would go to another host.
    pub(crate) fn prepare<B>(&self, request: &mut http::Request<B>) -> Result<(), LinkError> {
        self.service.check_origin(request.uri())?;
        self.identity.add_to(request.headers_mut());
        Ok(())
    }

    /// Reports a wait before a request is sent, except a short wait for a place in the queue.
    pub(crate) fn tell_wait(&self, wait: &Wait) {
        let is_short = wait.reason == WaitReason::ServiceBusy && wait.duration < SHORT;
        if let Some(tell) = &self.on_wait
            && !is_short
        {
            tell(wait);
        }
    }

    /// Writes a client without its token source.
    pub(crate) fn fmt_client(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Client");
        debug.field("service", &self.service).field("retry", &self.retry).finish_non_exhaustive()
    }
}
