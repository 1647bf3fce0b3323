//! Downloads one address to a file, for `cargo xtask schema update`.
//!
//! The program is a separate crate because most commands need no network. If it were part of `xtask`, the first
//! `cargo xtask codegen` would compile TLS.
//!
//! The standard output is one line of JSON: `{"state": "unchanged"}` if the conditions hold, else `"new"` with `bytes`,
//! `etag` and `lastModified`. Progress and problems go to the standard error stream; the exit code is 2 for a problem.

mod arguments;
mod download;
mod progress;

use std::process::ExitCode;

use clap::Parser;
use csdl::text::log;

use arguments::Arguments;

fn main() -> ExitCode {
    match download::download(&Arguments::parse()) {
        Ok(result) => {
            println!("{result}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("error: {}", log::line(&problem));
            ExitCode::from(2)
        }
    }
}
