//! The integration tests, as one program: each program would be linked by itself.
//!
//! Each file beside this one is a module with the tests of one subject. Its name selects them:
//! `cargo test -p graph-models-lookup --test integration calls::`.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

#[path = "../support/mod.rs"]
mod support;

mod calls;
mod calls_real;
mod scopes;
mod snippets;
mod snippets_real;
mod sources;
mod sources_real;
