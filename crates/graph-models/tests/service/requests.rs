//! Tests of each of the 14 requests with the stand-in service.

use alerts_service::{Server, alert_id};
use graph_models::beta::paths::{IdentityGovernance, RoleManagementAlertPath};
use graph_models::beta::{
    AlertSeverity, LongRunningOperation, LongRunningOperationStatus,
    SequentialActivationRenewalsAlertConfiguration, StaleSignInAlertConfiguration,
    UnifiedRoleManagementAlert as Alert, UnifiedRoleManagementAlertConfiguration as Configuration,
    UnifiedRoleManagementAlertDefinition as Definition, UnifiedRoleManagementAlertIncident as Incident,
};
use graph_models::edm::Duration;
use graph_models::request::{LongRunning, Poll, PollStep, Query};
use graph_models::{NoContent, Patch};

use crate::adapter::{Adapter, both, service};

both!(
    alerts_are_listed,
    an_alert_is_read,
    an_alert_is_dismissed,
    all_alerts_are_refreshed,
    an_alert_is_refreshed,
    incidents_are_listed,
    incidents_of_every_type_are_read,
    an_incident_is_remediated,
    definitions_are_listed,
    a_definition_is_read,
    configurations_are_listed,
    a_configuration_is_read,
    configurations_are_updated,
    an_operation_is_read,
    work_that_fails_says_why,
);

const INCIDENT: &str = "7c1e0001-02d4-4b7a-8f10-5e9b6a3d0001";

fn root() -> RoleManagementAlertPath {
    IdentityGovernance::role_management_alerts()
}

fn stale() -> String {
    alert_id("StaleSignInAlert")
}

fn alerts_are_listed<A: Adapter>() {
    let server = Server::start().unwrap();
    // The filter that the service requires is added automatically.
    let alerts = A::reader(&server).all(&root().alerts_collection().list()).unwrap();
    assert_eq!(alerts.len(), 7);
    assert!(alerts.iter().all(|alert| alert.id.is_some() && alert.scope_id.as_deref() == Some("/")));

    // The required filter is also added to the caller's own filter.
    let active = Query::new().filter(Alert::IS_ACTIVE.eq(false)).select((Alert::ID, Alert::IS_ACTIVE));
    let alerts = A::reader(&server).all(&root().alerts_collection().list().query(active)).unwrap();
    let [alert] = alerts.as_slice() else { panic!("{alerts:?}") };
    assert_eq!(alert.is_active, Some(false));
    assert_eq!(alert.incident_count, None);
}

fn an_alert_is_read<A: Adapter>() {
    let server = Server::start().unwrap();
    let alert = A::reader(&server).send(&root().alerts(stale()).get()).unwrap();
    assert_eq!((alert.incident_count, alert.is_active), (Some(12), Some(true)));
    assert!(alert.alert_definition.is_none() && alert.alert_incidents.is_none());

    let everything = root().alerts(stale()).get().query(Query::new().expand_all());
    let alert = A::reader(&server).send(&everything).unwrap();
    let severity = alert.alert_definition.get().and_then(|definition| definition.severity_level.clone());
    assert_eq!(severity, Some(AlertSeverity::Medium));
    assert!(matches!(alert.alert_configuration.get(), Some(Configuration::StaleSignInAlertConfiguration(_))));
    let incidents = alert.alert_incidents.into_inner().unwrap();
    assert_eq!(incidents.len(), 12);
    assert!(incidents.iter().all(|incident| matches!(incident, Incident::StaleSignInAlertIncident(_))));
}

fn an_alert_is_dismissed<A: Adapter>() {
    let server = Server::start().unwrap();
    let patch = || Patch::new().set(Alert::IS_ACTIVE, false);
    let error = A::reader(&server).send(&root().alerts(stale()).update(patch())).unwrap_err();
    assert_eq!(error.as_graph().map(|said| said.status().as_u16()), Some(403));

    let answer = A::of(&server).send(&root().alerts(stale()).update(patch())).unwrap();
    assert_eq!(answer, None);
    assert_eq!(server.alert(&stale(), "isActive"), Some(false.into()));
}

fn all_alerts_are_refreshed<A: Adapter>() {
    let server = Server::start().unwrap();
    an_alert_is_dismissed_on::<A>(&server);
    let request = root().alerts_collection().refresh("DirectoryRole", "/");
    let accepted = A::of(&server).send(&request).unwrap();
    let done = wait::<A>(&server, &mut Poll::new(&service(&server), &accepted).unwrap());
    assert_eq!(done.result_location(), None);
    assert_eq!(server.alert(&stale(), "isActive"), Some(true.into()));

    let request = root().alerts_collection().refresh("Other", "/");
    let error = A::of(&server).send(&request).unwrap_err();
    assert_eq!(error.as_graph().map(|said| said.status().as_u16()), Some(400));
}

fn an_alert_is_refreshed<A: Adapter>() {
    let server = Server::start().unwrap();
    an_alert_is_dismissed_on::<A>(&server);
    let accepted = A::of(&server).send(&root().alerts(stale()).refresh()).unwrap();
    let mut poll = Poll::new(&service(&server), &accepted).unwrap();
    let done = wait::<A>(&server, &mut poll);
    assert_eq!(poll.polls(), 3);
    assert!(done.result_location().unwrap().ends_with(&stale()));
    assert_eq!(server.alert(&stale(), "isActive"), Some(true.into()));
}

fn an_alert_is_dismissed_on<A: Adapter>(server: &Server) {
    let patch = Patch::new().set(Alert::IS_ACTIVE, false);
    A::of(server).send(&root().alerts(stale()).update(patch)).unwrap();
    assert_eq!(server.alert(&stale(), "isActive"), Some(false.into()));
}

/// Polls until the operation ends.
fn wait<A: Adapter>(server: &Server, poll: &mut Poll<LongRunningOperation>) -> LongRunningOperation {
    let client = A::of(server);
    loop {
        match client.poll(poll).unwrap() {
            PollStep::Running(operation) => {
                let status = operation.as_ref().and_then(|operation| operation.status.as_ref());
                assert_eq!(status, Some(&LongRunningOperationStatus::Running));
            }
            PollStep::Succeeded(operation) => return operation,
            PollStep::Failed(operation) => panic!("{operation:?}"),
        }
    }
}

fn incidents_are_listed<A: Adapter>() {
    let server = Server::start().unwrap();
    let list = root().alerts(stale()).alert_incidents_collection().list();
    let pages = A::reader(&server).pages(&list);
    let sizes: Vec<usize> = pages.iter().map(|page| page.as_ref().unwrap().items().len()).collect();
    assert_eq!(sizes, [5, 5, 2]);

    let incidents = A::reader(&server).all(&list.query(Query::new().top(2))).unwrap();
    let mut ids: Vec<_> = incidents.iter().filter_map(|incident| incident.id()).collect();
    ids.dedup();
    assert_eq!(ids.len(), 12);
}

fn incidents_of_every_type_are_read<A: Adapter>() {
    let server = Server::start().unwrap();
    for (alert, kind) in [
        ("InvalidLicenseAlert", "invalidLicenseAlertIncident"),
        ("NoMfaOnRoleActivationAlert", "noMfaOnRoleActivationAlertIncident"),
        ("RedundantAssignmentAlert", "redundantAssignmentAlertIncident"),
        ("RolesAssignedOutsidePimAlert", "rolesAssignedOutsidePrivilegedIdentityManagementAlertIncident"),
        ("SequentialActivationRenewalsAlert", "sequentialActivationRenewalsAlertIncident"),
        ("StaleSignInAlert", "staleSignInAlertIncident"),
    ] {
        let request = root().alerts(alert_id(alert)).alert_incidents(INCIDENT).get();
        let incident = A::reader(&server).send(&request).unwrap();
        assert!(!matches!(incident, Incident::Unknown(_)), "{incident:?}");
        let value = graph_models::to_value(&incident).unwrap();
        assert_eq!(value["@odata.type"], format!("#microsoft.graph.{kind}"));
        assert_eq!(value["id"], INCIDENT);
    }
}

fn an_incident_is_remediated<A: Adapter>() {
    let server = Server::start().unwrap();
    let path = root().alerts(stale()).alert_incidents(INCIDENT);
    // The first answer is 200, the second is 204.
    for _ in 0..2 {
        assert_eq!(A::of(&server).send(&path.remediate()).unwrap(), NoContent::default());
    }
    assert_eq!(server.remediated(), [(stale(), INCIDENT.to_owned(), 2)]);

    let path = root().alerts(alert_id("SequentialActivationRenewalsAlert")).alert_incidents(INCIDENT);
    let error = A::of(&server).send(&path.remediate()).unwrap_err();
    assert_eq!(error.as_graph().map(|said| said.status().as_u16()), Some(400));
    assert_eq!(server.remediated().len(), 1);
}

fn definitions_are_listed<A: Adapter>() {
    let server = Server::start().unwrap();
    let query = Query::new().filter(Definition::IS_REMEDIATABLE.eq(false));
    let request = root().alert_definitions_collection().list().query(query);
    let definitions = A::reader(&server).all(&request).unwrap();
    let ids: Vec<_> = definitions.into_iter().filter_map(|definition| definition.id).collect();
    assert_eq!(ids, ["InvalidLicenseAlert", "SequentialActivationRenewalsAlert"].map(alert_id));
}

fn a_definition_is_read<A: Adapter>() {
    let server = Server::start().unwrap();
    let definition = A::reader(&server).send(&root().alert_definitions(stale()).get()).unwrap();
    assert_eq!((definition.is_remediatable, definition.is_configurable), (Some(true), Some(true)));

    let error = A::reader(&server).send(&root().alert_definitions("it's/not?here").get()).unwrap_err();
    let said = error.as_graph().unwrap();
    assert_eq!((said.status().as_u16(), said.code()), (404, Some("ResourceNotFound")));
    assert!(said.message().unwrap().contains("it's/not?here"));
}

fn configurations_are_listed<A: Adapter>() {
    let server = Server::start().unwrap();
    let query = Query::new().expand_all();
    let request = root().alert_configurations_collection().list().query(query);
    let configurations = A::reader(&server).all(&request).unwrap();
    assert_eq!(configurations.len(), 7);
    for configuration in &configurations {
        assert!(!matches!(configuration, Configuration::Unknown(_)), "{configuration:?}");
        let value = graph_models::to_value(configuration).unwrap();
        assert_eq!(value["alertDefinition"]["id"], value["alertDefinitionId"]);
    }
}

fn a_configuration_is_read<A: Adapter>() {
    let server = Server::start().unwrap();
    let id = alert_id("SequentialActivationRenewalsAlert");
    let configuration = A::reader(&server).send(&root().alert_configurations(id).get()).unwrap();
    let Configuration::SequentialActivationRenewalsAlertConfiguration(renewals) = configuration else {
        panic!("{configuration:?}")
    };
    assert_eq!(renewals.sequential_activation_counter_threshold, Some(3));
    assert_eq!(renewals.time_interval_between_activations.unwrap().to_string(), "PT15M");
}

fn configurations_are_updated<A: Adapter>() {
    let server = Server::start().unwrap();
    let patch = Patch::new()
        .set(StaleSignInAlertConfiguration::IS_ENABLED, false)
        .set(StaleSignInAlertConfiguration::DURATION, "P45D".parse::<Duration>().unwrap());
    let request = root().alert_configurations(stale()).update(patch);
    assert_eq!(A::of(&server).send(&request).unwrap(), None);
    assert_eq!(server.configuration(&stale(), "isEnabled"), Some(false.into()));
    assert_eq!(server.configuration(&stale(), "duration"), Some("P45D".into()));

    // Without `@odata.type`, or with the type of another alert, the service refuses the request.
    let other = Patch::new().set(SequentialActivationRenewalsAlertConfiguration::IS_ENABLED, true);
    let untyped = Patch::new().set(StaleSignInAlertConfiguration::IS_ENABLED, true).without_odata_type();
    for request in [
        root().alert_configurations(stale()).update(other),
        root().alert_configurations(stale()).update(untyped),
    ] {
        let error = A::of(&server).send(&request).unwrap_err();
        assert_eq!(error.as_graph().map(|said| said.status().as_u16()), Some(400), "{error}");
    }
    assert_eq!(server.configuration(&stale(), "isEnabled"), Some(false.into()));
}

fn an_operation_is_read<A: Adapter>() {
    let server = Server::start().unwrap();
    server.finish_after(0);
    A::of(&server).send(&root().alerts(stale()).refresh()).unwrap();
    // The colon in the id stays in its URL segment.
    let request = root().operations(format!("refresh:{}", stale())).get();
    let operation = A::reader(&server).send(&request).unwrap();
    assert_eq!(operation.status, Some(LongRunningOperationStatus::Succeeded));
    assert!(server.received().last().unwrap().target.contains("/operations/refresh%3ADirectoryRole_"));
}

fn work_that_fails_says_why<A: Adapter>() {
    let server = Server::start().unwrap();
    server.finish_after(0);
    server.fail_operations();
    let accepted = A::of(&server).send(&root().alerts(stale()).refresh()).unwrap();
    let mut poll = Poll::new(&service(&server), &accepted).unwrap();
    let PollStep::Failed(operation) = A::of(&server).poll(&mut poll).unwrap() else { panic!("it fails") };
    assert_eq!(
        (operation.result_location(), operation.detail()),
        (None, Some("The directory did not answer."))
    );
}
