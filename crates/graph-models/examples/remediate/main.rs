//! Prints the subject of each incident of a page, and the request that would remediate the incident. Sends nothing.
//!
//! Run it with `cargo run -p graph-models --example remediate -- FILE [ALERT_ID]`. FILE is a page of incidents as Graph
//! sends it, such as `crates/graph-models/examples/remediate/sample.json`. Without `ALERT_ID`, the id is taken from the
//! context of the page.

use std::path::Path;
use std::process::ExitCode;

use graph_models::beta::UnifiedRoleManagementAlertIncident as Incident;
use graph_models::beta::paths::IdentityGovernance;
use graph_models::{ModelExt, Operation, Page, Service};

/// The placeholder for the id of the alert, if neither the page nor the command line has the id.
const PLACEHOLDER: &str = "ALERT_ID";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(file) = arguments.next() else {
        eprintln!("usage: cargo run -p graph-models --example remediate -- FILE [ALERT_ID]");
        return ExitCode::from(2);
    };
    match show(Path::new(&file), arguments.next()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {file}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn show(file: &Path, alert_id: Option<String>) -> Result<(), Box<dyn std::error::Error>> {
    let page: Page<Incident> = graph_models::from_slice(&std::fs::read(file)?)?;
    let alert_id = alert_id.or_else(|| alert_of(&page)).unwrap_or_else(|| PLACEHOLDER.to_owned());
    let rows: Vec<[String; 3]> = page.items().iter().map(row).collect();
    print_table(["INCIDENT", "KIND", "ABOUT"], &rows);

    println!("\nRequests that would remediate them:\n");
    for incident in page.items() {
        match incident.id() {
            Some(id) => print_request(&alert_id, id)?,
            None => println!("(an incident without id cannot be addressed)\n"),
        }
    }
    if let Some(next) = page.next_link() {
        println!("There are more: {next}");
    }
    Ok(())
}

/// Returns the id of the alert, from the context of a page of its incidents: `…/alerts('ID')/alertIncidents`.
fn alert_of(page: &Page<Incident>) -> Option<String> {
    let (_, key) = page.extra().context()?.split_once("/alerts('")?;
    let (id, _) = key.split_once("')/")?;
    Some(id.replace("''", "'"))
}

/// Prints the request in the form of HTTP/1.1.
fn print_request(alert_id: &str, incident_id: &str) -> Result<(), Box<dyn std::error::Error>> {
    let alert = IdentityGovernance::role_management_alerts().alerts(alert_id);
    let request = alert.alert_incidents(incident_id).remediate().to_http(&Service::global())?;
    let target = request.uri().path_and_query().map_or("/", |target| target.as_str());
    println!("{} {target} HTTP/1.1", request.method());
    println!("host: {}", request.uri().authority().map_or("", |authority| authority.as_str()));
    for (name, value) in request.headers() {
        println!("{name}: {}", value.to_str()?);
    }
    println!("content-length: {}\n", request.body().len());
    Ok(())
}

/// Returns the id, the kind and the subject of an incident.
fn row(incident: &Incident) -> [String; 3] {
    let id = incident.id().unwrap_or("-");
    let (kind, about) = subject(incident);
    [printable(id), printable(&kind), printable(&about)]
}

fn subject(incident: &Incident) -> (String, String) {
    let who = |name: &Option<String>| name.clone().unwrap_or_else(|| "somebody".to_owned());
    let role = |name: &Option<String>| name.clone().unwrap_or_else(|| "a role".to_owned());
    let (kind, about) = match incident {
        Incident::InvalidLicenseAlertIncident(it) => (
            "licence",
            format!("status of the licence: {}", it.tenant_license_status.as_deref().unwrap_or("not given")),
        ),
        Incident::NoMfaOnRoleActivationAlertIncident(it) => (
            "no MFA",
            format!("{} can be activated without multifactor authentication", role(&it.role_display_name)),
        ),
        Incident::RedundantAssignmentAlertIncident(it) => (
            "redundant",
            format!("{} does not use {}", who(&it.assignee_display_name), role(&it.role_display_name)),
        ),
        Incident::RolesAssignedOutsidePrivilegedIdentityManagementAlertIncident(it) => (
            "outside PIM",
            format!("{} got {} directly", who(&it.assignee_display_name), role(&it.role_display_name)),
        ),
        Incident::SequentialActivationRenewalsAlertIncident(it) => (
            "renewals",
            format!(
                "{} activated {} {} times in a row",
                who(&it.assignee_display_name),
                role(&it.role_display_name),
                it.activation_count.map_or_else(|| "several".to_owned(), |count| count.to_string())
            ),
        ),
        Incident::StaleSignInAlertIncident(it) => (
            "stale",
            format!(
                "{} last signed in at {}, and has {}",
                who(&it.assignee_display_name),
                it.last_sign_in_date_time
                    .as_ref()
                    .map_or_else(|| "an unknown time".to_owned(), ToString::to_string),
                role(&it.role_display_name)
            ),
        ),
        Incident::TooManyGlobalAdminsAssignedToTenantAlertIncident(it) => {
            ("global admins", format!("{} is a Global Administrator", who(&it.assignee_display_name)))
        }
        Incident::Unknown(it) => {
            let tag = it.odata_type().unwrap_or("no type named".into());
            ("unknown", format!("{tag}, with {} properties not known here", it.extra().undeclared().len()))
        }
        _ => ("new", "a type added after this example was written".to_owned()),
    };
    (kind.to_owned(), about)
}

/// Returns text from a service without control characters that could affect the terminal.
fn printable(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { '\u{fffd}' } else { character }).collect()
}

fn print_table(head: [&str; 3], rows: &[[String; 3]]) {
    let widest = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
        cells.chain(head.get(column).map(|name| name.len())).max().unwrap_or_default()
    };
    let (first, second) = (widest(0), widest(1));
    let [a, b, c] = head;
    println!("{a:first$}  {b:second$}  {c}");
    for [id, kind, about] in rows {
        println!("{id:first$}  {kind:second$}  {about}");
    }
}
