//! Literals in filters (OData ABNF 4.01, `primitiveLiteral`), escaped for the expression but not yet percent-encoded.
//!
//! ```
//! # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
//! use graph_models_core::request::query::Qualified;
//! use sample::{AlertSeverity, SimpleIncident};
//!
//! assert_eq!(SimpleIncident::SEVERITY.eq(AlertSeverity::High).to_string(), "severity eq 'high'");
//! assert_eq!(SimpleIncident::SEVERITY.eq(Qualified(AlertSeverity::High)).to_string(), "severity eq sample.alertSeverity'high'");
//! let month = graph_models_core::Duration::from_seconds(30 * 86_400);
//! assert_eq!(SimpleIncident::INTERVAL.gt(month).to_string(), "interval gt duration'P30D'");
//! ```

use std::fmt::Write;

use crate::edm;
use crate::open_enum::{FlagSet, OpenEnum, member_text};

/// A value that can be written in a filter.
pub trait Literal {
    /// Appends the literal.
    fn write(&self, text: &mut String);
}

/// A value for a comparison with a property of type `V`.
pub trait Comparable<V> {
    /// Appends the literal.
    fn write(&self, text: &mut String);
}

impl<V: Literal> Comparable<V> for V {
    fn write(&self, text: &mut String) {
        Literal::write(self, text);
    }
}

impl<V: Literal> Comparable<V> for &V {
    fn write(&self, text: &mut String) {
        Literal::write(*self, text);
    }
}

impl Comparable<String> for &str {
    fn write(&self, text: &mut String) {
        quote(self, text);
    }
}

/// Appends text in quotes, with quotes in the text doubled.
pub(super) fn quote(literal: &str, text: &mut String) {
    text.push('\'');
    text.push_str(&literal.replace('\'', "''"));
    text.push('\'');
}

impl Literal for String {
    fn write(&self, text: &mut String) {
        quote(self, text);
    }
}

/// Implements [`Literal`] with `Display`, between the given texts.
macro_rules! displayed {
    ($($type:ty: $before:literal $after:literal),* $(,)?) => {
        $(
            impl Literal for $type {
                fn write(&self, text: &mut String) {
                    // Writing to a string cannot fail.
                    let _ = write!(text, concat!($before, "{}", $after), self);
                }
            }
        )*
    };
}

displayed! {
    bool: "" "",
    u8: "" "",
    i8: "" "",
    i16: "" "",
    i32: "" "",
    i64: "" "",
    edm::Decimal: "" "",
    edm::Guid: "" "",
    edm::Date: "" "",
    edm::TimeOfDay: "" "",
    edm::DateTimeOffset: "" "",
    edm::Duration: "duration'" "'",
}

/// Implements [`Literal`] for floating-point numbers: the shortest text that reads back as the same number.
macro_rules! floating {
    ($($type:ty),*) => {
        $(
            impl Literal for $type {
                fn write(&self, text: &mut String) {
                    let special = if self.is_nan() {
                        "NaN"
                    } else if *self == <$type>::INFINITY {
                        "INF"
                    } else if *self == <$type>::NEG_INFINITY {
                        "-INF"
                    } else {
                        // Writing to a string cannot fail.
                        let _ = write!(text, "{self:?}");
                        return;
                    };
                    text.push_str(special);
                }
            }
        )*
    };
}

floating!(f32, f64);

/// Writes base64url (OData ABNF, `binary`).
impl Literal for edm::Binary {
    fn write(&self, text: &mut String) {
        use base64::Engine;
        let encoded = base64::engine::general_purpose::URL_SAFE.encode(&**self);
        text.push_str(&format!("binary'{encoded}'"));
    }
}

/// Writes the member's name in quotes, as Graph expects it. See [`Qualified`] for the other form.
impl<E: OpenEnum> Literal for E {
    fn write(&self, text: &mut String) {
        quote(member_text(self), text);
    }
}

/// Writes the members in quotes, separated by commas.
impl<E: OpenEnum> Literal for FlagSet<E> {
    fn write(&self, text: &mut String) {
        let members: Vec<_> = self.iter().map(member_text).collect();
        quote(&members.join(","), text);
    }
}

/// A member after the name of its enumeration: `microsoft.graph.riskLevel'high'`. OData 4.0 and some services of Graph
/// require this form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Qualified<E>(pub E);

impl<E: OpenEnum> Comparable<E> for Qualified<E> {
    fn write(&self, text: &mut String) {
        text.push_str(E::type_info().name());
        quote(member_text(&self.0), text);
    }
}
