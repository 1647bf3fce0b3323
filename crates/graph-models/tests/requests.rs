//! Tests of the slice's requests in HTTP form, and of the constants that describe the requests.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use graph_models::beta::paths::{IdentityGovernance, identity_governance};
use graph_models::beta::{
    RefreshUnifiedRoleManagementAlert, RefreshUnifiedRoleManagementAlertCollection,
    RemediateUnifiedRoleManagementAlertIncident, StaleSignInAlertConfiguration, UnifiedRoleManagementAlert,
};
use graph_models::edm::Duration;
use graph_models::request::Query;
use graph_models::{Access, Operation, OperationInfo, Patch, Service, least_privilege};
use insta::assert_snapshot;

const ALERT: &str = "DirectoryRole_9a_Stale";

fn shown(operation: &impl Operation) -> String {
    let request = operation.to_http(&Service::global()).unwrap();
    let headers =
        request.headers().iter().map(|(name, value)| format!("{name}: {}\n", value.to_str().unwrap()));
    let headers: String = headers.collect();
    let body = String::from_utf8(request.body().to_vec()).unwrap();
    format!("{} {}\n{headers}\n{body}\n{:#?}", request.method(), request.uri(), operation.info())
}

#[test]
fn alerts() {
    let alerts = IdentityGovernance::role_management_alerts();
    assert_snapshot!("list_alerts", shown(&alerts.alerts_collection().list()));
    assert_snapshot!("get_alert", shown(&alerts.alerts(ALERT).get()));
    let dismiss = Patch::new().set(UnifiedRoleManagementAlert::IS_ACTIVE, false);
    assert_snapshot!("update_alert", shown(&alerts.alerts(ALERT).update(dismiss)));
    assert_snapshot!("refresh_of_one", shown(&alerts.alerts(ALERT).refresh()));
    assert_snapshot!("refresh_of_all", shown(&alerts.alerts_collection().refresh("DirectoryRole", "/")));
}

#[test]
fn incidents() {
    let alert = IdentityGovernance::role_management_alerts().alerts(ALERT);
    assert_snapshot!("list_incidents", shown(&alert.alert_incidents_collection().list()));
    assert_snapshot!("get_incident", shown(&alert.alert_incidents("incident/1").get()));
    assert_snapshot!("remediate", shown(&alert.alert_incidents("incident/1").remediate()));
}

#[test]
fn definitions() {
    let alerts = IdentityGovernance::role_management_alerts();
    assert_snapshot!("list_definitions", shown(&alerts.alert_definitions_collection().list()));
    assert_snapshot!("get_definition", shown(&alerts.alert_definitions(ALERT).get()));
}

#[test]
fn configurations() {
    let alerts = IdentityGovernance::role_management_alerts();
    assert_snapshot!("list_configurations", shown(&alerts.alert_configurations_collection().list()));
    let configuration = alerts.alert_configurations(ALERT);
    assert_snapshot!("get_configuration", shown(&configuration.get()));
    // The service needs `@odata.type` to know the derived type.
    let patch = Patch::new()
        .set(StaleSignInAlertConfiguration::IS_ENABLED, true)
        .set(StaleSignInAlertConfiguration::DURATION, "P30D".parse::<Duration>().unwrap());
    assert_snapshot!("update_configuration", shown(&configuration.update(patch)));
}

#[test]
fn long_running_operations() {
    let alerts = IdentityGovernance::role_management_alerts();
    assert_snapshot!("get_operation", shown(&alerts.operations("refresh:DirectoryRole_9a_Stale").get()));
}

/// A named request equals the request that a typed path builds.
#[test]
fn named_requests_are_those_of_paths() {
    let alert = identity_governance().role_management_alerts().alerts(ALERT);
    let remediate = alert.alert_incidents("i").remediate();
    assert_eq!(alert.refresh(), RefreshUnifiedRoleManagementAlert::new(ALERT));
    let refresh = RefreshUnifiedRoleManagementAlertCollection::new("DirectoryRole", "/");
    let alerts = IdentityGovernance::role_management_alerts().alerts_collection();
    assert_eq!(alerts.refresh("DirectoryRole", "/"), refresh);
    // The constants of a request can be read without a value of the request.
    assert_eq!(RemediateUnifiedRoleManagementAlertIncident::INFO.path, remediate.info().path);
}

/// The service requires a filter. The caller's own filter comes after it.
#[test]
fn a_mandatory_filter_stays() {
    let query = Query::new().filter(UnifiedRoleManagementAlert::IS_ACTIVE.eq(true)).top(5);
    let list = IdentityGovernance::role_management_alerts().alerts_collection().list().query(query);
    let request = list.to_http(&Service::global()).unwrap();
    assert_eq!(
        request.uri().query().unwrap(),
        "%24filter=%28scopeId%20eq%20%27%2F%27%20and%20scopeType%20eq%20%27DirectoryRole%27%29%20and%20\
         isActive%20eq%20true&%24top=5"
    );
}

/// The reference documentation has `/incident/` in this path, but the metadata has `alertIncidents`.
#[test]
fn metadata_decides_the_path() {
    let path = IdentityGovernance::role_management_alerts()
        .alerts("a")
        .alert_incidents("i")
        .remediate()
        .path()
        .unwrap();
    assert_eq!(path, "/beta/identityGovernance/roleManagementAlerts/alerts/a/alertIncidents/i/remediate");
}

#[test]
fn a_key_stays_in_its_segment() {
    for (key, segment) in [
        ("refresh:All", "refresh%3AAll"),
        ("a/../b", "a%2F..%2Fb"),
        ("a?b#c", "a%3Fb%23c"),
        ("50%", "50%25"),
        ("it's", "it%27s"),
        ("é", "%C3%A9"),
        (&"/".repeat(10_000), &"%2F".repeat(10_000)),
    ] {
        let path = IdentityGovernance::role_management_alerts().operations(key).get().path().unwrap();
        assert_eq!(path, format!("/beta/identityGovernance/roleManagementAlerts/operations/{segment}"));
    }
}

#[test]
fn a_key_that_names_nothing_is_an_error() {
    for key in ["", ".", ".."] {
        let alert = IdentityGovernance::role_management_alerts().alerts("a");
        let request = alert.alert_incidents(key).remediate();
        assert!(request.to_http(&Service::global()).is_err(), "{key:?}");
        let request = IdentityGovernance::role_management_alerts().alerts(key).alert_incidents("i").get();
        assert!(request.to_http(&Service::global()).is_err(), "{key:?}");
    }
}

/// Returns the requests of the slice. Other crates of the workspace may enable features of v1.0.
fn operations() -> impl Iterator<Item = &'static OperationInfo> {
    graph_models::operations().filter(|info| info.version == "beta")
}

/// The catalog has all requests of the reference documentation, and no others.
#[test]
fn the_catalog_is_complete() {
    let rows = operations().map(|info| {
        let scopes = |access| {
            let scopes = info.scopes(access);
            format!("{} < {}", scopes.least.join(" "), scopes.higher.join(" "))
        };
        assert_eq!(scopes(Access::Delegated), scopes(Access::Application));
        format!("{} {}: {} {:?}\n", info.method, info.path, scopes(Access::Delegated), info.statuses)
    });
    assert_snapshot!(rows.collect::<String>());
}

#[test]
fn the_smallest_set_of_scopes() {
    let scopes = |requests: &[&'static OperationInfo]| least_privilege(requests, Access::Delegated).scopes;
    let alerts = IdentityGovernance::role_management_alerts();
    let read = [alerts.alerts_collection().list().info(), alerts.alert_configurations("x").get().info()];
    assert_eq!(scopes(&read), ["RoleManagementAlert.Read.Directory"]);
    let remediate = RemediateUnifiedRoleManagementAlertIncident::INFO;
    assert_eq!(scopes(&[read[0], remediate]), ["RoleManagementAlert.ReadWrite.Directory"]);
    let all: Vec<_> = operations().collect();
    assert_eq!(scopes(&all), ["RoleManagementAlert.ReadWrite.Directory"]);
    assert!(least_privilege(&all, Access::Application).unknown.is_empty());
}
