//! Tests of the bytes on the wire: all requests of the catalog are sent, and with no unexpected content.

use alerts_service::{Server, alert_id};
use graph_models::Patch;
use graph_models::beta::paths::{IdentityGovernance, RoleManagementAlertPath};
use graph_models::beta::{StaleSignInAlertConfiguration, UnifiedRoleManagementAlert as Alert};

use crate::adapter::{Adapter, both};

both!(clients_add_what_http_needs_and_who_they_are, the_service_knows_all_requests_of_the_catalog);

const INCIDENT: &str = "7c1e0001-02d4-4b7a-8f10-5e9b6a3d0001";

fn root() -> RoleManagementAlertPath {
    IdentityGovernance::role_management_alerts()
}

fn stale() -> String {
    alert_id("StaleSignInAlert")
}

/// A client sends the request, the token, the headers that HTTP requires, and headers that identify the client and the
/// request. It sends nothing else.
fn clients_add_what_http_needs_and_who_they_are<A: Adapter>() {
    let server = Server::start().unwrap();
    let client = A::of(&server);
    client.send(&root().alerts(stale()).get()).unwrap();
    client.send(&root().alerts(stale()).refresh()).unwrap();
    client.send(&root().alerts_collection().refresh("DirectoryRole", "/")).unwrap();
    let received = server.received();
    let named =
        |name: &str| -> Vec<_> { received.iter().map(|request| request.headers[name].clone()).collect() };
    let library = concat!("graph-models-rust/", env!("CARGO_PKG_VERSION"));
    assert!(named("sdkversion").iter().all(|value| value == library));
    assert!(named("user-agent").iter().all(|value| value.to_str().unwrap().starts_with("graph-models/")));
    let ids = named("client-request-id");
    assert!(ids[0] != ids[1] && ids[1] != ids[2], "each request has an id of its own");
    let identity = ["client-request-id", "host", "sdkversion", "user-agent"];
    let shown = received.iter().map(|request| {
        let told = request.headers.iter().filter(|(name, _)| !identity.contains(&name.as_str()));
        let told = told.map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()));
        let mut told: Vec<String> = told.collect();
        told.sort();
        (told, String::from_utf8(request.body.to_vec()).unwrap())
    });
    let headers = |more: &[&str]| {
        let token = format!("authorization: Bearer {}", alerts_service::TOKEN);
        let mut all = vec!["accept: application/json".to_owned(), token];
        all.extend(more.iter().map(|&header| header.to_owned()));
        all
    };
    let body = r#"{"scopeType":"DirectoryRole","scopeId":"/"}"#;
    let length = format!("content-length: {}", body.len());
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            (headers(&[]), String::new()),
            // Without a length, some gateways refuse the request (411).
            (headers(&["content-length: 0"]), String::new()),
            (headers(&[&length, "content-type: application/json"]), body.to_owned()),
        ],
    );
}

/// The stand-in service has every request of the catalog, at the same path.
fn the_service_knows_all_requests_of_the_catalog<A: Adapter>() {
    let server = Server::start().unwrap();
    let (client, id, top) = (A::of(&server), stale(), root());
    let (alert, configuration) = (top.alerts(&id), top.alert_configurations(&id));
    let incident = alert.alert_incidents(INCIDENT);
    client.send(&top.alerts_collection().list()).unwrap();
    client.send(&alert.get()).unwrap();
    client.send(&alert.update(Patch::new().set(Alert::IS_ACTIVE, true))).unwrap();
    client.send(&top.alerts_collection().refresh("DirectoryRole", "/")).unwrap();
    client.send(&alert.refresh()).unwrap();
    client.send(&alert.alert_incidents_collection().list()).unwrap();
    client.send(&incident.get()).unwrap();
    client.send(&incident.remediate()).unwrap();
    client.send(&top.alert_definitions_collection().list()).unwrap();
    client.send(&top.alert_definitions(&id).get()).unwrap();
    client.send(&top.alert_configurations_collection().list()).unwrap();
    client.send(&configuration.get()).unwrap();
    let disabled = Patch::new().set(StaleSignInAlertConfiguration::IS_ENABLED, false);
    client.send(&configuration.update(disabled)).unwrap();
    client.send(&top.operations(format!("refresh:{id}")).get()).unwrap();

    let received = server.received().into_iter().map(|request| {
        let target = request.target.split('?').next().unwrap().to_owned();
        let keys = [(id.as_str(), "{}"), (INCIDENT, "{}"), ("refresh%3A{}", "{}")];
        let template = keys.iter().fold(target, |text, (key, place)| text.replace(key, place));
        format!("{} {template}", request.method)
    });
    let mut received: Vec<String> = received.collect();
    let of_slice = graph_models::operations().filter(|info| info.version == "beta");
    let known = of_slice.map(|info| {
        let segments =
            info.path.split('/').map(|segment| if segment.starts_with('{') { "{}" } else { segment });
        format!("{} /{}{}", info.method, info.version, segments.collect::<Vec<_>>().join("/"))
    });
    let mut known: Vec<String> = known.collect();
    received.sort();
    known.sort();
    assert_eq!(received, known);
    assert_eq!(known.len(), 14);
}
