//! Tests of values of a hierarchy: the tag may be anywhere, be odd, or be missing.

use crate::sample::{EmptyIncident, Incident, Owner, SimpleIncident};
use graph_models_core::{ModelExt, from_str, strict, to_string, to_value};
use serde_json::{Value, json};

#[track_caller]
fn round_trip(text: &str) -> Incident {
    let incident: Incident = from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(to_value(&incident).unwrap(), text.parse::<Value>().unwrap());
    assert_eq!(from_str::<Incident>(&to_string(&incident).unwrap()).unwrap(), incident);
    assert_eq!(incident.clone(), incident);
    incident
}

#[test]
fn the_tag_may_stand_anywhere() {
    for text in [
        r##"{"@odata.type": "#sample.simpleIncident", "id": "1", "activationCount": 2, "more": [1]}"##,
        r##"{"id": "1", "@odata.type": "#sample.simpleIncident", "activationCount": 2, "more": [1]}"##,
        r##"{"more": [1], "id": "1", "activationCount": 2, "@odata.type": "#sample.simpleIncident"}"##,
    ] {
        let incident = round_trip(text);
        let simple = incident.as_model().downcast_ref::<SimpleIncident>().unwrap();
        assert_eq!((simple.id.as_deref(), simple.activation_count), (Some("1"), Some(2)));
        assert!(
            !incident.is_unknown()
                && incident.as_model().is::<SimpleIncident>()
                && !incident.as_model().is::<EmptyIncident>()
        );
        assert!(to_string(&incident).unwrap().starts_with(r##"{"@odata.type":"#sample.simpleIncident""##));
    }
}

#[test]
fn a_value_is_what_its_bases_are() {
    let incident = round_trip(r##"{"@odata.type": "#sample.simpleIncident"}"##);
    assert!(incident.as_model().is_a("sample.simpleIncident") && incident.as_model().is_a("sample.incident"));
    assert!(!incident.as_model().is_a("sample.emptyIncident") && !incident.as_model().is_a("simpleIncident"));
    let unknown = round_trip(r##"{"@odata.type": "#sample.newIncident"}"##);
    assert!(unknown.as_model().is_a("sample.incident") && !unknown.as_model().is_a("sample.newIncident"));
}

#[test]
fn the_tag_may_look_odd() {
    for tag in [
        "sample.emptyIncident",
        "#Sample.EmptyIncident",
        "https://graph.microsoft.com/v1.0/$metadata#sample.emptyIncident",
        "$metadata#sample.emptyIncident",
    ] {
        let incident = round_trip(&json!({"@odata.type": tag, "id": "1"}).to_string());
        assert!(incident.as_model().is::<EmptyIncident>(), "{tag}");
        assert_eq!(incident.as_model().odata_type().as_deref(), Some(tag));
    }
}

#[test]
fn an_unknown_type_keeps_everything() {
    for text in [
        r##"{"@odata.type": "#sample.newIncident", "id": "1", "activationCount": "no number here"}"##,
        r##"{"id": "1", "x": null, "@odata.type": "#sample.newIncident"}"##,
        r#"{"id": "1"}"#,
        r##"{"@odata.type": "#sample.incident", "id": "1"}"##,
        "{}",
    ] {
        assert!(round_trip(text).is_unknown(), "{text}");
    }
}

#[test]
fn a_known_type_with_a_bad_body_keeps_its_type() {
    for text in [
        r##"{"@odata.type": "#sample.simpleIncident", "activationCount": "x"}"##,
        r##"{"activationCount": "x", "@odata.type": "#sample.simpleIncident"}"##,
    ] {
        let incident = round_trip(text);
        assert!(matches!(&incident, Incident::SimpleIncident(simple) if simple.activation_count.is_none()));
        assert!(strict::from_str::<Incident>(text).is_err());
    }
}

#[test]
fn a_value_made_by_hand_gets_its_tag() {
    let mut simple = SimpleIncident::default();
    simple.id = Some("1".to_owned());
    assert_eq!(to_value(&simple).unwrap(), json!({"id": "1"}));
    let incident = Incident::from(simple);
    assert_eq!(to_value(&incident).unwrap(), json!({"@odata.type": "#sample.simpleIncident", "id": "1"}));
}

#[test]
fn a_value_from_elsewhere_gets_its_tag() {
    let simple: SimpleIncident = from_str(r##"{"@odata.type": "#sample.other"}"##).unwrap();
    let incident = Incident::from(simple);
    assert_eq!(to_value(&incident).unwrap(), json!({"@odata.type": "#sample.simpleIncident"}));
}

#[test]
fn a_request_may_force_or_forbid_the_tag() {
    let mut incident = Incident::from(EmptyIncident::default());
    incident.as_model_mut().downcast_mut::<EmptyIncident>().unwrap().id = Some("1".to_owned());
    incident.as_model_mut().extra_mut().forbid_odata_type();
    assert_eq!(to_value(&incident).unwrap(), json!({"id": "1"}));
    let mut owner = Owner::default();
    graph_models_core::ModelExt::extra_mut(&mut owner).force_odata_type();
    assert_eq!(to_value(&owner).unwrap(), json!({"@odata.type": "#sample.owner"}));
}

#[test]
fn how_a_type_was_named_takes_no_part_in_equality() {
    let read = |tag: &str| from_str::<Incident>(&json!({"@odata.type": tag}).to_string()).unwrap();
    assert_eq!(read("#sample.emptyIncident"), read("SAMPLE.emptyIncident"));
    assert_eq!(read("#sample.emptyIncident"), Incident::from(EmptyIncident::default()));
    assert_ne!(read("#sample.a"), read("#sample.b"));
    assert_ne!(read("#sample.emptyIncident"), read("#sample.simpleIncident"));
}
