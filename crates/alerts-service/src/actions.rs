//! Changes to the tenant: updates, `refresh`, `remediate`, and the operation that a refresh starts.

use http::{StatusCode, header};
use serde_json::{Value, json};

use crate::answer::{Answer, Failure, Ids, empty, set};
use crate::call::Call;
use crate::tenant::{Entity, TENANT, Tenant, Work, find};
use crate::view::ROOT;

/// The value of `Retry-After` for operations, in seconds: it is short, since tests wait for this time.
pub(crate) const RETRY_AFTER: &str = "0.02";

/// Updates an alert. Only `isActive` can be updated: `false` dismisses the alert.
pub(crate) fn update_alert(tenant: &mut Tenant, call: &Call<'_>, id: &str) -> Result<(), Failure> {
    let alert = find_mut(&mut tenant.alerts, "alert", id)?;
    let changes = call.object()?;
    for (name, value) in &changes {
        if name != "isActive" && name != "@odata.type" {
            return Err(Failure::bad_request(format!("The property '{name}' cannot be updated.")));
        }
        if name == "isActive" && !value.is_boolean() {
            return Err(Failure::bad_request("Cannot convert the value of 'isActive' to 'Edm.Boolean'."));
        }
    }
    let changes = changes.into_iter().filter(|(name, _)| name == "isActive");
    changes.for_each(|(name, value)| alert.set(&name, value));
    Ok(())
}

/// Updates a configuration. The body must name the derived type; without it the service cannot read the body.
pub(crate) fn update_configuration(tenant: &mut Tenant, call: &Call<'_>, id: &str) -> Result<(), Failure> {
    let configuration = find_mut(&mut tenant.configurations, "alert configuration", id)?;
    let mut changes = call.object()?;
    let expected = format!("#microsoft.graph.{}", configuration.type_name);
    match changes.remove("@odata.type") {
        Some(Value::String(tag)) if tag == expected => {}
        Some(tag) => return Err(Failure::bad_request(format!("A configuration of type {tag} is not here."))),
        None => {
            let message = "An instance of an abstract type needs '@odata.type'.";
            return Err(Failure::bad_request(message));
        }
    }
    for (name, value) in &changes {
        let fixed = matches!(name.as_str(), "id" | "alertDefinitionId" | "scopeId" | "scopeType");
        let old = configuration.get(name).filter(|_| !fixed);
        let old =
            old.ok_or_else(|| Failure::bad_request(format!("The property '{name}' cannot be updated.")))?;
        if !is_alike(old, value) {
            let message = format!("Cannot convert the value of '{name}' to the type of the property.");
            return Err(Failure::bad_request(message));
        }
    }
    changes.into_iter().for_each(|(name, value)| configuration.set(&name, value));
    Ok(())
}

/// Returns `true` if a value has the type of the old value. All texts in configurations are durations.
fn is_alike(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Bool(_), Value::Bool(_)) => true,
        (Value::Number(_), Value::Number(number)) => number.is_i64(),
        (Value::String(_), Value::String(text)) => is_duration(text),
        _ => false,
    }
}

/// Returns `true` for a duration: `P…D T…H…M…S`, with at least one part.
fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else { return false };
    let allowed = |character: char| character.is_ascii_digit() || "DTHMS.".contains(character);
    rest.chars().all(allowed)
        && rest.ends_with(['D', 'H', 'M', 'S'])
        && rest.starts_with(|first: char| first == 'T' || first.is_ascii_digit())
}

/// Remediates an incident, and returns how often it was remediated. A repeated remediation is counted and is no
/// error.
pub(crate) fn remediate(
    tenant: &mut Tenant,
    call: &Call<'_>,
    alert: &str,
    id: &str,
) -> Result<usize, Failure> {
    call.no_parameters()?;
    let incidents = tenant.incidents.get(alert).ok_or_else(|| Failure::no_such("alert", alert))?;
    find(incidents, "alert incident", id)?;
    let definition = find(&tenant.definitions, "alert definition", alert)?;
    if !definition.is("isRemediatable") {
        return Err(Failure::bad_request("The incidents of this alert cannot be remediated."));
    }
    let times = tenant.remediated.entry((alert.to_owned(), id.to_owned())).or_default();
    *times += 1;
    Ok(*times)
}

pub(crate) fn refresh_all(tenant: &mut Tenant, call: &Call<'_>, ids: &Ids) -> Result<Answer, Failure> {
    let parameters = call.object()?;
    for (name, value) in [("scopeId", "/"), ("scopeType", "DirectoryRole")] {
        if parameters.get(name).and_then(Value::as_str) != Some(value) {
            return Err(Failure::bad_request(format!("The parameter '{name}' has to be '{value}'.")));
        }
    }
    let alerts = tenant.alerts.iter().map(|alert| alert.id().to_owned()).collect();
    Ok(start(tenant, call, ids, &format!("DirectoryRole_{TENANT}_AllAlerts"), alerts))
}

pub(crate) fn refresh(
    tenant: &mut Tenant,
    call: &Call<'_>,
    ids: &Ids,
    alert: &str,
) -> Result<Answer, Failure> {
    call.no_parameters()?;
    find(&tenant.alerts, "alert", alert)?;
    Ok(start(tenant, call, ids, alert, vec![alert.to_owned()]))
}

/// Starts or restarts an operation. Its id names the alert, or all alerts.
fn start(tenant: &mut Tenant, call: &Call<'_>, ids: &Ids, about: &str, alerts: Vec<String>) -> Answer {
    let id = format!("refresh:{about}");
    let entity = Entity {
        type_name: "longRunningOperation",
        is_derived: false,
        properties: vec![
            ("id", json!(id)),
            ("createdDateTime", json!("2026-04-02T09:00:00.21Z")),
            ("lastActionDateTime", json!("2026-04-02T09:00:00.21Z")),
            ("resourceLocation", json!("")),
            ("status", json!("notStarted")),
            ("statusDetail", json!("")),
        ],
    };
    tenant.operations.retain(|work| work.entity.id() != id);
    tenant.operations.push(Work { entity, polls_left: tenant.polls, alerts });
    let mut answer = empty(StatusCode::ACCEPTED, ids);
    let location = format!("{}/beta/{ROOT}/operations/{id}", call.origin);
    set(answer.headers_mut(), header::LOCATION.as_str(), &location);
    set(answer.headers_mut(), header::RETRY_AFTER.as_str(), RETRY_AFTER);
    answer
}

/// Advances an operation. Each request for the operation advances it, so that tests need not wait.
pub(crate) fn poll(tenant: &mut Tenant, id: &str) -> Result<(), Failure> {
    let fails = tenant.operations_fail;
    let work = tenant.operations.iter_mut().find(|work| work.entity.id() == id);
    let work = work.ok_or_else(|| Failure::no_such("operation", id))?;
    if matches!(work.entity.get("status").and_then(Value::as_str), Some("succeeded" | "failed")) {
        return Ok(());
    }
    if work.polls_left > 0 {
        work.polls_left -= 1;
        work.entity.set("status", json!("running"));
        return Ok(());
    }
    if fails {
        work.entity.set("status", json!("failed"));
        work.entity.set("statusDetail", json!("The directory did not answer."));
        return Ok(());
    }
    let alerts = work.alerts.clone();
    work.entity.set("status", json!("succeeded"));
    work.entity.set("lastActionDateTime", json!("2026-04-02T09:00:41.5414467Z"));
    if let [alert] = alerts.as_slice() {
        // The reference shows the location without a host.
        work.entity.set("resourceLocation", json!(format!("/{ROOT}/alerts/{alert}")));
    }
    for alert in &alerts {
        rescan(tenant, alert);
    }
    Ok(())
}

/// Ends a refresh: remediated incidents are removed, and a dismissed alert with incidents is active again.
fn rescan(tenant: &mut Tenant, alert: &str) {
    let remediated = &tenant.remediated;
    let count = tenant.incidents.get_mut(alert).map_or(0, |incidents| {
        incidents.retain(|it| !remediated.contains_key(&(alert.to_owned(), it.id().to_owned())));
        incidents.len()
    });
    if let Some(entity) = tenant.alerts.iter_mut().find(|entity| entity.id() == alert) {
        entity.set("incidentCount", json!(count));
        entity.set("isActive", json!(count > 0));
        entity.set("lastScannedDateTime", json!("2026-04-02T09:00:41.5414467Z"));
    }
}

fn find_mut<'a>(entities: &'a mut [Entity], what: &str, id: &str) -> Result<&'a mut Entity, Failure> {
    entities.iter_mut().find(|entity| entity.id() == id).ok_or_else(|| Failure::no_such(what, id))
}
