//! The integration tests, as one program: each program would be linked by itself.
//!
//! Each file beside this one is a module with the tests of one subject. Its name selects them:
//! `cargo test -p graph-models-codegen --test integration cases::`.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

#[path = "../support/mod.rs"]
mod support;

mod cases;
mod config;
mod crate_files;
mod descriptions;
mod division_real;
mod errors;
mod extract;
mod extract_folder;
mod features;
mod folder;
mod generate_real;
mod grow;
mod hostile;
mod hostile_names;
mod listed_requests;
mod permissions;
mod permissions_real;
mod public_face;
mod reference;
mod stable_files;
mod ways_real;
