//! The requests of the slice, as they go over the wire, and what is known of them.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use graph_models::beta::{
    RefreshUnifiedRoleManagementAlert, RefreshUnifiedRoleManagementAlertCollection,
    RemediateUnifiedRoleManagementAlertIncident,
};
use graph_models::{Operation, Service};
use insta::assert_snapshot;

fn shown(operation: &impl Operation) -> String {
    let request = operation.to_http(&Service::global()).unwrap();
    let headers =
        request.headers().iter().map(|(name, value)| format!("{name}: {}\n", value.to_str().unwrap()));
    let headers: String = headers.collect();
    let body = String::from_utf8(request.body().to_vec()).unwrap();
    format!("{} {}\n{headers}\n{body}\n{:#?}", request.method(), request.uri(), operation.info())
}

#[test]
fn remediate() {
    assert_snapshot!(shown(&RemediateUnifiedRoleManagementAlertIncident::new(
        "DirectoryRole_9a_Stale",
        "incident/1"
    )));
}

#[test]
fn refresh_of_one() {
    assert_snapshot!(shown(&RefreshUnifiedRoleManagementAlert::new("DirectoryRole_9a_Stale")));
}

#[test]
fn refresh_of_all() {
    assert_snapshot!(shown(&RefreshUnifiedRoleManagementAlertCollection::new("DirectoryRole", "/")));
}

/// The reference shows `/incident/` in this path; metadata has `alertIncidents`.
#[test]
fn metadata_decides_the_path() {
    let path = RemediateUnifiedRoleManagementAlertIncident::new("a", "i").path().unwrap();
    assert_eq!(path, "/beta/identityGovernance/roleManagementAlerts/alerts/a/alertIncidents/i/remediate");
}

#[test]
fn a_key_that_names_nothing_is_an_error() {
    for key in ["", ".", ".."] {
        let request = RemediateUnifiedRoleManagementAlertIncident::new("a", key);
        assert!(request.to_http(&Service::global()).is_err(), "{key:?}");
    }
}
