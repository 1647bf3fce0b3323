//! The time to wait before the next request.

use std::time::{Duration, SystemTime};

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, StatusCode};

/// The time that the service demands to wait (RFC 9110, 10.2.3 `Retry-After`).
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// use graph_models_core::request::RetryAfter;
///
/// let throttled = http::Response::builder().status(429).header("retry-after", "2.128").body(())?;
/// let wait = RetryAfter::from_headers(throttled.headers()).map(|wait| wait.delay(SystemTime::now()));
/// assert_eq!(wait, Some(Duration::from_millis(2128)));
/// # Ok::<(), http::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetryAfter {
    /// A time after the answer. Graph also sends fractions of a second.
    Delay(Duration),
    /// A point in time, only if the answer has no `Date`.
    Date(SystemTime),
}

impl RetryAfter {
    /// Reads the header `Retry-After` of an answer.
    ///
    /// A date becomes a delay after the `Date` of the same answer, because both come from the clock of the service.
    pub fn from_headers(headers: &HeaderMap) -> Option<Self> {
        let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
        if let Some(delay) = seconds(text) {
            return Some(Self::Delay(delay));
        }
        let until = httpdate::parse_http_date(text).ok()?;
        let sent = headers.get(DATE).and_then(|date| httpdate::parse_http_date(date.to_str().ok()?).ok());
        Some(match sent {
            Some(sent) => Self::Delay(until.duration_since(sent).unwrap_or_default()),
            None => Self::Date(until),
        })
    }

    /// The time from `now` until the wait ends; zero if that time has passed.
    pub fn delay(self, now: SystemTime) -> Duration {
        match self {
            Self::Delay(delay) => delay,
            Self::Date(until) => until.duration_since(now).unwrap_or_default(),
        }
    }
}

/// Returns `true` if the service was too busy for a request and did not carry it out: 429, 509 (too much bandwidth),
/// and 503 with `Retry-After`. Such a request may be sent again, whatever it does.
///
/// Without a time, 503 may come from a gateway, which does not know whether the service carried out the request.
///
/// ```
/// use graph_models_core::request::{RetryAfter, is_throttling};
/// use http::{HeaderMap, StatusCode};
///
/// let headers = HeaderMap::from_iter([(http::header::RETRY_AFTER, "5".parse()?)]);
/// assert!(is_throttling(StatusCode::SERVICE_UNAVAILABLE, RetryAfter::from_headers(&headers)));
/// assert!(is_throttling(StatusCode::TOO_MANY_REQUESTS, None));
/// assert!(!is_throttling(StatusCode::SERVICE_UNAVAILABLE, None));
/// # Ok::<(), http::header::InvalidHeaderValue>(())
/// ```
pub fn is_throttling(status: StatusCode, retry_after: Option<RetryAfter>) -> bool {
    match status.as_u16() {
        429 | 509 => true,
        503 => retry_after.is_some(),
        _ => false,
    }
}

/// Parses seconds with an optional fraction, such as `120` and `2.128`. Too large a number gives the longest duration.
fn seconds(text: &str) -> Option<Duration> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) {
        return None;
    }
    Some(
        text.parse()
            .ok()
            .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
            .unwrap_or(Duration::MAX),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, date: Option<&str>) -> Option<RetryAfter> {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, text.parse().unwrap());
        if let Some(date) = date {
            headers.insert(DATE, date.parse().unwrap());
        }
        RetryAfter::from_headers(&headers)
    }

    #[test]
    fn seconds_may_have_a_fraction() {
        for (text, millis) in [("0", 0), ("120", 120_000), ("2.128", 2128), (" 3 ", 3000), ("00.5", 500)] {
            assert_eq!(read(text, None), Some(RetryAfter::Delay(Duration::from_millis(millis))), "{text}");
        }
        assert_eq!(read(&"9".repeat(400), None), Some(RetryAfter::Delay(Duration::MAX)));
        for text in ["", "-1", "1e3", "inf", "NaN", "1.", ".5", "1.2.3", "soon", "１"] {
            assert_eq!(read(text, None), None, "{text}");
        }
    }

    #[test]
    fn a_date_is_a_delay_by_the_clock_of_the_service() {
        let until = "Wed, 21 Oct 2026 07:28:30 GMT";
        let delay = |seconds| Some(RetryAfter::Delay(Duration::from_secs(seconds)));
        assert_eq!(read(until, Some("Wed, 21 Oct 2026 07:28:00 GMT")), delay(30));
        assert_eq!(read(until, Some("Wed, 21 Oct 2026 08:00:00 GMT")), delay(0));
        let Some(date @ RetryAfter::Date(point)) = read(until, None) else {
            panic!("it has no date to start from")
        };
        assert_eq!(date.delay(point - Duration::from_secs(5)), Duration::from_secs(5));
        assert_eq!(date.delay(point + Duration::from_secs(5)), Duration::ZERO);
    }
}
