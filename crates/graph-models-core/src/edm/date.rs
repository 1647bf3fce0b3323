//! `Edm.Date`: a day without a time zone.

use std::fmt;

use super::calendar::days_in_month;
use super::scan::Scan;
use super::text::impl_text;

/// `Edm.Date`: a day, on the wire as `2024-02-29` (OData ABNF, `dateValue`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// Returns a day, or `None` if there is no such day, or if the year has more than nine digits.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let is_day = day >= 1 && day <= days_in_month(year.into(), month)?;
        (is_day && year.unsigned_abs() <= 999_999_999).then_some(Self { year, month, day })
    }

    /// Returns the year. Years before the year 0 are negative.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// Returns the month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// Returns the day of the month, from 1.
    pub const fn day(self) -> u8 {
        self.day
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut scan = Scan::new(text);
        let day = scan.day()?;
        scan.end()?;
        Some(Self { year: i32::try_from(day.year).ok()?, month: day.month, day: day.of_month })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{:02}-{:02}", self.year.unsigned_abs(), self.month, self.day)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl_text!(Date, "date such as 2024-02-29");

impl From<time::Date> for Date {
    fn from(date: time::Date) -> Self {
        Self { year: date.year(), month: date.month().into(), day: date.day() }
    }
}

impl TryFrom<Date> for time::Date {
    type Error = time::error::ComponentRange;

    fn try_from(date: Date) -> Result<Self, Self::Error> {
        Self::from_calendar_date(date.year, date.month.try_into()?, date.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_prints() {
        for text in ["2024-02-29", "0001-01-01", "-0044-03-15", "12024-12-31"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
        for text in ["2023-02-29", "2023-13-01", "2023-1-1", "2023-01-01T00:00:00Z", "", "02023-01-01", "x"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn converts_and_orders() {
        let date = Date::new(2024, 2, 29).unwrap();
        assert_eq!(Date::from(time::Date::try_from(date).unwrap()), date);
        assert!(date < Date::new(2024, 3, 1).unwrap());
        assert_eq!(Date::new(2023, 2, 29), None);
        assert!(time::Date::try_from(Date::new(99_999, 1, 1).unwrap()).is_err());
    }
}
