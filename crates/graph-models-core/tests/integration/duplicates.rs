//! Tests of keys that occur more than once in an object: the last value counts, and the others are listed.

use crate::sample::{Incident, Owner, SimpleIncident};
use graph_models_core::items::ItemReader;
use graph_models_core::model::ModelExt;
use graph_models_core::{
    Document, FromJson, Page, Patchable, Reading, ToJson, View, deviations, from_str, strict, to_string,
    to_value,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A deviation: its path, declared type and description, and the JSON that does not count.
type Listed<'a> = (&'a str, &'a str, &'a str, Value);

/// Reads a text with both readers. Checks what is listed, that the value is written as `serde_json` reads the text, and
/// that strict reading refuses the text with the message of a deviation.
#[track_caller]
fn read<T>(text: &str, listed: &[Listed<'_>]) -> T
where
    T: FromJson + ToJson + DeserializeOwned + Serialize + Document + PartialEq,
{
    let value: T = from_str(text).unwrap();
    let by_serde: T = serde_json::from_str(text).unwrap();
    assert!(value == by_serde, "{text}");
    assert_eq!(deviations(&value).to_string(), deviations(&by_serde).to_string(), "{text}");
    let written: Value = text.parse().unwrap();
    assert_eq!(to_value(&value).unwrap(), written, "{text}");
    assert_eq!(to_string(&value).unwrap().parse::<Value>().unwrap(), written, "{text}");

    let found = deviations(&value);
    let told: Vec<_> = found
        .iter()
        .map(|it| (it.path(), it.declared(), it.found(), it.received().cloned().unwrap_or_default()))
        .collect();
    let told: Vec<Listed<'_>> = told
        .iter()
        .map(|(path, declared, what, json)| (*path, declared.as_str(), *what, json.clone()))
        .collect();
    assert_eq!(told, listed, "{text}\n{found}");
    assert!(found.iter().all(|it| it.reading() == Reading::Replaced), "{found}");

    let error = strict::from_str::<T>(text).err().unwrap().to_string();
    // An odd value in front is the first problem.
    assert!(error.contains("the key stands twice in the object") || text.contains("many"), "{error}");
    value
}

/// The form of a published sign-in, in which the key `id` occurs twice with different values.
#[test]
fn an_id_of_a_sign_in_that_comes_again() {
    let text = r#"{"value": [
        {"id": "s1", "homeTenantId": "11111111-0000-0000-0000-000000000000", "activationCount": 1,
         "homeTenantId": "22222222-0000-0000-0000-000000000000"},
        {"id": "s2"}
    ]}"#;
    let page: Page<SimpleIncident> = read(
        text,
        &[("value[0].homeTenantId", "Edm.Untyped", "a text", json!("11111111-0000-0000-0000-000000000000"))],
    );
    assert_eq!(page.items().len(), 2);
    assert_eq!(
        page.items()[0].extra().undeclared().get("homeTenantId"),
        Some(&json!("22222222-0000-0000-0000-000000000000"))
    );
    assert_eq!(
        page.deviations().to_string(),
        "value[0].homeTenantId: sample.simpleIncident.homeTenantId: the key stands twice in the object; \
         the later value replaces a text"
    );
}

#[test]
fn every_place_of_a_declared_property() {
    for (name, declared, first, found, last) in [
        ("id", "Edm.String", json!("1"), "a text", json!("2")),
        ("id", "Edm.String", json!("1"), "a text", json!("1")),
        ("id", "Edm.String", json!("1"), "a text", Value::Null),
        ("id", "Edm.String", Value::Null, "null", json!("2")),
        ("activationCount", "Edm.Int32", json!(5), "the number 5", json!(6)),
        ("activationCount", "Edm.Int32", json!("many"), "the text \"many\"", json!(6)),
        ("severity", "sample.alertSeverity", json!("low"), "a text", json!("HIGH")),
        ("severity", "sample.alertSeverity", json!("low"), "a text", Value::Null),
        ("tags", "Collection(Edm.String)", json!(["a", null]), "an array", json!(["b"])),
        ("tags", "Collection(Edm.String)", json!(["a"]), "an array", Value::Null),
        ("severities", "Collection(sample.alertSeverity)", json!(["low", 4, 5]), "an array", json!([])),
        ("severities", "Collection(sample.alertSeverity)", json!(["low"]), "an array", Value::Null),
        ("modes", "sample.alertSeverity", json!("low,high"), "a text", json!("high")),
        ("modes", "sample.alertSeverity", json!("low"), "a text", Value::Null),
        (
            "owner",
            "an object",
            json!({"displayName": "a", "x": [1]}),
            "an object",
            json!({"displayName": "b"}),
        ),
        ("owner", "an object", json!({}), "an object", Value::Null),
        ("owners", "Collection(an object)", json!([{}, {"displayName": "a"}]), "an array", json!([{}])),
        ("owners", "Collection(an object)", json!([{}]), "an array", Value::Null),
        (
            "related",
            "sample.incident",
            json!({"id": "1"}),
            "an object",
            json!({"@odata.type": "#sample.new"}),
        ),
        ("related", "sample.incident", json!({"id": "1"}), "an object", Value::Null),
        ("children", "Collection(sample.incident)", json!([{"id": "1"}, null]), "an array", json!([])),
        ("children", "Collection(sample.incident)", json!([{"id": "1"}]), "an array", Value::Null),
        ("payload", "Edm.Json", json!({"a": [1, {}]}), "an object", json!([])),
        ("payload", "Edm.Json", json!(1), "a number", Value::Null),
    ] {
        let listed = [(name, declared, found, first.clone())];
        let owner = r#""owner": {"displayName": "x"}"#;
        let other = if name == "owner" { r#""id": "x""# } else { owner };
        read::<SimpleIncident>(&format!(r#"{{"{name}": {first}, {other}, "{name}": {last}}}"#), &listed);
        // With the tag last, the entries are buffered before they are read.
        let late = r##""@odata.type": "#sample.simpleIncident""##;
        read::<Incident>(&format!(r#"{{"{name}": {first}, {other}, "{name}": {last}, {late}}}"#), &listed);
        read::<Incident>(&format!(r#"{{"{name}": {first}, {late}, "{name}": {last}}}"#), &listed);
    }
}

#[test]
fn an_odd_value_is_one_value_of_a_duplicate_key() {
    for (text, paths) in [
        (r#"{"activationCount": 5, "activationCount": "many"}"#, ["activationCount", "activationCount"]),
        (r#"{"tags": ["a"], "tags": {"a": 1}}"#, ["tags", "tags"]),
        (r#"{"activationCount": {"a": {"b": 1, "b": 2}}}"#, ["activationCount", "activationCount.a.b"]),
        (r#"{"owner": [{"displayName": "a", "displayName": "b"}]}"#, ["owner", "owner[0].displayName"]),
        (r#"{"children": {"id": "1", "id": "2"}}"#, ["children", "children.id"]),
        (r#"{"owners": ["x", [{"a": 1, "a": 2}]]}"#, ["owners[0]", "owners[1]"]),
        (r#"{"@odata.type": {"a": 1, "a": 2}}"#, ["@odata.type", "@odata.type.a"]),
    ] {
        let value: SimpleIncident = from_str(text).unwrap();
        let found: Vec<_> = deviations(&value).iter().map(|it| it.path().to_owned()).collect();
        assert_eq!(found[..2], paths, "{text}");
        assert_eq!(to_value(&value).unwrap(), text.parse::<Value>().unwrap(), "{text}");
        assert!(strict::from_str::<SimpleIncident>(text).is_err());
    }
}

#[test]
fn duplicates_inside_a_value_that_does_not_count_are_listed_too() {
    let owner = json!({"displayName": "b"});
    let listed = [
        ("owner.displayName", "Edm.Untyped", "a text", json!("a")),
        ("owner", "an object", "an object", owner.clone()),
    ];
    read::<SimpleIncident>(r#"{"owner": {"displayName": "a", "displayName": "b"}, "owner": {}}"#, &listed);
    let listed = [
        ("children[1].related.x.y", "Edm.Untyped", "a number", json!(1)),
        (
            "children",
            "Collection(sample.incident)",
            "an array",
            json!([null, {"@odata.type": "#sample.simpleIncident", "related": {"x": {"y": 2}}}]),
        ),
    ];
    let children =
        r##"[null, {"@odata.type": "#sample.simpleIncident", "related": {"x": {"y": 1, "y": 2}}}]"##;
    read::<SimpleIncident>(&format!(r#"{{"children": {children}, "children": null}}"#), &listed);
    let text =
        r##"{"related": {"@odata.type": "#sample.new", "@odata.type": "#sample.old"}, "related": null}"##;
    let incident: SimpleIncident = from_str(text).unwrap();
    let readings: Vec<_> = deviations(&incident).iter().map(graph_models_core::Deviation::reading).collect();
    assert_eq!(readings, [Reading::Ignored, Reading::Replaced]);
}

#[test]
fn every_place_of_a_value_without_a_type() {
    let untyped = |path: &'static str, value: i32| (path, "Edm.Untyped", "a number", json!(value));
    read::<SimpleIncident>(r#"{"x": 1, "id": "1", "x": 2, "x": 3}"#, &[untyped("x", 1), untyped("x", 2)]);
    read::<SimpleIncident>(r#"{"@odata.etag": 1, "@odata.etag": "2"}"#, &[untyped("@odata.etag", 1)]);
    read::<SimpleIncident>(
        r##"{"#act": 1, "#act": {}, "id@x.y": 1, "id@x.y": 2}"##,
        &[untyped("#act", 1), untyped("id@x.y", 1)],
    );
    read::<SimpleIncident>(r#"{"x": {"y": [0, {"z": 1, "z": 2}]}}"#, &[untyped("x.y[1].z", 1)]);
    read::<SimpleIncident>(r#"{"payload": {"y": [{"z": 1, "z": 2}]}}"#, &[untyped("payload.y[0].z", 1)]);
    read::<SimpleIncident>(
        r#"{"x": {"y": 1, "\u0079": 2}, "\u0078": 3}"#,
        &[untyped("x.y", 1), ("x", "Edm.Untyped", "an object", json!({"y": 2}))],
    );
    read::<SimpleIncident>(
        r#"{"owner": {"x": 1, "x": 2}, "owners": [{}, {"x": {"a": 1, "a": 2}}]}"#,
        &[untyped("owner.x", 1), untyped("owners[1].x.a", 1)],
    );
    read::<Incident>(
        r##"{"@odata.type": "#sample.new", "x": 1, "y": {"a": 1, "a": 2}, "x": 2}"##,
        &[untyped("y.a", 1), untyped("x", 1)],
    );
    read::<Incident>(
        r##"{"y": {"a": 1, "a": 2}, "x": 1, "x": 2, "@odata.type": "#sample.new"}"##,
        &[untyped("y.a", 1), untyped("x", 1)],
    );
    // Behind the first entries, the others are stored as one text.
    let many: Vec<_> = (0..40).map(|index| format!(r#""x{index}": {index}"#)).collect();
    let text = format!(r#"{{{}, "x39": {{"a": 1, "a": 2}}, "x0": 5}}"#, many.join(", "));
    let value = read::<SimpleIncident>(&text, &[untyped("x39.a", 1), untyped("x0", 0), untyped("x39", 39)]);
    assert_eq!(value.extra().undeclared().get("x39"), Some(&json!({"a": 2})));
    assert_eq!(value.extra().undeclared().len(), 40);
}

#[test]
fn control_information_of_a_page() {
    let text = r#"{"@odata.nextLink": "https://a/", "value": [{"id": "1"}, {"x": 1, "x": 2}, 5, [{"y": 1, "y": 2}]],
        "@odata.nextLink": "https://b/", "@odata.count": 1, "@odata.count": 2}"#;
    let page: Page<SimpleIncident> = from_str(text).unwrap();
    assert_eq!((page.next_link(), page.count()), (Some("https://b/"), Some(2)));
    let mut expected = page.deviations().to_string().lines().map(str::to_owned).collect::<Vec<_>>();
    let paths: Vec<_> = page.deviations().iter().map(|it| it.path().to_owned()).collect();
    let all = ["value[2]", "value[3]", "value[1].x", "value[3][0].y", "@odata.nextLink", "@odata.count"];
    assert_eq!(paths, all);
    assert_eq!(to_value(&page).unwrap(), text.parse::<Value>().unwrap());

    // Reading item by item lists the same deviations.
    let mut items = ItemReader::<_, SimpleIncident>::new(text.as_bytes());
    let mut found = Vec::new();
    for item in items.by_ref() {
        found.extend(item.unwrap().deviations().iter().map(ToString::to_string));
    }
    found.extend(items.into_page().unwrap().deviations().iter().map(ToString::to_string));
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

/// The first `@odata.type` decides how the entries behind it are read.
#[test]
fn the_first_tag_counts() {
    let simple = r##""@odata.type": "#sample.simpleIncident""##;
    for text in [
        format!(r#"{{{simple}, "activationCount": 1, {simple}}}"#),
        format!(r#"{{"activationCount": 1, {simple}, {simple}}}"#),
        format!(r##"{{{simple}, "activationCount": 1, "@odata.type": "#sample.emptyIncident"}}"##),
        format!(r#"{{"activationCount": 1, {simple}, "@odata.type": {{"a": 1, "a": 2}}}}"#),
    ] {
        let incident: Incident = from_str(&text).unwrap();
        let by_serde: Incident = serde_json::from_str(&text).unwrap();
        let Incident::SimpleIncident(inside) = &incident else { panic!("{incident:?}") };
        assert_eq!(inside.activation_count, Some(1), "{text}");
        let found = deviations(&incident);
        assert_eq!(found.to_string(), deviations(&by_serde).to_string());
        let [found] = found.iter().collect::<Vec<_>>()[..] else { panic!("{found}") };
        assert_eq!((found.path(), found.reading()), ("@odata.type", Reading::Ignored));
        assert!(found.to_string().contains("; the first value counts, not a"), "{found}");
        assert_eq!(
            to_value(&incident).unwrap(),
            json!({"@odata.type": "#sample.simpleIncident", "activationCount": 1})
        );
        assert!(strict::from_str::<Incident>(&text).is_err());
        let view = View::<Incident>::from_str(&text).unwrap();
        assert_eq!(view.get(SimpleIncident::ACTIVATION_COUNT).unwrap(), Some(1));
        assert_eq!(view.odata_type().as_deref(), Some("#sample.simpleIncident"));
        assert_eq!(view.json("@odata.type").unwrap(), Some(json!("#sample.simpleIncident")));
    }
    let odd: Incident = from_str(&format!(r#"{{"@odata.type": null, "id": "1", {simple}}}"#)).unwrap();
    assert!(odd.is_unknown());
    assert_eq!(deviations(&odd).len(), 2);
}

#[test]
fn a_view_has_the_value_that_counts() {
    let text = r#"{"id": "1", "owner": {"displayName": "a"}, "x": 1, "id": "2", "owner": {"displayName": "b",
        "displayName": "c", "x": {"a": 1, "a": 2}}, "x": [{"a": 1, "a": 2}], "activationCount": 1,
        "activationCount": null}"#;
    let view = View::<SimpleIncident>::from_str(text).unwrap();
    assert_eq!(view.get(SimpleIncident::ID).unwrap().as_deref(), Some("2"));
    assert_eq!(view.get(SimpleIncident::ACTIVATION_COUNT).unwrap(), None);
    let owner = view.view(SimpleIncident::OWNER).unwrap().unwrap();
    assert_eq!(owner.get(Owner::DISPLAY_NAME).unwrap().as_deref(), Some("c"));
    assert_eq!(owner.json("x").unwrap(), Some(json!({"a": 2})));
    assert_eq!(view.json("x").unwrap(), Some(json!([{"a": 2}])));
    assert_eq!(view.names().collect::<Vec<_>>(), ["id", "owner", "x", "activationCount"]);
    assert_eq!(deviations(&view.read().unwrap()).len(), 7);
}

#[test]
fn copies_keep_the_list_and_comparisons_and_output_do_not_show_it() {
    let text = r#"{"id": "1", "id": "2", "x": "hush", "x": "hush", "payload": {"a": "hush", "a": "hush"},
        "secretText": "hush", "secretText": "hush", "@odata.nextLink": "hush", "@odata.nextLink": "hush"}"#;
    let incident: SimpleIncident = from_str(text).unwrap();
    let found = deviations(&incident);
    assert_eq!(found.len(), 5, "{found}");
    let copy = incident.clone();
    assert_eq!(deviations(&copy).to_string(), found.to_string());
    let plain: SimpleIncident = from_str(&to_string(&incident).unwrap()).unwrap();
    assert!(plain == incident && deviations(&plain).is_empty());
    let shown = format!("{incident:?} {:?} {found} {found:?}", incident.extra());
    assert!(!shown.contains("hush"), "{shown}");
    // A value that a program sets was not received.
    let mut changed = copy;
    changed.set_by_name("secretText", "new").unwrap();
    assert_eq!(deviations(&changed).len(), 4);
}
