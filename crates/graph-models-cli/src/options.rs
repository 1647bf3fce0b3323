//! The options of generation, which several commands share.

use std::path::{Path, PathBuf};

use clap::Args;

/// The file of slices that a command is about.
#[derive(Debug, Default, Clone, Args)]
pub struct SlicesOption {
    /// File of slices, with overlays and permissions beside it [default: schemas/slices.toml]
    #[arg(long, value_name = "FILE")]
    pub slices: Option<PathBuf>,
}

/// The metadata that a command reads: the metadata of slices, or whole files.
#[derive(Debug, Default, Clone, Args)]
pub struct InputOptions {
    /// The slices.
    #[command(flatten)]
    pub slices: SlicesOption,
    /// Metadata file, instead of the files that the slices name; without slices, the whole file is taken. May be given
    /// several times
    #[arg(long, value_name = "FILE")]
    pub metadata: Vec<PathBuf>,
    /// Graph's permissions.json, or an extract of it, instead of `permissions.toml` beside the slices
    #[arg(long, value_name = "FILE")]
    pub permissions: Option<PathBuf>,
}

impl InputOptions {
    /// The file of slices, if it is named.
    pub fn slices_file(&self) -> Option<&Path> {
        self.slices.slices.as_deref()
    }

    /// Returns `true` if whole metadata files are named, and no slices.
    pub fn is_whole(&self) -> bool {
        self.slices.slices.is_none() && !self.metadata.is_empty()
    }
}

/// The options of `generate`.
#[derive(Debug, Default, Clone, Args)]
pub struct GenerateOptions {
    /// Write nothing; list the files that are stale, missing or left over, and fail if there are any
    #[arg(long)]
    pub check: bool,
    /// The slices or the metadata.
    #[command(flatten)]
    pub input: InputOptions,
    /// Generate everything that the metadata declares
    #[arg(long, conflicts_with = "slices", requires = "metadata")]
    pub all: bool,
    /// Version of the service that the metadata describes, for --all [default: beta if the name of the file contains
    /// it, else v1.0]
    #[arg(long, value_name = "VERSION", requires = "all")]
    pub version: Option<String>,
    /// Folder to write to
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Write a complete crate of this name, with manifest and README, and not only the modules
    #[arg(long, value_name = "NAME", requires = "out")]
    pub crate_name: Option<String>,
    /// The crate graph-models-core that the crate depends on: a folder, or a version [default: the version of this
    /// program]
    #[arg(long, value_name = "PATH", requires = "crate_name")]
    pub runtime: Option<String>,
    /// Folder to write test vectors to [default: none]
    #[arg(long, value_name = "DIR")]
    pub vectors: Option<PathBuf>,
}
