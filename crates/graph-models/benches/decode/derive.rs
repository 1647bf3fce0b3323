//! The same types, written by hand with serde's derive: with the same properties, names and types.

use graph_models::edm::DateTimeOffset;
use serde::{Deserialize, Serialize};

type Inline<T> = T;

macro_rules! incident {
    ($name:ident { $($field:ident: $type:ty),* $(,)? }) => {
        #[derive(Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub(crate) struct $name {
            $(
                #[serde(skip_serializing_if = "Option::is_none")]
                $field: Option<$type>,
            )*
        }
    };
}

/// Defines the structs and their enum, for a given type of dates, and with boxed or inline variants.
macro_rules! models {
    ($module:ident, $date:ty, $variant:ident) => {
        pub(crate) mod $module {
            #[allow(clippy::wildcard_imports, reason = "the types of the parameters")]
            use super::*;

            incident!(InvalidLicense { id: String, tenant_license_status: String });
            incident!(NoMfa { id: String, role_display_name: String, role_template_id: String });
            incident!(Redundant {
                id: String,
                assignee_display_name: String,
                assignee_id: String,
                assignee_user_principal_name: String,
                last_activation_date_time: $date,
                role_definition_id: String,
                role_display_name: String,
                role_template_id: String,
            });
            incident!(RolesAssigned {
                id: String,
                assignee_display_name: String,
                assignee_id: String,
                assignee_user_principal_name: String,
                assignment_created_date_time: $date,
                role_definition_id: String,
                role_display_name: String,
                role_template_id: String,
            });
            incident!(Sequential {
                id: String,
                activation_count: i32,
                assignee_display_name: String,
                assignee_id: String,
                assignee_user_principal_name: String,
                role_definition_id: String,
                role_display_name: String,
                role_template_id: String,
                sequence_end_date_time: $date,
                sequence_start_date_time: $date,
            });
            incident!(StaleSignIn {
                id: String,
                assignee_display_name: String,
                assignee_id: String,
                assignee_user_principal_name: String,
                assignment_created_date_time: $date,
                last_sign_in_date_time: $date,
                role_definition_id: String,
                role_display_name: String,
                role_template_id: String,
            });
            incident!(TooMany {
                id: String,
                assignee_display_name: String,
                assignee_id: String,
                assignee_user_principal_name: String,
            });

            #[derive(Serialize, Deserialize)]
            #[serde(tag = "@odata.type")]
            #[allow(clippy::large_enum_variant, reason = "boxed and not boxed variants are compared")]
            pub(crate) enum Incident {
                #[serde(rename = "#microsoft.graph.invalidLicenseAlertIncident")]
                InvalidLicense($variant<InvalidLicense>),
                #[serde(rename = "#microsoft.graph.noMfaOnRoleActivationAlertIncident")]
                NoMfa($variant<NoMfa>),
                #[serde(rename = "#microsoft.graph.redundantAssignmentAlertIncident")]
                Redundant($variant<Redundant>),
                #[serde(
                    rename = "#microsoft.graph.rolesAssignedOutsidePrivilegedIdentityManagementAlertIncident"
                )]
                RolesAssigned($variant<RolesAssigned>),
                #[serde(rename = "#microsoft.graph.sequentialActivationRenewalsAlertIncident")]
                Sequential($variant<Sequential>),
                #[serde(rename = "#microsoft.graph.staleSignInAlertIncident")]
                StaleSignIn($variant<StaleSignIn>),
                #[serde(rename = "#microsoft.graph.tooManyGlobalAdminsAssignedToTenantAlertIncident")]
                TooMany($variant<TooMany>),
            }

            pub(crate) type Page = super::Page<Incident>;
        }
    };
}

models!(typed, DateTimeOffset, Inline);
models!(boxed, DateTimeOffset, Box);
models!(text, String, Inline);

#[derive(Serialize, Deserialize)]
pub(crate) struct Page<T> {
    #[serde(rename = "@odata.context")]
    context: String,
    value: Vec<T>,
}

incident!(Union {
    id: String,
    activation_count: i32,
    assignee_display_name: String,
    assignee_id: String,
    assignee_user_principal_name: String,
    assignment_created_date_time: DateTimeOffset,
    last_activation_date_time: DateTimeOffset,
    last_sign_in_date_time: DateTimeOffset,
    role_definition_id: String,
    role_display_name: String,
    role_template_id: String,
    sequence_end_date_time: DateTimeOffset,
    sequence_start_date_time: DateTimeOffset,
    tenant_license_status: String,
});

/// A page whose items have all properties of all types in one struct. The tag is not read.
pub(crate) type UnionPage = Page<Union>;
