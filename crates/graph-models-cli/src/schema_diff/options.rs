//! The command line of `diff`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use graph_models_diff::{Level, Thresholds, View};

use crate::after_help;

/// The options. The two sides are positional arguments.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct DiffOptions {
    #[command(subcommand)]
    pub(super) command: Option<DiffCommand>,
    /// The older side: a metadata file, a folder, a revision, or both sides as two revisions `main..HEAD` [default: the
    /// merge base with the default branch]
    #[arg(value_name = "OLD")]
    pub(super) old: Option<String>,
    /// The newer side: a metadata file, a folder, or a revision [default: the working tree]
    #[arg(value_name = "NEW")]
    pub(super) new: Option<String>,
    /// Folder to compare if a side is a revision or the working tree; in the current folder, or the nearest one above
    #[arg(long, value_name = "DIR", default_value = "schemas")]
    pub(super) folder: String,
    /// File of slices for two whole metadata files; findings outside of the slices are only counted
    #[arg(long, value_name = "FILE")]
    pub(super) slices: Option<PathBuf>,
    /// Version of the slices to compare by; needed if the slices have several versions
    #[arg(long, value_name = "VERSION", requires = "slices")]
    pub(super) version: Option<String>,
    /// List findings outside of the slices, safe findings one by one, and every row of long lists
    #[arg(long)]
    pub(super) all: bool,
    /// Group of programs whose verdict counts
    #[arg(long, value_enum, default_value_t = ViewOption::All)]
    pub(super) view: ViewOption,
    /// Lowest level that makes the command fail
    #[arg(long, value_enum, default_value_t = FailOn::Breaking)]
    pub(super) fail_on: FailOn,
    /// Form of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// File to write to [default: the standard output]
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// File of allowed findings [default: schemas/diff-allow.toml if revisions are compared, else none]
    #[arg(long, value_name = "FILE")]
    pub(super) allow: Option<PathBuf>,
    /// Stability of the service: a change that breaks deployed programs is only a risk in a beta
    #[arg(long, value_enum, default_value_t = Profile::Stable)]
    pub(super) profile: Profile,
    /// Folder of earlier states, named `v1.0-2026-06-22.csdl`, to recognize young elements
    #[arg(long, value_name = "DIR")]
    pub(super) history: Option<PathBuf>,
    /// Day that counts as today [default: the day of the clock]
    #[arg(long, value_name = "DAY")]
    pub(super) today: Option<String>,
    /// Most removals of types and members in the slices; more of them are taken for an accident upstream
    #[arg(long, value_name = "N", default_value_t = Thresholds::default().in_slice)]
    pub(super) max_removals_in_slice: usize,
    /// Most removals in all metadata; more of them are taken for an accident upstream
    #[arg(long, value_name = "N", default_value_t = Thresholds::default().total)]
    pub(super) max_removals: usize,
    /// Most lost scopes of requests, in percent of all scopes; more of them are taken for an accident upstream
    #[arg(long, value_name = "PERCENT", default_value_t = Thresholds::default().scopes_percent)]
    pub(super) max_lost_scopes: usize,
    /// Do not fail because of the number of removals
    #[arg(long)]
    pub(super) accept_bulk_removal: bool,
}

impl Default for DiffOptions {
    /// The options of a command line without any.
    fn default() -> Self {
        let Thresholds { in_slice, total, .. } = Thresholds::default();
        Self::for_update(in_slice, total)
    }
}

impl DiffOptions {
    /// The options of a comparison in memory, with limits for removals in the slices and for all removals.
    pub fn for_update(max_removals_in_slice: usize, max_removals: usize) -> Self {
        Self {
            command: None,
            old: None,
            new: None,
            folder: String::new(),
            slices: None,
            version: None,
            all: false,
            view: ViewOption::All,
            fail_on: FailOn::Breaking,
            format: Format::Text,
            output: None,
            allow: None,
            profile: Profile::Stable,
            history: None,
            today: None,
            max_removals_in_slice,
            max_removals,
            max_lost_scopes: Thresholds::default().scopes_percent,
            accept_bulk_removal: false,
        }
    }

    pub(super) fn thresholds(&self) -> Thresholds {
        Thresholds {
            in_slice: self.max_removals_in_slice,
            total: self.max_removals,
            scopes_percent: self.max_lost_scopes,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum DiffCommand {
    /// Lists the rules, each with its meaning, verdict and remedy
    #[command(after_help = after_help!("COMMAND", "COMMAND --json"))]
    Rules(RulesOptions),
}

#[derive(Debug, Args)]
pub(super) struct RulesOptions {
    /// Write JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ViewOption {
    /// Deployed programs that read
    Reader,
    /// Deployed programs that send
    Writer,
    /// Programs compiled against the regenerated crate
    Rust,
    /// The worst of them
    All,
}

impl ViewOption {
    pub(super) fn view(self) -> View {
        match self {
            Self::Reader => View::Reader,
            Self::Writer => View::Writer,
            Self::Rust => View::Rust,
            Self::All => View::All,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Something breaks
    Breaking,
    /// Something breaks or may
    Risky,
    /// There is any finding
    Info,
    /// Nothing
    Never,
}

impl FailOn {
    /// The lowest level that makes the command fail, if any does.
    pub(super) fn level(self) -> Option<Level> {
        match self {
            Self::Breaking => Some(Level::Breaking),
            Self::Risky => Some(Level::Risky),
            Self::Info => Some(Level::Info),
            Self::Never => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For a terminal
    Text,
    /// For a pull request
    Markdown,
    /// For programs, by diff.schema.json of graph-models-cli
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// XML of test results
    Junit,
    /// An entry for CHANGELOG.md
    Changelog,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Profile {
    /// The service keeps its promises
    Stable,
    /// The service makes no promises
    Beta,
}
