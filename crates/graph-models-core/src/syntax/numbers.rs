//! Reads plain whole numbers, which nearly all numbers are. `serde_json` reads numbers with a point, an exponent or
//! many digits; here the cursor only moves past them.

use super::cursor::Cursor;
use super::literal::literal;
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

#[cfg(test)]
mod tests {
    use super::*;

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
