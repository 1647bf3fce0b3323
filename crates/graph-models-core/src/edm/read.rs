//! Reads each primitive from a scalar: a JSON string, number or Boolean.
//!
//! Nothing here is generic over a deserializer, so this code is compiled once.

use serde_json::Value;

use super::displays_as;
use crate::edm;
use crate::syntax::{Scalar, marked_number};

/// A whole number up to this one is exact in a double.
const MAX_EXACT: f64 = 9_007_199_254_740_992.0;

/// The relation of a received value to its canonical form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Canonical,
    Other,
    /// A form that the type does not allow, but whose meaning is unambiguous.
    Lenient,
}

impl Form {
    pub(crate) const fn new(is_canonical: bool) -> Self {
        if is_canonical { Self::Canonical } else { Self::Other }
    }
}

/// A type that is read from a scalar.
pub(crate) trait Primitive: Sized + PartialEq {
    /// Returns the value and its form, or `None` if the scalar is no value of this type.
    fn read(scalar: Scalar<'_>) -> Option<(Self, Form)>;

    /// Returns `true` if a service takes two values for the same one.
    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

impl Primitive for bool {
    fn read(scalar: Scalar<'_>) -> Option<(Self, Form)> {
        match scalar {
            Scalar::Bool(value) => Some((value, Form::Canonical)),
            Scalar::Text("true") => Some((true, Form::Lenient)),
            Scalar::Text("false") => Some((false, Form::Lenient)),
            _ => None,
        }
    }
}

impl Primitive for String {
    fn read(scalar: Scalar<'_>) -> Option<(Self, Form)> {
        match scalar {
            Scalar::Text(text) => Some((text.to_owned(), Form::Canonical)),
            _ => None,
        }
    }
}

/// Returns a whole number, written without or with a decimal point.
pub(crate) fn integer(scalar: Scalar<'_>) -> Option<(i128, Form)> {
    match scalar {
        Scalar::Unsigned(number) => Some((number.into(), Form::Canonical)),
        Scalar::Signed(number) => Some((number.into(), Form::Canonical)),
        // `1.0` and `1e3` are integers. Above the exact range, several integers share one double, so the intended
        // integer is not certain.
        #[expect(clippy::cast_possible_truncation, reason = "the number is whole and in the exact range")]
        Scalar::Float(number) if same(number.trunc(), number) && number.abs() <= MAX_EXACT => {
            Some((number as i128, Form::Other))
        }
        _ => None,
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {
        $(impl Primitive for $integer {
            fn read(scalar: Scalar<'_>) -> Option<(Self, Form)> {
                if let Scalar::Text(text) = scalar {
                    return Some((text.parse().ok()?, Form::Lenient));
                }
                let (number, form) = integer(scalar)?;
                Some((number.try_into().ok()?, form))
            }
        })*
    };
}

integers!(u8 i8 i16 i32);

/// Reads a number or a string: services send strings with `IEEE754Compatible=true` (OData JSON 4.01, 3.2), and some
/// older services always do.
impl Primitive for i64 {
    fn read(scalar: Scalar<'_>) -> Option<(Self, Form)> {
        match scalar {
            Scalar::Text(text) => Some((text.parse().ok()?, Form::Other)),
            scalar => {
                let (number, form) = integer(scalar)?;
                Some((number.try_into().ok()?, form))
            }
        }
    }
}

impl Primitive for f64 {
    fn read(scalar: Scalar<'_>) -> Option<(Self, Form)> {
        match scalar {
            Scalar::Float(number) => Some((number, Form::Canonical)),
            // The encoder writes the received digits back, even if a double does not hold all of them.
            #[expect(clippy::cast_precision_loss, reason = "the digits are kept as received")]
            Scalar::Unsigned(number) => Some((number as Self, Form::Other)),
            #[expect(clippy::cast_precision_loss, reason = "the digits are kept as received")]
            Scalar::Signed(number) => Some((number as Self, Form::Other)),
            Scalar::Text("INF") => Some((Self::INFINITY, Form::Canonical)),
            Scalar::Text("-INF") => Some((Self::NEG_INFINITY, Form::Canonical)),
            Scalar::Text("NaN") => Some((Self::NAN, Form::Canonical)),
            Scalar::Text(text) => Some((number_in(text)?, Form::Lenient)),
            Scalar::Bool(_) | Scalar::OutOfRange(_) => None,
        }
    }
}

/// Parses a string that is a number in the JSON syntax or nearly so.
fn number_in(text: &str) -> Option<f64> {
    let is_number = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E');
    let number: f64 = text.bytes().all(is_number).then(|| text.parse().ok())??;
    number.is_finite().then_some(number)
}

impl Primitive for f32 {
    fn read(scalar: Scalar<'_>) -> Option<(Self, Form)> {
        let (number, form) = f64::read(scalar)?;
        #[expect(clippy::cast_possible_truncation, reason = "digits a single has not are kept as received")]
        let single = number as Self;
        // A finite double may be infinite as a single: then it is no value of the type.
        if single.is_infinite() && number.is_finite() {
            return None;
        }
        let is_exact = matches!(form, Form::Canonical) && (number.is_nan() || same(widen(single), number));
        Some((single, if form == Form::Lenient { form } else { Form::new(is_exact) }))
    }
}

/// Returns the double that has the shortest digits of the single, so that 0.1 is written as 0.1.
pub(crate) fn widen(single: f32) -> f64 {
    single.to_string().parse().unwrap_or_else(|_| single.into())
}

fn same(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits()
}

impl Primitive for edm::Decimal {
    fn read(scalar: Scalar<'_>) -> Option<(Self, Form)> {
        let decimal = match scalar {
            Scalar::Text(text) => Self::parse(text)?,
            Scalar::Unsigned(number) => number.into(),
            Scalar::Signed(number) => number.into(),
            Scalar::Float(number) => Self::parse(&number.to_string())?,
            Scalar::OutOfRange(mark) => Self::parse(marked_number(mark)?)?,
            Scalar::Bool(_) => return None,
        };
        let form = Form::new(decimal.to_scalar() == scalar);
        Some((decimal, form))
    }
}

macro_rules! texts {
    ($($rust:ident)*) => {
        $(impl Primitive for edm::$rust {
            fn read(scalar: Scalar<'_>) -> Option<(Self, Form)> {
                match scalar {
                    Scalar::Text(text) => {
                        let value = Self::parse(text)?;
                        let form = Form::new(displays_as(&value, text));
                        Some((value, form))
                    }
                    _ => None,
                }
            }
        })*
    };
}

texts!(Date TimeOfDay);

/// Also reads the other forms of a UUID: in braces, as a URN, without hyphens.
impl Primitive for edm::Guid {
    fn read(scalar: Scalar<'_>) -> Option<(Self, Form)> {
        let Scalar::Text(text) = scalar else { return None };
        let value = Self::parse(text)?;
        let form = match text.len() {
            Self::LENGTH => Form::new(displays_as(&value, text)),
            _ => Form::Lenient,
        };
        Some((value, form))
    }
}

/// Also reads base64 with line breaks, as in MIME.
impl Primitive for edm::Binary {
    fn read(scalar: Scalar<'_>) -> Option<(Self, Form)> {
        let Scalar::Text(text) = scalar else { return None };
        match Self::parse(text) {
            Some(value) => {
                let form = Form::new(displays_as(&value, text));
                Some((value, form))
            }
            None if text.contains(['\r', '\n']) => {
                Some((Self::parse(&text.replace(['\r', '\n'], ""))?, Form::Lenient))
            }
            None => None,
        }
    }
}

/// The type keeps its text itself.
impl Primitive for edm::DateTimeOffset {
    fn read(scalar: Scalar<'_>) -> Option<(Self, Form)> {
        let Scalar::Text(text) = scalar else { return None };
        Some((Self::parse(text)?, Form::Canonical))
    }
}

/// The type keeps its text itself.
impl Primitive for edm::Duration {
    fn read(scalar: Scalar<'_>) -> Option<(Self, Form)> {
        let Scalar::Text(text) = scalar else { return None };
        Some((Self::parse(text)?, Form::Canonical))
    }

    /// Two durations are equal if they are the same amount of time. A month counts as 30 days and a year as 365 there,
    /// but a service reads both by the calendar.
    fn is_same(&self, other: &Self) -> bool {
        let is_of_calendar = self.is_of_calendar() || other.is_of_calendar();
        self == other && (!is_of_calendar || self.to_string() == other.to_string())
    }
}

impl Primitive for Value {
    fn read(scalar: Scalar<'_>) -> Option<(Self, Form)> {
        Some((scalar.to_value(), Form::Canonical))
    }
}

impl Primitive for edm::Stream {
    fn read(scalar: Scalar<'_>) -> Option<(Self, Form)> {
        Some((Self(scalar.to_value()), Form::Canonical))
    }
}
