//! Encoders for text of an input: one encoder for each kind of output.
//!
//! | output | encoder | the encoder escapes |
//! |---|---|---|
//! | prose of a terminal or a diagnostic | [`visible`] | characters that are hidden, move the cursor or reorder text |
//! | line of a terminal or of a CI log | [`log::line`] | the same characters, and commands of CI systems |
//! | XML 1.0 | [`xml`] | markup, and characters that XML does not have |
//!
//! Must not know the meaning of a text. No encoder fails: characters that an output cannot hold are escaped.

pub mod log;
mod visible;
pub mod xml;

pub use visible::{is_hidden, visible};
