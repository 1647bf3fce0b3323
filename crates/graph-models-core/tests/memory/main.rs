//! Tests of the memory that values and pages need.
//!
//! They are a separate program, since the counting allocator is that of the whole program.

#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice, reason = "a test may fail")]

mod duplicates;
mod items;
mod kept;
#[allow(
    dead_code,
    unreachable_pub,
    clippy::enum_variant_names,
    reason = "the shape of generated code; a part is used"
)]
#[path = "../support/sample.rs"]
mod sample;
mod wide;
#[allow(dead_code, reason = "a part is used")]
#[path = "../support/wide_type.rs"]
mod wide_type;
