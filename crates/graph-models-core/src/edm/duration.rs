//! `Edm.Duration`: a signed amount of time.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::scan::Scan;
use super::text::{fraction_digits, impl_text, write_fraction};

/// `Edm.Duration`: an amount of time, on the wire as `P30D` or `PT1H30M` (OData ABNF, `durationValue`).
///
/// Weeks, months and years are not in the ABNF, but some services send them. They are read as 7, 30 and 365 days. A
/// duration prints the text from which it was parsed. Equality, order and hash compare the amount of time.
/// [`Patch::diff`](crate::Patch::diff) also finds a difference between `P30D` and `P1M`: a service reads months and
/// years by the calendar.
///
/// ```
/// use graph_models_core::edm::Duration;
///
/// let day: Duration = "PT24H".parse()?;
/// assert_eq!(day, "P1D".parse()?);
/// assert_eq!(day.to_string(), "PT24H");
/// assert_eq!(Duration::from_seconds(5400).to_string(), "PT1H30M");
/// # Ok::<(), graph_models_core::edm::ParseError>(())
/// ```
#[derive(Clone)]
pub struct Duration {
    seconds: i64,
    /// The nanoseconds have the same sign as the seconds.
    nanos: i32,
    /// The received text, if the other fields do not print the same text.
    odd: Option<Box<str>>,
}

impl Duration {
    /// Returns a duration of whole seconds.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self { seconds, nanos: 0, odd: None }
    }

    /// Returns the whole seconds, rounded towards zero.
    pub const fn whole_seconds(&self) -> i64 {
        self.seconds
    }

    /// Returns the nanoseconds beyond [`Self::whole_seconds`], with the same sign.
    pub const fn subsec_nanoseconds(&self) -> i32 {
        self.nanos
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut scan = Scan::new(text);
        let is_negative = scan.eat(b'-');
        if !is_negative {
            scan.eat(b'+');
        }
        if !scan.eat(b'P') {
            return None;
        }
        let mut units: &[(u8, u64)] =
            &[(b'Y', 31_536_000), (b'M', 2_592_000), (b'W', 604_800), (b'D', 86_400)];
        let (mut seconds, mut nanos, mut is_time, mut is_empty) = (0_u64, 0_u32, false, true);
        while scan.end().is_none() {
            if !is_time && scan.eat(b'T') {
                (is_time, is_empty, units) = (true, true, &[(b'H', 3600), (b'M', 60), (b'S', 1)]);
                continue;
            }
            let number = scan.number()?;
            let has_fraction = is_time && scan.eat(b'.');
            if has_fraction {
                nanos = scan.fraction()?.1;
            }
            let unit = scan.next()?;
            // Units must be in order, and each may occur once. Only seconds may have a fraction.
            let position = units.iter().position(|(letter, _)| *letter == unit)?;
            let (_, length) = units.get(position)?;
            units = units.get(position + 1..)?;
            if has_fraction && unit != b'S' {
                return None;
            }
            seconds = seconds.checked_add(number.checked_mul(*length)?)?;
            is_empty = false;
        }
        if is_empty {
            return None;
        }
        let (seconds, nanos) = (i64::try_from(seconds).ok()?, i32::try_from(nanos).ok()?);
        let (seconds, nanos) = if is_negative { (-seconds, -nanos) } else { (seconds, nanos) };
        let mut duration = Self { seconds, nanos, odd: None };
        if !super::displays_as(&duration, text) {
            duration.odd = Some(text.into());
        }
        Some(duration)
    }

    /// Returns `true` if the text has years or months, whose lengths depend on the calendar.
    pub(super) fn is_of_calendar(&self) -> bool {
        let days = self.odd.as_deref().and_then(|text| text.split('T').next());
        days.is_some_and(|days| days.contains(['Y', 'M']))
    }

    const fn key(&self) -> (i64, i32) {
        (self.seconds, self.nanos)
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(odd) = &self.odd {
            return f.write_str(odd);
        }
        if self.seconds < 0 || self.nanos < 0 {
            f.write_str("-")?;
        }
        f.write_str("P")?;
        let (seconds, nanos) = (self.seconds.unsigned_abs(), self.nanos.unsigned_abs());
        let (days, hours, minutes, rest) =
            (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
        if days > 0 {
            write!(f, "{days}D")?;
        }
        if days == 0 || hours > 0 || minutes > 0 || rest > 0 || nanos > 0 {
            f.write_str("T")?;
        }
        if hours > 0 {
            write!(f, "{hours}H")?;
        }
        if minutes > 0 {
            write!(f, "{minutes}M")?;
        }
        if rest > 0 || nanos > 0 || seconds == 0 {
            write!(f, "{rest}")?;
            write_fraction(nanos, fraction_digits(nanos), f)?;
            f.write_str("S")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl PartialEq for Duration {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Duration {}

impl Ord for Duration {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Duration {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Duration {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl_text!(Duration, "duration such as P30D or PT1H30M");

impl From<time::Duration> for Duration {
    fn from(duration: time::Duration) -> Self {
        Self { seconds: duration.whole_seconds(), nanos: duration.subsec_nanoseconds(), odd: None }
    }
}

impl From<Duration> for time::Duration {
    fn from(duration: Duration) -> Self {
        Self::new(duration.seconds, duration.nanos)
    }
}

/// Returns an error for 2^63 seconds or more.
impl TryFrom<std::time::Duration> for Duration {
    type Error = std::num::TryFromIntError;

    fn try_from(duration: std::time::Duration) -> Result<Self, Self::Error> {
        let nanos = i32::try_from(duration.subsec_nanos())?;
        Ok(Self { seconds: i64::try_from(duration.as_secs())?, nanos, odd: None })
    }
}

/// Returns an error for a negative duration.
impl TryFrom<Duration> for std::time::Duration {
    type Error = std::num::TryFromIntError;

    fn try_from(duration: Duration) -> Result<Self, Self::Error> {
        Ok(Self::new(u64::try_from(duration.seconds)?, u32::try_from(duration.nanos)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_it_read() {
        for text in [
            "P30D",
            "PT10S",
            "PT1H30M",
            "PT0S",
            "P0D",
            "PT24H",
            "-P1DT2H",
            "P1Y2M3W4D",
            "PT0.5S",
            "-PT0.5S",
            "+PT1S",
            "PT1.500S",
            "P1DT12H30M5.123456789S",
            "PT1.123456789012S",
            "P365D",
            "PT525600M",
        ] {
            assert_eq!(text.parse::<Duration>().unwrap_or_else(|_| panic!("{text}")).to_string(), text);
        }
        for text in
            ["", "P", "PT", "P1DT", "1D", "P1H", "PT1D", "PT1M1H", "PT1.5H", "P1.5D", "PT1", "P1D ", "P-1D"]
        {
            assert!(text.parse::<Duration>().is_err(), "{text}");
        }
        assert!("P99999999999999999999D".parse::<Duration>().is_err());
    }

    #[test]
    fn is_a_length() {
        let read = |text: &str| text.parse::<Duration>().unwrap();
        assert_eq!(read("PT24H"), read("P1D"));
        assert_eq!(read("P1M"), read("P30D"));
        assert_eq!(read("P1Y"), read("P365D"));
        assert_eq!(read("P2W"), read("P14D"));
        assert!(read("-PT0.5S") < read("PT0S") && read("-PT1.5S") < read("-PT1.2S"));
    }

    #[test]
    fn months_and_years_are_of_the_calendar() {
        let is_of_calendar = |text: &str| text.parse::<Duration>().unwrap().is_of_calendar();
        for text in ["P1M", "P1Y", "-P1Y2M", "P0Y", "P1Y2M3W4DT5M", "P1MT1H"] {
            assert!(is_of_calendar(text), "{text}");
        }
        for text in ["P30D", "PT1M", "P1W", "P1DT525600M", "PT1.50S", "+P1D"] {
            assert!(!is_of_calendar(text), "{text}");
        }
    }

    #[test]
    fn converts() {
        let half = std::time::Duration::from_millis(1500);
        let duration = Duration::try_from(half).unwrap();
        assert_eq!(duration.to_string(), "PT1.5S");
        assert_eq!(std::time::Duration::try_from(duration.clone()).unwrap(), half);
        assert_eq!(Duration::from(time::Duration::from(duration.clone())), duration);
        assert!(std::time::Duration::try_from("-PT1S".parse::<Duration>().unwrap()).is_err());
        assert!(std::time::Duration::try_from("-PT0.1S".parse::<Duration>().unwrap()).is_err());
    }
}
