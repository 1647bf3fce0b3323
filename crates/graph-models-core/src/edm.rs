//! The primitive types of OData (CSDL 4.01, 3.3) for which Rust has no type, in the form that they have in JSON.
//!
//! The types keep the received text where it matters: [`DateTimeOffset`], [`TimeOfDay`] and [`Duration`] print the text
//! from which they were parsed. All types can be parsed from text, print text, and serialize as JSON. There is no
//! arithmetic beyond conversions.

mod binary;
mod calendar;
mod date;
mod date_time;
mod decimal;
mod digits;
mod duration;
mod guid;
mod read;
mod scan;
mod stream;
mod text;
mod time_of_day;

pub use binary::Binary;
pub use date::Date;
pub use date_time::DateTimeOffset;
pub use decimal::Decimal;
pub use duration::Duration;
pub use guid::Guid;
pub(crate) use read::{Form, Primitive, integer, widen};
pub use stream::Stream;
pub use text::ParseError;
pub(crate) use text::displays_as;
pub use time_of_day::TimeOfDay;

/// `graph.Json` and `Edm.Untyped`: any JSON.
pub type Json = serde_json::Value;
