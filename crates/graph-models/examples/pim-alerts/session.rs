//! The client, and requests that several commands use.

use std::path::Path;
use std::time::Duration;

use graph_models::beta::paths::{IdentityGovernance, RoleManagementAlertPath};
use graph_models::beta::{
    UnifiedRoleManagementAlert as Alert, UnifiedRoleManagementAlertIncident as Incident,
};
use graph_models::client::Token;
use graph_models::client::blocking::Client;
use graph_models::request::{Cloud, Query};
use graph_models::{Operation, Service};

use crate::args::{ChangeArgs, CloudName, ServiceArgs};
use crate::failure::Failure;
use crate::rows::short;
use crate::table::say;

/// The environment variable that holds the token. It is read if no file is given.
const TOKEN: &str = "GRAPH_TOKEN";

/// The state shared by all commands.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) client: Client,
}

impl Session {
    pub(crate) fn open(args: &ServiceArgs) -> Result<Self, Failure> {
        let service = match &args.root {
            Some(root) => Service::with_root(root)?,
            None => Service::new(match args.cloud {
                CloudName::Global => Cloud::Global,
                CloudName::UsGovL4 => Cloud::UsGovL4,
                CloudName::UsGovL5 => Cloud::UsGovL5,
                CloudName::China => Cloud::China,
            }),
        };
        let token = token(args.token_file.as_deref())?;
        let http = ureq::Agent::config_builder()
            .timeout_connect(Some(args.timeout.min(Duration::from_secs(10))))
            .timeout_global(Some(args.timeout))
            .user_agent(concat!("pim-alerts/", env!("CARGO_PKG_VERSION")))
            .build();
        let client = Client::build(http, service, token).on_wait(|wait| eprintln!("{wait}"));
        Ok(Self { client })
    }

    /// Returns all alerts, with their definitions.
    pub(crate) fn alerts(&self) -> Result<Vec<Alert>, Failure> {
        let query = Query::new().expand(Alert::ALERT_DEFINITION);
        let request = root().alerts_collection().list().query(query);
        self.client.all(&request).map_err(Failure::reading("the alerts"))
    }

    /// Returns the alert with this id, or the alert whose id ends with this text.
    pub(crate) fn find(&self, name: &str) -> Result<Alert, Failure> {
        let alerts = self.alerts()?;
        let is_meant = |alert: &Alert| {
            alert.id.as_deref().is_some_and(|id| id == name || short(id).eq_ignore_ascii_case(name))
        };
        let names: Vec<&str> = alerts.iter().filter_map(|alert| alert.id.as_deref()).map(short).collect();
        let unknown = format!("there is no alert `{name}`; there are: {}", names.join(", "));
        alerts.into_iter().find(is_meant).ok_or(Failure::Failed(unknown))
    }

    pub(crate) fn incidents(&self, alert: &Alert) -> Result<Vec<Incident>, Failure> {
        let request = root().alerts(id(alert)).alert_incidents_collection().list();
        self.client.all(&request).map_err(Failure::reading("the incidents"))
    }

    /// In a dry run, prints the request and returns `true`.
    pub(crate) fn is_dry(&self, request: &impl Operation, change: &ChangeArgs) -> Result<bool, Failure> {
        if change.dry_run {
            let request = request.to_http(self.client.service())?;
            say(&format!("would send {} {}", request.method(), request.uri()))?;
            if !request.body().is_empty() {
                say(&format!("  {}", String::from_utf8_lossy(request.body())))?;
            }
        }
        Ok(change.dry_run)
    }
}

/// Returns the path that all requests of this tool begin with.
pub(crate) fn root() -> RoleManagementAlertPath {
    IdentityGovernance::role_management_alerts()
}

/// Returns the id of an alert. An empty id gives an error when the request is made.
pub(crate) fn id(alert: &Alert) -> &str {
    alert.id.as_deref().unwrap_or_default()
}

/// Reads the token from the file or the environment. A token on the command line would be visible to other users.
fn token(file: Option<&Path>) -> Result<Token, Failure> {
    let (text, place) = match file {
        Some(file) => {
            let text = std::fs::read_to_string(file);
            let unreadable =
                |error| Failure::Failed(format!("cannot read the token: {}: {error}", file.display()));
            (text.map_err(unreadable)?, file.display().to_string())
        }
        None => {
            let missing = |_| {
                Failure::Failed(format!("no access token: set {TOKEN}, or name a file with --token-file"))
            };
            (std::env::var(TOKEN).map_err(missing)?, TOKEN.to_owned())
        }
    };
    Token::new(text).map_err(|error| Failure::Failed(format!("{error} ({place})")))
}
