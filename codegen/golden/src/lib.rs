//! What the golden tests of `graph-codegen` generate, compiled against `graph-core`: one module a case.
//!
//! Nothing here is written by hand: `build.rs` generates each folder of `codegen/tests/cases`.

#![deny(warnings)]

/// The cases.
#[allow(
    clippy::doc_markdown,
    clippy::unreadable_literal,
    reason = "texts and numbers are those of the metadata"
)]
pub mod cases {
    include!(concat!(env!("OUT_DIR"), "/cases/cases.rs"));
}
