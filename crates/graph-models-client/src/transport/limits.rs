//! Limits of time that grow with the length of a body. Knows no HTTP client and measures no time.

use std::time::Duration;

/// The least rate at which the body of a request goes out, in bytes per second: 16 KiB.
///
/// Limits of time for a whole request grow by the time that its body takes at this rate.
pub const LEAST_RATE: u64 = 16 << 10;

/// The most bytes of a body that were handed over and may still be on their way: in buffers of the HTTP client and of
/// the system, which report nothing.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
const IN_BUFFERS: u64 = 4 << 20;

/// The longest time to send a body.
pub(crate) fn time_to_send(bytes: u64) -> Duration {
    Duration::from_millis(bytes.saturating_mul(1000) / LEAST_RATE)
}

/// The longest time to send the end of a body that is in buffers, after all of the body was handed over.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
pub(crate) fn time_to_flush(bytes: u64) -> Duration {
    time_to_send(bytes.min(IN_BUFFERS))
}
