//! Tests that one odd value never makes an answer unreadable: it is kept, written back and reported, at every place.

use std::fmt::Debug;

use crate::sample::{AlertSeverity, Incident, SimpleIncident};
use graph_models_core::{
    Deviation, Document, FromJson, ModelExt, Page, Patch, Reading, ToJson, deviations, from_str, from_value,
    strict, to_string, to_value,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Decodes a payload with one deviation, which must be reported at the given path.
#[track_caller]
fn read<T>(payload: &Value, path: &str, reading: Reading) -> T
where
    T: FromJson + ToJson + DeserializeOwned + Serialize + Document + Clone + PartialEq + Debug,
{
    let text = payload.to_string();
    let value: T = from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(&to_value(&value).unwrap(), payload);
    assert_eq!(to_string(&value).unwrap().parse::<Value>().unwrap(), *payload);
    assert_eq!(from_value::<T>(payload.clone()).unwrap(), value);
    let copy = value.clone();
    assert_eq!(copy, value);
    assert_eq!(&to_value(&copy).unwrap(), payload);
    let told: Vec<_> = deviations(&value).into_iter().collect();
    let places: Vec<_> = told.iter().map(Deviation::path).collect();
    assert_eq!(places, [path], "{told:?}");
    let told = told.into_iter().next().unwrap();
    assert_eq!(told.reading(), reading, "{told:?}");
    let error = strict::from_str::<T>(&text).unwrap_err().to_string();
    assert!(error.starts_with(told.message()), "{error}\n{told:?}");
    assert!(strict::from_value::<T>(payload.clone()).is_err());
    value
}

/// Returns values that are not of the type of the property, and how they are read.
fn rows() -> Vec<(&'static str, Value, Reading)> {
    use Reading::{Kept, Understood};
    vec![
        ("id", json!(12345), Kept),
        ("id", json!(true), Kept),
        ("id", json!({"a": 1}), Kept),
        ("id", json!(["a"]), Understood),
        ("activationCount", json!("6"), Understood),
        ("activationCount", json!(""), Kept),
        ("activationCount", json!("many"), Kept),
        ("activationCount", json!(4_294_967_296_i64), Kept),
        ("activationCount", json!(1.5), Kept),
        ("activationCount", json!([5]), Understood),
        ("activationCount", json!([[5]]), Kept),
        ("activationCount", json!([5, 6]), Kept),
        ("activationCount", json!([null]), Kept),
        ("activationCount", json!({"x": [1]}), Kept),
        ("severity", json!(true), Kept),
        ("severity", json!(["HIGH"]), Understood),
        ("modes", json!(["low"]), Understood),
        ("modes", json!(["low", "high"]), Kept),
        ("modes", json!(1.5), Kept),
        ("lastSeenDateTime", json!("2026-02-08T12:07:31"), Kept),
        ("lastSeenDateTime", json!("2019-09-27T01:01:04.566"), Kept),
        ("lastSeenDateTime", json!("1974-07-22"), Kept),
        ("lastSeenDateTime", json!(""), Kept),
        ("interval", json!(""), Kept),
        ("interval", json!(86400), Kept),
        ("tags", json!("555"), Understood),
        ("tags", json!(""), Kept),
        ("tags", json!(5), Kept),
        ("tags", json!({}), Kept),
        ("severities", json!("LOW"), Understood),
        ("owner", json!(""), Kept),
        ("owner", json!("Ann"), Kept),
        ("owner", json!([]), Kept),
        ("owner", json!([{"displayName": "Ann", "x": 1}]), Understood),
        ("owners", json!({"displayName": "Ann"}), Understood),
        ("owners", json!("Ann"), Kept),
        ("related", json!([{"@odata.type": "#sample.emptyIncident", "id": "1"}]), Understood),
        ("related", json!(""), Kept),
        ("children", json!({"id": "1", "@odata.type": "#sample.simpleIncident"}), Understood),
        ("children", json!(5), Kept),
        ("secretText", json!(5), Kept),
    ]
}

#[test]
fn a_property_wherever_it_stands() {
    for (name, odd, reading) in rows() {
        let alone = json!({"id": "1", "undeclared": [1], name: odd});
        let simple: SimpleIncident = read(&alone, name, reading);
        assert_eq!(simple.kept(name), (reading == Reading::Kept).then_some(&odd));
        let around = json!({"value": [{"id": "0"}, alone, null], "@odata.count": 2});
        let page: Page<SimpleIncident> = read(&around, &format!("value[1].{name}"), reading);
        assert_eq!(page.items()[1], simple);
        assert_eq!(page.deviations().len(), 1);
        for first in [true, false] {
            let mut typed = serde_json::Map::new();
            let tag = json!("#sample.simpleIncident");
            if first {
                typed.insert("@odata.type".to_owned(), tag.clone());
            }
            typed.extend(alone.as_object().unwrap().clone());
            typed.insert("@odata.type".to_owned(), tag);
            let typed = Value::Object(typed);
            let incident: Incident = read(&typed, name, reading);
            assert!(matches!(incident, Incident::SimpleIncident(_)));
            // The same values are tested in nested objects, and in front of the tag.
            let nested = json!({"children": [null, typed], "@odata.type": "#sample.simpleIncident"});
            read::<Incident>(&nested, &format!("children[1].{name}"), reading);
            let nested = json!({"related": typed});
            read::<SimpleIncident>(&nested, &format!("related.{name}"), reading);
        }
    }
    read::<Incident>(&json!({"@odata.type": "#sample.new", "id": 5, "x": "6"}), "id", Reading::Kept);
    read::<Incident>(&json!({"id": 5}), "id", Reading::Kept);
    read::<SimpleIncident>(&json!({"owner": {"displayName": 1}}), "owner.displayName", Reading::Kept);
}

#[test]
fn items_keep_their_places() {
    use Reading::Kept;
    let payload = json!({"tags": [1, "a", null, {"x": 1}, "b", ["c"]]});
    let mut incident: SimpleIncident = from_value(payload.clone()).unwrap();
    assert_eq!(incident.tags.as_deref().unwrap(), ["a", "b"]);
    assert_eq!(to_value(&incident).unwrap(), payload);
    let told = deviations(&incident).to_string();
    assert_eq!(
        told,
        "tags[0]: sample.simpleIncident.tags: expected Edm.String, found a number; kept as received\n\
         tags[3]: sample.simpleIncident.tags: expected Edm.String, found an object; kept as received\n\
         tags[5]: sample.simpleIncident.tags: expected Edm.String, found an array; kept as received"
    );
    incident.tags.as_mut().unwrap()[1] = "d".to_owned();
    assert_eq!(to_value(&incident).unwrap()["tags"], json!([1, "a", null, {"x": 1}, "d", ["c"]]));
    incident.tags.as_mut().unwrap().push("e".to_owned());
    assert_eq!(to_value(&incident).unwrap()["tags"], json!(["a", "d", "e"]));
    assert_ne!(incident, from_value(payload).unwrap());

    read::<SimpleIncident>(&json!({"severities": ["low", true]}), "severities[1]", Kept);
    let owners = json!({"owners": [{}, "Ann", {"displayName": "Ben"}]});
    assert_eq!(read::<SimpleIncident>(&owners, "owners[1]", Kept).owners.unwrap().len(), 2);
    read::<SimpleIncident>(&json!({"children": [5, {"id": "1"}]}), "children[0]", Kept);
    let nested = json!({"owners": ["", {"displayName": "a"}], "children": [null, {"id": 1}]});
    let nested: SimpleIncident = from_value(nested).unwrap();
    let told: Vec<_> = deviations(&nested).iter().map(|told| told.path().to_owned()).collect();
    assert_eq!(told, ["owners[0]", "children[1].id"]);
    let nested = json!({"owners": {"displayName": 1}, "related": [{"id": 1}], "tags": [["a"], "b"]});
    let nested: SimpleIncident = from_value(nested).unwrap();
    let told: Vec<_> = deviations(&nested).iter().map(|told| told.path().to_owned()).collect();
    assert_eq!(told, ["tags[0]", "owners", "owners.displayName", "related", "related[0].id"]);
    let page: Page<SimpleIncident> = read(&json!({"value": ["x", {"id": "1"}]}), "value[0]", Kept);
    assert_eq!(page.items().len(), 1);
    let page: Page<i32> = read(&json!({"value": [1, "x", 6]}), "value[1]", Kept);
    assert_eq!(page.items(), [1, 6]);
}

#[test]
fn a_tag_that_is_no_text_says_nothing() {
    for tag in
        [json!(null), json!(5), json!(["#sample.emptyIncident"]), json!({"x": 1}), json!(1.5), json!(true)]
    {
        let simple: SimpleIncident =
            read(&json!({"@odata.type": tag, "id": "1"}), "@odata.type", Reading::Absent);
        assert_eq!(simple.odata_type(), None);
        let page = json!({"value": [{"id": "1", "@odata.type": tag}]});
        let page: Page<Incident> = read(&page, "value[0].@odata.type", Reading::Absent);
        assert!(page.items()[0].is_unknown());
    }
}

#[test]
fn changes_that_are_no_list_are_told() {
    for odd in [json!("text"), json!(5), json!(true), json!("")] {
        let payload = json!({"id": "1", "children@delta": odd});
        let value: SimpleIncident = read(&payload, "children@delta", Reading::Kept);
        let told = value.deviations();
        let told = told.iter().next().unwrap();
        assert_eq!((told.declared().as_str(), told.received()), ("Collection(sample.incident)", Some(&odd)));
        let tagged = json!({"@odata.type": "#sample.simpleIncident", "children@delta": odd});
        let nested = json!({"value": [{"related": tagged}]});
        read::<Page<SimpleIncident>>(&nested, "value[0].related.children@delta", Reading::Kept);
    }
    // Null says that there are no changes, and other names belong to no collection.
    for payload in
        [json!({"children@delta": null}), json!({"related@delta": "x", "owners@delta": "x", "x@delta": 1})]
    {
        let text = payload.to_string();
        assert!(strict::from_str::<SimpleIncident>(&text).unwrap().deviations().is_empty());
    }
}

#[test]
fn what_is_certain_is_read() {
    use Reading::Understood;
    let mut incident: SimpleIncident = read(&json!({"activationCount": "6"}), "activationCount", Understood);
    assert_eq!(incident.activation_count, Some(6));
    incident.activation_count = Some(7);
    assert_eq!(to_value(&incident).unwrap(), json!({"activationCount": 7}));
    assert!(deviations(&incident).is_empty());

    let mut incident: SimpleIncident = read(&json!({"activationCount": [5]}), "activationCount", Understood);
    assert_eq!(incident.activation_count, Some(5));
    incident.activation_count = Some(7);
    assert_eq!(to_value(&incident).unwrap(), json!({"activationCount": 7}));
    assert!(deviations(&incident).is_empty());

    let mut incident: SimpleIncident = read(&json!({"tags": "a"}), "tags", Understood);
    incident.tags.as_mut().unwrap().push("b".to_owned());
    assert_eq!(to_value(&incident).unwrap(), json!({"tags": ["a", "b"]}));

    let mut incident: SimpleIncident = read(&json!({"owners": {"displayName": "a"}}), "owners", Understood);
    incident.owners.as_mut().unwrap()[0].display_name = Some("b".to_owned());
    assert_eq!(to_value(&incident).unwrap(), json!({"owners": {"displayName": "b"}}));
    let incident: SimpleIncident = read(&json!({"severity": ["HIGH"]}), "severity", Understood);
    assert_eq!(incident.severity, Some(AlertSeverity::High));
}

#[test]
fn what_was_kept_gives_way_to_what_is_set() {
    let payload = json!({"lastSeenDateTime": "1974-07-22", "id": "1"});
    let mut incident: SimpleIncident = read(&payload, "lastSeenDateTime", Reading::Kept);
    assert_eq!(incident.kept("lastSeenDateTime"), Some(&json!("1974-07-22")));
    assert_ne!(incident, from_value(json!({"id": "1"})).unwrap());
    let patch = Patch::diff(&from_value(json!({"id": "1", "interval": "P1D"})).unwrap(), &incident).unwrap();
    assert_eq!(to_value(&patch.without_odata_type()).unwrap(), json!({"interval": null}));
    incident.last_seen_date_time = Some("1974-07-22T00:00:00Z".parse().unwrap());
    assert_eq!(to_value(&incident).unwrap()["lastSeenDateTime"], "1974-07-22T00:00:00Z");
    assert!(incident.deviations().is_empty() && incident.kept("lastSeenDateTime").is_none());

    let mut incident: SimpleIncident = from_value(json!({"interval": ""})).unwrap();
    incident.extra_mut().set_null(4, true);
    assert_eq!(to_value(&incident).unwrap(), json!({"interval": null}));
    incident.extra_mut().set_null(4, false);
    assert_eq!(to_value(&incident).unwrap(), json!({}));
}

#[test]
fn texts_say_what_was_odd_and_show_no_secret() {
    let payload = json!({"value": [{}, {"activationCount": "many", "secretText": 12345, "tags": 9876}]});
    let page: Page<SimpleIncident> = from_value(payload).unwrap();
    let told = page.deviations();
    assert_eq!(
        told.to_string(),
        "value[1].activationCount: sample.simpleIncident.activationCount: expected Edm.Int32, found the text \"many\"; \
         kept as received\n\
         value[1].tags: sample.simpleIncident.tags: expected a collection of Edm.String, found a number; \
         kept as received\n\
         value[1].secretText: sample.simpleIncident.secretText: expected Edm.String, found a number; kept as received"
    );
    let tags = told.iter().nth(1).unwrap();
    assert_eq!(
        (tags.property(), tags.declared().as_str(), tags.found()),
        ("sample.simpleIncident.tags", "Collection(Edm.String)", "a number")
    );
    assert_eq!(tags.received(), Some(&json!(9876)));
    assert!(!format!("{told:?} {page:?}").contains("12345"));
}

#[test]
fn lone_surrogates_are_read_and_written_back() {
    let text = r#"{"value":[{"id":"1","secretText":"cut \ud83d"},{"id":"2","x":["\udc00"],"y\ud800":1}]}"#;
    let page: Page<SimpleIncident> = from_str(text).unwrap();
    assert_eq!(to_string(&page).unwrap(), text);
    assert_eq!(page.items()[1].id.as_deref(), Some("2"));
    assert!(page.items()[0].secret_text.as_deref().unwrap().starts_with("cut \u{fffd}"));
    let told: Vec<_> = page.deviations().iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(
        told[0],
        "value[0].secretText: sample.simpleIncident.secretText: expected text of Unicode, \
         found a text with a lone surrogate; read for what it means"
    );
    let error = strict::from_str::<Page<SimpleIncident>>(text).unwrap_err().to_string();
    assert!(error.starts_with("value[0].secretText: sample.simpleIncident.secretText: expected"), "{error}");
    let answer = http::Response::new(text);
    let answered: Page<SimpleIncident> = graph_models_core::request::decode(answer).unwrap();
    assert_eq!(answered, page);
    // A newly set text has no lone surrogate.
    let mut page = page;
    page.items_mut().truncate(1);
    page.items_mut()[0].secret_text = Some("whole \u{1f600}".to_owned());
    assert_eq!(to_string(&page).unwrap(), "{\"value\":[{\"id\":\"1\",\"secretText\":\"whole \u{1f600}\"}]}");
}

#[test]
fn a_document_of_another_shape_is_an_error() {
    for text in ["[]", "[{}]", "5", "\"x\"", "null", "{", r#"{"value": [], "value": []}x"#] {
        assert!(from_str::<SimpleIncident>(text).is_err(), "{text}");
        assert!(from_str::<Incident>(text).is_err() && from_str::<Page<Incident>>(text).is_err(), "{text}");
    }
    for text in
        ["{}", r#"{"value": 5}"#, r#"{"value": null}"#, r#"{"error": {}}"#, r#"{"value": [], "value": []}"#]
    {
        assert!(from_str::<Page<Incident>>(text).is_err(), "{text}");
    }
}

#[test]
fn strict_ends_with_the_call() {
    assert!(strict::from_str::<SimpleIncident>(r#"{"id": 5}"#).is_err());
    assert!(from_str::<SimpleIncident>(r#"{"id": 5}"#).is_ok());
}
