//! The integration tests, as one program: each program would be linked by itself.
//!
//! Each file beside this one is a module with the tests of one subject. Its name selects them:
//! `cargo test -p xtask --test integration codegen::`.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

#[path = "../support/mod.rs"]
mod support;

mod codegen;
mod conform;
mod crate_names;
mod dependencies;
mod documented_commands;
mod documented_output;
mod exit_codes;
mod hostile_text;
mod metadata_folder;
mod openapi;
mod output;
#[cfg(unix)]
mod release;
mod schema;
mod schema_diff;
mod schema_diff_formats;
mod schema_diff_words;
#[cfg(unix)]
mod schemas;
mod slice;
mod targets;
mod update;
