//! The settings that every client has, whichever HTTP client it uses. Knows no HTTP client and does not wait.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use graph_models_core::request::Service;

use super::Retry;

/// The longest time to connect, for clients that make their own HTTP client.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// The longest time to the end of an answer, for clients that make their own HTTP client.
pub(crate) const ANSWER_TIMEOUT: Duration = Duration::from_secs(100);

/// The settings of a client; `T` is the token source, shared by clones of the client.
#[derive(Clone)]
pub(crate) struct Settings<T> {
    /// The service that requests go to.
    pub(crate) service: Service,
    /// The source of a token for each request.
    pub(crate) tokens: T,
    /// The rules for sending again.
    pub(crate) retry: Retry,
    /// Told of each wait before a request is sent again.
    pub(crate) on_wait: Option<Arc<dyn Fn(Duration) + Send + Sync>>,
}

impl<T> Settings<T> {
    /// Settings with the default rules for sending again.
    pub(crate) fn new(service: Service, tokens: T) -> Self {
        Self { service, tokens, retry: Retry::default(), on_wait: None }
    }

    /// Reports a wait before a request is sent again.
    pub(crate) fn tell_wait(&self, wait: Duration) {
        if let Some(tell) = &self.on_wait {
            tell(wait);
        }
    }

    /// Writes a client without its token source.
    pub(crate) fn fmt_client(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Client");
        debug.field("service", &self.service).field("retry", &self.retry).finish_non_exhaustive()
    }
}
