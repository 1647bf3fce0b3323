//! `Edm.TimeOfDay`: a time without a day.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::scan::Scan;
use super::text::impl_text;

/// `Edm.TimeOfDay`: a time, on the wire as `07:59:59.999` (OData ABNF, `timeOfDayValue`).
///
/// It records whether the text had seconds, and the number of digits of their fraction, up to nine.
#[derive(Clone, Copy)]
pub struct TimeOfDay {
    seconds: u32,
    nanos: u32,
    digits: u8,
    has_seconds: bool,
}

impl TimeOfDay {
    /// Returns a time of whole seconds, or `None` if there is no such time.
    pub fn new(hour: u8, minute: u8, second: u8) -> Option<Self> {
        let seconds = u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second);
        (hour < 24 && minute < 60 && second < 60).then_some(Self {
            seconds,
            nanos: 0,
            digits: 0,
            has_seconds: true,
        })
    }

    /// Returns the time since midnight.
    pub fn since_midnight(self) -> std::time::Duration {
        std::time::Duration::new(self.seconds.into(), self.nanos)
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut scan = Scan::new(text);
        let time = scan.time(false)?;
        scan.end()?;
        let (digits, has_seconds) = (time.digits.min(9), time.has_seconds);
        Some(Self { seconds: time.seconds, nanos: time.nanos, digits, has_seconds })
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.seconds / 3600, self.seconds / 60 % 60)?;
        if self.has_seconds {
            write!(f, ":{:02}", self.seconds % 60)?;
            super::text::write_fraction(self.nanos, self.digits, f)?;
        }
        Ok(())
    }
}

impl fmt::Debug for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl PartialEq for TimeOfDay {
    fn eq(&self, other: &Self) -> bool {
        self.since_midnight() == other.since_midnight()
    }
}

impl Eq for TimeOfDay {}

impl Ord for TimeOfDay {
    fn cmp(&self, other: &Self) -> Ordering {
        self.since_midnight().cmp(&other.since_midnight())
    }
}

impl PartialOrd for TimeOfDay {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for TimeOfDay {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.since_midnight().hash(state);
    }
}

impl_text!(TimeOfDay, "time of day such as 07:59:59.999");

impl From<time::Time> for TimeOfDay {
    fn from(time: time::Time) -> Self {
        let (hour, minute, second, nanos) = time.as_hms_nano();
        let seconds = u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second);
        Self { seconds, nanos, digits: super::text::fraction_digits(nanos), has_seconds: true }
    }
}

impl From<TimeOfDay> for time::Time {
    fn from(time: TimeOfDay) -> Self {
        Self::MIDNIGHT + time.since_midnight()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_prints() {
        for text in ["07:59", "07:59:59", "00:00:00.000", "23:59:59.999999999", "07:59:59.1"] {
            assert_eq!(text.parse::<TimeOfDay>().unwrap().to_string(), text);
        }
        for text in ["24:00", "07:60", "07:59:60", "7:59", "07:59:59.", "07:59Z", "07:59:59.1234567890123"] {
            assert!(text.parse::<TimeOfDay>().is_err(), "{text}");
        }
    }

    #[test]
    fn compares_by_time_and_converts() {
        let time: TimeOfDay = "07:59".parse().unwrap();
        assert_eq!(time, TimeOfDay::new(7, 59, 0).unwrap());
        assert_eq!(TimeOfDay::from(time::Time::from(time)), time);
        assert!(time < "07:59:00.1".parse().unwrap());
    }
}
