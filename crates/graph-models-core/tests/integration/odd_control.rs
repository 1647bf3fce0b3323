//! Tests of counts and links that are not of their type: they are listed, and refused by strict reading.

use crate::sample::SimpleIncident;
use graph_models_core::{ModelExt, Page, Reading, from_value, strict, to_value};
use serde_json::{Value, json};

/// Checks the deviations of a page with one entry beside its items. `None` stands for no deviation.
#[track_caller]
fn assert_page(name: &str, value: &Value, expected: Option<(&str, Reading)>) {
    let payload = json!({"value": [{"id": "1"}], (name): value});
    let page: Page<SimpleIncident> = from_value(payload.clone()).unwrap();
    assert_eq!(to_value(&page).unwrap(), payload);
    assert_listed(name, value, expected, &page.deviations());
    assert_eq!(strict::from_value::<Page<SimpleIncident>>(payload).is_err(), expected.is_some(), "{value}");
}

/// Checks the deviations of an object with one entry.
#[track_caller]
fn assert_object(name: &str, value: &Value, expected: Option<(&str, Reading)>) {
    let payload = json!({ (name): value });
    let incident: SimpleIncident = from_value(payload.clone()).unwrap();
    assert_eq!(to_value(&incident).unwrap(), payload);
    assert_listed(name, value, expected, &incident.deviations());
    assert_eq!(strict::from_value::<SimpleIncident>(payload).is_err(), expected.is_some(), "{value}");
}

#[track_caller]
fn assert_listed(
    name: &str,
    value: &Value,
    expected: Option<(&str, Reading)>,
    found: &graph_models_core::Deviations<'_>,
) {
    let found: Vec<_> = found
        .iter()
        .map(|it| (it.path().to_owned(), it.declared(), it.reading(), it.received().cloned()))
        .collect();
    let expected = expected
        .map(|(declared, reading)| (name.to_owned(), declared.to_owned(), reading, Some(value.clone())));
    assert_eq!(found, Vec::from_iter(expected), "{name}: {value}");
}

const KEPT_TEXT: Option<(&str, Reading)> = Some(("Edm.String", Reading::Kept));
const KEPT_NUMBER: Option<(&str, Reading)> = Some(("Edm.Int64", Reading::Kept));
const UNDERSTOOD: Option<(&str, Reading)> = Some(("Edm.String", Reading::Understood));

#[test]
fn links_that_are_no_text_are_listed() {
    for (value, expected) in [
        (json!(5), KEPT_TEXT),
        (json!({"href": "https://example.com/"}), KEPT_TEXT),
        (json!([]), KEPT_TEXT),
        (json!(["a", "b"]), KEPT_TEXT),
        (json!([5]), KEPT_TEXT),
        (json!(["a"]), UNDERSTOOD),
        (json!("a"), None),
        (json!(""), None),
        (json!(null), None),
    ] {
        for name in ["@odata.nextLink", "@odata.deltaLink"] {
            assert_page(name, &value, expected);
            assert_object(name, &value, expected);
            for property in ["children", "related", "tags", "unknown"] {
                assert_object(&format!("{property}{name}"), &value, expected);
            }
        }
    }
}

#[test]
fn counts_that_are_no_number_are_listed() {
    for (value, expected) in [
        (json!("many"), KEPT_NUMBER),
        (json!(1.5), KEPT_NUMBER),
        (json!({}), KEPT_NUMBER),
        (json!([1]), KEPT_NUMBER),
        (json!(true), KEPT_NUMBER),
        (json!(7), None),
        (json!("7"), None),
        (json!(null), None),
    ] {
        assert_page("@odata.count", &value, expected);
        for name in ["@odata.count", "children@odata.count", "tags@odata.count", "unknown@odata.count"] {
            assert_object(name, &value, expected);
        }
    }
    // The field of a navigation property does not take these.
    for value in [json!(-1), json!("007")] {
        assert_object("children@odata.count", &value, KEPT_NUMBER);
        assert_page("@odata.count", &value, None);
    }
}

#[test]
fn control_information_without_a_type_here_is_not_listed() {
    for name in
        ["@odata.context", "children@odata.context", "@odata.other", "children@sample.count", "#action"]
    {
        for value in [json!(5), json!({"a": 1}), json!(["a"])] {
            assert_object(name, &value, None);
        }
    }
}

#[test]
fn an_array_with_one_link_is_the_link_of_the_expansion() {
    let incident: SimpleIncident =
        from_value(json!({"children@odata.nextLink": ["n"], "children@odata.deltaLink": [""]})).unwrap();
    assert_eq!((incident.children.next_link(), incident.children.delta_link()), (Some("n"), None));
    let annotations = incident.annotations("children");
    assert_eq!((annotations.next_link(), annotations.delta_link()), (Some("n"), None));
}

#[test]
fn a_count_that_the_field_replaces_is_not_listed() {
    let mut incident: SimpleIncident = from_value(json!({"children@odata.count": "many"})).unwrap();
    assert_eq!(incident.deviations().len(), 1);
    incident.children.set_count(Some(1));
    assert!(incident.deviations().is_empty());
}

#[test]
fn messages_show_no_link_and_no_count() {
    let secret = json!({"value": [], "@odata.nextLink": {"s3cret": "s3cret"}, "@odata.count": "s3cret"});
    let page: Page<SimpleIncident> = from_value(secret).unwrap();
    let told = page.deviations().to_string();
    assert_eq!(
        told,
        "@odata.count: expected Edm.Int64, found a text; kept as received\n\
         @odata.nextLink: expected Edm.String, found an object; kept as received",
    );
}
