//! `$batch`: up to 20 requests in one, each with its own status.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, StatusCode, header};
use serde_json::{Map, Value};

use crate::answer::{Answer, Failure, Ids, json, set};
use crate::call::Call;
use crate::fault::{self, Fault, respond};
use crate::node::{Node, object};
use crate::tenant::Tenant;

/// The most requests of a batch.
const MOST: usize = 20;

/// A request of a batch.
struct Item {
    id: String,
    method: String,
    url: String,
    headers: HeaderMap,
    body: Vec<u8>,
    depends_on: Vec<String>,
}

/// Answers a single request.
pub(crate) type Route = fn(&mut Tenant, &Call<'_>, &Ids) -> Answer;

/// Answers a batch: `route` answers each of its requests.
pub(crate) fn answer(
    tenant: &mut Tenant,
    call: &Call<'_>,
    ids: &Ids,
    route: Route,
) -> Result<Answer, Failure> {
    let mut waiting = read(call)?;
    let mut done: Vec<(String, StatusCode, Node)> = Vec::new();
    while let Some(index) = waiting.iter().position(|item| {
        item.depends_on.iter().all(|other| done.iter().any(|(id, ..)| id.eq_ignore_ascii_case(other)))
    }) {
        let item = waiting.remove(index);
        let depends_on = |id: &String| item.depends_on.iter().any(|other| id.eq_ignore_ascii_case(other));
        let failed = done.iter().any(|(id, status, _)| depends_on(id) && !status.is_success());
        let answer = match failed {
            true => {
                let message = "A request that this one depends on failed.";
                Failure::new(StatusCode::FAILED_DEPENDENCY, "FailedDependency", message).answer(ids)
            }
            false => one(tenant, call, &item, ids, route),
        };
        done.push((item.id.clone(), answer.status(), show(&item.id, &answer)));
    }
    if !waiting.is_empty() {
        return Err(Failure::bad_request("The dependencies of the requests have a cycle, or lead nowhere."));
    }
    // The order of answers is free: reversing it exposes clients that rely on an order.
    let responses = done.into_iter().rev().map(|(_, _, node)| node).collect();
    let body = Node::Object(vec![("responses".to_owned(), Node::List(responses))]);
    Ok(json(StatusCode::OK, &body, ids))
}

fn one(tenant: &mut Tenant, batch: &Call<'_>, item: &Item, ids: &Ids, route: Route) -> Answer {
    let (path, query) = item.url.split_once('?').unwrap_or((&item.url, ""));
    let path = format!("/beta/{}", path.trim_start_matches('/'));
    let mut headers = item.headers.clone();
    if let Some(token) = batch.headers.get(header::AUTHORIZATION) {
        headers.insert(header::AUTHORIZATION, token.clone());
    }
    let call =
        Call { method: &item.method, path: &path, query, headers: &headers, body: &item.body, ..*batch };
    let fault = fault::take(&mut tenant.faults, &item.method, &path);
    if path.ends_with("/$batch") {
        return Failure::bad_request("A batch does not hold batches.").answer(ids);
    }
    let answer = match fault {
        Some(fault) if !fault.carries_out() => None,
        _ => Some(route(tenant, &call, ids)),
    };
    let fallback = || Failure::new(StatusCode::BAD_GATEWAY, "BadGateway", "The service is away.").answer(ids);
    match fault {
        Some(Fault::Redirect(_)) | None => answer.unwrap_or_else(fallback),
        Some(fault) => respond(fault, answer, ids, "").unwrap_or_else(fallback),
    }
}

fn read(call: &Call<'_>) -> Result<Vec<Item>, Failure> {
    let mut body = call.object()?;
    let Some(Value::Array(requests)) = body.remove("requests") else {
        return Err(Failure::bad_request("A batch needs 'requests'."));
    };
    if requests.is_empty() || requests.len() > MOST {
        return Err(Failure::bad_request(format!("A batch has 1 to {MOST} requests.")));
    }
    let mut items: Vec<Item> = Vec::new();
    for request in requests {
        let Value::Object(request) = request else {
            return Err(Failure::bad_request("A request of a batch is an object."));
        };
        let item = item(request)?;
        if items.iter().any(|other| other.id.eq_ignore_ascii_case(&item.id)) {
            return Err(Failure::bad_request(format!("The id '{}' stands twice.", item.id)));
        }
        items.push(item);
    }
    Ok(items)
}

fn item(mut request: Map<String, Value>) -> Result<Item, Failure> {
    let mut text = |name: &str| match request.remove(name) {
        Some(Value::String(text)) if !text.is_empty() => Ok(text),
        _ => Err(Failure::bad_request(format!("A request of a batch needs '{name}'."))),
    };
    let (id, method, url) = (text("id")?, text("method")?, text("url")?);
    if url.contains("://") {
        return Err(Failure::bad_request("The URLs of a batch are relative."));
    }
    let mut headers = HeaderMap::new();
    if let Some(Value::Object(given)) = request.remove("headers") {
        let given = given.iter().filter_map(|(name, value)| Some((name, value.as_str()?)));
        given.for_each(|(name, value)| set(&mut headers, name, value));
    }
    let body = request.remove("body").map(|body| body.to_string().into_bytes()).unwrap_or_default();
    if !body.is_empty() && !headers.contains_key(header::CONTENT_TYPE) {
        return Err(Failure::bad_request(format!("The body of '{id}' needs a Content-Type.")));
    }
    let depends_on = match request.remove("dependsOn") {
        Some(Value::Array(others)) => others.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    Ok(Item { id, method, url, headers, body, depends_on })
}

/// An answer as an item of the batch: JSON unchanged, any other body in base64.
fn show(id: &str, answer: &Answer) -> Node {
    let headers = answer.headers().iter().map(|(name, value)| {
        (name.as_str().to_owned(), Node::from(String::from_utf8_lossy(value.as_bytes()).into_owned()))
    });
    let shown = object! {"id": id, "status": answer.status().as_u16()};
    let Node::Object(mut members) = shown else { return shown };
    members.push(("headers".to_owned(), Node::Object(headers.collect())));
    if !answer.body().is_empty() {
        let json = serde_json::from_slice::<Value>(answer.body());
        let body = json.unwrap_or_else(|_| URL_SAFE_NO_PAD.encode(answer.body()).into());
        members.push(("body".to_owned(), Node::from(body)));
    }
    Node::Object(members)
}
