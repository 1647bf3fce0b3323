//! Tests of the messages of strict reading: path, declaring type, expected type, found value, line and column. No
//! message shows a secret.

use crate::sample::{Incident, SimpleIncident};
use graph_models_core::Page;
use graph_models_core::strict::{from_slice, from_str, from_value};
use serde::Deserialize;

#[track_caller]
fn error(text: &str) -> String {
    from_str::<SimpleIncident>(text).unwrap_err().to_string()
}

#[test]
fn a_value_of_another_type() {
    insta::assert_snapshot!(error(r#"{"id": "1",
  "activationCount": "many"}"#), @r#"sample.simpleIncident.activationCount: expected Edm.Int32, found the text "many" at line 2 column 27"#);
    insta::assert_snapshot!(error(r#"{"activationCount": 3000000000}"#), @"sample.simpleIncident.activationCount: expected Edm.Int32, found the number 3000000000 at line 1 column 30");
    insta::assert_snapshot!(error(r#"{"activationCount": 1.5}"#), @"sample.simpleIncident.activationCount: expected Edm.Int32, found the number 1.5 at line 1 column 23");
    insta::assert_snapshot!(error(r#"{"activationCount": [1]}"#), @"sample.simpleIncident.activationCount: expected Edm.Int32, found an array at line 1 column 21");
    insta::assert_snapshot!(error(r#"{"lastSeenDateTime": "datetime-value"}"#), @r#"sample.simpleIncident.lastSeenDateTime: expected Edm.DateTimeOffset (such as "2024-02-29T07:59:59Z"), found the text "datetime-value" at line 1 column 37"#);
    insta::assert_snapshot!(error(r#"{"interval": {}}"#), @r#"sample.simpleIncident.interval: expected Edm.Duration (such as "PT1H30M"), found an object at line 1 column 15"#);
    insta::assert_snapshot!(error(r#"{"severity": true}"#), @"sample.simpleIncident.severity: expected sample.alertSeverity, found a boolean at line 1 column 17");
    insta::assert_snapshot!(error(r#"{"severity": 1.5}"#), @"sample.simpleIncident.severity: expected sample.alertSeverity, found a number at line 1 column 16");
    insta::assert_snapshot!(error(r#"{"modes": ["low"]}"#), @"sample.simpleIncident.modes: expected sample.alertSeverity, found an array at line 1 column 11");
    insta::assert_snapshot!(error(r#"{"tags": "a"}"#), @"sample.simpleIncident.tags: expected a collection of Edm.String, found a text at line 1 column 12");
    insta::assert_snapshot!(error(r#"{"tags": ["a", 1]}"#), @"tags[1]: sample.simpleIncident.tags: expected Edm.String, found a number at line 1 column 16");
    insta::assert_snapshot!(error(r#"{"owner": 1}"#), @"sample.simpleIncident.owner: expected an object, found a number at line 1 column 11");
    insta::assert_snapshot!(error(r#"{"related": "x"}"#), @r#"sample.simpleIncident.related: expected sample.incident, found a text at line 1 column 15"#);
    insta::assert_snapshot!(error("[]"), @"expected an object, found an array at line 1 column 2");
    insta::assert_snapshot!(error("null"), @"expected an object, found null");
}

#[test]
fn the_path_from_the_root() {
    insta::assert_snapshot!(error(r#"{"owner": {"displayName": 1}}"#), @"owner.displayName: sample.owner.displayName: expected Edm.String, found a number at line 1 column 27");
    insta::assert_snapshot!(error(r#"{"owners": [{}, {"displayName": 1}]}"#), @"owners[1].displayName: sample.owner.displayName: expected Edm.String, found a number at line 1 column 33");
    let page = r##"{"value": [{"@odata.type": "#sample.emptyIncident"},
  {"@odata.type": "#sample.simpleIncident", "lastSeenDateTime": 5}]}"##;
    insta::assert_snapshot!(from_str::<Page<Incident>>(page).unwrap_err(), @r#"value[1].lastSeenDateTime: sample.simpleIncident.lastSeenDateTime: expected Edm.DateTimeOffset (such as "2024-02-29T07:59:59Z"), found the number 5 at line 2 column 65"#);
    insta::assert_snapshot!(from_str::<Page<i32>>(r#"{"value": [1, "x"]}"#).unwrap_err(), @r#"value[1]: expected Edm.Int32, found the text "x" at line 1 column 17"#);
    insta::assert_snapshot!(from_str::<Page<i32>>(r#"{"error": {"code": "x"}}"#).unwrap_err(), @"expected a page: an object whose `value` is a collection");
    // The position is removed, because it depends on the features of `serde_json`.
    let error = from_str::<Page<i32>>(r#"{"value": {"id": 1}}"#).unwrap_err().to_string();
    assert!(
        error.starts_with("value: expected a collection of Edm.Int32, found an object at line 1"),
        "{error}"
    );
}

#[test]
fn before_the_type_is_known() {
    let text = r##"{"activationCount": "x",
  "@odata.type": "#sample.simpleIncident",
  "id": "1"}"##;
    insta::assert_snapshot!(from_str::<Incident>(text).unwrap_err(), @r#"sample.simpleIncident.activationCount: expected Edm.Int32, found the text "x" (it stands before the type is known; the position is where that is) at line 2 column 41"#);
    insta::assert_snapshot!(from_str::<Incident>(r#"{"id": 1}"#).unwrap_err(), @"sample.incident.id: expected Edm.String, found a number (it stands before the type is known; the position is where that is) at line 1 column 9");
    insta::assert_snapshot!(from_str::<Incident>(r#"{"@odata.type": 1}"#).unwrap_err(), @"sample.incident.@odata.type: expected Edm.String, found a number at line 1 column 17");
    insta::assert_snapshot!(from_str::<Incident>(r#"{"@odata.type": null}"#).unwrap_err(), @"sample.incident.@odata.type: expected Edm.String, found null at line 1 column 20");
}

#[test]
fn a_key_that_stands_twice() {
    insta::assert_snapshot!(error(r#"{"id": "1", "id": "1"}"#), @"sample.simpleIncident.id: the key stands twice in the object at line 1 column 16");
    insta::assert_snapshot!(error(r#"{"id": null, "id": null}"#), @"sample.simpleIncident.id: the key stands twice in the object at line 1 column 17");
    insta::assert_snapshot!(error(r#"{"x": 1, "x": 1}"#), @"sample.simpleIncident.x: the key stands twice in the object at line 1 column 12");
    insta::assert_snapshot!(error(r#"{"x": {"y": [{"z": 1, "z": 2}]}}"#), @"x.y[0].z: sample.simpleIncident.x: the key stands twice in the object at line 1 column 25");
    insta::assert_snapshot!(error(r#"{"@odata.id": "1", "@odata.id": "1"}"#), @"sample.simpleIncident.@odata.id: the key stands twice in the object at line 1 column 30");
    insta::assert_snapshot!(error(r##"{"@odata.type": "#a", "@odata.type": "#a"}"##), @"sample.simpleIncident.@odata.type: the key stands twice in the object at line 1 column 35");
    let text = r##"{"x": 1, "@odata.type": "#sample.emptyIncident", "x": 1}"##;
    insta::assert_snapshot!(from_str::<Incident>(text).unwrap_err(), @"sample.emptyIncident.x: the key stands twice in the object at line 1 column 52");
    let text = r##"{"x": 1, "x": 1, "@odata.type": "#sample.emptyIncident"}"##;
    insta::assert_snapshot!(from_str::<Incident>(text).unwrap_err(), @"sample.emptyIncident.x: the key stands twice in the object (it stands before the type is known; the position is where that is) at line 1 column 56");
    let names: Vec<_> = (0..40).map(|index| format!("\"x{index}\": 1")).collect();
    insta::assert_snapshot!(error(&format!("{{{}, \"x39\": 2}}", names.join(","))), @"sample.simpleIncident.x39: the key stands twice in the object at line 1 column 357");
}

#[test]
fn texts_are_escaped_and_cut_and_secrets_hidden() {
    let long = "\\u0000\\n".to_owned() + &"ä".repeat(200);
    insta::assert_snapshot!(error(&format!("{{\"interval\": \"{long}\"}}")), @r#"sample.simpleIncident.interval: expected Edm.Duration (such as "PT1H30M"), found the text "\0\nääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää…" at line 1 column 423"#);
    for text in [r#"{"secretText": 12345}"#, r#"{"id": 12345}"#, r#"{"tags": [12345]}"#] {
        assert!(!error(text).contains("12345"), "{}", error(text));
    }
}

#[test]
fn position_and_source() {
    let bytes = br#"{"id": "1", "activationCount": "x"}"#;
    let error = from_slice::<SimpleIncident>(bytes).unwrap_err();
    assert_eq!((error.line(), error.column()), (1, 34));
    let value = serde_json::json!({"owner": {"displayName": 1}});
    insta::assert_snapshot!(from_value::<SimpleIncident>(value).unwrap_err(), @"owner.displayName: sample.owner.displayName: expected Edm.String, found a number");
    insta::assert_snapshot!(self::error(r#"{"id": "1" "#), @"EOF while parsing an object at line 1 column 11");
    let deep = "{\"owner\":".repeat(200);
    assert!(self::error(&deep).contains("recursion limit"));
}

#[test]
fn binary_formats_are_refused() {
    struct NotReadable;
    impl<'de> serde::Deserializer<'de> for NotReadable {
        type Error = serde::de::value::Error;
        fn deserialize_any<V: serde::de::Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
            unreachable!("it says that it is not human-readable")
        }
        fn is_human_readable(&self) -> bool {
            false
        }
        serde::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
            newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
        }
    }
    insta::assert_snapshot!(SimpleIncident::deserialize(NotReadable).unwrap_err(), @"values of Microsoft Graph are read from JSON, not from a binary format");
}
