//! The tenant: the data of the service, which begins with sample data.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::answer::Failure;
use crate::fault::Pending;

/// The id of the tenant.
pub const TENANT: &str = "3f0d2c55-6b1e-4d0a-9a7c-1c5e8f402b96";
/// A token with the scope `RoleManagementAlert.ReadWrite.Directory`.
pub const TOKEN: &str = "loopback.read-and-write.do-not-print-me";
/// A token with the scope `RoleManagementAlert.Read.Directory`.
pub const READ_TOKEN: &str = "loopback.only-read.do-not-print-me-either";

/// The id of the alert with this name, such as `StaleSignInAlert`. Its definition and configuration have the same id.
pub fn alert_id(name: &str) -> String {
    format!("DirectoryRole_{TENANT}_{name}")
}

/// An entity: its type, and its declared properties in the order of the schema.
#[derive(Debug, Clone)]
pub(crate) struct Entity {
    /// Name of the CSDL type, without namespace.
    pub(crate) type_name: &'static str,
    /// True if the type derives from the type of its set. The service then writes `@odata.type`.
    pub(crate) is_derived: bool,
    pub(crate) properties: Vec<(&'static str, Value)>,
}

impl Entity {
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.properties.iter().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    pub(crate) fn id(&self) -> &str {
        self.get("id").and_then(Value::as_str).unwrap_or_default()
    }

    pub(crate) fn is(&self, flag: &str) -> bool {
        self.get(flag) == Some(&Value::Bool(true))
    }

    /// Sets a property that the type declares.
    pub(crate) fn set(&mut self, name: &str, value: Value) {
        if let Some((_, old)) = self.properties.iter_mut().find(|(key, _)| *key == name) {
            *old = value;
        }
    }
}

/// A long-running operation.
#[derive(Debug)]
pub(crate) struct Work {
    pub(crate) entity: Entity,
    /// The number of polls that still find the operation unfinished.
    pub(crate) polls_left: u32,
    /// The alerts that the operation refreshes.
    pub(crate) alerts: Vec<String>,
}

/// Returns the entity with this id, or the failure for a missing entity.
pub(crate) fn find<'a>(entities: &'a [Entity], what: &str, id: &str) -> Result<&'a Entity, Failure> {
    entities.iter().find(|entity| entity.id() == id).ok_or_else(|| Failure::no_such(what, id))
}

/// The data of the service.
#[derive(Debug)]
pub(crate) struct Tenant {
    pub(crate) alerts: Vec<Entity>,
    pub(crate) definitions: Vec<Entity>,
    pub(crate) configurations: Vec<Entity>,
    /// Incidents by the id of their alert.
    pub(crate) incidents: BTreeMap<String, Vec<Entity>>,
    pub(crate) operations: Vec<Work>,
    /// The number of remediations by ids of alert and incident.
    pub(crate) remediated: BTreeMap<(String, String), usize>,
    /// The number of polls that find a new operation unfinished.
    pub(crate) polls: u32,
    /// True if operations fail that start from now on.
    pub(crate) operations_fail: bool,
    /// The maximum number of items on a page.
    pub(crate) page_size: usize,
    /// Faults that wait for their requests.
    pub(crate) faults: Vec<Pending>,
}

/// The constant part of an alert.
struct Kind {
    name: &'static str,
    title: &'static str,
    severity: &'static str,
    is_configurable: bool,
    is_remediatable: bool,
    /// The prefix of the derived types of the alert's configuration and incidents.
    prefix: &'static str,
    settings: Vec<(&'static str, Value)>,
    incidents: usize,
}

impl Tenant {
    /// The sample tenant: seven alerts, one of each kind. The alert of stale sign-ins has more incidents than fit on a
    /// page.
    pub(crate) fn sample() -> Self {
        let mut tenant = Self {
            alerts: Vec::new(),
            definitions: Vec::new(),
            configurations: Vec::new(),
            incidents: BTreeMap::new(),
            operations: Vec::new(),
            remediated: BTreeMap::new(),
            polls: 2,
            operations_fail: false,
            page_size: 5,
            faults: Vec::new(),
        };
        for kind in kinds() {
            tenant.add(kind);
        }
        tenant
    }

    fn add(&mut self, kind: Kind) {
        let id = alert_id(kind.name);
        let type_name = types().into_iter().find(|it| it.0 == kind.prefix);
        let (_, configuration, incident) = type_name.unwrap_or_default();
        self.alerts.push(Entity {
            type_name: "unifiedRoleManagementAlert",
            is_derived: false,
            properties: vec![
                ("id", json!(id)),
                ("alertDefinitionId", json!(id)),
                ("scopeId", json!("/")),
                ("scopeType", json!("DirectoryRole")),
                ("incidentCount", json!(kind.incidents)),
                ("isActive", json!(kind.incidents > 0)),
                ("lastModifiedDateTime", json!("0001-01-01T08:00:00Z")),
                ("lastScannedDateTime", json!("2026-04-02T03:15:41.6350417Z")),
            ],
        });
        self.definitions.push(Entity {
            type_name: "unifiedRoleManagementAlertDefinition",
            is_derived: false,
            properties: vec![
                ("id", json!(id)),
                ("displayName", json!(kind.title)),
                ("scopeType", json!("DirectoryRole")),
                ("scopeId", json!("/")),
                ("description", json!(format!("{{0}} of {{1}}: {}", kind.title))),
                ("severityLevel", json!(kind.severity)),
                ("securityImpact", json!("A forgotten privilege is an open door.")),
                ("mitigationSteps", json!("· Look at each incident\n· Remove what nobody needs")),
                ("howToPrevent", json!("<p>Grant for a time, not for ever.</p>")),
                ("isRemediatable", json!(kind.is_remediatable)),
                ("isConfigurable", json!(kind.is_configurable)),
            ],
        });
        let mut properties = vec![
            ("id", json!(id)),
            ("alertDefinitionId", json!(id)),
            ("scopeType", json!("DirectoryRole")),
            ("scopeId", json!("/")),
            ("isEnabled", json!(true)),
        ];
        properties.extend(kind.settings);
        self.configurations.push(Entity { type_name: configuration, is_derived: true, properties });
        let incidents = (1..=kind.incidents).map(|number| Entity {
            type_name: incident,
            is_derived: true,
            properties: incident_properties(kind.prefix, number),
        });
        self.incidents.insert(id, incidents.collect());
    }
}

/// The types of each kind of alert: prefix, type of the configuration, type of the incidents.
fn types() -> [(&'static str, &'static str, &'static str); 7] {
    macro_rules! row {
        ($prefix:literal) => {
            ($prefix, concat!($prefix, "AlertConfiguration"), concat!($prefix, "AlertIncident"))
        };
    }
    [
        row!("invalidLicense"),
        row!("noMfaOnRoleActivation"),
        row!("redundantAssignment"),
        row!("rolesAssignedOutsidePrivilegedIdentityManagement"),
        row!("sequentialActivationRenewals"),
        row!("staleSignIn"),
        row!("tooManyGlobalAdminsAssignedToTenant"),
    ]
}

fn kinds() -> Vec<Kind> {
    let kind = |name, title, severity, prefix, incidents| Kind {
        name,
        title,
        severity,
        is_configurable: false,
        is_remediatable: true,
        prefix,
        settings: Vec::new(),
        incidents,
    };
    vec![
        Kind {
            is_remediatable: false,
            ..kind("InvalidLicenseAlert", "The licence is not enough", "high", "invalidLicense", 1)
        },
        kind(
            "NoMfaOnRoleActivationAlert",
            "Roles are activated with one factor",
            "medium",
            "noMfaOnRoleActivation",
            2,
        ),
        Kind {
            is_configurable: true,
            settings: vec![("duration", json!("P60D"))],
            ..kind("RedundantAssignmentAlert", "Roles are not used", "low", "redundantAssignment", 2)
        },
        kind(
            "RolesAssignedOutsidePimAlert",
            "Roles are assigned elsewhere",
            "high",
            "rolesAssignedOutsidePrivilegedIdentityManagement",
            1,
        ),
        Kind {
            is_configurable: true,
            is_remediatable: false,
            settings: vec![
                ("timeIntervalBetweenActivations", json!("PT15M")),
                ("sequentialActivationCounterThreshold", json!(3)),
            ],
            ..kind(
                "SequentialActivationRenewalsAlert",
                "Roles are activated too often",
                "medium",
                "sequentialActivationRenewals",
                1,
            )
        },
        Kind {
            is_configurable: true,
            settings: vec![("duration", json!("P30D"))],
            ..kind("StaleSignInAlert", "Accounts with roles are not used", "medium", "staleSignIn", 12)
        },
        Kind {
            is_configurable: true,
            settings: vec![
                ("globalAdminCountThreshold", json!(4)),
                ("percentageOfGlobalAdminsOutOfRolesThreshold", json!(25)),
            ],
            ..kind(
                "TooManyGlobalAdminsAssignedToTenantAlert",
                "There are too many Global Administrators",
                "low",
                "tooManyGlobalAdminsAssignedToTenant",
                0,
            )
        },
    ]
}

fn incident_properties(prefix: &str, number: usize) -> Vec<(&'static str, Value)> {
    let mut properties = vec![("id", json!(format!("7c1e{number:04}-02d4-4b7a-8f10-5e9b6a3d{number:04}")))];
    let has_role = !matches!(prefix, "invalidLicense" | "tooManyGlobalAdminsAssignedToTenant");
    if prefix == "invalidLicense" {
        properties.push(("tenantLicenseStatus", json!("Expired")));
    }
    if has_role {
        properties.push(("roleDisplayName", json!("Helpdesk Administrator")));
        properties.push(("roleTemplateId", json!("729827e3-9c14-49f7-bb1b-9608f156bbb8")));
    }
    if !matches!(prefix, "invalidLicense" | "noMfaOnRoleActivation") {
        properties.push(("assigneeId", json!(format!("a5510000-0000-4000-8000-00000000{number:04}"))));
        properties.push(("assigneeDisplayName", json!(format!("Person {number}"))));
        properties.push(("assigneeUserPrincipalName", json!(format!("person{number}@example.com"))));
        if has_role {
            properties.push(("roleDefinitionId", json!("729827e3-9c14-49f7-bb1b-9608f156bbb8")));
        }
    }
    properties.extend(match prefix {
        "redundantAssignment" => vec![("lastActivationDateTime", Value::Null)],
        "rolesAssignedOutsidePrivilegedIdentityManagement" => {
            vec![("assignmentCreatedDateTime", json!("2026-03-28T14:02:09.07Z"))]
        }
        "sequentialActivationRenewals" => vec![
            ("activationCount", json!(4)),
            ("sequenceStartDateTime", json!("2026-03-30T08:00:00Z")),
            ("sequenceEndDateTime", json!("2026-03-30T08:41:12.5Z")),
        ],
        "staleSignIn" => vec![
            ("assignmentCreatedDateTime", json!("2025-06-11T10:22:31.643Z")),
            ("lastSignInDateTime", json!("2025-12-24T17:45:00.400029Z")),
        ],
        _ => Vec::new(),
    });
    properties
}
