//! The tool for Microsoft Graph's metadata: `graph-models --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    graph_models_cli::parse().map_or_else(|code| code, graph_models_cli::commands::run)
}
