//! Parses digits, dates and times from bytes, independently of the types of this crate.

use super::calendar::days_in_month;

/// The maximal number of digits in the fraction of a second (OData ABNF, `fractionalSeconds`). A duration has no such
/// limit.
const MAX_DIGITS: u8 = 12;
/// The maximal number of digits in a year, so that no sum of seconds overflows.
const MAX_YEAR_DIGITS: usize = 9;

/// The bytes that are left to read.
pub(super) struct Scan<'a>(&'a [u8]);

/// A parsed date.
pub(super) struct Day {
    pub(super) year: i64,
    pub(super) month: u8,
    pub(super) of_month: u8,
    /// `true` for a date of four, two and two digits.
    pub(super) is_plain: bool,
}

/// A parsed time.
pub(super) struct Time {
    /// Seconds since midnight. A leap second counts as the first second of the next minute.
    pub(super) seconds: u32,
    pub(super) nanos: u32,
    /// The number of digits of the fraction.
    pub(super) digits: u8,
    /// `true` for a time with seconds, at most nine digits of a fraction, and no leap second.
    pub(super) is_plain: bool,
    /// `true` for a time with seconds.
    pub(super) has_seconds: bool,
}

impl<'a> Scan<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self(text.as_bytes())
    }

    /// Returns `None` if bytes are left.
    pub(super) const fn end(&self) -> Option<()> {
        if self.0.is_empty() { Some(()) } else { None }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.0.first().copied()
    }

    pub(super) fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// Moves past the given byte and returns `true`, if this byte is next.
    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        if is_next {
            self.next();
        }
        is_next
    }

    /// Parses two digits.
    #[inline]
    pub(super) fn two(&mut self) -> Option<u8> {
        let ([a, b], rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        two(*a, *b)
    }

    /// Parses one digit or more.
    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = u64::from(digit(self.next()?)?);
        while let Some(next) = self.peek().and_then(digit) {
            number = number.checked_mul(10)?.checked_add(u64::from(next))?;
            self.next();
        }
        Some(number)
    }

    /// Parses the digits of a fraction. Returns the number of digits (255 if there are more), and the nanoseconds of
    /// the first nine.
    pub(super) fn fraction(&mut self) -> Option<(u8, u32)> {
        let (mut digits, mut nanos, mut unit) = (0_u8, 0_u32, 100_000_000_u32);
        while let Some(next) = self.peek().and_then(digit) {
            nanos += u32::from(next) * unit;
            unit /= 10;
            digits = digits.saturating_add(1);
            self.next();
        }
        (digits > 0).then_some((digits, nanos))
    }

    /// Parses `YYYY-MM-DD`, also with a sign and a longer year, as the ABNF allows.
    #[inline]
    pub(super) fn day(&mut self) -> Option<Day> {
        if let ([a, b, c, d, b'-', e, f, b'-', g, h], rest) = self.0.split_first_chunk()? {
            self.0 = rest;
            let year = i64::from(two(*a, *b)?) * 100 + i64::from(two(*c, *d)?);
            return day(year, two(*e, *f)?, two(*g, *h)?, true);
        }
        self.long_day()
    }

    #[cold]
    fn long_day(&mut self) -> Option<Day> {
        let is_negative = self.eat(b'-');
        let length = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let starts_with_zero = self.peek() == Some(b'0');
        if !(4..=MAX_YEAR_DIGITS).contains(&length) || (starts_with_zero && length > 4) {
            return None;
        }
        let year = i64::try_from(self.number()?).ok()?;
        let month = self.eat(b'-').then(|| self.two())??;
        let date = self.eat(b'-').then(|| self.two())??;
        day(if is_negative { -year } else { year }, month, date, false)
    }

    /// Parses `hh:mm[:ss[.f]]`. The second 60 is accepted only with `allow_leap`.
    #[inline]
    pub(super) fn time(&mut self, allow_leap: bool) -> Option<Time> {
        let hour = self.two()?;
        let minute = self.eat(b':').then(|| self.two())??;
        let has_seconds = self.eat(b':');
        let second = if has_seconds { self.two()? } else { 0 };
        let (digits, nanos) = if has_seconds && self.eat(b'.') { self.fraction()? } else { (0, 0) };
        if hour > 23 || minute > 59 || second > 59 + u8::from(allow_leap) || digits > MAX_DIGITS {
            return None;
        }
        let seconds = u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second);
        Some(Time {
            seconds,
            nanos,
            digits,
            is_plain: has_seconds && second < 60 && digits <= 9,
            has_seconds,
        })
    }
}

fn day(year: i64, month: u8, day: u8, is_plain: bool) -> Option<Day> {
    (day >= 1 && day <= days_in_month(year, month)?).then_some(Day { year, month, of_month: day, is_plain })
}

#[inline]
fn digit(byte: u8) -> Option<u8> {
    let digit = byte.wrapping_sub(b'0');
    (digit <= 9).then_some(digit)
}

/// Returns the number that two digits form.
#[inline]
pub(super) fn two(a: u8, b: u8) -> Option<u8> {
    Some(digit(a)? * 10 + digit(b)?)
}

/// Returns the number of digits of a fraction and its nanoseconds. Returns `None` for more than nine digits.
#[inline]
pub(super) fn nanos(fraction: &[u8]) -> Option<(u8, u32)> {
    const UNITS: [u32; 10] = [0, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];
    let unit = UNITS.get(fraction.len()).filter(|unit| **unit > 0)?;
    let mut number = 0;
    for byte in fraction {
        number = number * 10 + u32::from(digit(*byte)?);
    }
    Some((u8::try_from(fraction.len()).ok()?, number * unit))
}
