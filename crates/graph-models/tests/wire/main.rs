//! Tests that nothing is lost on the wire: JSON is either encoded again as an equal value, or refused with its
//! position.
//!
//! The types and their test vectors are generated (`tests/generated`). The tests are here:
//!
//! - `vectors` runs the vectors.
//! - `mutations` changes one value of each vector.
//! - `citizens` uses other formats and parsers.
//! - `properties` makes random values and JSON.
//! - `schemas` compares the types with their JSON Schemas.

#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod arbitrary;
mod citizens;
mod codec;
#[rustfmt::skip]
#[path = "../generated/mod.rs"]
mod generated;
mod mutations;
mod properties;
mod schemas;
mod vectors;

// The generated vectors use these names.
use codec::Type;
use graph_models as models;
