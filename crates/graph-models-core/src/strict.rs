//! Strict reading: every deviation from the schema is an error.
//!
//! Strict reading is for tests of a service, and for programs that prefer to stop instead of continuing without a
//! value. Otherwise, a value that is not of its declared type affects no other value: see
//! [`deviations`](crate::deviations()).
//!
//! ```
//! # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
//! use graph_models_core::{Page, strict};
//!
//! let text = r#"{"value": [{"id": "1"}, {"activationCount": "many"}]}"#;
//! let error = strict::from_str::<Page<sample::SimpleIncident>>(text).unwrap_err();
//! assert_eq!(
//!     error.to_string(),
//!     "value[1].activationCount: sample.simpleIncident.activationCount: \
//!      expected Edm.Int32, found the text \"many\" at line 1 column 50",
//! );
//! ```

use serde::de::{DeserializeOwned, Error as _};
use serde_json::{Error, Result, Value};

use crate::decode::strictly;
use crate::json::{self, FromJson};
use crate::model::deviations::{Document, deviations};

/// Reads a value from bytes.
///
/// # Errors
///
/// Returns the errors of [`from_slice`](crate::from_slice). Also returns an error for the first deviation: the message
/// names path, type and property.
pub fn from_slice<T: FromJson + Document>(bytes: &[u8]) -> Result<T> {
    check(strictly(|| json::from_slice(bytes)))
}

/// Reads a value from text.
///
/// # Errors
///
/// Returns the errors of [`from_slice`].
pub fn from_str<T: FromJson + Document>(text: &str) -> Result<T> {
    check(strictly(|| json::from_str(text)))
}

/// Reads a value from JSON in memory.
///
/// # Errors
///
/// Returns the errors of [`from_slice`].
pub fn from_value<T: DeserializeOwned + Document>(value: Value) -> Result<T> {
    check(strictly(|| json::from_value(value)))
}

/// Refuses deviations that are found only after decoding: lone surrogates and numbers out of range, which are not
/// allowed in any type, and odd counts and links.
fn check<T: Document>(read: Result<T>) -> Result<T> {
    let value = read?;
    let problem = deviations(&value).iter().next().map(|deviation| Error::custom(deviation.message()));
    match problem {
        Some(error) => Err(error),
        None => Ok(value),
    }
}
