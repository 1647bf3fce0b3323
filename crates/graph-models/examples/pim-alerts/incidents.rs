//! Lists the incidents of an alert, and remediates them. Each remediation is requested once, and its result is printed.

use graph_models::Operation;
use graph_models::beta::{
    UnifiedRoleManagementAlert as Alert, UnifiedRoleManagementAlertIncident as Incident,
};
use graph_models::client::Effect;

use crate::args::ChangeArgs;
use crate::failure::{Failure, explain};
use crate::rows;
use crate::session::{Session, id, root};
use crate::table::{self, printable, say};

pub(crate) fn run(
    session: &Session,
    name: &str,
    ids: &[String],
    remediate: Option<&ChangeArgs>,
) -> Result<(), Failure> {
    let alert = session.find(name)?;
    let mut incidents = session.incidents(&alert)?;
    if !ids.is_empty() {
        let is_there = |id: &String| incidents.iter().any(|incident| incident.id() == Some(id));
        if let Some(missing) = ids.iter().find(|id| !is_there(id)) {
            return Err(Failure::Failed(format!("the alert has no incident `{missing}`")));
        }
        incidents.retain(|incident| ids.iter().any(|id| incident.id() == Some(id)));
    }
    let shown: Vec<_> = incidents.iter().map(rows::incident).collect();
    table::print(rows::INCIDENT, &shown)?;
    match remediate {
        Some(change) => self::remediate(session, &alert, &incidents, change),
        None => Ok(()),
    }
}

fn remediate(
    session: &Session,
    alert: &Alert,
    incidents: &[Incident],
    change: &ChangeArgs,
) -> Result<(), Failure> {
    let definition = alert.alert_definition.get();
    if definition.and_then(|definition| definition.is_remediatable) == Some(false) {
        let message = format!("the service cannot remediate the incidents of {}", rows::title(alert));
        return Err(Failure::Failed(message));
    }
    if incidents.is_empty() {
        return say("nothing to remediate");
    }
    if !change.dry_run {
        let question = format!("Remediate {} of {}?", count(incidents.len()), rows::title(alert));
        table::confirm(&question, change.yes)?;
    }
    let mut tally = Tally::default();
    for incident in incidents {
        let incident_id = incident.id().unwrap_or_default();
        let request = root().alerts(id(alert)).alert_incidents(incident_id).remediate();
        if session.is_dry(&request, change)? {
            continue;
        }
        tally.add(incident_id, session, &request)?;
    }
    if change.dry_run { Ok(()) } else { tally.sum_up(incidents.len()) }
}

fn count(incidents: usize) -> String {
    if incidents == 1 { "1 incident".to_owned() } else { format!("{incidents} incidents") }
}

/// Counts the results of the remediations.
#[derive(Debug, Default)]
struct Tally {
    done: usize,
    refused: usize,
    unknown: Vec<String>,
}

impl Tally {
    /// Sends a request, and prints its result. A request that may have run is not sent again.
    fn add(&mut self, id: &str, session: &Session, request: &impl Operation) -> Result<(), Failure> {
        let shown = printable(id);
        let Err(error) = session.client.send(request) else {
            self.done += 1;
            return say(&format!("{shown}  remediated"));
        };
        match error.effect() {
            Effect::Done => {
                self.done += 1;
                say(&format!("{shown}  remediated, though the answer cannot be read: {error}"))
            }
            Effect::NotDone => {
                self.refused += 1;
                eprintln!("{shown}  not remediated: {}", explain(&error));
                Ok(())
            }
            Effect::Unknown => {
                eprintln!("{shown}  not known whether remediated: {}", explain(&error));
                self.unknown.push(shown);
                Ok(())
            }
        }
    }

    fn sum_up(self, all: usize) -> Result<(), Failure> {
        let sum = format!(
            "{} of {} remediated, {} not, {} not known",
            self.done,
            count(all),
            self.refused,
            self.unknown.len()
        );
        if !self.unknown.is_empty() {
            return Err(Failure::Unknown(format!(
                "{sum}\n  Refresh the alert, and list its incidents: those that are gone were remediated.\n  {}",
                self.unknown.join("\n  ")
            )));
        }
        match self.refused {
            0 => say(&sum),
            _ => Err(Failure::Failed(sum)),
        }
    }
}
