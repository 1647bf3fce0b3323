//! The integration tests, as one program: each program would be linked by itself.
//!
//! Each file beside this one is a module with the tests of one subject. Its name selects them:
//! `cargo test -p graph-models-cli --test integration mistakes::`.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[path = "../support/mod.rs"]
mod support;

mod anywhere;
mod exit_codes;
mod least_sets;
mod look_up;
mod messages;
mod mistakes;
mod mistakes_of_others;
mod try_page;
