//! The command line of `schema update`.

use clap::{ArgGroup, Args, value_parser};
use graph_models_diff::Thresholds;

/// The options. At least one input is given.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("inputs").args(["metadata", "permissions"]).required(true).multiple(true)))]
pub(crate) struct UpdateOptions {
    /// Whole metadata of one version: a file, or an address that begins with `https://`; may be given once for each
    /// version. VERSION may be left out if the file or the address names it
    #[arg(long, value_name = "[VERSION=]SOURCE")]
    pub(super) metadata: Vec<String>,
    /// Graph's permissions.json: a file, or an address that begins with `https://`
    #[arg(long, value_name = "SOURCE")]
    pub(super) permissions: Option<String>,
    /// Write nothing; list the files that would change, and fail if there are any
    #[arg(long)]
    pub(super) check: bool,
    /// Also download sources that have not changed since the last update
    #[arg(long)]
    pub(super) unconditional: bool,
    /// Time for each download
    #[arg(long, value_name = "SECONDS", default_value_t = 300, value_parser = value_parser!(u64).range(1..=86_400))]
    pub(super) timeout: u64,
    /// Most removals of types and members in the slices; more of them are taken for an accident upstream
    #[arg(long, value_name = "N", default_value_t = Thresholds::default().in_slice)]
    pub(super) max_removals_in_slice: usize,
    /// Most removals in all metadata; more of them are taken for an accident upstream
    #[arg(long, value_name = "N", default_value_t = Thresholds::default().total)]
    pub(super) max_removals: usize,
    /// Update in spite of the number of removals
    #[arg(long)]
    pub(super) accept_bulk_removal: bool,
    /// Day that counts as today [default: the day of the clock]
    #[arg(long, value_name = "DAY")]
    pub(super) today: Option<String>,
}
