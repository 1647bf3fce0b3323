//! The ids of scopes, from Graph's own data.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::Access;
use crate::failure::Failure;
use crate::json_file;
use crate::workspace::Workspace;

/// The files that have the ids.
const FORM: &str = "the ids are in Graph's `provisioningInfo.json`, and in what \
    `GET /servicePrincipals(appId='00000003-0000-0000-c000-000000000000')` answers in any tenant";

/// Ids by access and scope.
pub(super) struct Ids(BTreeMap<(Access, String), String>);

impl Ids {
    /// Reads `provisioningInfo.json`, or the service principal of Graph in any tenant.
    pub(super) fn read(workspace: &Workspace, path: &Path) -> Result<Self, Failure> {
        let file = json_file::value(workspace, path, FORM)?;
        let ids = match file.get("permissionDeployments").and_then(Value::as_object) {
            Some(deployments) => of_deployments(deployments),
            None => of_principal(&file),
        };
        if ids.is_empty() {
            let problem = format!(
                "{} has no ids of scopes: neither `permissionDeployments`, nor `appRoles` and \
                 `oauth2PermissionScopes`",
                workspace.shown(path)
            );
            return Err(Failure::refused(problem, FORM));
        }
        Ok(Self(ids))
    }

    pub(super) fn get(&self, access: Access, scope: &str) -> Option<&str> {
        self.0.get(&(access, scope.to_owned())).map(String::as_str)
    }
}

type ById = BTreeMap<(Access, String), String>;

/// `provisioningInfo.json`: the deployments of each scope. Those for the public cloud take precedence.
fn of_deployments(deployments: &serde_json::Map<String, Value>) -> ById {
    let mut ids = BTreeMap::new();
    for (scope, deployments) in deployments {
        let mut deployments: Vec<_> = deployments.as_array().into_iter().flatten().collect();
        let is_public = |it: &&Value| text(it, "environment").split(';').any(|it| it.trim() == "public");
        deployments.sort_by_key(|it| !is_public(it));
        for deployment in deployments {
            let access = match text(deployment, "scheme") {
                "DelegatedWork" => Access::Delegated,
                "Application" => Access::Application,
                _ => continue,
            };
            let id = text(deployment, "id");
            if !id.is_empty() {
                ids.entry((access, scope.clone())).or_insert_with(|| id.to_owned());
            }
        }
    }
    ids
}

/// A service principal, alone or as the first of a list.
fn of_principal(file: &Value) -> ById {
    let first = file.get("value").and_then(|list| list.get(0));
    let principal = first.unwrap_or(file);
    let mut ids = BTreeMap::new();
    for (access, list) in [(Access::Delegated, "oauth2PermissionScopes"), (Access::Application, "appRoles")] {
        for scope in principal.get(list).and_then(Value::as_array).into_iter().flatten() {
            let (name, id) = (text(scope, "value"), text(scope, "id"));
            if !name.is_empty() && !id.is_empty() {
                ids.insert((access, name.to_owned()), id.to_owned());
            }
        }
    }
    ids
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}
