//! Tests the memory for undeclared content: it is limited by the length of the text, for any content.

use crate::sample::{Incident, SimpleIncident};
use graph_models_core::{ModelExt, Page, deviations, from_str, to_string};
use serde_json::Value;

/// Returns JSON texts whose parsed trees are many times larger than the text.
fn texts() -> Vec<(&'static str, String)> {
    let many = |item: &str| format!("[{}]", vec![item; 20_000].join(","));
    vec![
        ("small objects", many(r#"{"a":1}"#)),
        ("empty objects", many("{}")),
        ("small arrays", many("[[0]]")),
        ("numbers", many("7")),
        ("short texts", many(r#""""#)),
        ("objects in objects", many(r#"{"a":{"b":{"c":null}}}"#)),
        ("an array in an array", format!("[{}]", many(r#"{"a":1}"#))),
        ("an object with many keys", {
            let keys: Vec<_> = (0..20_000).map(|key| format!(r#""{key}":{{}}"#)).collect();
            format!("{{{}}}", keys.join(","))
        }),
    ]
}

/// Returns two ratios to the length of the text: the memory of a value, and the peak memory while it is decoded.
fn ratios<T>(text: &str, read: impl Fn() -> T) -> (f64, f64) {
    let mut value = None;
    let used = allocation_counter::measure(|| value = Some(read()));
    let per_byte =
        |bytes: u64| f64::from(u32::try_from(bytes).unwrap()) / f64::from(u32::try_from(text.len()).unwrap());
    drop(value);
    (per_byte(used.bytes_current.unsigned_abs()), per_byte(used.bytes_max))
}

#[test]
fn what_is_not_declared_takes_little_more_than_its_text() {
    for (name, text) in texts() {
        let (tree, _) = ratios(&text, || serde_json::from_str::<Value>(&text).unwrap());
        // The last two keys are declared, as a string and as an object. Their values are odd.
        for key in ["new", "#new", "new@odata.x", "id", "owner"] {
            if key == "owner" && text.starts_with('{') {
                continue;
            }
            let payload = format!(r#"{{"activationCount":1,"{key}":{text}}}"#);
            let (kept, peak) = ratios(&text, || from_str::<SimpleIncident>(&payload).unwrap());
            println!("{name}, {key}: {kept:.2} times its text, {peak:.2} at the peak; as a tree {tree:.1}");
            assert!(kept < 1.1 && peak < 4.0, "{name}: {kept} {peak}");
        }
        // The tag is last, so the entries in front of it are read once the type is known.
        let payload = format!(r##"{{"id":"1","new":{text},"@odata.type":"#sample.simpleIncident"}}"##);
        let page = format!(r#"{{"value":[{payload}]}}"#);
        let (kept, peak) = ratios(&text, || from_str::<Page<Incident>>(&page).unwrap());
        println!("{name}, before the tag: {kept:.2} times its text, {peak:.2} at the peak");
        assert!(kept < 1.1 && peak < 3.0, "{name}: {kept} {peak}");
    }
}

#[test]
fn a_duplicate_key_inside_changes_little() {
    for (name, text) in texts() {
        // The value that counts, and one that does not, take the memory of their text.
        for payload in [
            format!(r#"{{"new":{{"a":1,"b":{text},"a":2}}}}"#),
            format!(r#"{{"new":{{"a":{text},"a":2}}}}"#),
            format!(r#"{{"new":{text},"new":2}}"#),
            format!(r#"{{"owner":{{"x":{text}}},"owner":null}}"#),
        ] {
            let (kept, peak) = ratios(&payload, || from_str::<SimpleIncident>(&payload).unwrap());
            println!("{name}: {kept:.2} times its text, {peak:.2} at the peak");
            assert!(kept < 1.1, "{name}: {kept} {peak}");
        }
    }
}

#[test]
fn many_properties_that_are_not_declared() {
    for value in ["1", "{}", r#""text""#] {
        let entries: Vec<_> = (0..20_000).map(|key| format!(r#""new{key}":{value}"#)).collect();
        let text = format!("{{{}}}", entries.join(","));
        let (tree, _) = ratios(&text, || serde_json::from_str::<Value>(&text).unwrap());
        let (kept, peak) = ratios(&text, || from_str::<SimpleIncident>(&text).unwrap());
        println!(
            "properties of {value}: {kept:.2} times their text, {peak:.2} at the peak; as a tree {tree:.1}"
        );
    }
}

#[test]
fn reading_it_leaves_it_as_it_is_until_it_is_asked_for() {
    let (_, text) = texts().swap_remove(0);
    let payload = format!(r#"{{"new": {text} }}"#);
    let value: SimpleIncident = from_str(&payload).unwrap();
    let used = allocation_counter::measure(|| {
        assert!(deviations(&value).is_empty() && !format!("{value:?}").is_empty());
        assert_eq!(to_string(&value).unwrap(), payload.replace(' ', ""));
        assert!(value == value.clone());
    });
    assert_eq!(used.bytes_current, 0);
    let used = allocation_counter::measure(|| {
        assert_eq!(
            value.extra().undeclared().get("new").and_then(|new| new.as_array()).map(Vec::len),
            Some(20_000)
        );
    });
    assert!(used.bytes_current > 0);
}
