//! Tests of setting a property of a received value: nothing of the former value remains.

use crate::sample::{EmptyIncident, Incident, Owner, SimpleIncident};
use graph_models_core::__private::property;
use graph_models_core::model::Field;
use graph_models_core::request::EntityId;
use graph_models_core::{ModelExt, Patch, Patchable, from_str, to_value};
use serde_json::{Value, json};

const OWNERS: Field<SimpleIncident, Vec<Owner>> = property(9, "owners");

fn read(text: &str) -> SimpleIncident {
    from_str(text).unwrap()
}

#[track_caller]
fn assert_written(value: &SimpleIncident, expected: &Value) {
    assert_eq!(to_value(value).unwrap(), *expected);
    assert!(value.deviations().is_empty(), "{}", value.deviations());
}

#[test]
fn a_list_that_is_set_has_no_items_of_the_received_one() {
    for received in [r#"["a", null]"#, r#"[null, "a", 5]"#, r#""a""#, r#"["a"], "tags": ["b", {}]"#] {
        let incident = read(&format!(r#"{{"tags": {received}}}"#));
        assert_written(&incident.with_each(SimpleIncident::TAGS, ["b"]), &json!({"tags": ["b"]}));
    }
    let incident = read(r#"{"owners": [{}, null]}"#);
    assert_written(&incident.with(OWNERS, vec![Owner::default()]), &json!({"owners": [{}]}));
    let incident = read(r#"{"owners": {}}"#);
    assert_written(&incident.with(OWNERS, vec![Owner::default()]), &json!({"owners": [{}]}));
}

#[test]
fn an_object_that_is_set_has_its_own_form() {
    for received in [r#"[{"displayName": "A"}]"#, r#""odd""#, "null", r#"{"a": 1}, "owner": 5"#] {
        let incident = read(&format!(r#"{{"owner": {received}}}"#));
        let incident = incident.with(SimpleIncident::OWNER, Owner::with(Owner::DISPLAY_NAME, "B"));
        assert_written(&incident, &json!({"owner": {"displayName": "B"}}));
        assert!(!incident.extra().is_null(8));
    }
}

#[test]
fn a_scalar_that_is_set_to_the_same_value_has_its_own_form() {
    let incident = read(r#"{"activationCount": "3", "severity": "HIGH"}"#);
    let incident = incident.with(SimpleIncident::ACTIVATION_COUNT, 3).with(SimpleIncident::SEVERITY, "high");
    assert_written(&incident, &json!({"activationCount": 3, "severity": "high"}));
}

#[test]
fn a_related_value_that_is_set_has_no_count_and_no_link_of_the_former() {
    let received = r#"{
        "children@odata.count": 7, "children": [{"id": "1"}, null], "children@odata.nextLink": "n",
        "children@delta": [{"id": "2"}], "related@odata.context": "c", "related": [{"id": "3"}],
        "children@odata.type": "t"
    }"#;
    let child = || Incident::from(EmptyIncident::default());
    let incident = read(received)
        .with_each(SimpleIncident::CHILDREN, [child()])
        .with(SimpleIncident::RELATED, EmptyIncident::default());
    let tagged = json!({"@odata.type": "#sample.emptyIncident"});
    // The type of the property is no part of the expansion.
    assert_written(&incident, &json!({"children@odata.type": "t", "related": tagged, "children": [tagged]}));
    // It is the same as an assignment to the field.
    let mut assigned = read(received);
    assigned.children.set(vec![child()]);
    assert_eq!(assigned.children, incident.children);
}

#[test]
fn a_patch_forgets_the_difference_that_is_set_anew() {
    let diff = |old: &str, new: &str| Patch::diff(&read(old), &read(new)).unwrap().without_odata_type();
    let patch = diff(r#"{"tags": ["a"]}"#, r#"{"tags": ["b", null]}"#);
    assert_eq!(to_value(&patch).unwrap(), json!({"tags": ["b", null]}));
    assert_eq!(
        to_value(&patch.clone().set_each(SimpleIncident::TAGS, ["c"])).unwrap(),
        json!({"tags": ["c"]})
    );
    assert_eq!(to_value(&patch.clear(SimpleIncident::TAGS)).unwrap(), json!({"tags": null}));
    let patch = diff(r#"{"owner": {}}"#, r#"{"owner": [{"displayName": "A"}]}"#);
    assert_eq!(to_value(&patch).unwrap(), json!({"owner": [{"displayName": "A"}]}));
    let patch = patch.set(SimpleIncident::OWNER, Owner::with(Owner::DISPLAY_NAME, "B"));
    assert_eq!(to_value(&patch).unwrap(), json!({"owner": {"displayName": "B"}}));
}

#[test]
fn each_binding_of_a_collection_is_sent() {
    let url = |id: i32| EntityId::from_url(format!("https://graph.microsoft.com/v1.0/incidents/{id}"));
    let urls = |ids: &[i32]| json!(ids.iter().map(|id| url(*id).as_str().to_owned()).collect::<Vec<_>>());
    let patch = Patch::new()
        .bind(SimpleIncident::CHILDREN, url(1))
        .bind(SimpleIncident::CHILDREN, url(2))
        .bind(SimpleIncident::RELATED, url(3))
        .bind(SimpleIncident::RELATED, url(4))
        .without_odata_type();
    let expected = json!({"children@odata.bind": urls(&[1, 2]), "related@odata.bind": url(4).as_str()});
    assert_eq!(to_value(&patch).unwrap(), expected);
    let patch =
        patch.bind_each(SimpleIncident::CHILDREN, [url(5), url(6)]).bind(SimpleIncident::CHILDREN, url(7));
    assert_eq!(to_value(&patch).unwrap()["children@odata.bind"], urls(&[5, 6, 7]));

    let value = SimpleIncident::default().bind_each(SimpleIncident::CHILDREN, [url(1), url(2)]);
    let value = value.bind(SimpleIncident::CHILDREN, url(3)).bind(SimpleIncident::CHILDREN, url(4));
    assert_eq!(to_value(&value).unwrap(), json!({"children@odata.bind": urls(&[1, 2, 3, 4])}));
    // A binding that was set by its name stays too, in whatever form.
    for (by_name, expected) in [
        (json!(url(1).as_str()), urls(&[1, 2])),
        (urls(&[1, 3]), urls(&[1, 3, 2])),
        (json!(null), urls(&[2])),
    ] {
        let mut value = SimpleIncident::default();
        value.set_by_name("children@odata.bind", by_name).unwrap();
        let value = value.bind(SimpleIncident::CHILDREN, url(2));
        assert_eq!(to_value(&value).unwrap(), json!({"children@odata.bind": expected}));
    }
}
