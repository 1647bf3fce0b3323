//! Requests of a batch that must be sent again, and the record of requests that wait for an answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
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
pub(super) struct Waiting(Arc<[AtomicU8]>);

/// The request does not wait for an answer.
const IDLE: u8 = 0;
/// The request waits for an answer.
const WAITS: u8 = 1;
/// The request waits for an answer, and is known not to have been sent.
const NOT_SENT: u8 = 2;

impl Waiting {
    /// A record of `count` requests, all of them waiting.
    pub(super) fn all(count: usize) -> Self {
        Self((0..count).map(|_| AtomicU8::new(WAITS)).collect())
    }

    /// Returns `true` if the request waits.
    pub(super) fn is(&self, id: BatchId) -> bool {
        self.state(id) != IDLE
    }

    /// Returns `true` if the request waits, and is known not to have been sent.
    pub(super) fn is_not_sent(&self, id: BatchId) -> bool {
        self.state(id) == NOT_SENT
    }

    fn state(&self, id: BatchId) -> u8 {
        self.0.get(id.0).map_or(IDLE, |state| state.load(Ordering::Acquire))
    }

    /// Notes whether a request that waits is sent.
    pub(super) fn note(&self, id: BatchId, is_sent: bool) {
        let (from, to) = if is_sent { (NOT_SENT, WAITS) } else { (WAITS, NOT_SENT) };
        if let Some(state) = self.0.get(id.0) {
            // A request that does not wait stays as it is.
            let _ = state.compare_exchange(from, to, Ordering::AcqRel, Ordering::Acquire);
        }
    }

    /// Makes the request wait from now on.
    pub(super) fn begin(&self, id: BatchId) {
        if let Some(state) = self.0.get(id.0) {
            state.store(WAITS, Ordering::Release);
        }
    }

    /// Makes the request wait no longer. Returns `true` if it did wait.
    pub(super) fn end(&self, id: BatchId) -> bool {
        self.0.get(id.0).is_some_and(|state| state.swap(IDLE, Ordering::AcqRel) != IDLE)
    }
}
