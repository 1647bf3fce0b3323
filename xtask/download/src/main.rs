//! Downloads one address to a file, for `cargo xtask schema update`.
//!
//! The program is a separate crate because most commands need no network. If it were part of `xtask`, the first
//! `cargo xtask codegen` would compile TLS.
//!
//! The standard output is one line of JSON: `{"state": "unchanged"}` if the conditions hold, else `"new"` with `bytes`,
//! `etag` and `lastModified`. Progress and problems go to the standard error stream; the exit code is 2 for a problem.

mod download;
mod progress;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use csdl::text::log;

/// Downloads one address to a file
#[derive(Debug, Parser)]
struct Arguments {
    /// An address that begins with `https://`, or with `http://` for this machine
    address: String,
    /// File to write to, which must not exist
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
    /// Media type to ask for
    #[arg(long, value_name = "TYPE", default_value = "*/*")]
    accept: String,
    /// `ETag` of the answer that is known already
    #[arg(long, value_name = "ETAG")]
    etag: Option<String>,
    /// `Last-Modified` of the answer that is known already
    #[arg(long, value_name = "DATE")]
    last_modified: Option<String>,
    /// Time for the whole download
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    timeout: u64,
    /// Most bytes of an answer that are taken
    #[arg(long, value_name = "BYTES", default_value_t = 64 << 20)]
    max_size: u64,
}

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
