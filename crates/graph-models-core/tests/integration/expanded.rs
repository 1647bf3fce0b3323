//! Tests of navigation properties: their values, and the control information of expansions.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;

use crate::sample::{EmptyIncident, Incident, IncidentBase, SimpleIncident};
use graph_models_core::model::{Expanded, Navigation};
use graph_models_core::request::{Change, RemovalReason};
use graph_models_core::{ModelExt, Page, from_str, from_value, strict, to_string, to_value};
use serde_json::{Value, json};

fn read(payload: &Value) -> SimpleIncident {
    let incident: SimpleIncident = from_value(payload.clone()).unwrap();
    assert_eq!(to_value(&incident).unwrap(), *payload);
    assert_eq!(incident.clone(), incident);
    assert_eq!(to_value(&incident.clone()).unwrap(), *payload);
    incident
}

#[test]
fn is_two_pointers_and_has_all_auto_traits_whatever_it_holds() {
    fn has_all<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe>() {}
    has_all::<Expanded<Rc<std::cell::Cell<*mut u8>>>>();
    assert_eq!(size_of::<Expanded<Vec<[u64; 9]>>>(), 2 * size_of::<usize>());
}

#[test]
fn control_information_of_an_expansion_stands_in_the_field() {
    let payload = json!({
        "children@odata.context": "c", "children@odata.count": 7, "children": [{"id": "1"}],
        "children@odata.nextLink": "n", "children@odata.deltaLink": "d", "children@odata.type": "t",
    });
    let incident = read(&payload);
    let children = &incident.children;
    assert_eq!((children.count(), children.len(), children.context()), (Some(7), 1, Some("c")));
    assert_eq!((children.next_link(), children.delta_link()), (Some("n"), Some("d")));
    assert_eq!(incident.extra().control().len(), 1);
    let annotations = incident.annotations("children");
    assert_eq!((annotations.count(), annotations.next_link()), (Some(7), Some("n")));
    assert_eq!((annotations.odata_type(), annotations.delta_link()), (Some("t"), Some("d")));
    assert_eq!(incident.annotations("related").count(), None);
}

#[test]
fn an_expansion_may_have_a_count_alone() {
    for count in [json!(0), json!("12")] {
        let incident = read(&json!({ "children@odata.count": count }));
        assert!(incident.children.is_none() && incident.children.count().is_some());
        assert!(incident.extra().control().is_empty());
    }
    let null = read(&json!({"children": null, "children@odata.nextLink": ""}));
    assert_eq!((null.children.is_none(), null.children.next_link()), (true, None));
}

#[test]
fn odd_control_information_stays_where_it_was() {
    for (name, odd) in [
        ("children@odata.count", json!(-1)),
        ("children@odata.count", json!("many")),
        ("children@odata.count", json!("007")),
        ("children@odata.count", json!(1.5)),
        ("children@odata.count", Value::Null),
        ("children@odata.nextLink", json!(5)),
        ("related@odata.context", json!({})),
        ("children@delta", json!("text")),
        ("children@delta", Value::Null),
        ("related@delta", json!([])),
        ("tags@odata.count", json!(1)),
        ("owner@odata.context", json!("c")),
        ("unknown@odata.count", json!(1)),
    ] {
        let incident = read(&json!({ (name): odd }));
        assert_eq!(incident.extra().control().get(name), Some(&odd), "{name}");
        assert_eq!((incident.children.count(), incident.children.next_link()), (None, None));
    }
}

#[test]
fn the_last_value_of_a_duplicate_key_counts() {
    for text in [
        r#"{"children@odata.count": 1, "children@odata.count": 1}"#,
        r#"{"children@odata.count": 1, "children@odata.count": "x"}"#,
        r#"{"children@odata.count": "x", "children@odata.count": 1}"#,
        r#"{"children@odata.count": "x", "children@odata.count": "y"}"#,
        r#"{"children@odata.nextLink": {"a": 1, "a": 2}}"#,
        r#"{"children@delta": [], "children@delta": []}"#,
        r#"{"children@delta": 1, "children@delta": [{"id": "1"}]}"#,
        r#"{"children@delta": [{"id": "1"}], "children@delta": 1}"#,
        r#"{"children@delta": [{"id": "1"}], "children@delta": null}"#,
        r#"{"children@delta": [{"a": [{"b": 1, "b": 2}]}]}"#,
        r#"{"children@delta": [5, [{"b": 1, "b": 2}]]}"#,
        r#"{"children@delta": {"x": {"b": 1, "b": 2}}}"#,
    ] {
        let incident: SimpleIncident = from_str(text).unwrap();
        assert_eq!(to_value(&incident).unwrap(), text.parse::<serde_json::Value>().unwrap(), "{text}");
        let deviations = incident.deviations();
        let duplicates = deviations.iter().filter(|it| it.message().contains("the key stands twice"));
        assert_eq!(duplicates.count(), 1, "{text}\n{deviations}");
        let error = strict::from_str::<SimpleIncident>(text).unwrap_err().to_string();
        assert!(error.contains("the key stands twice") || text.contains("delta"), "{error}");
    }
}

#[test]
fn values_are_read_set_and_taken() {
    let mut incident = SimpleIncident::default();
    assert!(incident.related.is_none() && incident.children.is_empty() && !incident.children.is_some());
    incident.related.set(EmptyIncident::default());
    assert!(matches!(incident.related.get(), Some(Incident::EmptyIncident(_))));
    assert_eq!(to_string(&incident).unwrap(), r##"{"related":{"@odata.type":"#sample.emptyIncident"}}"##);
    if let Some(related) = incident.related.get_mut() {
        *related = SimpleIncident::default().into();
    }
    assert!(matches!(incident.related.take(), Some(Incident::SimpleIncident(_))));
    assert_eq!(incident, SimpleIncident::default());

    incident.children.push(EmptyIncident::default());
    incident.children.set_count(Some(9));
    for child in &mut incident.children {
        child.as_model_mut().extra_mut().forbid_odata_type();
    }
    assert_eq!(to_string(&incident).unwrap(), r#"{"children@odata.count":9,"children":[{}]}"#);
    let copy = incident.children.clone();
    assert_eq!((copy == incident.children, copy.count()), (true, Some(9)));
    incident.children.set_count(None);
    assert_ne!(copy, incident.children);
    incident.children = incident.children.into_iter().chain([EmptyIncident::default().into()]).collect();
    assert_eq!((incident.children.iter().count(), incident.children.into_inner().unwrap().len()), (2, 2));
    assert!(Expanded::<Incident>::from(None).is_none());
    assert_eq!(to_string(&Expanded::<Incident>::NEW).unwrap(), "null");
    let list = Expanded::<Vec<_>>::from(vec![EmptyIncident::default()]);
    assert_eq!(
        (to_string(&list).unwrap(), format!("{list:?}")),
        ("[{}]".to_owned(), "[sample.emptyIncident]".to_owned())
    );
}

#[test]
fn constants_of_navigation_properties_read_the_value() {
    let related: graph_models_core::model::Field<SimpleIncident, Incident, Navigation> =
        SimpleIncident::RELATED;
    let incident: SimpleIncident = read(&json!({"related": {"id": "1"}, "children": [{}, {}]}));
    assert!(related.get(&incident).is_some_and(Incident::is_unknown));
    assert_eq!(SimpleIncident::CHILDREN.get(&incident).map(Vec::len), Some(2));
    assert!(related.get(&SimpleIncident::default()).is_none());
}

#[test]
fn control_information_in_the_field_goes_before_that_of_the_object() {
    let mut incident = read(&json!({"children@odata.count": "many", "children": []}));
    incident.children.set_count(Some(3));
    assert_eq!(to_value(&incident).unwrap(), json!({"children@odata.count": 3, "children": []}));
}

#[test]
fn changes_of_a_collection_are_items_present_and_removed() {
    let payload = json!({"id": "g", "children@delta": [
        {"@odata.type": "#sample.simpleIncident", "id": "1", "severity": "HIGH"},
        null,
        {"@odata.type": "#sample.emptyIncident", "id": "2", "@removed": {"reason": "changed"}},
        5,
        {"@odata.type": "#sample.newIncident", "id": "3", "@removed": {}},
    ]});
    let mut incident = read(&payload);
    assert!(incident.children.is_none() && incident.extra().control().is_empty());
    assert_eq!(incident.children.changed_items().len(), 3);
    let deviations = incident.deviations().to_string();
    assert!(deviations.starts_with("children@delta[3]: "), "{deviations}");
    assert!(strict::from_value::<SimpleIncident>(payload).is_err());
    assert!(format!("{incident:?}").contains("children@delta: [sample.simpleIncident"));

    let changes = incident.children.take_changes();
    let ids: Vec<_> = changes.iter().map(|change| change.id().unwrap().into_owned()).collect();
    assert_eq!(ids, ["1", "2", "3"]);
    assert!(matches!(&changes[0], Change::Present(Incident::SimpleIncident(_))));
    assert!(matches!(&changes[1], Change::Removed { reason: RemovalReason::Changed, .. }));
    assert!(matches!(&changes[2], Change::Removed { item, .. } if item.is_unknown()));
    assert_eq!(to_value(&incident).unwrap(), json!({"id": "g"}));
}

#[test]
fn what_stands_around_a_value_takes_part_in_comparisons() {
    let plain = json!({"children": [{"id": "1"}]});
    for other in [
        json!({"children": [{"id": "1"}], "children@odata.count": 1}),
        json!({"children": [{"id": "1"}], "children@odata.nextLink": "n"}),
        json!({"children": [{"id": "1"}], "children@delta": []}),
        json!({"children": [{"id": "1"}], "children@delta": [{"id": "1"}]}),
    ] {
        assert_ne!(read(&plain), read(&other));
        assert_eq!(read(&other), read(&other));
    }
    assert_eq!(read(&json!({"children@odata.count": 1})), read(&json!({"children@odata.count": "1"})));
}

#[test]
fn links_of_expansions_are_not_shown() {
    let incident = read(&json!({"children@odata.count": 1, "children@odata.nextLink": "s3cret"}));
    let shown = format!("{incident:?} {:?}", incident.annotations("children"));
    assert!(shown.contains("children@odata.count: Number(1)") && !shown.contains("s3cret"), "{shown}");
}

#[test]
fn expansions_in_items_of_pages_are_read_too() {
    let text = r#"{"value":[{"related":{"id":"1"},"children@odata.count":2}]}"#;
    let page: Page<SimpleIncident> = from_str(text).unwrap();
    assert_eq!(page.items()[0].children.count(), Some(2));
    assert_eq!(to_string(&page).unwrap(), text);
    assert!(IncidentBase::default().annotations("children").count().is_none());
}
