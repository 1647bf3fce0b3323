//! Tests of patches for alerts and their configurations, as requests send them.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use graph_models::beta::{
    StaleSignInAlertConfiguration, UnifiedRoleManagementAlert, UnifiedRoleManagementAlertConfiguration,
};
use graph_models::edm::Duration;
use graph_models::{Patch, to_value};
use serde_json::json;

/// The service requires the type here, because the declared type of the resource is abstract.
#[test]
fn a_configuration_says_its_type() {
    let patch = Patch::new()
        .set(StaleSignInAlertConfiguration::IS_ENABLED, true)
        .set(StaleSignInAlertConfiguration::DURATION, "P30D".parse::<Duration>().unwrap())
        .clear(StaleSignInAlertConfiguration::SCOPE_ID);
    let expected = json!({
        "@odata.type": "#microsoft.graph.staleSignInAlertConfiguration",
        "isEnabled": true,
        "scopeId": null,
        "duration": "P30D",
    });
    assert_eq!(to_value(&patch).unwrap(), expected);
    assert_eq!(to_value(&patch.upcast::<UnifiedRoleManagementAlertConfiguration>()).unwrap(), expected);
}

/// Alerts have no derived types, so the service needs no `@odata.type`.
#[test]
fn an_alert_is_dismissed_by_one_property() {
    let patch = Patch::new().set(UnifiedRoleManagementAlert::IS_ACTIVE, false);
    assert_eq!(to_value(&patch).unwrap(), json!({"isActive": false}));
}

#[test]
fn what_was_read_is_changed_and_sent_back_as_a_difference() {
    let received = json!({
        "@odata.context": "https://graph.microsoft.com/beta/$metadata#configurations/$entity",
        "@odata.type": "#microsoft.graph.staleSignInAlertConfiguration",
        "id": "DirectoryRole_9f1a_StaleSignInAlert",
        "isEnabled": true,
        "duration": "P30D",
        "alertDefinition": {"id": "DirectoryRole_9f1a_StaleSignInAlert"},
    });
    let before: UnifiedRoleManagementAlertConfiguration = graph_models::from_value(received).unwrap();
    assert_eq!(UnifiedRoleManagementAlertConfiguration::IS_ENABLED.get(&before), Some(&true));
    let mut after = before.clone();
    let stale = after.as_model_mut().downcast_mut::<StaleSignInAlertConfiguration>().unwrap();
    stale.duration = Some("P45D".parse().unwrap());
    stale.alert_definition = None.into();
    let patch = Patch::diff(&before, &after).unwrap();
    assert_eq!(
        to_value(&patch).unwrap(),
        json!({"@odata.type": "#microsoft.graph.staleSignInAlertConfiguration", "duration": "P45D"})
    );
    assert!(Patch::diff(&before, &before).unwrap().is_empty());
}
