//! How long a page of incidents takes, beside `#[serde(tag = "@odata.type")]` on the same types and payload.
//!
//! Prints times and ratios; asserts nothing about them. `cargo bench -p graph-core`.

#[allow(dead_code, reason = "the models of the tests have more than this needs")]
#[macro_use]
#[path = "../tests/support/make.rs"]
mod make;

use std::error::Error;
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use graph_core::model::{Hierarchy, HierarchyInfo, Model, Type};
use graph_core::{Page, edm};
use serde::{Deserialize, Serialize};

macro_rules! incident {
    ($name:ident, $info:ident, $csdl:literal) => {
        model! {
            $name, $info, $csdl, &["microsoft.graph.unifiedRoleManagementAlertIncident"];
            0 id "id" String Type::String, String;
            1 assignee_display_name "assigneeDisplayName" String Type::String, String;
            2 assignee_id "assigneeId" String Type::String, String;
            3 assignee_user_principal_name "assigneeUserPrincipalName" String Type::String, String;
            4 assignment_created_date_time "assignmentCreatedDateTime" DateTimeOffset Type::DateTimeOffset, edm::DateTimeOffset;
            5 last_sign_in_date_time "lastSignInDateTime" DateTimeOffset Type::DateTimeOffset, edm::DateTimeOffset;
            6 role_definition_id "roleDefinitionId" String Type::String, String;
            7 role_display_name "roleDisplayName" String Type::String, String;
            8 role_template_id "roleTemplateId" String Type::String, String;
        }
    };
}

incident!(StaleSignIn, STALE_SIGN_IN, "microsoft.graph.staleSignInAlertIncident");
incident!(
    RolesAssigned,
    ROLES_ASSIGNED,
    "microsoft.graph.rolesAssignedOutsidePrivilegedIdentityManagementAlertIncident"
);

model! {
    IncidentBase, INCIDENT_BASE, "microsoft.graph.unifiedRoleManagementAlertIncident", &[];
    0 id "id" String Type::String, String;
}

enum Incident {
    StaleSignIn(Box<StaleSignIn>),
    RolesAssigned(Box<RolesAssigned>),
    Unknown(Box<IncidentBase>),
}

graph_core::impl_hierarchy!(Incident);

static INCIDENT: HierarchyInfo = HierarchyInfo {
    name: "microsoft.graph.unifiedRoleManagementAlertIncident",
    variants: &[&ROLES_ASSIGNED, &STALE_SIGN_IN],
    base: &INCIDENT_BASE,
};

impl Hierarchy for Incident {
    fn hierarchy() -> &'static HierarchyInfo {
        &INCIDENT
    }

    fn new(variant: usize) -> Self {
        match variant {
            0 => Self::RolesAssigned(Box::default()),
            1 => Self::StaleSignIn(Box::default()),
            _ => Self::Unknown(Box::default()),
        }
    }

    fn model(&self) -> &dyn Model {
        match self {
            Self::RolesAssigned(model) => &**model,
            Self::StaleSignIn(model) => &**model,
            Self::Unknown(model) => &**model,
        }
    }

    fn model_mut(&mut self) -> &mut dyn Model {
        match self {
            Self::RolesAssigned(model) => &mut **model,
            Self::StaleSignIn(model) => &mut **model,
            Self::Unknown(model) => &mut **model,
        }
    }
}

/// The same with serde's derive.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Derived {
    id: Option<String>,
    assignee_display_name: Option<String>,
    assignee_id: Option<String>,
    assignee_user_principal_name: Option<String>,
    assignment_created_date_time: Option<edm::DateTimeOffset>,
    last_sign_in_date_time: Option<edm::DateTimeOffset>,
    role_definition_id: Option<String>,
    role_display_name: Option<String>,
    role_template_id: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "@odata.type")]
enum DerivedIncident {
    #[serde(rename = "#microsoft.graph.staleSignInAlertIncident")]
    StaleSignIn(Box<Derived>),
    #[serde(rename = "#microsoft.graph.rolesAssignedOutsidePrivilegedIdentityManagementAlertIncident")]
    RolesAssigned(Box<Derived>),
}

#[derive(Serialize, Deserialize)]
struct DerivedPage {
    #[serde(rename = "@odata.context")]
    context: String,
    value: Vec<DerivedIncident>,
}

fn payload(count: usize) -> String {
    let mut text =
        String::from(r#"{"@odata.context":"https://graph.microsoft.com/beta/$metadata#x","value":["#);
    for index in 0..count {
        let separator = if index == 0 { "" } else { "," };
        let kind = if index % 2 == 0 {
            "staleSignInAlertIncident"
        } else {
            "rolesAssignedOutsidePrivilegedIdentityManagementAlertIncident"
        };
        let _ = write!(
            text,
            r##"{separator}{{"@odata.type":"#microsoft.graph.{kind}","id":"{index:08x}-4f1b-4e3d-9a6b-27e3a3f2a111",
            "assigneeDisplayName":"Person {index}","assigneeId":"7d54cb02-aaa3-4016-9f9c-{index:012x}",
            "assigneeUserPrincipalName":"person{index}@contoso.com",
            "assignmentCreatedDateTime":"2021-10-05T18:23:12.7Z","lastSignInDateTime":"2022-03-17T06:47:00.1234567Z",
            "roleDefinitionId":"62e90394-69f5-4237-9190-012177145e10","roleDisplayName":"Global Administrator",
            "roleTemplateId":"62e90394-69f5-4237-9190-012177145e10"}}"##
        );
    }
    text.push_str("]}");
    text
}

/// The shortest of some runs of each, taken in turns.
fn compare(runs: usize, ours: &mut dyn FnMut(), theirs: &mut dyn FnMut()) -> (Duration, Duration) {
    let time = |run: &mut dyn FnMut()| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..runs)
        .map(|_| (time(ours), time(theirs)))
        .fold((Duration::MAX, Duration::MAX), |(a, b), (x, y)| (a.min(x), b.min(y)))
}

fn report(what: &str, bytes: usize, (ours, theirs): (Duration, Duration)) {
    let megabytes = f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e6;
    println!(
        "{what}: {ours:?} ({:.0} MB/s), derive {theirs:?}, ratio {:.2}",
        megabytes / ours.as_secs_f64(),
        ours.as_secs_f64() / theirs.as_secs_f64()
    );
}

fn main() -> Result<(), Box<dyn Error>> {
    for (count, runs) in [(1_000, 200), (100_000, 8)] {
        let text = payload(count);
        let bytes = text.as_bytes();
        let times = compare(
            runs,
            &mut || drop(black_box(graph_core::from_slice::<Page<Incident>>(bytes))),
            &mut || drop(black_box(serde_json::from_slice::<DerivedPage>(bytes))),
        );
        report(&format!("decode {count}"), bytes.len(), times);

        let page: Page<Incident> = graph_core::from_slice(bytes)?;
        let derived: DerivedPage = serde_json::from_slice(bytes)?;
        let times = compare(runs, &mut || drop(black_box(graph_core::to_vec(&page))), &mut || {
            drop(black_box(serde_json::to_vec(&derived)));
        });
        report(&format!("encode {count}"), bytes.len(), times);
    }
    Ok(())
}
