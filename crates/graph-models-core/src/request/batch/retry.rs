//! Requests of a batch to be sent again, and which requests wait for an answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use super::BatchId;
use crate::request::RetryAfter;

/// Requests of a batch to be sent again.
#[derive(Debug, Clone)]
pub struct BatchRetry {
    pub(super) identity: Arc<()>,
    pub(super) ids: Vec<BatchId>,
    pub(super) waits: Vec<RetryAfter>,
    /// The waiting requests of the answers that these will be read into.
    pub(super) waiting: Waiting,
}

impl BatchRetry {
    /// The requests.
    pub fn ids(&self) -> &[BatchId] {
        &self.ids
    }

    /// How long to wait from now: as long as the longest of them asks for; none if none says.
    pub fn delay(&self, now: SystemTime) -> Option<Duration> {
        self.waits.iter().map(|wait| wait.delay(now)).max()
    }
}

/// The requests that were asked for and not answered. Shared: requests wait again when they are made again.
#[derive(Debug, Clone)]
pub(super) struct Waiting(Arc<[AtomicBool]>);

impl Waiting {
    /// All of so many requests.
    pub(super) fn all(count: usize) -> Self {
        Self((0..count).map(|_| AtomicBool::new(true)).collect())
    }

    /// Tells if a request waits.
    pub(super) fn is(&self, id: BatchId) -> bool {
        self.0.get(id.0).is_some_and(|waits| waits.load(Ordering::Acquire))
    }

    /// The request waits from now on.
    pub(super) fn begin(&self, id: BatchId) {
        if let Some(waits) = self.0.get(id.0) {
            waits.store(true, Ordering::Release);
        }
    }

    /// The request waits no longer; gives whether it did.
    pub(super) fn end(&self, id: BatchId) -> bool {
        self.0.get(id.0).is_some_and(|waits| waits.swap(false, Ordering::AcqRel))
    }
}
