//! Tests of patches: properties that are set, cleared, or left alone.

use crate::sample::{AlertSeverity, Incident, Owner, SimpleIncident};
use graph_models_core::__private::property;
use graph_models_core::model::Field;
use graph_models_core::request::EntityId;
use graph_models_core::{ModelExt, Patch, Patchable, to_value};
use serde_json::{Value, json};

const ACTIVATION_COUNT: Field<SimpleIncident, i32> = property(1, "activationCount");
const SEVERITY: Field<SimpleIncident, AlertSeverity> = property(2, "severity");
const OWNER: Field<SimpleIncident, Box<Owner>> = property(8, "owner");

fn incident(value: Value) -> Incident {
    graph_models_core::from_value(value).unwrap()
}

fn diff(old: Value, new: Value) -> Value {
    let patch = Patch::diff(&incident(old), &incident(new)).unwrap();
    to_value(&patch).unwrap()
}

#[test]
fn a_patch_holds_what_was_named() {
    let patch = Patch::<SimpleIncident>::new().set(ACTIVATION_COUNT, 3).set(SEVERITY, "HIGH").clear(OWNER);
    let expected = json!({
        "@odata.type": "#sample.simpleIncident", "activationCount": 3, "severity": "high", "owner": null
    });
    assert_eq!(to_value(&patch).unwrap(), expected);
    assert_eq!(to_value(&patch.upcast::<Incident>()).unwrap(), expected);
}

#[test]
fn the_last_word_counts() {
    let patch = Patch::<SimpleIncident>::new().set(ACTIVATION_COUNT, 3).clear(ACTIVATION_COUNT);
    assert_eq!(to_value(&patch.clone().without_odata_type()).unwrap(), json!({"activationCount": null}));
    let patch = patch.set(ACTIVATION_COUNT, 4).without_odata_type();
    assert_eq!(to_value(&patch).unwrap(), json!({"activationCount": 4}));
}

#[test]
fn nothing_changed_is_an_empty_object() {
    assert_eq!(to_value(&Patch::<SimpleIncident>::new()).unwrap(), json!({}));
    let value = json!({"@odata.type": "#sample.simpleIncident", "id": "1", "tags": ["a", null], "severity": "HIGH", "x": 1});
    assert_eq!(diff(value.clone(), value), json!({}));
}

#[test]
fn the_type_is_said_where_it_is_needed() {
    let owner: Field<Owner, String> = property(0, "displayName");
    let patch = Patch::<Owner>::new().set(owner, "A");
    assert_eq!(to_value(&patch).unwrap(), json!({"displayName": "A"}));
    assert_eq!(
        to_value(&patch.with_odata_type()).unwrap(),
        json!({"@odata.type": "#sample.owner", "displayName": "A"})
    );
}

#[test]
fn a_difference_is_set_or_cleared() {
    let tag = "#sample.simpleIncident";
    assert_eq!(
        diff(
            json!({"@odata.type": tag, "id": "1", "activationCount": 1, "tags": ["a"], "interval": "P1D", "x": 1, "y": 2}),
            json!({"@odata.type": tag, "id": "2", "activationCount": 2, "tags": ["a", null], "x": 3,
                "lastSeenDateTime": "2024-01-01T00:00:00Z", "severity": "HIGH", "children": []}),
        ),
        // The patch has no key, no read-only property, and no contained children.
        json!({"@odata.type": tag, "activationCount": 2, "tags": ["a", null], "interval": null, "severity": "HIGH",
            "x": 3, "y": null})
    );
}

#[test]
fn null_and_absent_do_not_differ() {
    let tag = "#sample.simpleIncident";
    let (null, absent) = (json!({"@odata.type": tag, "interval": null}), json!({"@odata.type": tag}));
    assert_eq!(diff(null.clone(), absent.clone()), json!({}));
    assert_eq!(diff(absent, null), json!({}));
}

#[test]
fn types_cannot_be_patched() {
    let error = Patch::diff(
        &incident(json!({"@odata.type": "#sample.simpleIncident"})),
        &incident(json!({"@odata.type": "#sample.emptyIncident"})),
    )
    .unwrap_err();
    assert_eq!(error.to_string(), "a patch cannot turn a sample.simpleIncident into a sample.emptyIncident");
}

#[test]
fn secrets_are_not_shown() {
    let secret: Field<SimpleIncident, String> = property(13, "secretText");
    let patch = Patch::<SimpleIncident>::new().set(secret, "hunter2");
    assert!(!format!("{patch:?}").contains("hunter2"));
    assert_eq!(patch.changes().info().name(), "sample.simpleIncident");
}

#[test]
fn a_constant_that_lies_is_an_error() {
    let lie: Field<SimpleIncident, String> = property(1, "activationCount");
    let past_the_end: Field<SimpleIncident, String> = property(99, "nothing");
    for patch in [
        Patch::new().set(lie, "3"),
        Patch::new().clear(lie),
        Patch::new().set(ACTIVATION_COUNT, 1).set(lie, "3"),
    ] {
        let error = to_value(&patch.upcast::<Incident>()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "sample.simpleIncident.activationCount is not of the type of its constant"
        );
    }
    assert!(to_value(&Patch::new().set(past_the_end, "3")).is_err());
}

#[test]
fn a_difference_that_no_patch_can_express_is_named() {
    let old = incident(json!({
        "@odata.type": "#sample.simpleIncident", "@odata.etag": "W/1", "id": "1", "lastSeenDateTime": "2026-01-01T00:00:00Z",
        "related": {"@odata.type": "#sample.emptyIncident"}, "children@odata.count": 1,
    }));
    let new = incident(json!({
        "@odata.type": "#sample.simpleIncident", "@odata.etag": "W/2", "id": "2", "activationCount": 3,
        "extension_x": 1.5, "extension_x@odata.type": "#Double",
        "children@odata.bind": ["https://graph.microsoft.com/v1.0/incidents/2"], "children@delta": [{"id": "3"}],
    }));
    let patch = Patch::diff(&old, &new).unwrap();
    assert_eq!(patch.left_out(), ["id", "lastSeenDateTime", "related", "children"]);
    let expected = json!({
        "@odata.type": "#sample.simpleIncident", "activationCount": 3, "extension_x": 1.5, "extension_x@odata.type": "#Double",
        "children@odata.bind": ["https://graph.microsoft.com/v1.0/incidents/2"], "children@delta": [{"id": "3"}],
    });
    assert_eq!(to_value(&patch).unwrap(), expected);
    assert!(Patch::diff(&new, &new).unwrap().is_empty());
}

#[test]
fn the_type_of_a_dynamic_property_goes_with_its_value() {
    let value =
        |x: i32| incident(json!({"@odata.type": "#sample.simpleIncident", "x": x, "x@odata.type": "#Int64"}));
    let patch = Patch::diff(&value(1), &value(2)).unwrap();
    assert_eq!(to_value(&patch).unwrap()["x@odata.type"], "#Int64");
    assert!(Patch::diff(&value(1), &value(1)).unwrap().is_empty());
    let gone = incident(json!({"@odata.type": "#sample.simpleIncident"}));
    let patch = Patch::diff(&value(1), &gone).unwrap();
    assert_eq!(to_value(&patch).unwrap(), json!({"@odata.type": "#sample.simpleIncident", "x": null}));
}

#[test]
fn bindings_follow_the_property() {
    let url = |id: &str| EntityId::from_url(format!("https://graph.microsoft.com/v1.0/incidents/{id}"));
    let patch = Patch::new()
        .bind(SimpleIncident::RELATED, url("1"))
        .bind(SimpleIncident::CHILDREN, url("2"))
        .without_odata_type();
    assert!(!patch.is_empty());
    let expected = json!({
        "related@odata.bind": "https://graph.microsoft.com/v1.0/incidents/1",
        "children@odata.bind": ["https://graph.microsoft.com/v1.0/incidents/2"],
    });
    assert_eq!(to_value(&patch).unwrap(), expected);
    let none = Patch::<SimpleIncident>::new().bind_each(SimpleIncident::CHILDREN, []).without_odata_type();
    assert_eq!(to_value(&none).unwrap(), json!({"children@odata.bind": []}));
    let value =
        SimpleIncident::with(ACTIVATION_COUNT, 1).bind_each(SimpleIncident::CHILDREN, [url("2"), url("3")]);
    assert_eq!(to_value(&value).unwrap()["children@odata.bind"].as_array().map(Vec::len), Some(2));
}

#[test]
fn properties_are_set_by_name() {
    let patch = Patch::<SimpleIncident>::new()
        .set_by_name("activationCount", 3)
        .and_then(|patch| patch.set_by_name("interval", Value::Null))
        .and_then(|patch| patch.set_by_name("children@delta", json!([{"id": "1"}])))
        .and_then(|patch| patch.set_by_name("extension_y", "z"))
        .unwrap()
        .without_odata_type();
    let expected =
        json!({"activationCount": 3, "interval": null, "children@delta": [{"id": "1"}], "extension_y": "z"});
    assert_eq!(to_value(&patch).unwrap(), expected);

    let mut value = incident(
        json!({"@odata.type": "#sample.simpleIncident", "severity": "HIGH", "tags": ["a", null], "interval": ""}),
    );
    let before = value.clone();
    for (name, odd) in [
        ("severity", json!(1.5)),
        ("tags", json!("a")),
        ("activationCount", json!("6")),
        ("@odata.type", json!("x")),
    ] {
        let error = value.set_by_name(name, odd).unwrap_err();
        assert!(error.to_string().contains(name), "{error}");
        assert_eq!(value, before);
    }
    value.set_by_name("tags", json!(["b"])).unwrap();
    value.set_by_name("severity", Value::Null).unwrap();
    value.set_by_name("interval", "P1D").unwrap();
    let expected =
        json!({"@odata.type": "#sample.simpleIncident", "severity": null, "tags": ["b"], "interval": "P1D"});
    assert_eq!(to_value(&value).unwrap(), expected);
}

/// Sets one name after the other. Returns the patch as JSON, without `@odata.type`.
fn set_in_turn(entries: &[&(&str, Value)]) -> Value {
    let set = |patch: Patch<SimpleIncident>, (name, value): &&(&str, Value)| {
        patch.set_by_name(name, value.clone()).unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    to_value(&entries.iter().fold(Patch::new().without_odata_type(), set)).unwrap()
}

#[test]
fn names_are_set_in_any_order() {
    let incident = |id: &str| json!({"@odata.type": "#sample.emptyIncident", "id": id});
    let all = [
        ("activationCount", json!(3)),
        ("interval", Value::Null),
        ("related", incident("1")),
        ("related@odata.context", json!("c")),
        ("children", json!([incident("2")])),
        ("children@odata.count", json!(7)),
        ("children@odata.nextLink", json!("n")),
        ("children@delta", json!([incident("3")])),
        ("extension_y", json!("z")),
        ("extension_y@odata.type", json!("#String")),
    ];
    for first in &all {
        for second in all.iter().filter(|second| second.0 != first.0) {
            let expected = json!({ (first.0): first.1, (second.0): second.1 });
            assert_eq!(set_in_turn(&[first, second]), expected);
            // A value that is set again replaces only itself.
            assert_eq!(set_in_turn(&[first, second, first]), expected);
        }
    }
}

#[test]
fn setting_a_name_costs_no_control_information_of_an_expansion() {
    let received = json!({
        "children@odata.count": 7, "children": [], "children@odata.nextLink": "n",
        "related@odata.context": "c", "children@delta": [{"id": "1"}],
    });
    for (name, value) in
        [("activationCount", json!(1)), ("children", json!([{"id": "2"}])), ("related", Value::Null)]
    {
        let mut incident: SimpleIncident = graph_models_core::from_value(received.clone()).unwrap();
        incident.set_by_name(name, value.clone()).unwrap();
        let mut expected = received.clone();
        expected[name] = value;
        assert_eq!(to_value(&incident).unwrap(), expected, "{name}");
    }
}
