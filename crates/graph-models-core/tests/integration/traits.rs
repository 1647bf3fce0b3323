//! Tests of `Debug`, `Clone`, `PartialEq` and the traits of open enums.

use crate::sample::{AlertSeverity, Incident, SimpleIncident};
use graph_models_core::{FlagSet, OpenEnum, Page, from_str, to_string};

#[test]
fn debug_hides_what_may_be_secret() {
    let incident: Incident = from_str(
        r##"{"@odata.type": "#sample.simpleIncident", "id": "1", "secretText": "s3cret", "undeclared": "s3cret",
        "severity": "low", "modes": "low,x", "severities": ["high"], "tags": null, "payload": "s3cret", "owner": {"displayName": "Ann", "x": "s3cret"},
        "@microsoft.graph.downloadUrl": "s3cret", "children": [{"@odata.type": "#sample.new", "y": "s3cret"}]}"##,
    )
    .unwrap();
    let shown = format!("{incident:?}");
    assert!(!shown.contains("s3cret"), "{shown}");
    insta::assert_snapshot!(format!("{incident:#?}"), @r##"
    sample.simpleIncident {
        @odata.type: "#sample.simpleIncident",
        @microsoft.graph.downloadUrl: <redacted>,
        id: "1",
        severity: low,
        tags: null,
        severities: [
            high,
        ],
        modes: low,x,
        owner: sample.owner {
            displayName: "Ann",
            x: <redacted>,
        },
        children: [
            sample.incident {
                @odata.type: "#sample.new",
                y: <redacted>,
            },
        ],
        payload: <redacted>,
        secretText: <redacted>,
        undeclared: <redacted>,
    }
    "##);
}

#[test]
fn models_are_compared_by_field() {
    let read = |text| from_str::<SimpleIncident>(text).unwrap();
    assert_eq!(read(r#"{"severity": "LOW"}"#), read(r#"{"severity": "low"}"#));
    assert_eq!(read(r#"{"a": 1, "b": 2}"#), read(r#"{"b": 2, "a": 1}"#));
    assert_eq!(read(r#"{"modes": "low,high"}"#), read(r#"{"modes": "high,low"}"#));
    for (a, b) in [
        (r#"{"id": "1"}"#, r#"{"id": "2"}"#),
        (r#"{"id": null}"#, "{}"),
        (r#"{"tags": []}"#, "{}"),
        (r#"{"tags": [null]}"#, r#"{"tags": []}"#),
        (r#"{"owner": {}}"#, r#"{"owner": {"displayName": ""}}"#),
        (r#"{"x": 1}"#, r#"{"x": 2}"#),
        (r#"{"@odata.etag": "1"}"#, r#"{"@odata.etag": "2"}"#),
        (r#"{"owners": [{}]}"#, r#"{"owners": [{}, {}]}"#),
    ] {
        assert_ne!(read(a), read(b));
        assert_eq!(read(a), read(a).clone());
    }
}

#[test]
fn open_enums_tell_known_from_unknown() {
    assert_eq!(AlertSeverity::from("low"), AlertSeverity::Low);
    assert_eq!(AlertSeverity::from("LOW"), AlertSeverity::Low);
    assert_eq!(AlertSeverity::from("4"), AlertSeverity::High);
    assert_eq!(AlertSeverity::from("medium").as_str(), "medium");
    assert_eq!(AlertSeverity::try_parse("low"), Ok(AlertSeverity::Low));
    let error = AlertSeverity::try_parse("Low").unwrap_err();
    assert_eq!(error.to_string(), "\"Low\" is not the name of a member of sample.alertSeverity");
    assert_eq!((AlertSeverity::High.value(), AlertSeverity::from("x").value()), (Some(4), None));
    assert!(AlertSeverity::UnknownFutureValue.is_sentinel() && !AlertSeverity::Unknown.is_sentinel());
    assert_eq!(format!("{} {:?}", AlertSeverity::Low, AlertSeverity::from("x")), "low x");
    assert_eq!(from_str::<AlertSeverity>("\"high\"").unwrap(), AlertSeverity::High);
    assert_eq!(to_string(&AlertSeverity::from("new")).unwrap(), "\"new\"");
    assert!(from_str::<AlertSeverity>("null").is_err());
}

#[test]
fn flags_are_a_set() {
    let mut flags: FlagSet<AlertSeverity> =
        [AlertSeverity::High, AlertSeverity::Low, AlertSeverity::High].into_iter().collect();
    assert_eq!((flags.len(), flags.to_string().as_str()), (2, "high,low"));
    assert!(flags.insert("a, low,b".into()) && !flags.insert(AlertSeverity::Low));
    assert_eq!(flags.to_string(), "high,low,a,b");
    assert!(flags.remove(&AlertSeverity::High) && !flags.contains(&AlertSeverity::High));
    assert_eq!(flags, FlagSet::from("b,low,a"));
    assert_eq!(to_string(&flags).unwrap(), "\"low,a,b\"");
    assert_eq!(from_str::<FlagSet<AlertSeverity>>("\"low,a,b\"").unwrap(), flags.clone());
    assert!(FlagSet::<AlertSeverity>::default().is_empty());
    assert_eq!((&flags).into_iter().count(), flags.into_iter().count());
}

#[test]
fn pages_keep_everything() {
    for text in [
        r#"{"value":[]}"#,
        r#"{"@odata.context":"c","@odata.count":5,"@odata.nextLink":"n","value":[{"id":"1"},null,{"severity":"LOW"}],"x":{}}"#,
    ] {
        let page: Page<SimpleIncident> = from_str(text).unwrap();
        assert_eq!(graph_models_core::to_value(&page).unwrap(), text.parse::<serde_json::Value>().unwrap());
        assert_eq!(page.clone(), page);
    }
    let page: Page<AlertSeverity> = from_str(r#"{"value":["LOW", 4]}"#).unwrap();
    assert_eq!(page.items(), [AlertSeverity::Low, AlertSeverity::High]);
    assert_eq!(to_string(&page).unwrap(), r#"{"value":["LOW",4]}"#);
    assert_eq!(to_string(&Page::new(vec![1_i32])).unwrap(), r#"{"value":[1]}"#);
    let page: Page<FlagSet<AlertSeverity>> = from_str(r#"{"value":["low, high"]}"#).unwrap();
    assert_eq!(to_string(&page).unwrap(), r#"{"value":["low, high"]}"#);
}
