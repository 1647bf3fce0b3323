//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use graph_models_cli::after_help;
use graph_models_cli::command::{SchemaCommand, SharedCommand};
use graph_models_cli::report::ReportOptions;
use graph_models_cli::schema_diff::DiffOptions;
use xtask_codegen::options::CodegenOptions;

use crate::release::ReleaseOptions;
use crate::update::UpdateOptions;

/// Commands of the workspace.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = after_help!(
    "PROGRAM codegen",
    "PROGRAM find send mail",
    "PROGRAM schema-diff",
))]
pub struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) report: ReportOptions,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Generates Rust from the metadata in `schemas/`
    #[command(after_help = after_help!(
        "PROGRAM codegen",
        "PROGRAM codegen --check",
        "PROGRAM codegen --all --metadata v1.0.csdl --out target/graph --crate-name graph",
    ))]
    Codegen(CodegenOptions),
    /// Measures the costs of generated code
    #[command(after_help = after_help!(
        "PROGRAM bench generate --metadata v1.0.csdl",
        "PROGRAM bench features mail users",
    ))]
    Bench {
        #[command(subcommand)]
        command: BenchCommand,
    },
    /// Sets the version of all crates, closes the changelog, checks the packages, and names the commands that publish
    #[command(after_help = after_help!(
        "PROGRAM release 0.2.0 --dry-run --verify",
    ))]
    Release(ReleaseOptions),
    /// Compares two states of metadata: breaking changes, for readers, writers and Rust, and likely mistakes upstream
    #[command(after_help = after_help!(
        "PROGRAM schema-diff",
        "PROGRAM schema-diff old.csdl new.csdl --slices schemas/slices.toml --version v1.0",
        "PROGRAM schema-diff main..HEAD --format markdown --output report.md",
    ))]
    SchemaDiff(Box<DiffOptions>),
    /// Checks, formats, extracts and updates metadata
    #[command(after_help = after_help!(
        "PROGRAM schema update --metadata v1.0=v1.0.csdl",
        "PROGRAM schema check --against v1.0.csdl --version v1.0",
    ))]
    Schema {
        #[command(subcommand)]
        command: WorkspaceSchemaCommand,
    },
    #[command(flatten)]
    Shared(SharedCommand),
}

/// The commands about metadata, and the one that only a workspace has.
#[derive(Debug, Subcommand)]
pub(crate) enum WorkspaceSchemaCommand {
    #[command(flatten)]
    Shared(SchemaCommand),
    /// Takes in new metadata and permissions, from files or addresses, as one change to review: extracts, reports like
    /// `schema-diff`, generates, and records the origins
    #[command(after_help = after_help!(
        "PROGRAM schema update --metadata v1.0=v1.0.csdl --permissions permissions.json",
        "PROGRAM schema update --metadata 'v1.0=https://graph.microsoft.com/v1.0/$metadata' --check",
    ))]
    Update(UpdateOptions),
}

#[derive(Debug, Subcommand)]
pub(crate) enum BenchCommand {
    /// Compiles all of a metadata file in our style and in the usual style, and compares time, memory and size
    #[command(after_help = after_help!(
        "PROGRAM bench compile --metadata v1.0.csdl --quick",
    ))]
    Compile(BenchOptions),
    /// Times generation of all of a metadata file, from the file to files
    #[command(after_help = after_help!(
        "PROGRAM bench generate --metadata v1.0.csdl",
    ))]
    Generate {
        /// A whole metadata file of v1.0
        #[arg(long, value_name = "FILE")]
        metadata: PathBuf,
    },
    /// Measures the check of each feature of graph-models and of derives for the same types, and prints a table
    #[command(after_help = after_help!(
        "PROGRAM bench features",
        "PROGRAM bench features mail users",
    ))]
    Features {
        /// Features [default: all]
        #[arg(conflicts_with = "write")]
        names: Vec<String>,
        /// Writes the table of all features into `benchmarks/features.md`
        #[arg(long)]
        write: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct BenchOptions {
    /// A whole metadata file of v1.0
    #[arg(long, value_name = "FILE")]
    pub(crate) metadata: PathBuf,
    /// Measure only the check of all types: the same as `--only check --share 100`
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
