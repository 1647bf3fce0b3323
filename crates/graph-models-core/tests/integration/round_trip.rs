//! Decoded values are encoded as the same JSON.

use crate::sample::{AlertSeverity, Incident, SimpleIncident};
use graph_models_core::{ModelExt, edm, from_str, from_value, to_string, to_value};
use serde_json::{Value, json};

#[track_caller]
fn round_trip(payload: Value) -> SimpleIncident {
    let text = payload.to_string();
    let incident: SimpleIncident = from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(to_value(&incident).unwrap(), payload);
    let again: SimpleIncident = from_str(&to_string(&incident).unwrap()).unwrap();
    assert_eq!(again, incident);
    assert_eq!(from_value::<SimpleIncident>(payload).unwrap(), incident);
    assert_eq!(incident.clone(), incident);
    assert_eq!(to_value(&incident.clone()).unwrap(), to_value(&incident).unwrap());
    incident
}

#[test]
fn everything_at_once() {
    let incident = round_trip(json!({
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#incidents/$entity",
        "@odata.etag": "W/\"1\"",
        "@odata.id": "incidents('1')",
        "id": "1",
        "activationCount": 3,
        "severity": "high",
        "lastSeenDateTime": "2024-02-29T07:59:59.1234567Z",
        "interval": "P30D",
        "tags": ["a", "b"],
        "severities": ["low", "brandNew"],
        "modes": "low,high",
        "owner": {"displayName": "Ann", "extension": {"a": [1, 2.5, null]}},
        "owners": [{"displayName": "Ann"}, {}],
        "related": {"@odata.type": "#sample.emptyIncident", "id": "2"},
        "children": [
            {"@odata.type": "#sample.simpleIncident", "activationCount": 1},
            {"@odata.type": "#sample.newIncident", "id": "3", "more": true},
        ],
        "children@odata.count": 2,
        "payload": {"any": ["json"]},
        "secretText": "s3cret",
        "#sample.remediate": {"title": "remediate"},
        "undeclared": [{"x": 1}],
    }));
    assert_eq!(incident.id.as_deref(), Some("1"));
    assert_eq!(incident.severity, Some(AlertSeverity::High));
    assert_eq!(incident.interval.as_ref().unwrap().whole_seconds(), 2_592_000);
    assert_eq!(incident.owners.as_ref().unwrap().len(), 2);
    assert_eq!(incident.extra().etag(), Some("W/\"1\""));
    assert_eq!(incident.extra().odata_id(), Some("incidents('1')"));
    assert!(incident.extra().context().is_some());
    assert_eq!(incident.extra().control().len(), 4);
    assert_eq!(incident.children.count(), Some(2));
    assert_eq!(incident.extra().undeclared().iter().count(), 1);
    assert_eq!(incident.extra().undeclared().get("undeclared"), Some(&json!([{"x": 1}])));
    assert!(matches!(incident.related.get(), Some(Incident::EmptyIncident(_))));
    assert!(incident.children.as_slice()[1].is_unknown());
}

#[test]
fn null_and_absent_differ() {
    let incident =
        round_trip(json!({"id": null, "tags": null, "owner": null, "related": null, "payload": null}));
    assert_eq!(incident.id, None);
    assert!(incident.extra().is_null(0) && !incident.extra().is_null(1));
    assert_ne!(incident, SimpleIncident::default());
    round_trip(json!({}));
}

#[test]
fn a_value_ends_the_null_it_replaces() {
    let mut incident = round_trip(json!({"id": null}));
    incident.id = Some("1".to_owned());
    assert_eq!(to_value(&incident).unwrap(), json!({"id": "1"}));
    assert_eq!(incident, round_trip(json!({"id": "1"})));
}

#[test]
fn null_items_keep_their_places() {
    let mut incident = round_trip(json!({
        "tags": [null, "a", null, null, "b", null],
        "severities": [null, "LOW", null],
        "owners": [null, {}],
        "children": [null],
    }));
    assert_eq!(incident.tags.as_deref().unwrap(), ["a", "b"]);
    incident.tags.as_mut().unwrap().push("c".to_owned());
    assert_eq!(to_value(&incident).unwrap()["tags"], json!(["a", "b", "c"]));
}

#[test]
fn enums_are_open_and_keep_what_was_received() {
    let mut incident = round_trip(
        json!({"severity": "HIGH", "severities": ["Low", 4, "4", 99, "new", ""], "modes": "low, HIGH"}),
    );
    assert_eq!(incident.severity, Some(AlertSeverity::High));
    let severities = incident.severities.as_ref().unwrap();
    assert_eq!(severities[..3], [AlertSeverity::Low, AlertSeverity::High, AlertSeverity::High]);
    assert_eq!(severities[3].as_str(), "99");
    assert_eq!(incident.modes.as_ref().unwrap().to_string(), "low,high");

    incident.severity = Some(AlertSeverity::Low);
    incident.severities.as_mut().unwrap()[1] = AlertSeverity::Unknown;
    let json = to_value(&incident).unwrap();
    assert_eq!(json["severity"], "low");
    assert_eq!(json["severities"], json!(["Low", "unknown", "4", 99, "new", ""]));
}

#[test]
fn flags_in_every_form() {
    for modes in [
        json!("low,high"),
        json!("high,low"),
        json!("low,new"),
        json!(""),
        json!(6),
        json!("6"),
        json!("low,low"),
        json!(", low"),
    ] {
        round_trip(json!({"modes": modes}));
    }
    let incident = round_trip(json!({"modes": 6}));
    assert_eq!(incident.modes.unwrap().to_string(), "low,high");
    assert_eq!(round_trip(json!({"modes": 22})).modes.unwrap().to_string(), "low,high,16");
}

#[test]
fn odd_numbers_are_not_changed() {
    let mut incident = round_trip(json!({"activationCount": 5.0}));
    assert_eq!(incident.activation_count, Some(5));
    incident.activation_count = Some(6);
    assert_eq!(to_value(&incident).unwrap(), json!({"activationCount": 6}));
    round_trip(json!({"activationCount": -3}));
}

#[test]
fn dates_and_durations_keep_their_text() {
    for text in [
        "2024-02-29T07:59Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.9999999Z",
        "2024-02-29t07:59:59+02:00",
    ] {
        round_trip(json!({"lastSeenDateTime": text}));
    }
    let incident = round_trip(json!({"interval": "P1Y"}));
    assert_eq!(incident.interval.unwrap(), "P365D".parse::<edm::Duration>().unwrap());
}

#[test]
fn a_type_outside_a_hierarchy_is_kept() {
    for tag in ["#sample.simpleIncident", "sample.simpleIncident", "#sample.somethingElse"] {
        let incident = round_trip(json!({"@odata.type": tag}));
        assert_eq!(incident.odata_type().as_deref(), Some(tag));
    }
}

#[test]
fn more_than_a_few_undeclared_names() {
    let mut payload = serde_json::Map::new();
    for index in 0..200 {
        payload.insert(format!("undeclared{index}"), index.into());
        payload.insert(format!("undeclared{index}@odata.type"), "#Int32".into());
    }
    let incident = round_trip(payload.into());
    assert_eq!((incident.extra().undeclared().len(), incident.extra().control().len()), (200, 200));
}

#[test]
fn an_undeclared_property_cannot_shadow_a_declared_one() {
    let mut incident = SimpleIncident::default();
    incident.extra_mut().undeclared_mut().insert("id", 1.into()).unwrap();
    let error = to_value(&incident).unwrap_err().to_string();
    assert_eq!(error, "sample.simpleIncident.id is declared: set the field");
}
