//! The waits between two looks at some work.

use std::time::{Duration, SystemTime};

use http::HeaderMap;

use crate::request::RetryAfter;
use crate::request::delay::{CAP, delay};

/// The waits between two looks.
#[derive(Debug, Clone)]
pub(super) struct Waits {
    pub(super) retry_after: Option<RetryAfter>,
    /// The number of answers read.
    pub(super) looks: u32,
    /// The longest wait, even if the service asks for more.
    pub(super) cap: Duration,
}

impl Waits {
    /// Begins with the time that the service gave, if it did.
    pub(super) fn new(retry_after: Option<RetryAfter>) -> Self {
        Self { retry_after, looks: 0, cap: CAP }
    }

    /// The time to wait from `now`: the time the service gave, else longer with each look.
    pub(super) fn delay(&self, now: SystemTime) -> Duration {
        delay(self.retry_after, self.looks, now).min(self.cap)
    }

    /// Takes note of an answer.
    pub(super) fn note(&mut self, headers: &HeaderMap) {
        self.looks = self.looks.saturating_add(1);
        self.retry_after = RetryAfter::from_headers(headers);
    }
}
