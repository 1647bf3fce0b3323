//! The command line of `cargo xtask codegen`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use graph_models_cli::after_help;
use graph_models_cli::options::GenerateOptions;
use graph_models_cli::report::ReportOptions;

/// Commands of the workspace.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
pub struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) report: ReportOptions,
}

/// The one command of this program.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Generates Rust from the metadata in `schemas/`
    #[command(after_help = after_help!(
        "PROGRAM codegen",
        "PROGRAM codegen --check",
        "PROGRAM codegen --all --metadata v1.0.csdl --out target/graph --crate-name graph",
    ))]
    Codegen(CodegenOptions),
}

/// The options of `codegen`.
#[derive(Debug, Default, Args)]
#[command(
    mut_arg("out", |out| out.help("Folder to write to [default: crates/graph-models/src/generated]")),
    mut_arg("vectors", |vectors| vectors.help(
        "Folder to write test vectors to [default: crates/graph-models/tests/generated; none with --out]"
    )),
)]
pub struct CodegenOptions {
    /// The options that generation has in any folder.
    #[command(flatten)]
    pub generate: GenerateOptions,
    /// Also write OpenAPI 3.1 of the slice, with the JSON Schemas of its types, to a file of its own
    /// [default: schemas/SLICE.openapi.json]
    // The file is for a mock server or a gateway, and is not committed.
    #[arg(long, value_name = "FILE", num_args = 0..=1, conflicts_with = "out")]
    pub openapi: Option<Option<PathBuf>>,
}
