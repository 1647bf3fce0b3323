//! The bytes that a service still expects: `nextExpectedRanges`.

use std::ops::Range;

use serde_json::Value;

/// The missing bytes: ranges in order that neither touch nor overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ranges(Vec<Range<u64>>);

impl Ranges {
    /// All bytes from `start` to the end.
    pub(super) fn from(start: u64, total: u64) -> Self {
        Self((start < total).then_some(start..total).into_iter().collect())
    }

    /// Reads `"26-"`, `"0-99"` and `"26"` (mail), in any order. Overlapping ranges become one.
    ///
    /// # Errors
    ///
    /// Returns the fault of the first invalid range.
    pub(super) fn read<'t>(
        texts: impl IntoIterator<Item = Option<&'t str>>,
        total: u64,
    ) -> Result<Self, &'static str> {
        let mut ranges = Vec::new();
        for text in texts {
            let range = range(text.ok_or("a range is no text")?, total)?;
            if !range.is_empty() {
                ranges.push(range);
            }
        }
        Ok(Self::join(ranges))
    }

    /// The ranges in order. Ranges that touch or overlap become one.
    fn join(mut ranges: Vec<Range<u64>>) -> Self {
        ranges.sort_unstable_by_key(|range| range.start);
        let mut apart: Vec<Range<u64>> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match apart.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => apart.push(range),
            }
        }
        Self(apart)
    }

    /// These ranges, and those parts of the others that begin at `start` or behind it.
    pub(super) fn and(self, others: &Self, start: u64) -> Self {
        let behind = others.0.iter().map(|range| range.start.max(start)..range.end);
        let behind = behind.filter(|range| !range.is_empty());
        Self::join(self.0.into_iter().chain(behind).collect())
    }

    /// The first missing bytes, at most `length`.
    pub(super) fn first(&self, length: u64) -> Option<Range<u64>> {
        let first = self.0.first()?;
        Some(first.start..first.end.min(first.start.saturating_add(length)))
    }

    /// The number of missing bytes.
    pub(super) fn length(&self) -> u64 {
        self.length_from(0)
    }

    /// The number of missing bytes from a position to the end.
    pub(super) fn length_from(&self, start: u64) -> u64 {
        self.0.iter().map(|range| range.end.saturating_sub(range.start.max(start))).sum()
    }
}

/// Reads the list in an answer.
pub(super) fn read_list(list: &Value, total: u64) -> Result<Ranges, &'static str> {
    let list = list.as_array().ok_or("they are no list")?;
    Ranges::read(list.iter().map(Value::as_str), total)
}

fn range(text: &str, total: u64) -> Result<Range<u64>, &'static str> {
    let (start, last) = match text.trim().split_once('-') {
        Some((start, last)) => (start.trim(), Some(last.trim()).filter(|last| !last.is_empty())),
        None => (text.trim(), None),
    };
    let start = number(start)?;
    let end = match last {
        Some(last) => number(last)?.checked_add(1).ok_or("a number is too large")?,
        None => total,
    };
    match start <= end && end <= total {
        true => Ok(start..end),
        false if start > total || end > total => Err("a range is past the end"),
        false => Err("a range ends before it begins"),
    }
}

fn number(text: &str) -> Result<u64, &'static str> {
    match !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        true => text.parse().map_err(|_| "a number is too large"),
        false => Err("a range is not of the form `0-99` or `0-`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(texts: &[&str]) -> Result<Vec<(u64, u64)>, &'static str> {
        let ranges = Ranges::read(texts.iter().map(|text| Some(*text)), 10_000_000_000)?;
        Ok(ranges.0.into_iter().map(|range| (range.start, range.end)).collect())
    }

    #[test]
    fn ranges_come_in_every_form() {
        const END: u64 = 10_000_000_000;
        assert_eq!(read(&["0-"]), Ok(vec![(0, END)]));
        assert_eq!(read(&["5000000000"]), Ok(vec![(5_000_000_000, END)]));
        assert_eq!(read(&["10000000000-"]), Ok(vec![]));
        assert_eq!(read(&["500-", " 0 - 99 ", "200-299"]), Ok(vec![(0, 100), (200, 300), (500, END)]));
        assert_eq!(read(&["50-149", "0-99", "10-20", "150-150", "152-152"]), Ok(vec![(0, 151), (152, 153)]));
        assert_eq!(read(&[]), Ok(vec![]));
    }

    #[test]
    fn other_ranges_are_errors() {
        for text in ["", "-", "-5", "a-b", "0-9-", "0--9", "+1-", "0x1-", "1.5-", "١-"] {
            assert!(read(&[text]).is_err(), "{text}");
        }
        assert_eq!(read(&["0-10000000000"]), Err("a range is past the end"));
        assert_eq!(read(&["10000000001-"]), Err("a range is past the end"));
        assert_eq!(read(&["9-3"]), Err("a range ends before it begins"));
        assert_eq!(read(&["0-18446744073709551615"]), Err("a number is too large"));
        assert_eq!(read(&["99999999999999999999-"]), Err("a number is too large"));
        assert!(Ranges::read([None], 5).is_err());
    }

    #[test]
    fn bytes_behind_a_position_are_added() {
        let read = |texts: &[&str]| Ranges::read(texts.iter().map(|text| Some(*text)), 100).unwrap();
        let listed = || read(&["10-19", "40-49"]);
        for (others, start, expected) in [
            (&["0-"][..], 50, &["10-19", "40-"][..]),
            (&["0-"], 0, &["0-"]),
            (&["0-"], 60, &["10-19", "40-49", "60-"]),
            (&["0-"], 100, &["10-19", "40-49"]),
            (&["0-29", "70-79"], 15, &["10-29", "40-49", "70-79"]),
            (&[], 0, &["10-19", "40-49"]),
        ] {
            assert_eq!(listed().and(&read(others), start), read(expected), "{others:?} {start}");
        }
    }

    #[test]
    fn lengths_are_counted() {
        let ranges = Ranges::read([Some("0-9"), Some("20-29")], 100).unwrap();
        assert_eq!((ranges.length(), ranges.length_from(5), ranges.length_from(25)), (20, 15, 5));
        assert_eq!((ranges.first(4), ranges.first(u64::MAX)), (Some(0..4), Some(0..10)));
    }
}
