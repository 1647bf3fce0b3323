//! `Edm.DateTimeOffset`: an instant and the offset it was given in.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use time::{OffsetDateTime, UtcOffset};

use super::calendar::{date_from_days, days_from_date};
use super::digits::Digits;
use super::scan::Scan;
use super::text::{fraction_digits, impl_text};

const SECONDS_A_DAY: i64 = 86_400;

/// `Edm.DateTimeOffset`: an instant, on the wire as `2024-02-29T07:59:59.123Z` (OData ABNF, `dateTimeOffsetValue`).
///
/// All of the ABNF is accepted: 0 to 12 digits of a fraction, no seconds, the leap second, years before 0 and after
/// 9999, any offset; the year 0001 and `9999-12-31T23:59:59.9999999Z`, which services use for "never", are exact.
/// It prints what it was read from. Equality, order and hash are those of the instant, to the nanosecond.
///
/// ```
/// use graph_core::edm::DateTimeOffset;
///
/// let local: DateTimeOffset = "2024-02-29T09:00:00.0000000+02:00".parse()?;
/// let utc: DateTimeOffset = "2024-02-29T07:00:00Z".parse()?;
/// assert_eq!(local, utc);
/// assert_eq!(local.to_string(), "2024-02-29T09:00:00.0000000+02:00");
/// # Ok::<(), graph_core::edm::ParseError>(())
/// ```
#[derive(Clone)]
pub struct DateTimeOffset {
    /// Seconds since 1970-01-01T00:00:00Z.
    seconds: i64,
    /// The text, if it is not what the other fields print.
    odd: Option<Box<OddText>>,
    nanos: u32,
    /// Minutes east of UTC.
    offset: i16,
    /// How many digits of the fraction are printed, at most nine.
    digits: u8,
    /// Whether the offset is printed as `Z`.
    is_zulu: bool,
}

/// A text in a form that is rare, boxed once more so that instants stay small.
#[derive(Clone)]
struct OddText(Box<str>);

impl DateTimeOffset {
    /// The seconds since 1970-01-01T00:00:00Z, rounded down.
    pub const fn unix_timestamp(&self) -> i64 {
        self.seconds
    }

    /// The nanoseconds after [`Self::unix_timestamp`].
    pub const fn nanosecond(&self) -> u32 {
        self.nanos
    }

    /// The minutes east of UTC of the offset it was given in.
    pub const fn offset_minutes(&self) -> i16 {
        self.offset
    }

    #[inline]
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut scan = Scan::new(text);
        let day = scan.day()?;
        let separator = scan.next().filter(|byte| matches!(byte, b'T' | b't'))?;
        let time = scan.time(true)?;
        let zone = scan.next()?;
        let (offset, is_plain_zone) = match zone {
            b'Z' => (0, true),
            b'z' => (0, false),
            b'+' | b'-' => {
                let hours = scan.two().filter(|hours| *hours < 24)?;
                let minutes = scan.eat(b':').then(|| scan.two())?.filter(|minutes| *minutes < 60)?;
                let offset = i16::from(hours) * 60 + i16::from(minutes);
                if zone == b'+' { (offset, true) } else { (-offset, offset != 0) }
            }
            _ => return None,
        };
        scan.end()?;
        let days = days_from_date(day.year, day.month, day.of_month);
        let is_plain = day.is_plain && separator == b'T' && time.is_plain && is_plain_zone;
        Some(Self {
            seconds: days * SECONDS_A_DAY + i64::from(time.seconds) - i64::from(offset) * 60,
            odd: if is_plain { None } else { Some(Box::new(OddText(text.into()))) },
            nanos: time.nanos,
            offset,
            digits: time.digits.min(9),
            is_zulu: zone == b'Z',
        })
    }
}

impl fmt::Display for DateTimeOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(odd) = &self.odd {
            return f.write_str(&odd.0);
        }
        let local = self.seconds + i64::from(self.offset) * 60;
        let (year, month, day) = date_from_days(local.div_euclid(SECONDS_A_DAY));
        let second = local.rem_euclid(SECONDS_A_DAY).unsigned_abs();
        let mut text = Digits::default();
        if year < 0 {
            text.push(b'-');
        }
        text.number(year.unsigned_abs(), 4);
        text.push(b'-');
        text.number(month.into(), 2);
        text.push(b'-');
        text.number(day.into(), 2);
        text.push(b'T');
        text.number(second / 3600, 2);
        text.push(b':');
        text.number(second / 60 % 60, 2);
        text.push(b':');
        text.number(second % 60, 2);
        if self.digits > 0 {
            text.push(b'.');
            text.fraction(self.nanos, self.digits);
        }
        if self.is_zulu {
            text.push(b'Z');
        } else {
            text.push(if self.offset < 0 { b'-' } else { b'+' });
            text.number((self.offset.unsigned_abs() / 60).into(), 2);
            text.push(b':');
            text.number((self.offset.unsigned_abs() % 60).into(), 2);
        }
        f.write_str(text.as_str())
    }
}

impl fmt::Debug for DateTimeOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl PartialEq for DateTimeOffset {
    fn eq(&self, other: &Self) -> bool {
        (self.seconds, self.nanos) == (other.seconds, other.nanos)
    }
}

impl Eq for DateTimeOffset {}

impl Ord for DateTimeOffset {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.seconds, self.nanos).cmp(&(other.seconds, other.nanos))
    }
}

impl PartialOrd for DateTimeOffset {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for DateTimeOffset {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.seconds, self.nanos).hash(state);
    }
}

impl_text!(DateTimeOffset, "date and time such as 2024-02-29T07:59:59Z");

/// An offset of odd seconds cannot be written; the same instant in UTC stands for it.
impl From<OffsetDateTime> for DateTimeOffset {
    fn from(instant: OffsetDateTime) -> Self {
        let offset =
            if instant.offset().seconds_past_minute() == 0 { instant.offset() } else { UtcOffset::UTC };
        Self {
            seconds: instant.unix_timestamp(),
            odd: None,
            nanos: instant.nanosecond(),
            offset: offset.whole_minutes(),
            digits: fraction_digits(instant.nanosecond()),
            is_zulu: offset.is_utc(),
        }
    }
}

/// Fails for years that `time` does not have: before -9999 and after 9999.
impl TryFrom<&DateTimeOffset> for OffsetDateTime {
    type Error = time::error::ComponentRange;

    fn try_from(instant: &DateTimeOffset) -> Result<Self, Self::Error> {
        let utc = Self::from_unix_timestamp(instant.seconds)?.replace_nanosecond(instant.nanos)?;
        let offset = UtcOffset::from_whole_seconds(i32::from(instant.offset) * 60)?;
        // At the edges of the range the local date may have no year; the instant is the same in UTC.
        Ok(utc.checked_to_offset(offset).unwrap_or(utc))
    }
}

/// Fails for years that `time` does not have: before -9999 and after 9999.
impl TryFrom<DateTimeOffset> for OffsetDateTime {
    type Error = time::error::ComponentRange;

    fn try_from(instant: DateTimeOffset) -> Result<Self, Self::Error> {
        Self::try_from(&instant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> DateTimeOffset {
        text.parse().unwrap_or_else(|_| panic!("{text}"))
    }

    #[test]
    fn is_small() {
        assert_eq!(size_of::<DateTimeOffset>(), 24);
        assert_eq!(size_of::<Option<DateTimeOffset>>(), 24);
    }

    #[test]
    fn prints_what_it_read() {
        for text in [
            "2024-02-29T07:59:59Z",
            "2024-02-29T07:59:59+00:00",
            "2024-02-29T07:59:59-00:00",
            "2024-02-29T07:59:59.1-11:30",
            "2024-02-29T07:59:59.123456789012Z",
            "2024-02-29T07:59Z",
            "2016-12-31T23:59:60Z",
            "2024-02-29t07:59:59z",
            "0001-01-01T00:00:00Z",
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59.9999999Z",
            "-0044-03-15T12:00:00Z",
            "12024-01-01T00:00:00Z",
        ] {
            assert_eq!(read(text).to_string(), text);
        }
    }

    #[test]
    fn rejects_other_text() {
        for text in [
            "",
            "datetime-value",
            "2024-02-29",
            "2024-02-30T00:00:00Z",
            "2024-02-29T24:00:00Z",
            "2024-02-29T00:00:00",
            "2024-02-29T00:00:61Z",
            "2024-02-29T00:00:00.Z",
            "2024-02-29T00:00:00.1234567890123Z",
            "2024-02-29T00:00:00+0200",
            "2024-02-29T00:00:00+24:00",
            "2024-02-29 00:00:00Z",
            "2024-02-29T00:00:00ZZ",
            "2021-03-1706:47:00Z",
            "2024-02-29T00:00:00é",
        ] {
            assert!(text.parse::<DateTimeOffset>().is_err(), "{text}");
        }
    }

    #[test]
    fn is_an_instant() {
        assert_eq!(read("2024-02-29T09:00:00+02:00"), read("2024-02-29T07:00Z"));
        assert_eq!(read("2016-12-31T23:59:60Z"), read("2017-01-01T00:00:00Z"));
        assert!(read("2024-02-29T07:00:00.0000001Z") > read("2024-02-29T07:00:00Z"));
        assert_eq!(read("1970-01-01T00:00:01Z").unix_timestamp(), 1);
    }

    #[test]
    fn converts() {
        for text in ["2024-02-29T07:59:59.5+02:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z"] {
            let instant = OffsetDateTime::try_from(read(text)).unwrap();
            assert_eq!(DateTimeOffset::from(instant).to_string(), text);
        }
        assert!(OffsetDateTime::try_from(read("12024-01-01T00:00:00Z")).is_err());
        assert!(OffsetDateTime::try_from(read("9999-12-31T23:59:59+00:00")).is_ok());
    }
}
