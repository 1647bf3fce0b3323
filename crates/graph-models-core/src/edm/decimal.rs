//! `Edm.Decimal`: a decimal number with exactly its digits.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::text::impl_from_str;
use crate::syntax::Scalar;

/// The maximal number of places by which an exponent may move the point. Without a limit, a short text could take much
/// memory.
const MAX_EXPONENT: i32 = 1_000;

/// `Edm.Decimal`: a decimal number of any precision, kept as its digits.
///
/// The scale is kept (`1.50` prints as `1.50`), but does not affect equality, order and hash. There is no arithmetic.
///
/// # On the wire
///
/// A JSON string is read with all its digits, and written back as received. A JSON number that is no 64-bit integer is
/// read as a double, as by most JSON parsers: `1.50` is read as `1.5`, and digits that a double does not hold are lost.
/// With the feature `arbitrary_precision` of `serde_json`, a number is read with all its digits too.
///
/// A value that was made by a program is written as a number if a double holds all its digits, otherwise as a string.
/// OData allows the string only with `IEEE754Compatible=true` in the media type (OData JSON 4.01, 3.2 and 7.1). A
/// service that does not know this parameter may refuse the string, but with a number it would lose the digits.
///
/// ```
/// use graph_models_core::edm::Decimal;
/// use graph_models_core::request::{Value, decode};
///
/// let read = |body: &'static str| decode::<Value<Decimal>, _>(http::Response::new(body)).map(|answer| answer.value);
/// let long = r#"{"value": "1234567890123456789.0123456789"}"#;
/// assert_eq!(read(long)?.as_str(), "1234567890123456789.0123456789");
/// assert_eq!(read(r#"{"value": 1.50}"#)?.as_str(), "1.5");
/// assert_eq!(serde_json::to_string(&"0.1234567890123456789".parse::<Decimal>()?)?, r#""0.1234567890123456789""#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Decimal(
    /// `-` if the number is negative and not zero; digits without leading zeros; `.` and further digits if there is a
    /// scale.
    Box<str>,
);

impl Decimal {
    /// Returns the digits, with sign and point, without exponent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the nearest double.
    pub fn to_f64(&self) -> f64 {
        // Rust can parse all digits with a point as a double.
        self.0.parse().unwrap_or(f64::NAN)
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (is_negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse().ok()?),
            None => (unsigned, 0_i32),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return None,
            None => (mantissa, ""),
        };
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) || exponent.abs() > MAX_EXPONENT {
            return None;
        }
        let mut digits = format!("{whole}{fraction}");
        let mut point = whole.len();
        let shift = usize::try_from(exponent.unsigned_abs()).ok()?;
        if exponent < 0 {
            let missing = shift.saturating_sub(point);
            digits.insert_str(0, &"0".repeat(missing));
            point = point + missing - shift;
        } else {
            point += shift;
            digits.extend(std::iter::repeat_n('0', point.saturating_sub(digits.len())));
        }
        let (whole, fraction) = digits.split_at_checked(point)?;
        let whole = whole.trim_start_matches('0');
        let whole = if whole.is_empty() { "0" } else { whole };
        let is_zero = whole == "0" && fraction.bytes().all(|byte| byte == b'0');
        let sign = if is_negative && !is_zero { "-" } else { "" };
        let point = if fraction.is_empty() { "" } else { "." };
        Some(Self(format!("{sign}{whole}{point}{fraction}").into_boxed_str()))
    }

    /// Returns the value as a JSON scalar.
    pub(crate) fn to_scalar(&self) -> Scalar<'_> {
        if let Ok(number) = self.0.parse() {
            return Scalar::Unsigned(number);
        }
        if let Ok(number) = self.0.parse() {
            return Scalar::Signed(number);
        }
        let float = self.to_f64();
        if Self::parse(&float.to_string()).is_some_and(|decimal| decimal == *self) {
            return Scalar::Float(float);
        }
        Scalar::Text(&self.0)
    }

    /// Returns `true` for a negative number, the digits before the point, and the digits after the point without
    /// trailing zeros.
    fn parts(&self) -> (bool, &str, &str) {
        let (is_negative, unsigned) = self.0.strip_prefix('-').map_or((false, &*self.0), |rest| (true, rest));
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        (is_negative, whole, fraction.trim_end_matches('0'))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.parts() == other.parts()
    }
}

impl Eq for Decimal {}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let (is_negative, whole, fraction) = self.parts();
        let (other_is_negative, other_whole, other_fraction) = other.parts();
        if is_negative != other_is_negative {
            return other_is_negative.cmp(&is_negative);
        }
        let by_size = (whole.len(), whole, fraction).cmp(&(other_whole.len(), other_whole, other_fraction));
        if is_negative { by_size.reverse() } else { by_size }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.parts().hash(state);
    }
}

impl_from_str!(Decimal, "decimal number");

impl serde::Serialize for Decimal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_scalar().serialize(serializer)
    }
}

macro_rules! from_integer {
    ($($integer:ty)*) => {
        $(impl From<$integer> for Decimal {
            fn from(number: $integer) -> Self {
                Self(number.to_string().into_boxed_str())
            }
        })*
    };
}

from_integer!(u8 u16 u32 u64 i8 i16 i32 i64);

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Decimal {
        text.parse().unwrap_or_else(|_| panic!("{text}"))
    }

    #[test]
    fn keeps_digits_and_scale() {
        for (text, printed) in [
            ("1.50", "1.50"),
            ("-0.0", "0.0"),
            ("007", "7"),
            ("1e3", "1000"),
            ("1.2345E2", "123.45"),
            ("5e-3", "0.005"),
            ("+1", "1"),
            ("12e-1", "1.2"),
            ("-79228162514264337593543950335.5", "-79228162514264337593543950335.5"),
        ] {
            assert_eq!(read(text).to_string(), printed);
        }
        for text in ["", "-", ".5", "5.", "1e", "1e99999", "INF", "1 ", "0x1", "1_0"] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
    }

    #[test]
    fn compares_numerically() {
        assert_eq!(read("1.50"), read("1.5"));
        assert_eq!(read("-0"), read("0.00"));
        assert!(read("-2") < read("-1.5") && read("-1") < read("0") && read("10") > read("9.99"));
        assert!(read("1.05") < read("1.5"));
    }

    #[test]
    fn is_a_number_where_a_double_holds_it() {
        assert_eq!(serde_json::to_string(&read("1.50")).unwrap(), "1.5");
        assert_eq!(serde_json::to_string(&read("18446744073709551615")).unwrap(), "18446744073709551615");
        assert_eq!(
            serde_json::to_string(&read("0.1234567890123456789")).unwrap(),
            "\"0.1234567890123456789\""
        );
    }
}
