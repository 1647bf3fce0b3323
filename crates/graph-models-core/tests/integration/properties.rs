//! Property tests: any JSON gives an error, or nothing is lost.

use crate::sample::{Incident, SimpleIncident};
use graph_models_core::{
    FromJson, ModelExt, Page, ToJson, deviations, edm, from_str, from_value, strict, to_string, to_value,
};
use proptest::prelude::*;
use serde_json::{Map, Value};

/// Keys: most have a meaning for the types, some do not.
const KEYS: [&str; 23] = [
    "id",
    "activationCount",
    "severity",
    "lastSeenDateTime",
    "interval",
    "tags",
    "severities",
    "modes",
    "owner",
    "owners",
    "related",
    "children",
    "payload",
    "secretText",
    "displayName",
    "@odata.type",
    "@odata.etag",
    "@odata.id",
    "owner@odata.context",
    "children@delta",
    "#action",
    "undeclared",
    "ID",
];

/// Strings that have a meaning for some types.
const TEXTS: [&str; 20] = [
    "",
    "1",
    "low",
    "HIGH",
    "low,high",
    "low, new",
    "6",
    "2024-02-29T07:59:59Z",
    "2024-02-29T07:59:59.1234567+02:00",
    "2016-12-31T23:59:60Z",
    "P30D",
    "PT24H",
    "-P1Y",
    "INF",
    "#sample.simpleIncident",
    "sample.emptyincident",
    "https://x/$metadata#sample.simpleIncident",
    "#sample.new",
    "#sample.incident",
    "unknownFutureValue",
];

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-5_i64..300).prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_filter_map("finite", |number| number.is_finite().then(|| number.into())),
        (-9_i32..9).prop_map(|number| f64::from(number).into()),
        proptest::sample::select(&TEXTS[..]).prop_map(Value::from),
        ".{0,6}".prop_map(Value::from),
    ]
}

fn json() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            object(inner).prop_map(Value::Object),
        ]
    })
}

fn object(inner: impl Strategy<Value = Value>) -> impl Strategy<Value = Map<String, Value>> {
    let key = prop_oneof![9 => proptest::sample::select(&KEYS[..]).prop_map(str::to_owned), 1 => ".{0,4}"];
    proptest::collection::vec((key, inner), 0..6).prop_map(|entries| entries.into_iter().collect())
}

/// Returns a value that the field with this name likely accepts, so that many random objects are valid.
fn fitting(key: &'static str) -> BoxedStrategy<Value> {
    let texts = |texts: &'static [&'static str]| proptest::sample::select(texts).prop_map(Value::from);
    let severity = || {
        prop_oneof![
            texts(&["low", "HIGH", "4", "new", "", "unknownFutureValue"]),
            (0_i64..200).prop_map(Value::from),
            (0_i32..9).prop_map(|number| f64::from(number).into()),
        ]
    };
    let object = || object(scalar()).prop_map(Value::Object);
    let list = |item: BoxedStrategy<Value>| {
        proptest::collection::vec(prop_oneof![5 => item, 1 => Just(Value::Null)], 0..4)
            .prop_map(Value::from)
            .boxed()
    };
    let value = match key {
        "id" | "secretText" | "displayName" => ".{0,5}".prop_map(Value::from).boxed(),
        "activationCount" => prop_oneof![
            any::<i32>().prop_map(Value::from),
            (0_i16..99).prop_map(|number| f64::from(number).into())
        ]
        .boxed(),
        "severity" => severity().boxed(),
        "severities" => list(severity().boxed()),
        "modes" => prop_oneof![
            texts(&["low,high", "high,low", "low, x", "low,low", "", ",", "LOW", "6"]),
            severity()
        ]
        .boxed(),
        "lastSeenDateTime" => texts(&[
            "2024-02-29T07:59:59Z",
            "2024-02-29T07:59:59.100+02:00",
            "2016-12-31T23:59:60z",
            "0001-01-01T00:00Z",
        ])
        .boxed(),
        "interval" => texts(&["P30D", "PT24H", "-P1Y", "P1DT2H", "PT0S"]).boxed(),
        "tags" => list(".{0,3}".prop_map(Value::from).boxed()),
        "owner" => object().boxed(),
        "owners" => list(object().boxed()),
        "related" => incident().boxed(),
        "children" | "children@delta" => list(incident().boxed()),
        "@odata.type" => texts(&TEXTS[14..19]).boxed(),
        _ => json().boxed(),
    };
    prop_oneof![9 => value, 1 => Just(Value::Null).boxed()].boxed()
}

fn incident() -> impl Strategy<Value = Value> {
    let tag = proptest::sample::select(&TEXTS[14..19]);
    (tag, object(scalar())).prop_map(|(tag, mut object)| {
        object.insert("@odata.type".to_owned(), tag.into());
        Value::Object(object)
    })
}

fn likely() -> impl Strategy<Value = Value> {
    let entry = proptest::sample::select(&KEYS[..]).prop_flat_map(|key| (Just(key.to_owned()), fitting(key)));
    proptest::collection::vec(entry, 0..8).prop_map(|entries| Value::Object(entries.into_iter().collect()))
}

/// Checks that the payload gives an error, or a lossless round trip with equal values.
fn check<T>(payload: &Value) -> Result<(), TestCaseError>
where
    T: FromJson
        + ToJson
        + serde::Serialize
        + serde::de::DeserializeOwned
        + Clone
        + PartialEq
        + std::fmt::Debug,
{
    let Ok(value) = from_str::<T>(&payload.to_string()) else {
        return Ok(());
    };
    prop_assert_eq!(&to_value(&value).unwrap(), payload);
    let text = to_string(&value).unwrap();
    prop_assert_eq!(&text.parse::<Value>().unwrap(), payload);
    prop_assert_eq!(&from_str::<T>(&text).unwrap(), &value);
    prop_assert_eq!(&from_value::<T>(payload.clone()).unwrap(), &value);
    let copy = value.clone();
    prop_assert_eq!(&copy, &value);
    prop_assert_eq!(&to_value(&copy).unwrap(), payload);
    let _ = format!("{value:?}");
    Ok(())
}

/// Returns `true` if paths contain the name without escapes.
fn is_plain(name: &str) -> bool {
    name != "@odata.type"
        && !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "@#.".contains(c))
}

/// Lists the places of values with plain names, as JSON pointers.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members.iter().filter(|(name, _)| is_plain(name)) {
                let at = format!("{at}/{name}");
                found.push(at.clone());
                places(value, &at, found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let at = format!("{at}/{index}");
                found.push(at.clone());
                places(item, &at, found);
            }
        }
        _ => {}
    }
}

/// Returns a payload without deviations, the payload with one value replaced, and the place of this value.
fn mutation() -> impl Strategy<Value = (Value, Value, String)> {
    let valid = likely().prop_filter("has places and no deviation", |payload| {
        let is_valid =
            from_value::<SimpleIncident>(payload.clone()).is_ok_and(|value| deviations(&value).is_empty());
        is_valid && payload.as_object().is_some_and(|members| members.keys().any(|name| is_plain(name)))
    });
    (valid, json(), any::<proptest::sample::Index>()).prop_map(|(payload, other, index)| {
        let mut found = Vec::new();
        places(&payload, "", &mut found);
        let place = index.get(&found).clone();
        let mut mutated = payload.clone();
        *mutated.pointer_mut(&place).expect("it was found") = other;
        (payload, mutated, place)
    })
}

/// Checks that one odd value is kept, that all else is unchanged, and that deviations are reported only at this place.
fn check_mutation(payload: &Value, mutated: &Value, place: &str) -> Result<(), TestCaseError> {
    let text = mutated.to_string();
    let value: SimpleIncident = from_str(&text).map_err(|error| TestCaseError::fail(error.to_string()))?;
    check::<SimpleIncident>(mutated)?;
    let told = deviations(&value);
    prop_assert_eq!(strict::from_str::<SimpleIncident>(&text).is_err(), !told.is_empty(), "{}", told);
    let path = place.trim_start_matches('/').replace('/', ".");
    for told in &told {
        let told = told.path().replace('[', ".").replace(']', "");
        prop_assert!(told.starts_with(&path), "{} is not in {}", told, path);
    }
    // All properties except the changed one must be equal.
    let name = path.split('.').next().unwrap_or_default();
    let before: SimpleIncident = from_value(payload.clone()).unwrap();
    for other in value.info().names().iter().filter(|other| **other != name) {
        prop_assert_eq!(one(&value, other), one(&before, other), "{}", other);
    }
    let changed = place.trim_start_matches('/').split('/').next().unwrap_or_default();
    let control =
        |value: &SimpleIncident| value.extra().control().iter().filter(|(name, _)| *name != changed).count();
    prop_assert_eq!(control(&value), control(&before));
    Ok(())
}

/// Returns the JSON of one property.
fn one(value: &SimpleIncident, name: &str) -> Value {
    to_value(value).unwrap().get(name).cloned().unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_object_is_an_error_or_kept(payload in json()) {
        check::<SimpleIncident>(&payload)?;
        check::<Incident>(&payload)?;
        check::<Page<Incident>>(&serde_json::json!({ "value": [payload] }))?;
    }

    #[test]
    fn likely_objects_are_kept(payload in likely()) {
        check::<SimpleIncident>(&payload)?;
        check::<Incident>(&payload)?;
        check::<Page<SimpleIncident>>(&serde_json::json!({ "value": [null, payload], "@odata.count": 1 }))?;
    }

    #[test]
    fn one_odd_value_costs_nothing_else((payload, mutated, place) in mutation()) {
        check_mutation(&payload, &mutated, &place)?;
    }

    #[test]
    fn any_text_is_no_panic(text in ".{0,60}") {
        let _ = from_str::<Incident>(&text);
        if let Ok(instant) = text.parse::<edm::DateTimeOffset>() {
            prop_assert_eq!(instant.to_string(), text);
        }
    }

    #[test]
    fn instants_print_what_they_read(
        text in "[0-9]{4}-[01][0-9]-[0-3][0-9][Tt][0-2][0-9]:[0-5][0-9](:[0-6][0-9](\\.[0-9]{1,13})?)?([Zz]|[+-][0-2][0-9]:[0-5][0-9])"
    ) {
        if let Ok(instant) = text.parse::<edm::DateTimeOffset>() {
            prop_assert_eq!(instant.to_string(), text.clone());
            if let Ok(other) = time::OffsetDateTime::try_from(&instant) {
                prop_assert_eq!(edm::DateTimeOffset::from(other), instant);
            }
        }
    }

    #[test]
    fn durations_print_what_they_read(text in "-?P([0-9]{1,5}Y)?([0-9]{1,3}M)?([0-9]{1,3}D)?(T([0-9]{1,3}H)?([0-9]{1,3}M)?([0-9]{1,3}(\\.[0-9]{1,10})?S)?)?") {
        if let Ok(duration) = text.parse::<edm::Duration>() {
            prop_assert_eq!(duration.to_string(), text);
            let canonical = edm::Duration::from(time::Duration::from(duration.clone()));
            prop_assert_eq!(canonical.to_string().parse::<edm::Duration>().unwrap(), duration);
        }
    }

    #[test]
    fn decimals_keep_their_value(text in "-?[0-9]{1,25}(\\.[0-9]{1,25})?([eE][+-]?[0-9]{1,2})?") {
        let decimal: edm::Decimal = text.parse().unwrap();
        prop_assert_eq!(&decimal.to_string().parse::<edm::Decimal>().unwrap(), &decimal);
        let json = to_value(&decimal).unwrap();
        prop_assert_eq!(from_value::<edm::Decimal>(json).unwrap(), decimal);
    }
}
