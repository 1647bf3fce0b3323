//! The waits between two requests for the state of some work.

use std::time::{Duration, SystemTime};

use http::HeaderMap;

use crate::request::RetryAfter;
use crate::request::delay::{CAP, delay};

/// The waits between two requests for the state.
#[derive(Debug, Clone)]
pub(super) struct Waits {
    pub(super) retry_after: Option<RetryAfter>,
    /// The number of answers read.
    pub(super) looks: u32,
    /// The longest wait, even if the service names a longer time.
    pub(super) cap: Duration,
}

impl Waits {
    /// Begins with the time that the service named, if it named one.
    pub(super) fn new(retry_after: Option<RetryAfter>) -> Self {
        Self { retry_after, looks: 0, cap: CAP }
    }

    /// The time to wait from `now`: the time that the service named, or else a time that grows with each request.
    pub(super) fn delay(&self, now: SystemTime) -> Duration {
        delay(self.retry_after, self.looks, now).min(self.cap)
    }

    /// Takes note of an answer.
    pub(super) fn note(&mut self, headers: &HeaderMap) {
        self.looks = self.looks.saturating_add(1);
        self.retry_after = RetryAfter::from_headers(headers);
    }
}
