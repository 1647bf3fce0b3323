//! The options of `try`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use super::address::on_this_machine;

/// The options of `try`.
#[derive(Debug, Args)]
pub struct TryOptions {
    /// Port, or address of this machine with a port; port 0 stands for any free port
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0", value_parser = on_this_machine)]
    pub address: SocketAddr,
    /// Metadata that the page shows at first [default: a small example]
    #[arg(long, value_name = "FILE")]
    pub metadata: Option<PathBuf>,
    /// The crate graph-models-core to decode with: a folder, or a version [default: the version of this program]
    #[arg(long, value_name = "PATH")]
    pub runtime: Option<String>,
}
