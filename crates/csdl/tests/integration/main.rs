//! The integration tests, as one program: each program would be linked by itself.
//!
//! Each file beside this one is a module with the tests of one subject. Its name selects them:
//! `cargo test -p csdl --test integration read::`.

#![expect(clippy::unwrap_used, clippy::string_slice, reason = "a test may panic")]

mod contradictions;
mod errors;
mod limits;
mod read;
mod read_real;
mod security_page;
mod write;
