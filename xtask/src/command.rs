//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Commands of the workspace.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
pub struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Generates Rust from the metadata in `schemas/`
    Codegen(CodegenOptions),
    /// Looks at metadata
    Schema {
        #[command(subcommand)]
        command: SchemaCommand,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum SchemaCommand {
    /// Compares every declaration of our metadata with the same one in a whole metadata file
    Check(CheckOptions),
    /// Counts what a metadata file declares
    Stat(StatOptions),
    /// Writes metadata in canonical form
    Fmt(FormatOptions),
    /// Takes from a whole metadata file what the slices of a version need, and keeps our descriptions
    Extract(ExtractOptions),
}

#[derive(Debug, Default, Args)]
pub(crate) struct CodegenOptions {
    /// Write nothing; list what is stale, missing or left over, and fail if anything is
    #[arg(long)]
    pub(crate) check: bool,
    /// File of slices; `overlay.toml` and `permissions.toml` beside it are read too [default: schemas/slices.toml]
    #[arg(long, value_name = "FILE")]
    pub(crate) slices: Option<PathBuf>,
    /// Folder to write to [default: crates/graph-models/src/generated]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Folder to write test vectors to [default: crates/graph-models/tests/generated; none with --out]
    #[arg(long, value_name = "DIR")]
    pub(crate) vectors: Option<PathBuf>,
    /// Also write OpenAPI 3.1 of the slice, with the JSON Schemas of its types, to a file of its own
    /// [default: schemas/<slice>.openapi.json]
    // A file of its own: for a mock server or a gateway, and no part of what is committed.
    #[arg(long, value_name = "FILE", num_args = 0..=1, conflicts_with = "out")]
    pub(crate) openapi: Option<Option<PathBuf>>,
}

#[derive(Debug, Args)]
pub(crate) struct CheckOptions {
    /// A whole metadata file
    #[arg(long, value_name = "FILE")]
    pub(crate) against: PathBuf,
    /// File of slices that names our metadata [default: schemas/slices.toml]
    #[arg(long, value_name = "FILE")]
    pub(crate) slices: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct FormatOptions {
    /// Write nothing; name the files that are not in canonical form, and fail if any is
    #[arg(long)]
    pub(crate) check: bool,
    /// Metadata files [default: those that schemas/slices.toml names]
    #[arg(value_name = "FILES")]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ExtractOptions {
    /// A whole metadata file
    #[arg(long, value_name = "WHOLE")]
    pub(crate) from: PathBuf,
    /// File of slices that names our metadata [default: schemas/slices.toml]
    #[arg(long, value_name = "FILE")]
    pub(crate) slices: Option<PathBuf>,
    /// Folder to write to [default: that of the file of slices]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Version that the whole file is of; needed where slices are of several
    #[arg(long, value_name = "VERSION")]
    pub(crate) version: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct StatOptions {
    /// A metadata file
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}
