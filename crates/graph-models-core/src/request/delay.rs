//! The wait before a request that follows another one: the time that the service named, or else a time that grows
//! with each wait.

use std::time::{Duration, SystemTime};

use super::RetryAfter;

/// The first wait if the service names no time.
const FIRST: Duration = Duration::from_secs(1);
/// The longest wait if the service names no time.
const LONGEST: Duration = Duration::from_secs(30);
/// The longest wait by default, even if the service names a longer time.
pub(super) const CAP: Duration = Duration::from_mins(5);

/// The time to wait from `now`: the time that the service named, or else the first wait, doubled `doublings` times.
pub(super) fn delay(asked: Option<RetryAfter>, doublings: u32, now: SystemTime) -> Duration {
    match asked {
        Some(asked) => asked.delay(now),
        None => FIRST.saturating_mul(1 << doublings.min(16)).min(LONGEST),
    }
}
