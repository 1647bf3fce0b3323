//! Encoders: how text of an input is written into an output, one encoder for each place where it can land.
//!
//! | place | encoder | what the place cannot hold as it is |
//! |---|---|---|
//! | prose of a terminal or a diagnostic | [`visible`] | whatever is hidden, moves the cursor or reorders text |
//! | line of a terminal or of a CI log | [`log::line`] | the same, and what a CI system takes for a command |
//! | XML 1.0 | [`xml`] | markup, and characters that XML does not have |
//!
//! Must not know what a text means. None of them fails: what a place cannot hold is spelled out.

pub mod log;
mod visible;
pub mod xml;

pub use visible::{is_hidden, visible};
