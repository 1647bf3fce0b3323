//! The arguments of the program.

use std::path::PathBuf;

use clap::Parser;

/// Downloads one address to a file
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    /// An address that begins with `https://`, or with `http://` for this machine
    pub(crate) address: String,
    /// File to write to, which must not exist
    #[arg(long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// Media type to ask for
    #[arg(long, value_name = "TYPE", default_value = "*/*")]
    pub(crate) accept: String,
    /// `ETag` of the answer that is known already
    #[arg(long, value_name = "ETAG")]
    pub(crate) etag: Option<String>,
    /// `Last-Modified` of the answer that is known already
    #[arg(long, value_name = "DATE")]
    pub(crate) last_modified: Option<String>,
    /// Time for the whole download
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    pub(crate) timeout: u64,
    /// Most bytes of an answer that are taken
    #[arg(long, value_name = "BYTES", default_value_t = 64 << 20)]
    pub(crate) max_size: u64,
}
