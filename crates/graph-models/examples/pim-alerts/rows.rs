//! The rows of the tables.

use graph_models::ModelExt;
use graph_models::beta::{
    UnifiedRoleManagementAlert as Alert, UnifiedRoleManagementAlertIncident as Incident,
};
use graph_models::edm::DateTimeOffset;

use crate::table::{optional, printable};

pub(crate) const ALERT: [&str; 5] = ["ALERT", "SEVERITY", "ACTIVE", "INCIDENTS", "TITLE"];
pub(crate) const INCIDENT: [&str; 4] = ["INCIDENT", "WHO", "ROLE", "ABOUT"];

/// Returns a row for an alert and its definition. Only the end of the id is shown, because it differs between the
/// alerts of a tenant.
pub(crate) fn alert(alert: &Alert) -> [String; 5] {
    let definition = alert.alert_definition.get();
    let severity = definition.and_then(|definition| definition.severity_level.as_ref());
    [
        optional(alert.id.as_deref().map(short)),
        optional(severity.map(ToString::to_string).as_deref()),
        alert.is_active.map_or("-", |is_active| if is_active { "yes" } else { "no" }).to_owned(),
        alert.incident_count.map_or_else(|| "-".to_owned(), |count| count.to_string()),
        optional(definition.and_then(|definition| definition.display_name.as_deref())),
    ]
}

/// Returns the end of an id: `StaleSignInAlert` for `DirectoryRole_<tenant>_StaleSignInAlert`.
pub(crate) fn short(id: &str) -> &str {
    id.rsplit('_').next().unwrap_or(id)
}

/// Returns the display name of an alert in quotes, or the id if there is no name.
pub(crate) fn title(alert: &Alert) -> String {
    let name = alert.alert_definition.get().and_then(|definition| definition.display_name.as_deref());
    format!("\"{}\"", optional(name.or(alert.id.as_deref())))
}

pub(crate) fn incident(incident: &Incident) -> [String; 4] {
    let (who, role, about) = match incident {
        Incident::InvalidLicenseAlertIncident(it) => {
            (None, None, format!("licence: {}", optional(it.tenant_license_status.as_deref())))
        }
        Incident::NoMfaOnRoleActivationAlertIncident(it) => {
            (None, it.role_display_name.as_deref(), "activated without a second factor".to_owned())
        }
        Incident::RedundantAssignmentAlertIncident(it) => (
            it.assignee_display_name.as_deref(),
            it.role_display_name.as_deref(),
            format!("last activated {}", time(it.last_activation_date_time.as_ref())),
        ),
        Incident::RolesAssignedOutsidePrivilegedIdentityManagementAlertIncident(it) => (
            it.assignee_display_name.as_deref(),
            it.role_display_name.as_deref(),
            format!("assigned elsewhere {}", time(it.assignment_created_date_time.as_ref())),
        ),
        Incident::SequentialActivationRenewalsAlertIncident(it) => (
            it.assignee_display_name.as_deref(),
            it.role_display_name.as_deref(),
            format!(
                "activated {} times since {}",
                it.activation_count.map_or_else(|| "several".to_owned(), |count| count.to_string()),
                time(it.sequence_start_date_time.as_ref())
            ),
        ),
        Incident::StaleSignInAlertIncident(it) => (
            it.assignee_display_name.as_deref(),
            it.role_display_name.as_deref(),
            format!("last signed in {}", time(it.last_sign_in_date_time.as_ref())),
        ),
        Incident::TooManyGlobalAdminsAssignedToTenantAlertIncident(it) => {
            (it.assignee_display_name.as_deref(), Some("Global Administrator"), String::new())
        }
        Incident::Unknown(it) => {
            (None, None, it.odata_type().map_or_else(|| "no type given".to_owned(), |tag| printable(&tag)))
        }
        _ => (None, None, "a type unknown to this tool".to_owned()),
    };
    [optional(incident.id()), optional(who), optional(role), about]
}

fn time(time: Option<&DateTimeOffset>) -> String {
    time.map_or_else(|| "never".to_owned(), ToString::to_string)
}
