//! `Edm.DateTimeOffset`: an instant with the offset in which it was written.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use time::{OffsetDateTime, UtcOffset};

use super::calendar::{date_from_days, days_from_date, days_in_month};
use super::digits::{self, Digits};
use super::scan::{Scan, nanos, two};
use super::text::{fraction_digits, impl_from_str};

const SECONDS_A_DAY: i64 = 86_400;

/// `Edm.DateTimeOffset`: an instant, on the wire as `2024-02-29T07:59:59.123Z` (OData ABNF, `dateTimeOffsetValue`).
///
/// All of the ABNF is accepted: 0 to 12 digits of a fraction, a time without seconds, the leap second, years before 0
/// and after 9999, any offset. The year 0001 and `9999-12-31T23:59:59.9999999Z`, which services send for "never", are
/// represented exactly.
/// An instant prints the text from which it was parsed. Equality, order and hash compare the instant, to the
/// nanosecond.
///
/// ```
/// use graph_models_core::edm::DateTimeOffset;
///
/// let local: DateTimeOffset = "2024-02-29T09:00:00.0000000+02:00".parse()?;
/// let utc: DateTimeOffset = "2024-02-29T07:00:00Z".parse()?;
/// assert_eq!(local, utc);
/// assert_eq!(local.to_string(), "2024-02-29T09:00:00.0000000+02:00");
/// # Ok::<(), graph_models_core::edm::ParseError>(())
/// ```
#[derive(Clone)]
pub struct DateTimeOffset {
    /// Seconds since 1970-01-01T00:00:00Z.
    seconds: i64,
    /// The received text, if the other fields do not print the same text.
    odd: Option<Box<OddText>>,
    nanos: u32,
    /// Minutes east of UTC.
    offset: i16,
    /// The number of printed digits of the fraction, at most nine.
    digits: u8,
    /// `true` if the offset is printed as `Z`.
    is_zulu: bool,
}

/// A received text in a rare form. It is boxed a second time, so that instants stay small.
#[derive(Clone)]
struct OddText(Box<str>);

impl DateTimeOffset {
    /// Returns the seconds since 1970-01-01T00:00:00Z, rounded down.
    pub const fn unix_timestamp(&self) -> i64 {
        self.seconds
    }

    /// Returns the nanoseconds after [`Self::unix_timestamp`].
    pub const fn nanosecond(&self) -> u32 {
        self.nanos
    }

    /// Returns the offset in which the instant was written, in minutes east of UTC.
    pub const fn offset_minutes(&self) -> i16 {
        self.offset
    }

    #[inline]
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::parse_usual(text.as_bytes()).or_else(|| Self::parse_any(text))
    }

    /// Parses `YYYY-MM-DDThh:mm:ss[.f]Z` with at most nine digits of a fraction, the form that services send.
    ///
    /// Returns `None` for any other text, valid or not.
    fn parse_usual(text: &[u8]) -> Option<Self> {
        let ([y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', rest @ ..], zone) =
            text.split_first_chunk::<19>()?
        else {
            return None;
        };
        let [h1, h2, b':', i1, i2, b':', s1, s2] = rest else { return None };
        let year = i64::from(two(*y1, *y2)?) * 100 + i64::from(two(*y3, *y4)?);
        let (month, day) = (two(*m1, *m2)?, two(*d1, *d2)?);
        let (hour, minute, second) = (two(*h1, *h2)?, two(*i1, *i2)?, two(*s1, *s2)?);
        if day == 0 || day > days_in_month(year, month)? || hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let (digits, nanos) = match zone {
            [b'Z'] => (0, 0),
            [b'.', fraction @ .., b'Z'] => nanos(fraction)?,
            _ => return None,
        };
        let time = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
        let seconds = days_from_date(year, month, day) * SECONDS_A_DAY + time;
        Some(Self { seconds, odd: None, nanos, offset: 0, digits, is_zulu: true })
    }

    /// Parses every form of the ABNF.
    #[cold]
    fn parse_any(text: &str) -> Option<Self> {
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

impl DateTimeOffset {
    /// Returns the text that the other fields print.
    fn usual_text(&self) -> Digits {
        let local = self.seconds + i64::from(self.offset) * 60;
        let (year, month, day) = date_from_days(local.div_euclid(SECONDS_A_DAY));
        let second = local.rem_euclid(SECONDS_A_DAY).unsigned_abs();
        let mut text = Digits::default();
        if year < 0 {
            text.push(b'-');
        }
        text.year(year.unsigned_abs());
        let ([m1, m2], [d1, d2]) = (digits::two(month.into()), digits::two(day.into()));
        let ([h1, h2], [i1, i2]) = (digits::two(second / 3600), digits::two(second / 60 % 60));
        let [s1, s2] = digits::two(second % 60);
        text.extend([b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', i1, i2, b':', s1, s2]);
        if self.digits > 0 {
            text.push(b'.');
            text.fraction(self.nanos, self.digits);
        }
        if self.is_zulu {
            text.push(b'Z');
        } else {
            let sign = if self.offset < 0 { b'-' } else { b'+' };
            let minutes = u64::from(self.offset.unsigned_abs());
            let ([h1, h2], [m1, m2]) = (digits::two(minutes / 60), digits::two(minutes % 60));
            text.extend([sign, h1, h2, b':', m1, m2]);
        }
        text
    }

    /// Calls a function with the text.
    #[inline]
    pub(crate) fn with_text<T>(&self, use_text: impl FnOnce(&str) -> T) -> T {
        match &self.odd {
            Some(odd) => use_text(&odd.0),
            None => use_text(self.usual_text().as_str()),
        }
    }
}

impl fmt::Display for DateTimeOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_text(|text| f.write_str(text))
    }
}

/// Serializes the text as a whole: with `Display`, which may write several parts, serializers are slower.
impl serde::Serialize for DateTimeOffset {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.with_text(|text| serializer.serialize_str(text))
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

impl_from_str!(DateTimeOffset, "date and time such as 2024-02-29T07:59:59Z");

/// An offset that is no whole number of minutes cannot be written, so the instant is converted to UTC.
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

/// Returns an error for years that `time` does not support: before -9999 and after 9999.
impl TryFrom<&DateTimeOffset> for OffsetDateTime {
    type Error = time::error::ComponentRange;

    fn try_from(instant: &DateTimeOffset) -> Result<Self, Self::Error> {
        let utc = Self::from_unix_timestamp(instant.seconds)?.replace_nanosecond(instant.nanos)?;
        let offset = UtcOffset::from_whole_seconds(i32::from(instant.offset) * 60)?;
        // At the edges of the range, the local date may be outside of it. The instant is then returned in UTC.
        Ok(utc.checked_to_offset(offset).unwrap_or(utc))
    }
}

/// Returns an error for years that `time` does not support: before -9999 and after 9999.
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
            "2024-02-29T07:59:59.123456789Z",
            "2024-02-29T07:59:59.1200Z",
            "2024-02-29T07:59:59.1234567890Z",
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
            "2024-02-29T00:00:00.12a4Z",
            "2024-02-29T00:60:00Z",
            "2024-00-29T00:00:00Z",
            "2024-02-00T00:00:00Z",
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
