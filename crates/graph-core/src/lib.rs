//! The runtime under generated Microsoft Graph types.

pub mod decode;
pub mod edm;
pub mod encode;
mod json;
mod macros;
pub mod model;
pub mod open_enum;
mod page;
pub mod request;

pub use edm::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, Json, Stream, TimeOfDay};
pub use json::{from_slice, from_str, from_value, to_string, to_value, to_vec};
pub use model::{Extra, Hierarchy, Model, ModelExt};
pub use open_enum::{FlagSet, OpenEnum};
pub use page::Page;

/// For the macros only.
#[doc(hidden)]
pub use serde as __serde;
