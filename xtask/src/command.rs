//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::schema_diff::DiffOptions;

/// The end of every help text.
pub(crate) const EXIT_CODES: &str = "\
Exit codes:
  0  done, and nothing was found
  1  done, and there are findings or drift
  2  not done: wrong arguments, unreadable input, errors in it, or nothing to do";

/// Commands of the workspace.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = EXIT_CODES)]
pub struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Generates Rust from the metadata in `schemas/`
    #[command(after_help = EXIT_CODES)]
    Codegen(CodegenOptions),
    /// Decodes and encodes recorded payloads as the types of a metadata file, and says what was lost
    #[command(after_help = EXIT_CODES)]
    Conform(ConformOptions),
    /// Measures what generated code costs
    #[command(after_help = EXIT_CODES)]
    Bench {
        #[command(subcommand)]
        command: BenchCommand,
    },
    /// Says what slices hold, and why
    #[command(after_help = EXIT_CODES)]
    Slice {
        #[command(subcommand)]
        command: SliceCommand,
    },
    /// Says what an update of metadata means: what breaks, for whom, and what may be a mistake upstream
    #[command(after_help = EXIT_CODES)]
    SchemaDiff(Box<DiffOptions>),
    /// Looks at metadata
    #[command(after_help = EXIT_CODES)]
    Schema {
        #[command(subcommand)]
        command: SchemaCommand,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum BenchCommand {
    /// Compiles all of a metadata file in our style and in that everyone uses, and compares time, memory and size
    #[command(after_help = EXIT_CODES)]
    Compile(BenchOptions),
    /// Times generation of all of a metadata file, from the file to files
    #[command(after_help = EXIT_CODES)]
    Generate {
        /// A whole metadata file of v1.0
        #[arg(long, value_name = "FILE")]
        metadata: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct BenchOptions {
    /// A whole metadata file of v1.0
    #[arg(long, value_name = "FILE")]
    pub(crate) metadata: PathBuf,
    /// Only check, and only the whole: as `--only check --share 100`
    #[arg(long, conflicts_with_all = ["only", "share"])]
    pub(crate) quick: bool,
    /// Measures only this; may stand several times
    #[arg(long, value_enum)]
    only: Vec<Measured>,
    /// How many percent of the types to measure with; may stand several times
    #[arg(long, value_name = "PERCENT", default_values_t = [25, 50, 100], value_parser = clap::value_parser!(u8).range(1..=100))]
    share: Vec<u8>,
}

impl BenchOptions {
    /// Whether something is to be measured.
    pub(crate) fn measures(&self, what: Measured) -> bool {
        match self.quick {
            true => what == Measured::Check,
            false => self.only.is_empty() || self.only.contains(&what),
        }
    }

    /// The percentages of the types to measure with.
    pub(crate) fn shares(&self) -> &[u8] {
        if self.quick { &[100] } else { &self.share }
    }
}

/// What `bench compile` can measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Measured {
    /// `cargo check` of the types
    Check,
    /// `cargo build` of the types
    Dev,
    /// `cargo build --release` of the types
    Release,
    /// A program that decodes one page, rebuilt in the dev profile
    User,
    /// The same in the release profile, where it compiles what it uses of the types
    UserRelease,
    /// A clean check of what a user of `graph-models` compiles
    Consumer,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SliceCommand {
    /// Prints the chain of declarations that took a type or operation into each slice
    #[command(after_help = EXIT_CODES)]
    Why {
        /// A qualified or simple name, or that of an operation with its binding type: `ns.action(ns.type)`
        name: String,
        /// File of slices [default: schemas/slices.toml]
        #[arg(long, value_name = "FILE")]
        slices: Option<PathBuf>,
    },
    /// Prints all that slices hold, with counts
    #[command(after_help = EXIT_CODES)]
    Show {
        /// Only this slice
        name: Option<String>,
        /// File of slices [default: schemas/slices.toml]
        #[arg(long, value_name = "FILE")]
        slices: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum SchemaCommand {
    /// Compares every declaration of our metadata with the same one in a whole metadata file
    #[command(after_help = EXIT_CODES)]
    Check(CheckOptions),
    /// Counts what a metadata file declares
    #[command(after_help = EXIT_CODES)]
    Stat(StatOptions),
    /// Writes metadata in canonical form
    #[command(after_help = EXIT_CODES)]
    Fmt(FormatOptions),
    /// Takes from a whole metadata file what the slices of a version need, and keeps our descriptions
    #[command(after_help = EXIT_CODES)]
    Extract(ExtractOptions),
    /// Takes from Graph's permissions.json the scopes of the requests that the slices have
    #[command(after_help = EXIT_CODES)]
    Permissions(PermissionsOptions),
}

#[derive(Debug, Default, Args)]
pub(crate) struct CodegenOptions {
    /// Write nothing; list what is stale, missing or left over, and fail if anything is
    #[arg(long)]
    pub(crate) check: bool,
    /// File of slices; `overlay.toml` and `permissions.toml` beside it are read too [default: schemas/slices.toml]
    #[arg(long, value_name = "FILE")]
    pub(crate) slices: Option<PathBuf>,
    /// Metadata file; instead of those that the slices name, or, with --all, the whole of it is generated
    #[arg(long, value_name = "FILE")]
    pub(crate) metadata: Vec<PathBuf>,
    /// Graph's permissions.json, or an extract of it; instead of `permissions.toml` beside the slices
    #[arg(long, value_name = "FILE")]
    pub(crate) permissions: Option<PathBuf>,
    /// Generate all that the metadata declares
    #[arg(long, conflicts_with = "slices", requires = "metadata")]
    pub(crate) all: bool,
    /// Version of the service that the metadata is of, for --all [default: beta if the file is named so, else v1.0]
    #[arg(long, value_name = "VERSION", requires = "all")]
    pub(crate) version: Option<String>,
    /// Folder to write to [default: crates/graph-models/src/generated]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Write a complete crate of this name, with manifest and README, and not its modules alone
    #[arg(long, value_name = "NAME", requires = "out")]
    pub(crate) crate_name: Option<String>,
    /// The crate graph-models-core that the crate depends on: a folder, or a version [default: the folder in this workspace]
    #[arg(long, value_name = "PATH", requires = "crate_name")]
    pub(crate) runtime: Option<String>,
    /// Folder to write test vectors to [default: crates/graph-models/tests/generated; none with --out]
    #[arg(long, value_name = "DIR")]
    pub(crate) vectors: Option<PathBuf>,
    /// Also write OpenAPI 3.1 of the slice, with the JSON Schemas of its types, to a file of its own
    /// [default: schemas/<slice>.openapi.json]
    // A file of its own: for a mock server or a gateway, and no part of what is committed.
    #[arg(long, value_name = "FILE", num_args = 0..=1, conflicts_with = "out")]
    #[expect(clippy::option_option, reason = "it may be asked for, and a file may be named")]
    pub(crate) openapi: Option<Option<PathBuf>>,
}

#[derive(Debug, Args)]
pub(crate) struct ConformOptions {
    /// A whole metadata file
    #[arg(long, value_name = "FILE")]
    pub(crate) metadata: PathBuf,
    /// List of payloads: tab-separated, with the columns `file` (beside the list), `type` and `shape`
    #[arg(long, value_name = "TSV")]
    pub(crate) manifest: PathBuf,
    /// How to show the results
    #[arg(long, value_enum, default_value_t = OutputFormat::Text)]
    pub(crate) format: OutputFormat,
}

/// How results are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    Text,
    Json,
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
pub(crate) struct PermissionsOptions {
    /// Graph's permissions.json
    #[arg(long, value_name = "FILE")]
    pub(crate) from: PathBuf,
    /// File of slices [default: schemas/slices.toml]
    #[arg(long, value_name = "FILE")]
    pub(crate) slices: Option<PathBuf>,
    /// Write nothing; fail if permissions.toml beside the slices is not what would be written
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Debug, Args)]
pub(crate) struct StatOptions {
    /// A metadata file
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}
