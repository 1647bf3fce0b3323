//! The integration tests, as one program: each program would be linked by itself.
//!
//! Each file beside this one is a module with the tests of one subject. Its name selects them:
//! `cargo test -p graph-models-diff --test integration diffs::`.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[path = "../support/mod.rs"]
mod support;

mod check;
mod check_facets;
mod diff_history;
mod diff_mutations;
mod diff_real;
mod diff_rust;
mod diffs;
