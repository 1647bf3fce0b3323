//! `Content-Range` and related headers (RFC 9110, 14.4).

use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, ETAG};

/// The header `Content-Range` of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ContentRange {
    /// `bytes 0-99/300`: the position of the first byte, the position after the last byte, and the total if it is
    /// known.
    Part(u64, u64, Option<u64>),
    /// `bytes */300`: the total of a range that was not satisfiable.
    Unsatisfied(u64),
}

impl ContentRange {
    pub(super) fn read(headers: &HeaderMap) -> Option<Self> {
        let (unit, rest) = headers.get(CONTENT_RANGE)?.to_str().ok()?.trim().split_once(' ')?;
        let (range, total) = rest.trim().split_once('/')?;
        if !unit.eq_ignore_ascii_case("bytes") {
            return None;
        }
        let total = match total {
            "*" => None,
            total => Some(number(total)?),
        };
        if range == "*" {
            return total.map(Self::Unsatisfied);
        }
        let (first, last) = range.split_once('-')?;
        let (first, end) = (number(first)?, number(last)?.checked_add(1)?);
        let is_sound = first < end && total.is_none_or(|total| end <= total);
        is_sound.then_some(Self::Part(first, end, total))
    }
}

/// The length of the body in bytes. `None` if the header is missing, invalid or contradictory.
pub(super) fn length(headers: &HeaderMap) -> Option<u64> {
    let mut lengths = headers.get_all(CONTENT_LENGTH).iter();
    let length = number(lengths.next()?.to_str().ok()?.trim())?;
    lengths.next().is_none().then_some(length)
}

/// The entity tag, if it is strong. Equal tags mean equal bytes only if they are strong.
pub(super) fn strong_tag(headers: &HeaderMap) -> Option<&str> {
    let tag = headers.get(ETAG)?.to_str().ok()?.trim();
    let is_strong = tag.len() >= 2 && tag.starts_with('"') && tag.ends_with('"');
    is_strong.then_some(tag)
}

/// Returns `true` if the body is compressed.
pub(super) fn is_encoded(headers: &HeaderMap) -> bool {
    let mut codings = headers.get_all(CONTENT_ENCODING).iter();
    codings.any(|coding| !coding.as_bytes().trim_ascii().eq_ignore_ascii_case(b"identity"))
}

fn number(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<ContentRange> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_RANGE, text.parse().unwrap());
        ContentRange::read(&headers)
    }

    #[test]
    fn ranges_are_read() {
        assert_eq!(read("bytes 0-99/300"), Some(ContentRange::Part(0, 100, Some(300))));
        assert_eq!(
            read("Bytes 5000000000-5000000000/*"),
            Some(ContentRange::Part(5_000_000_000, 5_000_000_001, None))
        );
        assert_eq!(read("bytes */300"), Some(ContentRange::Unsatisfied(300)));
        for text in [
            "",
            "bytes",
            "bytes 0-99",
            "bytes 9-3/300",
            "bytes 0-300/300",
            "bytes */*",
            "bytes -5/300",
            "bytes 5-/300",
            "bytes +5-9/300",
            "lines 0-99/300",
            "bytes 0-18446744073709551615/*",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn only_strong_tags_count() {
        for (tag, is_strong) in [("\"a,1\"", true), ("W/\"a\"", false), ("a", false), ("\"", false)] {
            let headers = HeaderMap::from_iter([(ETAG, tag.parse().unwrap())]);
            assert_eq!(strong_tag(&headers).is_some(), is_strong, "{tag}");
        }
    }
}
