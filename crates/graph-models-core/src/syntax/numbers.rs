//! Reads plain whole numbers, which nearly all numbers are. `serde_json` reads numbers with a point, an exponent or
//! many digits; their end is found here.

use super::cursor::Cursor;
use super::{Retreat, Scalar};

/// A whole number with up to this many digits fits 64 bits, with or without a sign.
const MAX_DIGITS: usize = 18;

impl Cursor<'_> {
    /// Reads a plain whole number, with the same result as `serde_json`. Returns `None`, without moving, for any other
    /// number.
    #[inline]
    pub(crate) fn whole_number(&mut self) -> Option<Scalar<'static>> {
        let is_negative = self.peek() == Some(b'-');
        let digits = self.bytes().get(self.at + usize::from(is_negative)..)?;
        let length = digits.iter().take(MAX_DIGITS + 1).take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = digits.split_at_checked(length)?;
        // For `serde_json`, -0 is a float and 01 is invalid.
        let is_plain = match digits.first()? {
            b'0' => length == 1 && !is_negative,
            _ => length <= MAX_DIGITS,
        };
        if !is_plain || matches!(rest.first(), Some(b'.' | b'e' | b'E')) {
            return None;
        }
        let number = digits.iter().fold(0, |number: u64, digit| number * 10 + u64::from(digit - b'0'));
        self.at += usize::from(is_negative) + length;
        match is_negative {
            true => i64::try_from(number).ok().map(|number| Scalar::Signed(-number)),
            false => Some(Scalar::Unsigned(number)),
        }
    }

    /// Moves past a number of any form. The number may be out of range.
    pub(super) fn pass_number(&mut self) -> Result<(), Retreat> {
        let number = self.text.get(self.at..).and_then(literal).ok_or(Retreat::Any)?;
        self.at += number.len();
        Ok(())
    }
}

/// Returns the number at the beginning of a JSON text (RFC 8259, 6).
pub(super) fn literal(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let digits = |at: usize| bytes.iter().skip(at).take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = usize::from(bytes.first() == Some(&b'-'));
    end += match bytes.get(end)? {
        b'0' => 1,
        b'1'..=b'9' => digits(end),
        _ => return None,
    };
    if bytes.get(end) == Some(&b'.') {
        end += match digits(end + 1) {
            0 => 0,
            fraction => 1 + fraction,
        };
    }
    if let Some(b'e' | b'E') = bytes.get(end) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        end += match digits(end + 1 + sign) {
            0 => 0,
            exponent => 1 + sign + exponent,
        };
    }
    text.get(..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_end_of_a_number() {
        for number in ["0", "-0", "7", "-12", "1.5", "0.25", "1e3", "1E+400", "-1.5e-7", "0e0"] {
            for behind in ["", ",", "]", " 1", "x", ".", ".x", "e", "e+", "-"] {
                let text = format!("{number}{behind}");
                assert_eq!(literal(&text), Some(number), "{text}");
            }
        }
        for text in ["", "-", "+1", ".5", "x", "-x", "e3"] {
            assert_eq!(literal(text), None, "{text}");
        }
        assert_eq!(literal("01"), Some("0"));
    }

    #[test]
    fn reads_plain_whole_numbers_alone() {
        for (text, number) in [
            ("0", Some(Scalar::Unsigned(0))),
            ("7,", Some(Scalar::Unsigned(7))),
            ("999999999999999999]", Some(Scalar::Unsigned(999_999_999_999_999_999))),
            ("-999999999999999999", Some(Scalar::Signed(-999_999_999_999_999_999))),
            ("-1 ", Some(Scalar::Signed(-1))),
            ("1000000000000000000", None),
            ("-0", None),
            ("00", None),
            ("01", None),
            ("-", None),
            ("", None),
            ("+1", None),
            ("1.0", None),
            ("1e3", None),
            ("1E3", None),
        ] {
            let mut cursor = Cursor::new(text);
            assert_eq!(cursor.whole_number(), number, "{text}");
            assert_eq!(cursor.at > 0, number.is_some(), "{text}");
        }
    }
}
