//! The routes: finds the handler of a request, checks its token, and answers it.

use http::{StatusCode, header};
use percent_encoding::percent_decode_str;

use crate::answer::{Answer, Failure, Ids, empty, set};
use crate::call::Call;
use crate::query::Query;
use crate::tenant::find;
use crate::tenant::{Entity, READ_TOKEN, TOKEN, Tenant};
use crate::view::{ROOT, Set, View};
use crate::{actions, batch};

/// Answers a request.
pub(crate) fn answer(tenant: &mut Tenant, call: &Call<'_>, ids: &Ids) -> Answer {
    let answer = authorize(call).and_then(|()| route(tenant, call, ids));
    answer.unwrap_or_else(|failure| failure.answer(ids))
}

/// Refuses requests without a token that allows them.
pub(crate) fn authorize(call: &Call<'_>) -> Result<(), Failure> {
    let unauthorized =
        |message: &str| Failure::new(StatusCode::UNAUTHORIZED, "InvalidAuthenticationToken", message);
    let token = call.header(header::AUTHORIZATION).strip_prefix("Bearer ");
    match token {
        None => Err(unauthorized("Access token is empty.")),
        Some(token) if token == TOKEN => Ok(()),
        Some(token) if token == READ_TOKEN => {
            if call.method == "GET" || call.path.ends_with("/$batch") {
                return Ok(());
            }
            // The service wraps this message into JSON a second time.
            let message = r#"{"errorCode":"PermissionScopeNotGranted","message":"The token lacks the scope RoleManagementAlert.ReadWrite.Directory."}"#;
            Err(Failure::new(StatusCode::FORBIDDEN, "UnknownError", message))
        }
        Some(_) => Err(unauthorized("CompactToken parsing failed.")),
    }
}

fn route(tenant: &mut Tenant, call: &Call<'_>, ids: &Ids) -> Result<Answer, Failure> {
    let segments = segments(call.path)?;
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let (below, place) = match segments.as_slice() {
        ["beta", "$batch"] if call.method == "POST" => return batch::answer(tenant, call, ids, answer),
        ["beta", "identityGovernance", "roleManagementAlerts", place @ ..] => (true, place),
        _ => (false, segments.as_slice()),
    };
    if !below {
        let unknown = place.iter().find(|segment| !matches!(**segment, "beta" | "v1.0"));
        let message = format!("Resource not found for the segment '{}'.", unknown.unwrap_or(&""));
        return Err(Failure::bad_request(message));
    }
    match (call.method, place) {
        ("GET", ["alerts"]) => list(tenant, call, ids, Set::Alerts),
        ("GET", ["alertDefinitions"]) => list(tenant, call, ids, Set::Definitions),
        ("GET", ["alertConfigurations"]) => list(tenant, call, ids, Set::Configurations),
        ("GET", ["alerts", alert, "alertIncidents"]) => {
            find(&tenant.alerts, "alert", alert)?;
            list(tenant, call, ids, Set::Incidents(alert))
        }
        ("GET", ["alerts", id]) => one(tenant, call, ids, Set::Alerts, find(&tenant.alerts, "alert", id)?),
        ("GET", ["alertDefinitions", id]) => {
            one(tenant, call, ids, Set::Definitions, find(&tenant.definitions, "alert definition", id)?)
        }
        ("GET", ["alertConfigurations", id]) => {
            let configuration = find(&tenant.configurations, "alert configuration", id)?;
            one(tenant, call, ids, Set::Configurations, configuration)
        }
        ("GET", ["alerts", alert, "alertIncidents", id]) => {
            let incidents = tenant.incidents.get(*alert).map(Vec::as_slice).unwrap_or_default();
            one(tenant, call, ids, Set::Incidents(alert), find(incidents, "alert incident", id)?)
        }
        ("GET", ["operations", id]) => {
            actions::poll(tenant, id)?;
            let found = tenant.operations.iter().find(|work| work.entity.id() == *id);
            let operation = &found.ok_or_else(|| Failure::no_such("operation", id))?.entity;
            let mut answer = one(tenant, call, ids, Set::Operations, operation)?;
            set(answer.headers_mut(), header::RETRY_AFTER.as_str(), actions::RETRY_AFTER);
            Ok(answer)
        }
        ("PATCH", ["alerts", id]) => actions::update_alert(tenant, call, id).map(|()| no_content(ids)),
        ("PATCH", ["alertConfigurations", id]) => {
            actions::update_configuration(tenant, call, id).map(|()| no_content(ids))
        }
        ("POST", ["alerts", "refresh"]) => actions::refresh_all(tenant, call, ids),
        ("POST", ["alerts", id, "refresh"]) => actions::refresh(tenant, call, ids, id),
        ("POST", ["alerts", alert, "alertIncidents", id, "remediate"]) => {
            let times = actions::remediate(tenant, call, alert, id)?;
            // The reference says 200, the metadata 204. Clients must accept both, so the answers alternate.
            Ok(if times % 2 == 1 { empty(StatusCode::OK, ids) } else { no_content(ids) })
        }
        _ => {
            let message = format!("The request {} {ROOT}/{} is not supported.", call.method, place.join("/"));
            Err(Failure::new(StatusCode::METHOD_NOT_ALLOWED, "Request_BadRequest", message))
        }
    }
}

fn no_content(ids: &Ids) -> Answer {
    empty(StatusCode::NO_CONTENT, ids)
}

/// The decoded segments of a path. `name('key')` is two segments, and an action may have a namespace prefix.
fn segments(path: &str) -> Result<Vec<String>, Failure> {
    let mut segments = Vec::new();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        let decoded = percent_decode_str(segment).decode_utf8();
        let decoded = decoded.map_err(|_| Failure::bad_request("The path is not UTF-8."))?;
        let keyed = decoded.strip_suffix("')").and_then(|text| text.split_once("('"));
        match keyed {
            Some((name, key)) => segments.extend([name.to_owned(), key.replace("''", "'")]),
            None => segments.push(decoded.trim_start_matches("microsoft.graph.").to_owned()),
        }
    }
    Ok(segments)
}

fn list(tenant: &Tenant, call: &Call<'_>, ids: &Ids, set: Set<'_>) -> Result<Answer, Failure> {
    View { tenant, origin: call.origin, ids }.list(set, &Query::from_url(call.query)?, call.query)
}

fn one(
    tenant: &Tenant,
    call: &Call<'_>,
    ids: &Ids,
    set: Set<'_>,
    entity: &Entity,
) -> Result<Answer, Failure> {
    View { tenant, origin: call.origin, ids }.one(set, entity, &Query::from_url(call.query)?.for_one()?)
}
