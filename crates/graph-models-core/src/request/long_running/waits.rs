//! The waits between two requests for the state of some work, and the number of redirects on the way.

use std::time::{Duration, SystemTime};

use http::response::Parts;

use crate::request::delay::{CAP, delay};
use crate::request::redirect::{MAX_HOPS, TOO_MANY, is_redirect};
use crate::request::{LinkError, RetryAfter};

/// The waits between two requests for the state.
#[derive(Debug, Clone)]
pub(super) struct Waits {
    pub(super) retry_after: Option<RetryAfter>,
    /// The number of answers read.
    pub(super) looks: u32,
    /// The number of redirects since the last answer with a state.
    hops: usize,
    /// The longest wait, even if the service names a longer time.
    pub(super) cap: Duration,
}

impl Waits {
    /// Begins with the time that the service named, if it named one.
    pub(super) fn new(retry_after: Option<RetryAfter>) -> Self {
        Self { retry_after, looks: 0, hops: 0, cap: CAP }
    }

    /// The time to wait from `now`: the time that the service named, or else a time that grows with each request. A
    /// redirect is followed at once.
    pub(super) fn delay(&self, now: SystemTime) -> Duration {
        if self.hops > 0 && self.retry_after.is_none() {
            return Duration::ZERO;
        }
        delay(self.retry_after, self.looks, now).min(self.cap)
    }

    /// Takes note of the head of an answer.
    pub(super) fn note(&mut self, head: &Parts) {
        self.looks = self.looks.saturating_add(1);
        self.hops = if is_redirect(head.status) { self.hops.saturating_add(1) } else { 0 };
        self.retry_after = RetryAfter::from_headers(&head.headers);
    }

    /// Checks that not too many redirects follow each other.
    pub(super) fn check_hops(&self) -> Result<(), LinkError> {
        if self.hops > MAX_HOPS { Err(TOO_MANY) } else { Ok(()) }
    }
}
