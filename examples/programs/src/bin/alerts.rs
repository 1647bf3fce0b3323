//! Remediates the incidents of an alert: `alerts ALERT_ID`, with a token in `GRAPH_TOKEN`.

use graph_models::beta::UnifiedRoleManagementAlertIncident as Incident;
use graph_models::beta::paths::IdentityGovernance;
use graph_models::client::blocking::Client;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let alert_id = std::env::args().nth(1).ok_or("usage: alerts ALERT_ID")?;
    let client = Client::from_env()?;

    let alert = IdentityGovernance::role_management_alerts().alerts(&alert_id);
    for incident in client.all(&alert.alert_incidents_collection().list())? {
        let about = match &incident {
            Incident::StaleSignInAlertIncident(stale) => stale.assignee_display_name.as_deref(),
            Incident::NoMfaOnRoleActivationAlertIncident(no_mfa) => no_mfa.role_display_name.as_deref(),
            Incident::Unknown(_) => Some("of a type that is newer than this crate"),
            _ => None,
        };
        let id = incident.id().ok_or("an incident without an id")?;
        match client.send(&alert.alert_incidents(id).remediate()) {
            Ok(_) => println!("{id} ({}): remediated", about.unwrap_or("?")),
            // One incident that the service refuses does not stop the others.
            Err(error) => println!("{id} ({}): {error}", about.unwrap_or("?")),
        }
    }
    Ok(())
}
