//! Rules for sending a request again. Must not know a client or wait itself.

use std::time::{Duration, SystemTime};

use http::{Method, StatusCode};

use super::{SendError, TransportErrorKind};
use graph_models_core::request::{BatchRetry, GraphError, GraphErrorKind};

/// Rules for sending a request again: the number of attempts and the waits between them.
///
/// A request is sent again if the service says that it did not do it. Any other request is sent again only if it
/// changes nothing.
///
/// ```
/// use graph_models_client::Retry;
///
/// let mut retry = Retry::default();
/// retry.attempts = 8;
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Retry {
    /// The maximum number of times that a request is sent, the first time included.
    pub attempts: u32,
    /// The longest wait. If the service asks for a longer one, its answer is the error.
    ///
    /// Services do ask for more than five minutes:
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// let mut retry = graph_models_client::Retry::default();
    /// retry.longest_wait = Duration::from_mins(10);
    /// ```
    pub longest_wait: Duration,
    /// The first wait if the service names none. The wait doubles each time.
    pub first_wait: Duration,
    /// The longest time from the first attempt to the end of the last wait. Unlimited by default.
    pub total: Option<Duration>,
    /// The time for which requests for a missing resource (404) are repeated. The resource may have been created a
    /// moment ago.
    ///
    /// Directory objects take some seconds until all servers know them. The default is zero: 404 is final.
    ///
    /// ```
    /// # fn show(client: graph_models_client::blocking::Client) {
    /// use std::time::Duration;
    ///
    /// let mut retry = graph_models_client::Retry::default();
    /// retry.not_found_for = Duration::from_secs(30);
    /// // Other requests of the program keep their rules.
    /// let after_create = client.clone().with_retry(retry);
    /// # }
    /// ```
    pub not_found_for: Duration,
}

impl Default for Retry {
    /// Four attempts, waits of up to three minutes, and a first wait of one second if the service names none.
    fn default() -> Self {
        Self {
            attempts: 4,
            longest_wait: Duration::from_mins(3),
            first_wait: Duration::from_secs(1),
            total: None,
            not_found_for: Duration::ZERO,
        }
    }
}

impl Retry {
    /// Sends each request once.
    pub fn never() -> Self {
        Self { attempts: 1, ..Self::default() }
    }

    /// Returns the wait before a request is sent again, or `None` if it is not sent again.
    ///
    /// `sent` is the number of times that the request was sent so far. Adapters of other clients use this method.
    pub fn wait(&self, method: &Method, sent: u32, error: &SendError) -> Option<Duration> {
        if sent >= self.attempts {
            return None;
        }
        let back_off = self.back_off(sent);
        let changes_nothing = method.is_safe();
        let wait = match error {
            SendError::Transport(error) => match error.kind() {
                TransportErrorKind::Connect => Some(back_off),
                TransportErrorKind::Lost => changes_nothing.then_some(back_off),
                TransportErrorKind::Unable | TransportErrorKind::TooLong => None,
            },
            SendError::Graph(error) if error.kind() == GraphErrorKind::Interrupted => {
                changes_nothing.then_some(back_off)
            }
            SendError::Graph(error) if error.kind() == GraphErrorKind::Status => {
                asked_for(error, changes_nothing, back_off)
            }
            _ => None,
        }?;
        self.allows(wait)
    }

    /// Returns the wait before the request for a resource that does not exist yet is repeated.
    pub(crate) fn wait_for_existence(&self, sent: u32, elapsed: Duration) -> Option<Duration> {
        (elapsed < self.not_found_for).then(|| self.back_off(sent).min(self.longest_wait))
    }

    /// Returns the wait before the next round of a batch, with the requests that the service did not carry out.
    pub fn wait_for_batch(&self, sent: u32, retry: &BatchRetry) -> Option<Duration> {
        let wait = retry.delay(SystemTime::now()).unwrap_or_else(|| self.back_off(sent));
        if sent < self.attempts { self.allows(wait) } else { None }
    }

    /// Returns `true` if a wait that begins at `elapsed` ends within the total time.
    pub(crate) fn has_time_for(&self, wait: Duration, elapsed: Duration) -> bool {
        self.total.is_none_or(|total| elapsed.saturating_add(wait) <= total)
    }

    fn back_off(&self, sent: u32) -> Duration {
        self.first_wait.saturating_mul(1 << sent.saturating_sub(1).min(16))
    }

    fn allows(&self, wait: Duration) -> Option<Duration> {
        (wait <= self.longest_wait).then_some(wait)
    }
}

/// The wait after an unsuccessful status.
fn asked_for(error: &GraphError, changes_nothing: bool, back_off: Duration) -> Option<Duration> {
    let said = error.retry_after().map(|after| after.delay(SystemTime::now()));
    match error.status() {
        _ if error.is_throttled() => Some(said.unwrap_or(back_off)),
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT => {
            changes_nothing.then(|| said.unwrap_or(back_off))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TransportError;
    use graph_models_core::request::{NoContent, decode};

    const SECOND: Duration = Duration::from_secs(1);

    fn status(status: u16, retry_after: Option<&str>) -> SendError {
        let mut answer = http::Response::builder().status(status);
        if let Some(value) = retry_after {
            answer = answer.header("retry-after", value);
        }
        decode::<NoContent, _>(answer.body("").unwrap()).unwrap_err().into()
    }

    fn transport(kind: TransportErrorKind) -> SendError {
        TransportError::new(kind, &std::io::Error::other("gone")).into()
    }

    #[test]
    fn an_action_is_repeated_only_where_it_was_not_done() {
        let wait = |error: &SendError| Retry::default().wait(&Method::POST, 1, error);
        assert_eq!(wait(&status(429, Some("2.5"))), Some(Duration::from_millis(2500)));
        assert_eq!(wait(&status(429, None)), Some(SECOND));
        assert_eq!(wait(&status(509, None)), Some(SECOND));
        assert_eq!(wait(&status(509, Some("7"))), Some(SECOND * 7));
        assert_eq!(wait(&status(503, Some("0"))), Some(Duration::ZERO));
        assert_eq!(wait(&transport(TransportErrorKind::Connect)), Some(SECOND));
        for error in [status(503, None), status(502, None), status(504, Some("1")), status(500, None)] {
            assert_eq!(wait(&error), None, "{error}");
        }
        assert_eq!(wait(&transport(TransportErrorKind::Lost)), None);
        assert_eq!(wait(&transport(TransportErrorKind::Unable)), None);
    }

    #[test]
    fn a_change_is_no_safer_than_an_action() {
        for method in [Method::PATCH, Method::PUT, Method::DELETE] {
            assert_eq!(Retry::default().wait(&method, 1, &transport(TransportErrorKind::Lost)), None);
        }
    }

    #[test]
    fn reading_is_repeated_after_all_that_may_pass() {
        let wait = |error: &SendError| Retry::default().wait(&Method::GET, 1, error);
        for error in [status(503, None), status(502, None), status(504, None)] {
            assert_eq!(wait(&error), Some(SECOND), "{error}");
        }
        assert_eq!(wait(&transport(TransportErrorKind::Lost)), Some(SECOND));
        for error in [status(400, None), status(401, None), status(404, Some("1")), status(500, None)] {
            assert_eq!(wait(&error), None, "{error}");
        }
    }

    #[test]
    fn waits_double_and_end() {
        let retry = Retry::default();
        let waits: Vec<_> = (1..6).map(|sent| retry.wait(&Method::GET, sent, &status(429, None))).collect();
        assert_eq!(waits, [Some(SECOND), Some(SECOND * 2), Some(SECOND * 4), None, None]);
        assert_eq!(retry.wait(&Method::GET, 1, &status(429, Some("181"))), None);
        assert_eq!(Retry::never().wait(&Method::GET, 1, &status(429, Some("0"))), None);
    }
}
