//! Scopes: the permissions that a signed-in user, or an application by itself, must be granted.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::rust::RequestFacts;
use crate::rust::endpoints::Endpoint;

const AUTHORITY: &str = "https://login.microsoftonline.com/organizations/oauth2/v2.0";

/// Security requirements. Each scope is sufficient by itself, so each has a requirement of its own.
pub(super) fn requirements(facts: &RequestFacts) -> Value {
    let of = |scheme: &str, (least, higher): &(Vec<String>, Vec<String>)| -> Vec<Value> {
        least.iter().chain(higher).map(|scope| json!({scheme: [scope]})).collect()
    };
    let mut all = of("delegated", &facts.delegated);
    all.extend(of("application", &facts.application));
    if all.is_empty() {
        // The request needs a token, although its scopes are unknown.
        all.push(json!({"delegated": []}));
        all.push(json!({"application": []}));
    }
    all.into()
}

/// The two ways to get a token, with the scopes that any request of the slice names.
pub(super) fn schemes(endpoints: &[Endpoint<'_>]) -> Value {
    json!({
        "delegated": {
            "type": "oauth2",
            "description": "On behalf of a signed-in user.",
            "flows": {"authorizationCode": {
                "authorizationUrl": format!("{AUTHORITY}/authorize"),
                "tokenUrl": format!("{AUTHORITY}/token"),
                "scopes": scopes(endpoints, |facts| &facts.delegated),
            }},
        },
        "application": {
            "type": "oauth2",
            "description": "An application by itself; its token is for `https://graph.microsoft.com/.default`.",
            "flows": {"clientCredentials": {
                "tokenUrl": format!("{AUTHORITY}/token"),
                "scopes": scopes(endpoints, |facts| &facts.application),
            }},
        },
    })
}

fn scopes(
    endpoints: &[Endpoint<'_>],
    of: fn(&RequestFacts) -> &(Vec<String>, Vec<String>),
) -> Map<String, Value> {
    let all = endpoints.iter().map(|endpoint| of(&endpoint.info.facts));
    let names: BTreeSet<_> = all.flat_map(|(least, higher)| least.iter().chain(higher)).collect();
    names.into_iter().map(|name| (name.clone(), Value::from(name.as_str()))).collect()
}
