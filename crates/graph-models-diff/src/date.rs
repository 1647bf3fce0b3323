//! A day of the calendar.

use std::fmt;

/// A day, as `2026-06-22`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(time::Date);

impl Date {
    /// Parses `2026-06-22`; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if (year.len(), month.len(), day.len()) != (4, 2, 2) {
            return None;
        }
        let month = time::Month::try_from(month.parse::<u8>().ok()?).ok()?;
        time::Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok().map(Self)
    }

    /// The day this number of days after 1 January 1970.
    pub fn from_days(days: i64) -> Option<Self> {
        let epoch = time::Date::from_ordinal_date(1970, 1).ok()?;
        epoch.checked_add(time::Duration::days(days)).map(Self)
    }

    /// The number of days from another day to this one.
    pub fn days_since(self, other: Self) -> i64 {
        (self.0 - other.0).whole_days()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), u8::from(self.0.month()), self.0.day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_written_and_counted() {
        let day = Date::parse("2026-03-01").unwrap();
        assert_eq!(day.to_string(), "2026-03-01");
        assert_eq!(day.days_since(Date::parse("2026-02-27").unwrap()), 2);
        assert_eq!(Date::from_days(20_513), Date::parse("2026-03-01"));
        for odd in ["2026-02-30", "2026-3-1", "26-03-01", "2026-03", "", "2026-03-01T00:00:00Z"] {
            assert_eq!(Date::parse(odd), None, "{odd}");
        }
    }
}
