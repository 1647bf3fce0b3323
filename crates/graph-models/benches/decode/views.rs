//! Reads all properties of an incident from a view, by the type of the incident, as a program would.

use std::error::Error;

use graph_models::View;
use graph_models::beta::{
    InvalidLicenseAlertIncident, NoMfaOnRoleActivationAlertIncident, RedundantAssignmentAlertIncident,
    RolesAssignedOutsidePrivilegedIdentityManagementAlertIncident, SequentialActivationRenewalsAlertIncident,
    StaleSignInAlertIncident, TooManyGlobalAdminsAssignedToTenantAlertIncident,
    UnifiedRoleManagementAlertIncident,
};

use crate::contest::length;

type Incident = UnifiedRoleManagementAlertIncident;

/// Reads the properties of one type, and adds up numbers: the length of each text, and one for each other value.
macro_rules! read_all {
    ($view:ident as $model:ident: $($text:ident)* $(; $other:ident)*) => {
        0 $(+ length($view.get($model::$text)?))* $(+ usize::from($view.get($model::$other)?.is_some()))*
    };
}

/// Reads all properties of an incident. Returns a number that depends on all of them.
pub(crate) fn length_of_all(view: &View<'_, Incident>) -> Result<usize, Box<dyn Error>> {
    let tag = view.odata_type().unwrap_or_default();
    let name = tag.rsplit('.').next().unwrap_or_default();
    let of_type = match name {
        "invalidLicenseAlertIncident" => {
            read_all!(view as InvalidLicenseAlertIncident: TENANT_LICENSE_STATUS)
        }
        "noMfaOnRoleActivationAlertIncident" => {
            read_all!(view as NoMfaOnRoleActivationAlertIncident: ROLE_DISPLAY_NAME ROLE_TEMPLATE_ID)
        }
        "redundantAssignmentAlertIncident" => read_all!(view as RedundantAssignmentAlertIncident:
            ASSIGNEE_DISPLAY_NAME ASSIGNEE_ID ASSIGNEE_USER_PRINCIPAL_NAME ROLE_DEFINITION_ID ROLE_DISPLAY_NAME
            ROLE_TEMPLATE_ID; LAST_ACTIVATION_DATE_TIME),
        "rolesAssignedOutsidePrivilegedIdentityManagementAlertIncident" => {
            read_all!(view as RolesAssignedOutsidePrivilegedIdentityManagementAlertIncident:
                ASSIGNEE_DISPLAY_NAME ASSIGNEE_ID ASSIGNEE_USER_PRINCIPAL_NAME ROLE_DEFINITION_ID
                ROLE_DISPLAY_NAME ROLE_TEMPLATE_ID; ASSIGNMENT_CREATED_DATE_TIME)
        }
        "sequentialActivationRenewalsAlertIncident" => {
            read_all!(view as SequentialActivationRenewalsAlertIncident:
                ASSIGNEE_DISPLAY_NAME ASSIGNEE_ID ASSIGNEE_USER_PRINCIPAL_NAME ROLE_DEFINITION_ID
                ROLE_DISPLAY_NAME ROLE_TEMPLATE_ID; ACTIVATION_COUNT; SEQUENCE_END_DATE_TIME;
                SEQUENCE_START_DATE_TIME)
        }
        "staleSignInAlertIncident" => read_all!(view as StaleSignInAlertIncident:
            ASSIGNEE_DISPLAY_NAME ASSIGNEE_ID ASSIGNEE_USER_PRINCIPAL_NAME ROLE_DEFINITION_ID ROLE_DISPLAY_NAME
            ROLE_TEMPLATE_ID; ASSIGNMENT_CREATED_DATE_TIME; LAST_SIGN_IN_DATE_TIME),
        "tooManyGlobalAdminsAssignedToTenantAlertIncident" => {
            read_all!(view as TooManyGlobalAdminsAssignedToTenantAlertIncident:
                ASSIGNEE_DISPLAY_NAME ASSIGNEE_ID ASSIGNEE_USER_PRINCIPAL_NAME)
        }
        _ => 0,
    };
    Ok(length(view.get(Incident::ID)?) + tag.len() + of_type)
}
