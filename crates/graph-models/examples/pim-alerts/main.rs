//! A command line tool for the alerts of Privileged Identity Management.
//!
//! Run it with `GRAPH_TOKEN=… cargo run -p graph-models --example pim-alerts -- --help`.
//!
//! To try it without a tenant, start a stand-in of the service with `cargo run -p alerts-service`, which prints its
//! root and its token.

mod args;
mod configure;
mod failure;
mod incidents;
mod refresh;
mod rows;
mod session;
mod table;

use std::process::ExitCode;

use clap::Parser;
use graph_models::Patch;
use graph_models::beta::UnifiedRoleManagementAlert as Alert;

use args::{Cli, Command};
use failure::Failure;
use session::{Session, id, root};

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            failure.code()
        }
    }
}

fn run(cli: Cli) -> Result<(), Failure> {
    let session = Session::open(&cli.service)?;
    match cli.command {
        Command::List { all } => list(&session, all),
        Command::Incidents { alert, remediate, ids, change } => {
            incidents::run(&session, &alert, &ids, remediate.then_some(&change))
        }
        Command::Dismiss { alert, change } => dismiss(&session, &alert, &change),
        Command::Configure { alert, settings, change } => {
            configure::run(&session, &alert, &settings, &change)
        }
        Command::Refresh(refresh) => refresh::run(&session, &refresh),
    }
}

fn list(session: &Session, all: bool) -> Result<(), Failure> {
    let alerts = session.alerts()?;
    let shown = alerts.iter().filter(|alert| all || alert.is_active != Some(false));
    let rows: Vec<_> = shown.map(rows::alert).collect();
    table::print(rows::ALERT, &rows)?;
    match alerts.len() - rows.len() {
        0 => Ok(()),
        hidden => table::say(&format!("({hidden} not active; --all shows them)")),
    }
}

fn dismiss(session: &Session, name: &str, change: &args::ChangeArgs) -> Result<(), Failure> {
    let alert = session.find(name)?;
    let patch = Patch::new().set(Alert::IS_ACTIVE, false);
    let request = root().alerts(id(&alert)).update(patch);
    if session.is_dry(&request, change)? {
        return Ok(());
    }
    table::confirm(&format!("Dismiss {}?", rows::title(&alert)), change.yes)?;
    session.client.send(&request).map_err(Failure::changing("dismiss the alert"))?;
    table::say("dismissed")
}
