//! Limits of time, which grow with the length of a body. Must not know an HTTP client or measure time.

use std::time::Duration;

#[cfg(any(feature = "reqwest", feature = "ureq"))]
use super::{HeadOnly, Timeout};

/// The lowest rate, in bytes per second, at which the body of a request may be sent: 16 KiB.
///
/// Limits of time for a whole request grow by the time that its body takes at this rate.
pub const LEAST_RATE: u64 = 16 << 10;

/// The most bytes of a body that may still be in buffers after they were handed over. The buffers of the HTTP client
/// and of the system report no progress.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
const IN_BUFFERS: u64 = 4 << 20;

/// The longest limit of time. Adding a much longer limit to the present time overflows on some systems.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
const LONGEST: Duration = Duration::from_hours(24 * 365);

/// Shortens a limit so that it can be added to the present time.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
pub(crate) fn bounded(limit: Duration) -> Duration {
    limit.min(LONGEST)
}

/// The limit of time for a request, by its extensions.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
#[derive(Clone, Copy)]
pub(crate) enum Limit {
    /// To the end of the answer.
    Whole(Duration),
    /// To the end of the head of the answer.
    Head(Duration),
}

#[cfg(any(feature = "reqwest", feature = "ureq"))]
impl Limit {
    /// The limit of a request, which can be added to the present time. `None` if those of the HTTP client hold.
    pub(crate) fn from_request<B>(request: &http::Request<B>) -> Option<Self> {
        let limit = bounded(Timeout::of(request)?);
        Some(match request.extensions().get::<HeadOnly>() {
            Some(_) => Self::Head(limit),
            None => Self::Whole(limit),
        })
    }
}

/// The longest time to send a body.
pub(crate) fn time_to_send(bytes: u64) -> Duration {
    Duration::from_millis(bytes.saturating_mul(1000) / LEAST_RATE)
}

/// The longest time to send the buffered end of a body, after the whole body was handed over.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
pub(crate) fn time_to_flush(bytes: u64) -> Duration {
    time_to_send(bytes.min(IN_BUFFERS))
}
