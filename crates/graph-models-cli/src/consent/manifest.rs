//! Scopes in the forms that other programs read: for an app registration, and as an API manifest.

use std::collections::BTreeMap;

use graph_models_lookup::consent::Needed;
use serde_json::{Value, json};

use super::ids::Ids;
use super::{Access, Consent};
use crate::failure::Failure;

/// The id of Graph as an application.
const GRAPH: &str = "00000003-0000-0000-c000-000000000000";

/// `requiredResourceAccess` of an app registration.
pub(super) fn of_app(consents: &[Consent<'_>], ids: &Ids) -> Result<Value, Failure> {
    let mut access = Vec::new();
    for consent in consents {
        let kind = match consent.access {
            Access::Delegated => "Scope",
            Access::Application => "Role",
        };
        for scope in &consent.scopes {
            let id = ids.get(consent.access, scope).ok_or_else(|| {
                let word = consent.access.word();
                Failure::Reported(format!("the file of ids has no {word} scope `{scope}`"))
            })?;
            access.push(json!({"id": id, "type": kind}));
        }
    }
    Ok(json!({"requiredResourceAccess": [{"resourceAppId": GRAPH, "resourceAccess": access}]}))
}

/// An API manifest (`draft-miller-api-manifest`): a dependency for each version of Graph, with its requests.
pub(super) fn of_api(needed: &[Needed], consents: &[Consent<'_>]) -> Value {
    let mut versions: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for request in needed {
        let row = json!({"method": request.method, "uriTemplate": request.path});
        versions.entry(&request.version).or_default().push(row);
    }
    let access: Vec<_> = consents.iter().filter(|consent| !consent.scopes.is_empty()).map(access).collect();
    let dependencies = versions.into_iter().map(|(version, requests)| {
        let description = format!(
            "https://raw.githubusercontent.com/microsoftgraph/msgraph-metadata/master/openapi/{version}/openapi.yaml"
        );
        let dependency = json!({
            "apiDescriptionUrl": description,
            "apiDeploymentBaseUrl": format!("https://graph.microsoft.com/{version}/"),
            "apiDescriptionVersion": version,
            "authorizationRequirements": {"clientIdentifier": "", "access": access},
            "requests": requests,
        });
        (format!("graph-{version}"), dependency)
    });
    let dependencies: serde_json::Map<String, Value> = dependencies.collect();
    json!({"apiDependencies": dependencies})
}

/// The scopes by the claim of a token that holds them: `scp` on behalf of a user, `roles` for an application.
fn access(consent: &Consent<'_>) -> Value {
    let claim = match consent.access {
        Access::Delegated => "scp",
        Access::Application => "roles",
    };
    json!({"type": "openid", "claims": {claim: {"essential": true, "values": consent.scopes}}})
}
