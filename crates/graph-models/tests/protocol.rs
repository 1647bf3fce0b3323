//! Tests of queries, pages, operations and batches with the types of the slice.

use graph_models::beta::paths::IdentityGovernance;
use graph_models::beta::{
    AlertSeverity, LongRunningOperation, NoMfaOnRoleActivationAlertIncident,
    RefreshUnifiedRoleManagementAlert, StaleSignInAlertConfiguration, StaleSignInAlertIncident,
    UnifiedRoleManagementAlert as Alert, UnifiedRoleManagementAlertConfiguration as Configuration,
    UnifiedRoleManagementAlertDefinition as Definition, UnifiedRoleManagementAlertIncident as Incident,
};
use graph_models::request::{Batch, LongRunning, Pages, Poll, PollStep, Query};
use graph_models::{Operation, Service};

#[test]
fn alerts_are_asked_for_by_scope() {
    let query = Query::<Alert>::new()
        .filter(Alert::SCOPE_ID.eq("/").and(Alert::SCOPE_TYPE.eq("DirectoryRole")))
        .filter(Alert::ALERT_CONFIGURATION.path(Configuration::IS_ENABLED).eq(false))
        .expand((Alert::ALERT_DEFINITION, Alert::ALERT_INCIDENTS));
    assert_eq!(
        query.unencoded(),
        "$expand=alertDefinition,alertIncidents\
         &$filter=scopeId eq '/' and scopeType eq 'DirectoryRole' and alertConfiguration/isEnabled eq false",
    );
    assert_eq!(
        Query::<Alert>::new().filter(Alert::SCOPE_ID.eq("/")).expand_all().to_string(),
        "%24expand=%2A&%24filter=scopeId%20eq%20%27%2F%27",
    );
}

#[test]
fn properties_of_derived_incidents_are_selected_behind_their_type() {
    let query = Query::<Incident>::new()
        .select((Incident::ID, StaleSignInAlertIncident::LAST_SIGN_IN_DATE_TIME))
        .filter(NoMfaOnRoleActivationAlertIncident::ROLE_DISPLAY_NAME.starts_with("Global"))
        .top(5);
    assert_eq!(
        query.unencoded(),
        "$filter=startswith(microsoft.graph.noMfaOnRoleActivationAlertIncident/roleDisplayName,'Global')\
         &$select=id,microsoft.graph.staleSignInAlertIncident/lastSignInDateTime&$top=5",
    );
    let query = Query::<Alert>::new()
        .filter(Alert::ALERT_DEFINITION.path(Definition::SEVERITY_LEVEL).in_([AlertSeverity::High]))
        .filter(Alert::ALERT_CONFIGURATION.path(StaleSignInAlertConfiguration::DURATION).is_not_null())
        .expand(Alert::ALERT_INCIDENTS.with(Query::new().select(StaleSignInAlertIncident::ASSIGNEE_ID)));
    assert_eq!(
        query.unencoded(),
        "$expand=alertIncidents($select=microsoft.graph.staleSignInAlertIncident/assigneeId)\
         &$filter=alertDefinition/severityLevel in ('high') \
         and alertConfiguration/microsoft.graph.staleSignInAlertConfiguration/duration ne null",
    );
}

#[test]
fn a_refresh_is_watched_until_it_is_done() {
    let service = Service::global();
    let refresh = RefreshUnifiedRoleManagementAlert::new("DirectoryRole_9a_Stale");
    let location = "https://graph.microsoft.com/beta/identityGovernance/roleManagementAlerts/operations\
                    ('refresh:DirectoryRole_9a_Stale')";
    let answer = http::Response::builder().status(202).header("location", location).body("").unwrap();
    let accepted = refresh.decode(answer).unwrap();
    let mut poll = Poll::<LongRunningOperation>::new(&service, &accepted).unwrap();
    assert_eq!(poll.request().unwrap().uri().to_string(), location);

    let running = r##"{"@odata.type": "#microsoft.graph.longRunningOperation", "id": "refresh:x",
        "status": "running", "statusDetail": "", "resourceLocation": ""}"##;
    let PollStep::Running(Some(operation)) = poll.read(http::Response::new(running)).unwrap() else {
        panic!("it runs")
    };
    assert_eq!((operation.result_location(), operation.detail()), (None, None));
    let done = r#"{"id": "refresh:x", "status": "succeeded",
        "resourceLocation": "https://graph.microsoft.com/beta/identityGovernance/roleManagementAlerts/alerts/a"}"#;
    let PollStep::Succeeded(operation) = poll.read(http::Response::new(done)).unwrap() else {
        panic!("it is done")
    };
    assert!(service.follows(operation.result_location().unwrap()).is_ok());
}

#[test]
fn incidents_are_remediated_together() {
    let service = Service::us_government_l4();
    let mut batch = Batch::new(&service);
    let alert = IdentityGovernance::role_management_alerts().alerts("a");
    let handles: Vec<_> = (0..25)
        .map(|id| batch.add(&alert.alert_incidents(format!("incident:{id}")).remediate()).unwrap())
        .collect();
    let requests = batch.requests().unwrap();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].uri(), "https://graph.microsoft.us/beta/$batch");
    let body: serde_json::Value = serde_json::from_slice(requests[1].body()).unwrap();
    assert_eq!(
        body["requests"][0],
        serde_json::json!({
            "id": "21",
            "method": "POST",
            "url": "/identityGovernance/roleManagementAlerts/alerts/a/alertIncidents/incident%3A20/remediate",
            "headers": {"Accept": "application/json", "Content-Type": "application/json"},
            "body": {},
        }),
    );
    let mut responses = batch.responses();
    for part in [0..20, 20..25] {
        let answers: Vec<_> =
            part.map(|id| serde_json::json!({"id": (id + 1).to_string(), "status": 204})).collect();
        responses.read(http::Response::new(serde_json::json!({"responses": answers}).to_string())).unwrap();
    }
    assert!(handles.into_iter().all(|handle| responses.take(handle).unwrap().is_ok()));
}

#[test]
fn incidents_are_read_page_by_page() {
    let first = http::Request::get("https://graph.microsoft.com/beta/x").body(bytes::Bytes::new()).unwrap();
    let mut pages = Pages::<Incident>::from_request(&Service::global(), first);
    let page = r##"{"value": [{"@odata.type": "#microsoft.graph.staleSignInAlertIncident", "id": "1"}],
        "@odata.nextLink": "https://graph.microsoft.com/beta/x?$top=5&$skip=5"}"##;
    let page = pages.read(http::Response::new(page)).unwrap();
    assert!(page.items()[0].as_model().is::<StaleSignInAlertIncident>());
    assert_eq!(pages.next_request().unwrap().unwrap().uri().query(), Some("$top=5&$skip=5"));
}
