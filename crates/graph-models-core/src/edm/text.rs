//! Code shared by the primitives that have a text form: their error, writing and parsing, and a comparison without
//! allocation.

use std::fmt::{self, Display, Write};

/// The error for a text that is not in the form of the type.
///
/// The error does not contain the text: the caller has it, and it may be a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseError(pub(crate) &'static str);

impl Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the text is no {}", self.0)
    }
}

impl std::error::Error for ParseError {}

/// Returns `true` if a value prints exactly the given text.
pub(crate) fn displays_as(value: &impl Display, text: &str) -> bool {
    let mut rest = Rest(text);
    write!(rest, "{value}").is_ok() && rest.0.is_empty()
}

/// The part of the text that is still to be printed. Printing any other text fails, so that the comparison ends early.
struct Rest<'a>(&'a str);

impl Write for Rest<'_> {
    fn write_str(&mut self, printed: &str) -> fmt::Result {
        self.0 = self.0.strip_prefix(printed).ok_or(fmt::Error)?;
        Ok(())
    }
}

/// Implements `FromStr` and `Serialize` for a type with an inherent `parse(&str) -> Option<Self>` and
/// `Display`.
macro_rules! impl_text {
    ($rust:ident, $what:literal) => {
        crate::edm::text::impl_from_str!($rust, $what);

        impl serde::Serialize for $rust {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    };
}
pub(crate) use impl_text;

/// Implements `FromStr` for a type with an inherent `parse(&str) -> Option<Self>`.
macro_rules! impl_from_str {
    ($rust:ident, $what:literal) => {
        impl std::str::FromStr for $rust {
            type Err = crate::edm::ParseError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text).ok_or(crate::edm::ParseError($what))
            }
        }
    };
}
pub(crate) use impl_from_str;

/// Prints the fraction of a second with the given number of digits, at most nine. Prints nothing for zero digits.
pub(super) fn write_fraction(nanos: u32, digits: u8, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if digits == 0 {
        return Ok(());
    }
    let dropped = 10_u32.pow(u32::from(9 - digits.min(9)));
    write!(f, ".{:0width$}", nanos / dropped, width = usize::from(digits.min(9)))
}

/// Returns the number of digits that the fraction of a second needs.
pub(super) fn fraction_digits(nanos: u32) -> u8 {
    let mut digits = 9;
    let mut rest = nanos;
    while digits > 0 && rest.is_multiple_of(10) {
        rest /= 10;
        digits -= 1;
    }
    digits
}
