//! The command line of `schema update`.

use clap::{ArgGroup, Args, value_parser};
use graph_models_diff::Thresholds;

/// The options. At least one input is given.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("inputs").args(["metadata", "permissions"]).required(true).multiple(true)))]
pub(crate) struct UpdateOptions {
    /// Whole metadata of one version: a file, or an address that begins with `https://`; may be given once a version,
    /// which need not be named where the file or the address names one
    #[arg(long, value_name = "[VERSION=]SOURCE")]
    pub(super) metadata: Vec<String>,
    /// Graph's permissions.json: a file, or an address that begins with `https://`
    #[arg(long, value_name = "SOURCE")]
    pub(super) permissions: Option<String>,
    /// Write nothing; say what would be written, and fail if anything would
    #[arg(long)]
    pub(super) check: bool,
    /// Download also what has not changed since the last update
    #[arg(long)]
    pub(super) unconditional: bool,
    /// Time for each download
    #[arg(long, value_name = "SECONDS", default_value_t = 300, value_parser = value_parser!(u64).range(1..=86_400))]
    pub(super) timeout: u64,
    /// Removals in the slices, types and members each counted, above which an accident upstream is assumed
    #[arg(long, value_name = "N", default_value_t = Thresholds::default().in_slice)]
    pub(super) max_removals_in_slice: usize,
    /// All removals above which an accident upstream is assumed
    #[arg(long, value_name = "N", default_value_t = Thresholds::default().total)]
    pub(super) max_removals: usize,
    /// Update in spite of the number of removals
    #[arg(long)]
    pub(super) accept_bulk_removal: bool,
    /// Day that counts as today [default: the day of the clock]
    #[arg(long, value_name = "DAY")]
    pub(super) today: Option<String>,
}
