//! Requests of a batch that must be sent again, and the record of requests that wait for an answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use super::BatchId;
use crate::request::RetryAfter;

/// Requests of a batch that must be sent again.
#[derive(Debug, Clone)]
pub struct BatchRetry {
    pub(super) identity: Arc<()>,
    pub(super) ids: Vec<BatchId>,
    pub(super) waits: Vec<RetryAfter>,
    /// Shared with the responses: the record of requests that wait.
    pub(super) waiting: Waiting,
}

impl BatchRetry {
    /// The ids of the requests.
    pub fn ids(&self) -> &[BatchId] {
        &self.ids
    }

    /// The time to wait from `now`: the longest time that any answer names. `None` if no answer names a time.
    pub fn delay(&self, now: SystemTime) -> Option<Duration> {
        self.waits.iter().map(|wait| wait.delay(now)).max()
    }
}

/// The requests that were sent and not answered. The record is shared, because a request waits again when it is made
/// again.
#[derive(Debug, Clone)]
pub(super) struct Waiting(Arc<[AtomicBool]>);

impl Waiting {
    /// A record of `count` requests, all of them waiting.
    pub(super) fn all(count: usize) -> Self {
        Self((0..count).map(|_| AtomicBool::new(true)).collect())
    }

    /// Returns `true` if the request waits.
    pub(super) fn is(&self, id: BatchId) -> bool {
        self.0.get(id.0).is_some_and(|waits| waits.load(Ordering::Acquire))
    }

    /// Makes the request wait from now on.
    pub(super) fn begin(&self, id: BatchId) {
        if let Some(waits) = self.0.get(id.0) {
            waits.store(true, Ordering::Release);
        }
    }

    /// Makes the request wait no longer. Returns `true` if it did wait.
    pub(super) fn end(&self, id: BatchId) -> bool {
        self.0.get(id.0).is_some_and(|waits| waits.swap(false, Ordering::AcqRel))
    }
}
