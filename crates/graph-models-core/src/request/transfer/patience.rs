//! The waits between requests without progress, and the limit for such requests.

use std::time::{Duration, SystemTime};

use crate::request::delay::delay;
use crate::request::{GraphError, RetryAfter};

/// The number of failures without progress that a transfer survives.
const LIMIT: u32 = 10;

/// The longest wait of an upload or download, even if the service names a longer time: one hour.
pub const LONGEST_WAIT: Duration = Duration::from_hours(1);

/// Returns `true` if the same request may succeed later. Other statuses are answers: among them are 501, 505 and 508,
/// which do not change with time, and 507, which says that the quota is used up.
pub(super) fn passes(status: u16) -> bool {
    matches!(status, 408 | 429 | 500..=599) && !matches!(status, 501 | 505 | 507 | 508)
}

/// The failures since the last progress.
#[derive(Debug, Clone)]
pub(super) struct Patience {
    failures: u32,
    limit: u32,
    retry_after: Option<RetryAfter>,
    waits: bool,
    /// The answer to the last failure, if it was an error.
    last: Option<GraphError>,
}

impl Patience {
    pub(super) fn new() -> Self {
        Self { failures: 0, limit: LIMIT, retry_after: None, waits: false, last: None }
    }

    pub(super) fn with_limit(self, limit: u32) -> Self {
        Self { limit, ..self }
    }

    /// Counts a request without progress, whose answer is no error or is missing.
    pub(super) fn fails(&mut self, retry_after: Option<RetryAfter>) {
        self.failures = self.failures.saturating_add(1);
        self.retry_after = retry_after;
        self.waits = true;
        self.last = None;
    }

    /// Counts a request without progress, whose answer is an error.
    pub(super) fn fails_with(&mut self, error: GraphError) {
        self.fails(error.retry_after());
        self.last = Some(error);
    }

    pub(super) fn progresses(&mut self) {
        self.failures = 0;
        self.waits = false;
    }

    /// Ends the wait but keeps the number of failures, since the service answered without any progress.
    pub(super) fn is_answered(&mut self) {
        self.waits = false;
    }

    /// The number of failures, if it is over the limit, and the error of the last one.
    pub(super) fn is_out(&self) -> Option<(u32, Option<GraphError>)> {
        (self.failures > self.limit).then(|| (self.failures, self.last.clone()))
    }

    pub(super) fn delay(&self, now: SystemTime) -> Duration {
        if !self.waits {
            return Duration::ZERO;
        }
        delay(self.retry_after, self.failures.saturating_sub(1), now).min(LONGEST_WAIT)
    }
}
