//! The command line arguments.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Shows and handles the alerts of Privileged Identity Management for Microsoft Entra roles.
///
/// The token is read from the given file, or from the environment variable `GRAPH_TOKEN`. It needs the permission
/// RoleManagementAlert.Read.Directory. Commands that change something need RoleManagementAlert.ReadWrite.Directory.
///
/// Exit codes: 0 done; 1 failed, and the failed part was not done; 2 wrong usage; 3 unknown whether a change was made;
/// 4 nothing was done, because the question was not answered with yes.
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
    /// Another root of the service, such as a proxy or a test server
    #[arg(long, value_name = "URL", global = true, conflicts_with = "cloud")]
    pub(crate) root: Option<String>,
    /// The file that holds the token
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) token_file: Option<PathBuf>,
    /// The longest time to wait for an answer
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
        /// Includes alerts that are not active
        #[arg(long)]
        all: bool,
    },
    /// Lists the incidents of an alert, or remediates them
    Incidents {
        /// The alert: its id or the end of its id, such as `StaleSignInAlert`
        alert: String,
        /// Remediates the incidents, after asking
        #[arg(long)]
        remediate: bool,
        /// Only the incidents with these ids
        #[arg(long = "id", value_name = "INCIDENT")]
        ids: Vec<String>,
        #[command(flatten)]
        change: ChangeArgs,
    },
    /// Dismisses an alert. The next scan that finds incidents activates it again
    Dismiss {
        /// The alert: its id or the end of its id
        alert: String,
        #[command(flatten)]
        change: ChangeArgs,
    },
    /// Shows the settings of an alert, or changes them
    Configure {
        /// The alert: its id or the end of its id
        alert: String,
        #[command(flatten)]
        settings: Settings,
        #[command(flatten)]
        change: ChangeArgs,
    },
    /// Scans the tenant again, for one alert or for all, and waits until the scan ends
    Refresh(RefreshArgs),
}

#[derive(Debug, Args)]
pub(crate) struct RefreshArgs {
    /// The alert: its id or the end of its id
    pub(crate) alert: Option<String>,
    /// Does not wait for the end of the scan
    #[arg(long)]
    pub(crate) no_wait: bool,
    /// The shortest time between two looks at the progress
    #[arg(long, value_name = "SECONDS", default_value = "5", value_parser = seconds)]
    pub(crate) every: Duration,
    /// The longest time to wait for the end of the scan
    #[arg(long, value_name = "SECONDS", default_value = "600", value_parser = seconds)]
    pub(crate) patience: Duration,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ChangeArgs {
    /// Shows the requests without sending them
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Does not ask for confirmation
    #[arg(long, short)]
    pub(crate) yes: bool,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct Settings {
    /// Switches the alert on or off
    #[arg(long, value_name = "BOOL")]
    pub(crate) enabled: Option<bool>,
    /// The period to look back, such as P30D (redundant assignments, stale sign-ins)
    #[arg(long, value_name = "DURATION")]
    pub(crate) duration: Option<String>,
    /// The period within which activations count (sequential activations)
    #[arg(long, value_name = "DURATION")]
    pub(crate) interval: Option<String>,
    /// The number of activations that is too many (sequential activations)
    #[arg(long, value_name = "NUMBER")]
    pub(crate) activations: Option<i32>,
    /// The number of Global Administrators that is too many (too many Global Administrators)
    #[arg(long, value_name = "NUMBER")]
    pub(crate) admins: Option<i32>,
    /// The percentage of Global Administrators that is too many (too many Global Administrators)
    #[arg(long, value_name = "PERCENT")]
    pub(crate) percentage: Option<i32>,
}

impl Settings {
    /// Returns the names of the options that are given.
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
