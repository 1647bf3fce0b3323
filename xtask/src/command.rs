//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::failure::EXIT_CODES;
use crate::schema_diff::DiffOptions;
use crate::update::UpdateOptions;

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
    /// Decodes and encodes recorded payloads as the types of a metadata file, and reports any loss
    #[command(after_help = EXIT_CODES)]
    Conform(ConformOptions),
    /// Measures the costs of generated code
    #[command(after_help = EXIT_CODES)]
    Bench {
        #[command(subcommand)]
        command: BenchCommand,
    },
    /// Shows the content of slices, and the reasons for it
    #[command(after_help = EXIT_CODES)]
    Slice {
        #[command(subcommand)]
        command: SliceCommand,
    },
    /// Prints the typed calls of HTTP requests, with the features that have them: `call 'PATCH /users/{id}'`
    #[command(after_help = EXIT_CODES)]
    Call(CallOptions),
    /// Compares two states of metadata: breaking changes, for readers, writers and Rust, and likely mistakes upstream
    #[command(after_help = EXIT_CODES)]
    SchemaDiff(Box<DiffOptions>),
    /// Checks, formats and extracts metadata
    #[command(after_help = EXIT_CODES)]
    Schema {
        #[command(subcommand)]
        command: SchemaCommand,
    },
}

#[derive(Debug, Args)]
pub(crate) struct CallOptions {
    /// Requests: a method and a path, such as `GET /users/{id}/messages`
    #[arg(required_unless_present = "file")]
    pub(crate) requests: Vec<String>,
    /// A file with one request a line
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Prints only the requests that are no calls
    #[arg(long)]
    pub(crate) missing: bool,
    /// File of slices [default: schemas/slices.toml]
    #[arg(long, value_name = "FILE")]
    pub(crate) slices: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BenchCommand {
    /// Compiles all of a metadata file in our style and in the usual style, and compares time, memory and size
    #[command(after_help = EXIT_CODES)]
    Compile(BenchOptions),
    /// Times generation of all of a metadata file, from the file to files
    #[command(after_help = EXIT_CODES)]
    Generate {
        /// A whole metadata file of v1.0
        #[arg(long, value_name = "FILE")]
        metadata: PathBuf,
    },
    /// Checks features of graph-models, and derives for the types of each, and prints a table of both
    #[command(after_help = EXIT_CODES)]
    Features {
        /// Features [default: all]
        names: Vec<String>,
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
    /// Measures only this; may be given several times
    #[arg(long, value_enum)]
    only: Vec<Measured>,
    /// Percentage of the types to measure with; may be given several times
    #[arg(long, value_name = "PERCENT", default_values_t = [25, 50, 100], value_parser = clap::value_parser!(u8).range(1..=100))]
    share: Vec<u8>,
}

impl BenchOptions {
    /// Returns `true` if a thing is to be measured.
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

/// The measurements of `bench compile`.
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
    /// The same program in the release profile, which compiles the types that the program uses
    UserRelease,
    /// A clean check of everything that a user of `graph-models` compiles
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
    /// Prints the content of slices, with counts
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
    /// Counts the declarations of a metadata file
    #[command(after_help = EXIT_CODES)]
    Stat(StatOptions),
    /// Writes metadata in canonical form
    #[command(after_help = EXIT_CODES)]
    Fmt(FormatOptions),
    /// Extracts from a whole metadata file the part that the slices of a version need, and keeps our descriptions
    #[command(after_help = EXIT_CODES)]
    Extract(ExtractOptions),
    /// Extracts from Graph's permissions.json the scopes of the requests of the slices
    #[command(after_help = EXIT_CODES)]
    Permissions(PermissionsOptions),
    /// Takes in new metadata and permissions, from files or addresses, as one change to review: extracts, says what
    /// `schema-diff` says, generates, and records the origin
    #[command(after_help = EXIT_CODES)]
    Update(UpdateOptions),
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
    // A file of its own, for a mock server or a gateway. It is not committed.
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
    /// Refuse payloads with a value that is not of its declared type
    #[arg(long)]
    pub(crate) strict: bool,
    /// Form of the results
    #[arg(long, value_enum, default_value_t = OutputFormat::Text)]
    pub(crate) format: OutputFormat,
}

/// The form of results.
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
    /// Metadata files, or folders of them [default: those that schemas/slices.toml names]
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
