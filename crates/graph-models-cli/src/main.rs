//! The tool for Microsoft Graph's metadata: `graph-models --help`.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    graph_models_cli::run(graph_models_cli::Arguments::parse())
}
