//! Nothing is lost on the wire: what comes in goes out again as an equal JSON value, or is refused with its place.
//!
//! The types and their test vectors are generated (`tests/generated`). What is done with them is here: `vectors` runs
//! them, `citizens` reads them through other formats and parsers, `properties` makes values and JSON at random,
//! `schemas` holds them against JSON Schema.

#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod arbitrary;
mod citizens;
mod codec;
#[rustfmt::skip]
#[path = "../generated/mod.rs"]
mod generated;
mod properties;
mod schemas;
mod vectors;

// What generated vectors name.
use codec::Type;
use graph_models as models;
