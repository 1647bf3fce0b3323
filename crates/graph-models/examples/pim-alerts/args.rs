//! The command line.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// The alerts of Privileged Identity Management for Microsoft Entra roles.
///
/// The token is read from the file given, or from the environment variable `GRAPH_TOKEN`; it needs the permission
/// RoleManagementAlert.Read.Directory, and RoleManagementAlert.ReadWrite.Directory for what changes something.
///
/// Exit codes: 0 done; 1 failed, and what failed was not done; 2 wrong usage; 3 it is not known whether something was
/// done; 4 nothing was done, since nobody confirmed it.
#[derive(Debug, Parser)]
#[command(name = "pim-alerts", max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) service: ServiceArgs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Args)]
pub(crate) struct ServiceArgs {
    /// The cloud that the tenant is in
    #[arg(long, value_enum, default_value_t = CloudName::Global, global = true)]
    pub(crate) cloud: CloudName,
    /// Another service: a proxy, or one for tests
    #[arg(long, value_name = "URL", global = true, conflicts_with = "cloud")]
    pub(crate) root: Option<String>,
    /// The file that holds the token
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) token_file: Option<PathBuf>,
    /// How long to wait for an answer
    #[arg(long, value_name = "SECONDS", default_value = "100", value_parser = seconds, global = true)]
    pub(crate) timeout: Duration,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum CloudName {
    Global,
    UsGovL4,
    UsGovL5,
    China,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Lists the alerts of the tenant
    List {
        /// Also those that are not active
        #[arg(long)]
        all: bool,
    },
    /// Lists the incidents of an alert, and remediates them on demand
    Incidents {
        /// The alert: its id, or the end of it, such as `StaleSignInAlert`
        alert: String,
        /// Remediates the incidents, after a question
        #[arg(long)]
        remediate: bool,
        /// Only the incidents with these ids
        #[arg(long = "id", value_name = "INCIDENT")]
        ids: Vec<String>,
        #[command(flatten)]
        change: ChangeArgs,
    },
    /// Dismisses an alert; it comes back with the next scan that finds incidents
    Dismiss {
        /// The alert: its id, or the end of it
        alert: String,
        #[command(flatten)]
        change: ChangeArgs,
    },
    /// Shows how an alert is tuned, or tunes it
    Configure {
        /// The alert: its id, or the end of it
        alert: String,
        #[command(flatten)]
        settings: Settings,
        #[command(flatten)]
        change: ChangeArgs,
    },
    /// Scans the tenant anew, for one alert or for all, and waits for the end
    Refresh(RefreshArgs),
}

#[derive(Debug, Args)]
pub(crate) struct RefreshArgs {
    /// The alert: its id, or the end of it
    pub(crate) alert: Option<String>,
    /// Does not wait
    #[arg(long)]
    pub(crate) no_wait: bool,
    /// How often to look, at least
    #[arg(long, value_name = "SECONDS", default_value = "5", value_parser = seconds)]
    pub(crate) every: Duration,
    /// How long to wait for the end
    #[arg(long, value_name = "SECONDS", default_value = "600", value_parser = seconds)]
    pub(crate) patience: Duration,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ChangeArgs {
    /// Shows the requests that would be sent, and sends none of them
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Does not ask
    #[arg(long, short)]
    pub(crate) yes: bool,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct Settings {
    /// Whether the service looks for incidents at all
    #[arg(long, value_name = "BOOL")]
    pub(crate) enabled: Option<bool>,
    /// How long back to look, such as P30D (redundant assignments, stale sign-ins)
    #[arg(long, value_name = "DURATION")]
    pub(crate) duration: Option<String>,
    /// Within which time activations count (sequential activations)
    #[arg(long, value_name = "DURATION")]
    pub(crate) interval: Option<String>,
    /// How many activations are too many (sequential activations)
    #[arg(long, value_name = "NUMBER")]
    pub(crate) activations: Option<i32>,
    /// How many Global Administrators are too many (too many Global Administrators)
    #[arg(long, value_name = "NUMBER")]
    pub(crate) admins: Option<i32>,
    /// Which share of all with roles they may be, in percent (too many Global Administrators)
    #[arg(long, value_name = "PERCENT")]
    pub(crate) percentage: Option<i32>,
}

impl Settings {
    /// The options that are given.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        let given = [
            ("enabled", self.enabled.is_some()),
            ("duration", self.duration.is_some()),
            ("interval", self.interval.is_some()),
            ("activations", self.activations.is_some()),
            ("admins", self.admins.is_some()),
            ("percentage", self.percentage.is_some()),
        ];
        given.into_iter().filter_map(|(name, is_given)| is_given.then_some(name)).collect()
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "expected a number of seconds".to_owned())?;
    Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())
}
